"""Files with a casus. They may show who it is about: adding, opening and erasing one leaves a row each."""

from datetime import date
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from brunssum.core import audit
from brunssum.core.models import Gebruiker
from casuistiek import permissions
from casuistiek.bestanden import GeenBijlage, look_at
from casuistiek.models import Bijlage, Casus, Inzage
from casuistiek.services.inzagelog import record_inzagen
from casuistiek.services.stap import lock, touch


@transaction.atomic
def add_bijlage(casus_id: int, *, actor: Gebruiker, op: date, omschrijving: str, inhoud: bytes) -> Bijlage:
    """Keep a file with a casus, after looking at what it really is. Raises GeenBijlage."""
    casus = lock(casus_id)
    if not permissions.is_verantwoordelijk(actor, casus):
        raise PermissionDenied(permissions.NIET_VERANTWOORDELIJK)
    if len(inhoud) > settings.MAX_UPLOAD_MB * 1024 * 1024:
        raise GeenBijlage(
            f"Dit bestand is te groot. Kies een bestand van hoogstens {settings.MAX_UPLOAD_MB} MB."
        )
    bestand = look_at(inhoud)
    bijlage = Bijlage(
        casus=casus,
        omschrijving=omschrijving.strip(),
        soort=bestand.soort,
        omvang=len(bestand.inhoud),
        sha256=bestand.sha256,
        op=op,
        door=actor,
    )
    bijlage.full_clean(exclude=["bestand"])
    bijlage.bestand.save(f"{uuid4().hex}.{bestand.soort.value}", ContentFile(bestand.inhoud), save=False)
    bijlage.save()
    touch(casus, op)
    casus.save(update_fields=["bewogen_op"])
    audit.record("bijlage.toegevoegd", bijlage, actor=actor, casus=casus.nummer)
    return bijlage


@transaction.atomic
def open_bijlage(casus_id: int, *, actor: Gebruiker, bijlage_id: int) -> Bijlage:
    """Give out a file. Every time leaves a row: it may show who the casus is about."""
    casus = lock(casus_id)
    if not permissions.may_see_betrokkenen(actor, casus):
        raise PermissionDenied
    bijlage = casus.bijlagen.get(pk=bijlage_id)
    grond = permissions.grond_om_te_zien(actor, casus, timezone.now())
    record_inzagen(casus, actor=actor, soort=Inzage.Soort.BEKEKEN, grond=grond)
    audit.record("bijlage.ingezien", bijlage, actor=actor, casus=casus.nummer)
    return bijlage


@transaction.atomic
def remove_bijlage(casus_id: int, *, actor: Gebruiker, bijlage_id: int) -> None:
    """Erase a file from a casus, for good."""
    casus = lock(casus_id)
    if not permissions.is_verantwoordelijk(actor, casus):
        raise PermissionDenied(permissions.NIET_VERANTWOORDELIJK)
    _erase(casus.bijlagen.get(pk=bijlage_id), actor)


def erase_bijlagen(casus: Casus, *, actor: Gebruiker | None) -> int:
    """Erase every file of a casus, as a part of a service that checked that it may. Returns how many."""
    bijlagen = list(casus.bijlagen.all())
    for bijlage in bijlagen:
        _erase(bijlage, actor)
    return len(bijlagen)


def _erase(bijlage: Bijlage, actor: Gebruiker | None) -> None:
    audit.record("bijlage.verwijderd", bijlage, actor=actor, casus=bijlage.casus.nummer)
    name = bijlage.bestand.name
    bijlage.delete()
    transaction.on_commit(lambda: default_storage.delete(name))  # once nothing refers to it any more
