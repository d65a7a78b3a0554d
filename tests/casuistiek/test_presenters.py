"""What a template shows and does not compute."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from casuistiek import presenters, queries, services
from casuistiek.models import Casus
from casuistiek.permissions import NIET_BEHANDELAAR, NIET_BESLISSER
from casuistiek.queries import Bedragen
from casuistiek.stappen import ZET, Stap

from .conftest import MELDING


def knoppen(user, casus):
    return presenters.knoppen(user, queries.dossier(casus, timezone.localdate()))


def labels(groepen):
    return {groep.bezwaar: [knop.label for knop in groep.knoppen] for groep in groepen}


def test_knoppen_put_the_main_road_first_and_share_a_reason(casus_op, wijkmanager, programmamanager):
    casus = casus_op(Stap.VOORSTEL)
    assert labels(knoppen(wijkmanager, casus).nu) == {
        "": ["Voorstel vervangen", "Doorgeleiden", "Intrekken"],
        NIET_BESLISSER: ["Besluit nemen"],
    }
    assert labels(knoppen(programmamanager, casus).nu) == {
        "": ["Besluit nemen"],
        NIET_BEHANDELAAR: ["Voorstel vervangen", "Doorgeleiden", "Intrekken"],
    }


@pytest.mark.parametrize("stap", list(Stap))
def test_knoppen_hold_every_step_and_tell_why_not_of_what_comes_later(casus_op, wijkmanager, stap):
    both = knoppen(wijkmanager, casus_op(stap))
    assert sum(len(groep.knoppen) for groep in both.nu + both.niet_nu) == len(ZET)
    assert all(groep.bezwaar for groep in both.niet_nu)


def test_knoppen_say_what_the_service_says(casus_op, wijkmanager):
    """A button that works is not refused, and one that is disabled is refused with that sentence."""
    casus = casus_op(Stap.BESLUIT, toegekend=False)
    sentences = {
        knop.label: groep.bezwaar for groep in knoppen(wijkmanager, casus).nu for knop in groep.knoppen
    }
    with pytest.raises(services.CannotStep) as refused:
        services.begin_uitvoering(casus.pk, actor=wijkmanager, op=MELDING + timedelta(days=9))
    assert refused.value.messages == [sentences["Uitvoering begint"]]
    assert sentences["Voorstel maken"] == ""


@pytest.mark.parametrize(
    ("stap", "haltes"),
    [
        (Stap.TER_PLEKKE, "✓Gesignaleerd Ter plekke< Voorstel Besluit Uitvoering Nazorg Gesloten"),
        (Stap.INGETROKKEN, "✓Gesignaleerd Ingetrokken<"),
        (Stap.DOORGELEID, "✓Gesignaleerd Doorgeleid<"),
    ],
)
def test_weg_is_the_road_ahead_or_the_one_that_was_taken(casus_op, stap, haltes):
    assert drawn(casus_op(stap)) == haltes


def test_weg_of_a_casus_that_was_doorgeleid_and_closed_holds_both(casus_op, wijkmanager):
    casus = casus_op(Stap.DOORGELEID)
    services.close(casus.pk, actor=wijkmanager, op=MELDING + timedelta(days=9))
    assert drawn(Casus.objects.get()) == "✓Gesignaleerd ✓Doorgeleid Gesloten<"


def drawn(casus):
    haltes = presenters.weg(casus, queries.dossier(casus, timezone.localdate()).bereikt)
    return " ".join(
        ("✓" if one.is_geweest else "") + one.label + ("<" if one.is_hier else "") for one in haltes
    )


def test_balk_is_a_share_of_all_that_was_given():
    assert presenters.balk(Bedragen(Decimal(300), Decimal(200), Decimal(50))) == presenters.Balk(
        Decimal("16.67"), Decimal(50)
    )
    nothing = Bedragen(Decimal(0), Decimal(0), Decimal(0))
    assert presenters.balk(nothing) == presenters.Balk(Decimal(0), Decimal(0))
