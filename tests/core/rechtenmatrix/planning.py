from datetime import date

from inspanningen.models import Inspanning
from inspanningen.services.realisatieplanningen import take_realisatieplanning
from tests.core.rechtenmatrix.wie import LEZERS, PL, PT, TEAM, mag, mag_post
from tests.factories import GebruikerFactory, InspanningFactory, MijlpaalFactory

ANDERMANS = {
    "inspanningen:planning": mag(LEZERS),
    "inspanningen:mijlpaal": mag(LEZERS),
    "inspanningen:mijlpaal_add": mag(TEAM),
    "inspanningen:mijlpaal_edit": mag(TEAM),
    "inspanningen:mijlpaal_reach": mag(TEAM),
    "inspanningen:mijlpaal_drop": mag(TEAM),
    "inspanningen:mijlpaal_reopen": mag(TEAM),
    "inspanningen:mijlpaal_remove": mag_post(TEAM),
    "programma:planning": mag(LEZERS),
    "programma:planning_csv": mag(LEZERS),
    "programma:realisatieplanningen": mag(LEZERS),
    "programma:realisatieplanning": mag(LEZERS),
    "programma:realisatieplanning_csv": mag(LEZERS),
    "programma:realisatieplanning_take": mag(TEAM),
}

EIGEN = {
    "inspanningen:mijlpaal_add": mag(TEAM, PL),
    "inspanningen:mijlpaal_edit": mag(TEAM, PL),
    "inspanningen:mijlpaal_reach": mag(TEAM, PL),
    "inspanningen:mijlpaal_drop": mag(TEAM, PL),
    "inspanningen:mijlpaal_reopen": mag(TEAM, PL),
    "inspanningen:mijlpaal_remove": mag_post(TEAM, PL),
}


def _inspanning(eigenaar):
    return {"pk": InspanningFactory(projectleider=eigenaar).pk}


def een_mijlpaal(eigenaar):
    return {"pk": MijlpaalFactory(inspanning=Inspanning.objects.get(**_inspanning(eigenaar))).pk}


def een_realisatieplanning(eigenaar):
    een_mijlpaal(eigenaar)
    team = GebruikerFactory(rollen=[PT])
    planning = take_realisatieplanning(actor=team, naam="voorjaar 2026", op=date(2026, 4, 1))
    return {"pk": planning.pk}


OBJECTS = {
    "programma:realisatieplanning": een_realisatieplanning,
    "programma:realisatieplanning_csv": een_realisatieplanning,
    "inspanningen:planning": _inspanning,
    "inspanningen:mijlpaal_add": _inspanning,
    **dict.fromkeys(
        (
            "inspanningen:mijlpaal",
            "inspanningen:mijlpaal_edit",
            "inspanningen:mijlpaal_reach",
            "inspanningen:mijlpaal_drop",
            "inspanningen:mijlpaal_reopen",
            "inspanningen:mijlpaal_remove",
        ),
        een_mijlpaal,
    ),
}
