"""Packages for the archive, asked for in the web request and made by a job."""

from datetime import date, datetime
from hashlib import sha256

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from brunssum.core import audit, taken
from brunssum.core.bestanden import mdto
from brunssum.core.exceptions import DomainError
from brunssum.core.models import Gebruiker
from reisverslag import permissions
from reisverslag.models import Archiefpakket, Reisverslag
from reisverslag.queries.archief import archiefstukken

ARCHIVEREN = "reisverslag.archiveren"


class NothingToArchive(DomainError):
    """There is no adopted reisverslag with a file."""


@transaction.atomic
def request_archiefpakket(
    *,
    actor: Gebruiker,
    op: datetime,
    reisverslag: Reisverslag | None = None,
    van: date | None = None,
    tot: date | None = None,
) -> Archiefpakket:
    """Ask for a package of one reisverslag, or of all that were vastgesteld in a period."""
    if not permissions.may_write(actor):
        raise PermissionDenied
    pakket = Archiefpakket(reisverslag=reisverslag, van=van, tot=tot, gevraagd_door=actor, gevraagd_op=op)
    pakket.full_clean()
    if not _stukken(pakket):
        raise NothingToArchive(
            "Er is geen vastgesteld reisverslag met een pdf. Stel het eerst vast en maak de pdf."
            if reisverslag
            else "In deze periode is geen reisverslag vastgesteld waarvan een pdf is gemaakt."
        )
    pakket.save()
    pakket.taak = taken.request(
        ARCHIVEREN, actor=actor, sleutel=f"{ARCHIVEREN}:{pakket.pk}", pakket_id=pakket.pk
    )
    pakket.save(update_fields=["taak"])
    audit.record("archiefpakket.gevraagd", pakket, actor=actor, reisverslag=pakket.reisverslag_id)
    return pakket


def make_archiefpakket(pakket_id: int, *, actor: Gebruiker, meld: taken.Meld) -> Archiefpakket:
    """Pack it, outside any transaction, and keep it. Made before, it stays what it was."""
    if not permissions.may_write(actor):
        raise PermissionDenied
    pakket = Archiefpakket.objects.get(pk=pakket_id)
    if pakket.bestand:
        return pakket
    found = _stukken(pakket)
    read = []
    for number, (stuk, uitgave) in enumerate(found):
        meld(90 * number // len(found), f"Stuk {number + 1} van {len(found)}")
        with uitgave.bestand.open("rb") as stored:
            read.append((stuk, stored.read()))
    content = mdto.pack(read)
    name = f"archief/{pakket.pk}/{pakket.naam}"
    if default_storage.exists(name):
        default_storage.delete(name)  # of an attempt that was broken off
    with transaction.atomic():
        meld(95, "Opslaan")
        pakket = Archiefpakket.objects.select_for_update().get(pk=pakket_id)
        pakket.bestand = default_storage.save(name, ContentFile(content))
        pakket.sha256, pakket.omvang = sha256(content).hexdigest(), len(content)
        pakket.aantal = len(read)
        pakket.full_clean()
        pakket.save()
        audit.record("archiefpakket.gemaakt", pakket, actor=actor, sha256=pakket.sha256, stukken=len(read))
    return pakket


def _stukken(pakket: Archiefpakket):
    return archiefstukken(reisverslag_id=pakket.reisverslag_id, van=pakket.van, tot=pakket.tot)
