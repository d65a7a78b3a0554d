"""The demo content: complete, alive, without real people, and only where nobody works for real."""

import pytest
from django.core.management import CommandError, call_command

from inspanningen.models import Inspanning
from tests.factories import GebruikerFactory


def test_seed_refuses_where_someone_works_for_real(db):
    GebruikerFactory(email="iemand@gemeente.example")
    with pytest.raises(CommandError, match="lege database"):
        call_command("seed_demo")
    assert Inspanning.objects.count() == 0
