from datetime import date

from inspanningen.models import Inspanning, Overdracht
from tests.core.rechtenmatrix.inspanningen import een_inspanning
from tests.core.rechtenmatrix.wie import BE, GEMEENTE, LEZERS, PL, TEAM, mag, mag_post
from tests.factories import GebruikerFactory, OverdrachtFactory, OverdrachtspuntFactory

ANDERMANS = {
    "programma:participatie": mag(LEZERS),
    "inspanningen:participatie": mag(LEZERS),
    "inspanningen:overdracht": mag(GEMEENTE),
    "inspanningen:overdracht_begin": mag(TEAM),
    "inspanningen:overdracht_punt": mag(TEAM),
    "inspanningen:overdracht_punt_add": mag(TEAM),
    "inspanningen:overdracht_ready": mag_post(TEAM),
    "inspanningen:overdracht_take_over": mag(),
    "inspanningen:overdracht_give_back": mag(),
    "inspanningen:overdracht_stop": mag(TEAM),
}

EIGEN = {
    "inspanningen:overdracht_begin": mag(TEAM, PL),
    "inspanningen:overdracht_punt": mag(TEAM, PL),
    "inspanningen:overdracht_stop": mag(TEAM, PL),
    "inspanningen:overdracht_take_over": mag(BE),
    "inspanningen:overdracht_give_back": mag(BE),
}


def _in_uitvoering(eigenaar):
    inspanning = een_inspanning(eigenaar)
    Inspanning.objects.filter(pk=inspanning["pk"]).update(fase="uitvoering")
    return inspanning


def _overdracht(eigenaar):
    return {"pk": OverdrachtFactory(inspanning=Inspanning.objects.get(**_in_uitvoering(eigenaar))).pk}


def _aan_mij(eigenaar):
    """One that is ready, for this person to take over."""
    overdracht = OverdrachtFactory(bateneigenaar=eigenaar)
    Overdracht.objects.filter(pk=overdracht.pk).update(
        status="klaar", klaar_op=date(2026, 3, 9), klaar_door=GebruikerFactory()
    )
    return {"pk": overdracht.pk}


def _punt(eigenaar):
    return {"pk": OverdrachtspuntFactory(overdracht=Overdracht.objects.get(**_overdracht(eigenaar))).pk}


OBJECTS = {
    "inspanningen:participatie": een_inspanning,
    "inspanningen:overdracht": een_inspanning,
    "inspanningen:overdracht_begin": _in_uitvoering,
    "inspanningen:overdracht_punt": _punt,
    "inspanningen:overdracht_punt_add": _overdracht,
    "inspanningen:overdracht_ready": _overdracht,
    "inspanningen:overdracht_take_over": _aan_mij,
    "inspanningen:overdracht_give_back": _aan_mij,
    "inspanningen:overdracht_stop": _overdracht,
}
