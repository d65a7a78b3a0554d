from datetime import timedelta

from django.utils import timezone

from inspanningen.models import Inspanning
from tests.core.rechtenmatrix.inspanningen import een_inspanning
from tests.core.rechtenmatrix.wie import GEMEENTE, PL, TEAM, mag, mag_post
from tests.factories import OordeelrondeFactory

ANDERMANS = {
    "programma:oordelen": mag(GEMEENTE),
    "programma:ronde_open": mag(TEAM),
    "programma:ronde_close": mag_post(TEAM),
    "programma:ronde_remind": mag_post(TEAM),
    "inspanningen:oordelen": mag(GEMEENTE),
    "inspanningen:oordeel_give": mag_post(TEAM),
}

EIGEN = {"inspanningen:oordeel_give": mag_post(TEAM, PL)}


def _ronde(eigenaar):
    vandaag = timezone.localdate()
    return {"pk": OordeelrondeFactory(van=vandaag, uiterlijk=vandaag + timedelta(days=28)).pk}


def _oordeel(eigenaar):
    inspanning = een_inspanning(eigenaar)
    Inspanning.objects.filter(pk=inspanning["pk"]).update(fase="uitvoering")
    return inspanning | {"ronde_pk": _ronde(eigenaar)["pk"]}


OBJECTS = {
    "programma:ronde_close": _ronde,
    "programma:ronde_remind": _ronde,
    "inspanningen:oordelen": een_inspanning,
    "inspanningen:oordeel_give": _oordeel,
}
