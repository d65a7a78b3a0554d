"""What comes round twice a year is asked once, and is done when it is done."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command

from brunssum.core.models import Actiepunt
from brunssum.core.services import actiepunten
from inspanningen.services import oordelen, realisatieplanningen
from inspanningen.services.ritme import ask_what_is_due
from tests.factories import MijlpaalFactory, OordeelrondeFactory

DAG = date(2026, 3, 2)
LATER = date(2026, 9, 20)
pytestmark = pytest.mark.django_db


def asked() -> list[tuple[str, str]]:
    return list(Actiepunt.objects.order_by("pk").values_list("titel", "status"))


def test_nobody_is_asked_before_the_first_or_before_its_time(programmamanager):
    assert ask_what_is_due(vandaag=DAG) == 0
    OordeelrondeFactory(van=DAG, gesloten_op=DAG + timedelta(days=28), gesloten_door=programmamanager)
    assert ask_what_is_due(vandaag=DAG + timedelta(days=90)) == 0
    assert asked() == []


def test_a_ronde_is_asked_once_and_done_when_it_is_opened(programmamanager):
    OordeelrondeFactory(van=DAG, gesloten_op=DAG + timedelta(days=28), gesloten_door=programmamanager)
    for vandaag in (LATER, LATER + timedelta(days=1)):
        assert ask_what_is_due(vandaag=vandaag) == 1
    assert asked() == [("Open de volgende oordeelronde", "open")]
    actiepunt = Actiepunt.objects.get()
    assert (actiepunt.eigenaar, actiepunt.vervalt_op) == (programmamanager, LATER + timedelta(weeks=2))
    with pytest.raises(actiepunten.ActiepuntGeweigerd):
        actiepunten.finish(actiepunt.pk, actor=programmamanager, uitkomst="Ja.")
    oordelen.open_ronde(
        actor=programmamanager, naam="najaar", van=LATER, uiterlijk=LATER + timedelta(days=20)
    )
    assert asked() == [("Open de volgende oordeelronde", "afgerond")]
    assert ask_what_is_due(vandaag=LATER) == 0


def test_a_realisatieplanning_is_asked_once_and_done_when_it_is_taken(programmamanager):
    MijlpaalFactory()
    realisatieplanningen.take_realisatieplanning(actor=programmamanager, naam="Voorjaar", op=DAG)
    assert ask_what_is_due(vandaag=LATER) == 1
    assert asked() == [("Leg een realisatieplanning vast", "open")]
    realisatieplanningen.take_realisatieplanning(actor=programmamanager, naam="Najaar", op=LATER)
    assert asked() == [("Leg een realisatieplanning vast", "afgerond")]


def test_without_a_programmamanager_nobody_is_asked(projectleider):
    OordeelrondeFactory(van=DAG, gesloten_op=DAG, gesloten_door=projectleider)
    call_command("vraag_wat_aan_de_beurt_is")
    assert asked() == []
