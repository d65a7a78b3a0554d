"""What stands in an answer is written as REST framework writes it, by something quicker."""

import json
from datetime import UTC, date, datetime, time
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy
from rest_framework.renderers import JSONRenderer

from brunssum.core.api.json_antwoord import JsonRenderer
from monitor.models import Waarneming


@pytest.mark.parametrize(
    "value",
    [
        Decimal("61.4000"),
        Decimal("12345678901.1234"),
        1e16,
        datetime(2026, 3, 1, 12, tzinfo=UTC),
        datetime(2026, 3, 1, 12, 0, 0, 1500, tzinfo=UTC),
        datetime(2026, 7, 1, 12, tzinfo=ZoneInfo("Europe/Amsterdam")),
        date(2026, 3, 1),
        time(9, 30),
        UUID(int=1),
        Waarneming.Reden.ONDERDRUKT,
        gettext_lazy("Yes"),
        mark_safe("één <b>woord</b>\u2028"),
        {"lijst": [1, (True, None)]}.values(),
    ],
)
def test_it_is_what_rest_framework_writes(value):
    wanted = JSONRenderer().render({"waarde": value})
    assert json.loads(JsonRenderer().render({"waarde": value})) == json.loads(wanted)


def test_nothing_is_nothing_and_letters_stay_letters():
    assert JsonRenderer().render(None) == b""
    assert JsonRenderer().render({"naam": "één"}) == '{"naam":"één"}'.encode()
