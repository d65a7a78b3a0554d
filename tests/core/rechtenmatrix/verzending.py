from datetime import date

from django.core.files.base import ContentFile
from django.utils import timezone

from reisverslag.bezorglink import token_of
from reisverslag.models import Archiefpakket
from reisverslag.services import publish
from tests.core.rechtenmatrix.wie import IEDEREEN, PM, TEAM, Wie, mag, mag_post
from tests.factories import (
    BezorgingFactory,
    GebruikerFactory,
    OntvangerFactory,
    UitgaveFactory,
    VerzendlijstFactory,
)

BEZORGD_POST = Wie(IEDEREEN.rollen, post=True, is_public=True)

ANDERMANS = {
    "reisverslag:verzendlijsten": mag(TEAM),
    "reisverslag:verzendlijst-add": mag(TEAM),
    "reisverslag:verzendlijst": mag(TEAM),
    "reisverslag:verzendlijst-edit": mag(TEAM),
    "reisverslag:verzendlijst-close": mag_post(TEAM),
    "reisverslag:ontvanger-remove": mag_post(TEAM),
    "reisverslag:verzenden": mag(TEAM),
    "reisverslag:verzenden-aan": mag(TEAM),
    "reisverslag:verzending": mag(TEAM),
    "reisverslag:verzending-retry": mag_post(TEAM),
    "reisverslag:publish": mag(PM),
    "reisverslag:withdraw-publication": mag(PM),
    "reisverslag:archief": mag(TEAM),
    "reisverslag:archief-verslag": mag_post(TEAM),
    "reisverslag:archief-download": mag(TEAM),
    # who has the link of a mail: asks for a login or a code
    "reisverslag:bezorgd": IEDEREEN,
    "reisverslag:bezorgd-code": BEZORGD_POST,
    "reisverslag:bezorgd-lezen": IEDEREEN,
    "reisverslag:bezorgd-pdf": IEDEREEN,
}

EIGEN = {}


def _lijst(eigenaar):
    return {"pk": VerzendlijstFactory().pk}


def _verslag(eigenaar):
    return {"pk": UitgaveFactory(reisverslag__auteur=eigenaar).reisverslag_id}


def _openbaar(eigenaar):
    kwargs = _verslag(eigenaar)
    publish(kwargs["pk"], actor=GebruikerFactory(rollen=[PM]), op=timezone.now())
    return kwargs


def _verzending(eigenaar):
    return {"pk": BezorgingFactory().verzending_id}


def _token(eigenaar):
    return {"token": token_of(BezorgingFactory())}


def _pakket(eigenaar):
    pakket = Archiefpakket.objects.create(
        van=date(2026, 1, 1), tot=date(2026, 12, 31), gevraagd_door=eigenaar, gevraagd_op=timezone.now(),
        bestand=ContentFile(b"PK", name="archief.zip"), sha256="0" * 64,
    )  # fmt: skip
    return {"pk": pakket.pk}


OBJECTS = {
    "reisverslag:publish": _verslag,
    "reisverslag:withdraw-publication": _openbaar,
    "reisverslag:archief-verslag": _verslag,
    "reisverslag:archief-download": _pakket,
    "reisverslag:verzendlijst": _lijst,
    "reisverslag:verzendlijst-edit": _lijst,
    "reisverslag:verzendlijst-close": _lijst,
    "reisverslag:ontvanger-remove": lambda _: {"pk": OntvangerFactory().pk},
    "reisverslag:verzenden": _verslag,
    "reisverslag:verzenden-aan": lambda eigenaar: _verslag(eigenaar) | {"lijst_pk": VerzendlijstFactory().pk},
    "reisverslag:verzending": _verzending,
    "reisverslag:verzending-retry": _verzending,
    "reisverslag:bezorgd": _token,
    "reisverslag:bezorgd-code": _token,
    "reisverslag:bezorgd-lezen": _token,
    "reisverslag:bezorgd-pdf": _token,
}
