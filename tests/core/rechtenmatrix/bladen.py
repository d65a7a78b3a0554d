"""A subject on one sheet: for who sees the subject; the file for who asked for it."""

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from brunssum.core.models import Taak
from reisverslag.services.bladen import BLAD_TAAK
from tests.core.rechtenmatrix.inspanningen import een_inspanning
from tests.core.rechtenmatrix.wie import LEZERS, mag, mag_post
from tests.factories import GebiedFactory

ANDERMANS = {
    "bladen:inspanning": mag_post(LEZERS),
    "bladen:gebied": mag_post(LEZERS),
    "bladen:din": mag_post(LEZERS),
    "bladen:download": mag(),
}

EIGEN = {"bladen:download": mag(LEZERS)}


def _gebied(eigenaar):
    return {"pk": GebiedFactory().pk}


def _download(eigenaar):
    taak = Taak.objects.create(
        soort=BLAD_TAAK,
        sleutel="blad",
        aangevraagd_door=eigenaar,
        status=Taak.Status.KLAAR,
        gegevens={
            "blad": "inspanning",
            "pk": een_inspanning(eigenaar)["pk"],
            "zicht": int(eigenaar.zicht),
        },
        resultaat={"bestand": default_storage.save("blad.pdf", ContentFile(b"%PDF-"))},
    )
    return {"taak_pk": taak.pk}


OBJECTS = {
    "bladen:inspanning": een_inspanning,
    "bladen:gebied": _gebied,
    "bladen:download": _download,
}
