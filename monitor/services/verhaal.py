"""What happens to a story: written, checked by someone else, published or given back, and withdrawn."""

import uuid
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models, transaction

from brunssum.core import audit, vrije_tekst
from brunssum.core.bestanden.foto import clean_foto
from brunssum.core.exceptions import DomainError
from brunssum.core.models import Gebied, Gebruiker
from monitor import permissions
from monitor.indicatorlijst import LijstOnbruikbaar
from monitor.models import Kans, Probleemcluster, Thema, Uitvraag, Verhaal
from monitor.services.toegang import require_import
from monitor.verhaallijst import VERHALEN, read_verhaallijst

GEEN_TOESTEMMING = (
    "Zonder toestemming kan dit verhaal niet verder. Vraag toestemming, en vul in hoe en wanneer u die kreeg."
)


class VerhaalIsVerder(DomainError):
    """The story is in another state by now, in which this cannot be done."""


class GeenToestemming(DomainError):
    """Whoever told it did not say yes."""


class NietAnoniem(DomainError):
    """The text holds a number or an address by which someone is found."""


class VerhaalOnvolledig(DomainError):
    """Something that every story needs is missing."""


@transaction.atomic
def load_verhaalingangen(path: Path = VERHALEN, *, actor: Gebruiker | None) -> Counter:
    """Make the probleemclusters and kansen as the list says. Safe to repeat; what is no longer in it stays."""
    require_import(actor=actor)
    lijst = read_verhaallijst(path)
    telling = Counter(nieuw=0, gewijzigd=0, ongewijzigd=0)
    for model, entries in ((Probleemcluster, lijst.probleemclusters), (Kans, lijst.kansen)):
        rows = {row.nummer: row for row in model.objects.select_for_update()}
        for entry in entries:
            _load(rows.get(entry["nummer"]) or model(), entry, telling, actor)
    return telling


@transaction.atomic
def add_verhaal(
    *,
    actor: Gebruiker,
    op: date,
    titel: str,
    tekst: str,
    teller: str,
    gebied: Gebied,
    thema: Thema,
    onderwerp: Probleemcluster | Kans,
    uitvraag: Uitvraag | None = None,
    toestemming_hoe: str = "",
    toestemming_op: date | None = None,
) -> Verhaal:
    """Keep a story as a concept of whoever wrote it down."""
    if not permissions.may_add_verhaal(actor):
        raise PermissionDenied
    verhaal = Verhaal(auteur=actor, opgeschreven_op=op)
    _fill(
        verhaal,
        op=op,
        titel=titel,
        tekst=tekst,
        teller=teller,
        gebied=gebied,
        thema=thema,
        onderwerp=onderwerp,
        uitvraag=uitvraag,
        toestemming_hoe=toestemming_hoe,
        toestemming_op=toestemming_op,
    )
    verhaal.save()
    audit.record("verhaal.toegevoegd", verhaal, actor=actor)
    return verhaal


@transaction.atomic
def edit_verhaal(verhaal_id: int, *, actor: Gebruiker, op: date, **velden: Any) -> Verhaal:
    """Change a story that is a concept or was given back. Takes the fields of add_verhaal."""
    verhaal = _own(verhaal_id, actor)
    _fill(verhaal, op=op, **velden)
    verhaal.save()
    audit.record("verhaal.bewerkt", verhaal, actor=actor)
    return verhaal


@transaction.atomic
def set_foto(verhaal_id: int, *, actor: Gebruiker, inhoud: bytes, beschrijving: str) -> Verhaal:
    """Give a story a photo, written anew without what the camera adds; in the place of the one it had."""
    verhaal = _own(verhaal_id, actor)
    if not beschrijving.strip():
        raise VerhaalOnvolledig("Beschrijf wat er op de foto staat, voor wie hem niet kan zien.")
    oud = verhaal.foto.name
    verhaal.foto_beschrijving = beschrijving.strip()
    verhaal.foto.save(f"{uuid.uuid4().hex}.jpg", ContentFile(clean_foto(inhoud)), save=False)
    verhaal.full_clean()
    verhaal.save(update_fields=["foto", "foto_beschrijving"])
    _erase_file(oud)
    audit.record("verhaal.foto_toegevoegd", verhaal, actor=actor)
    return verhaal


@transaction.atomic
def remove_foto(verhaal_id: int, *, actor: Gebruiker) -> Verhaal:
    verhaal = _own(verhaal_id, actor)
    if verhaal.foto:
        _erase_file(verhaal.foto.name)
        verhaal.foto = verhaal.foto_beschrijving = ""
        verhaal.save(update_fields=["foto", "foto_beschrijving"])
        audit.record("verhaal.foto_verwijderd", verhaal, actor=actor)
    return verhaal


@transaction.atomic
def submit_verhaal(verhaal_id: int, *, actor: Gebruiker) -> Verhaal:
    """Ask the programmateam to check it; from here on its writer leaves it as it is."""
    verhaal = _own(verhaal_id, actor)
    _require_anonymous(verhaal)
    _change(verhaal, Verhaal.Status.TER_CONTROLE, reden="")
    audit.record("verhaal.ter_controle", verhaal, actor=actor)
    return verhaal


@transaction.atomic
def publish_verhaal(verhaal_id: int, *, actor: Gebruiker, op: date) -> Verhaal:
    """Show it to everyone who sees the monitor."""
    verhaal = _to_check(verhaal_id, actor)
    _require_anonymous(verhaal)
    _change(verhaal, Verhaal.Status.GEPUBLICEERD, gecontroleerd_door=actor, gepubliceerd_op=op)
    audit.record("verhaal.gepubliceerd", verhaal, actor=actor)
    return verhaal


@transaction.atomic
def give_back_verhaal(verhaal_id: int, *, actor: Gebruiker, reden: str) -> Verhaal:
    """Not like this: back to its writer, with what is to be changed."""
    verhaal = _to_check(verhaal_id, actor)
    if not reden.strip():
        raise VerhaalOnvolledig("Schrijf waarom u het verhaal teruggeeft, zodat de schrijver verder kan.")
    _change(verhaal, Verhaal.Status.TERUGGEGEVEN, reden=reden.strip(), gecontroleerd_door=actor)
    audit.record("verhaal.teruggegeven", verhaal, actor=actor)
    return verhaal


@transaction.atomic
def withdraw_verhaal(verhaal_id: int, *, actor: Gebruiker, op: date) -> Verhaal:
    """Erase the words and the photo of a story, for good; when and by whom stays, as proof."""
    verhaal = _locked(verhaal_id)
    if not permissions.may_withdraw_verhaal(actor, verhaal):
        raise PermissionDenied
    was_gepubliceerd = verhaal.status == Verhaal.Status.GEPUBLICEERD
    _erase_file(verhaal.foto.name)
    _change(
        verhaal,
        Verhaal.Status.INGETROKKEN,
        ingetrokken_op=op,
        **dict.fromkeys(("titel", "tekst", "foto", "foto_beschrijving", "reden"), ""),
    )
    audit.record("verhaal.ingetrokken", verhaal, actor=actor, was_gepubliceerd=was_gepubliceerd)
    return verhaal


def _fill(verhaal: Verhaal, *, op: date, onderwerp: Probleemcluster | Kans, **velden: Any) -> None:
    """Put in these fields and check them all; whoever told it cannot have said yes after today."""
    for name, value in velden.items():
        setattr(verhaal, name, value.strip() if isinstance(value, str) else value)
    verhaal.probleemcluster = onderwerp if isinstance(onderwerp, Probleemcluster) else None
    verhaal.kans = onderwerp if isinstance(onderwerp, Kans) else None
    if not verhaal.titel or not verhaal.tekst:
        raise VerhaalOnvolledig("Geef het verhaal een titel en een tekst.")
    if verhaal.toestemming_op and verhaal.toestemming_op > op:
        raise ValidationError(
            {"toestemming_op": "Deze dag moet nog komen. Kies vandaag of een dag daarvoor."}
        )
    verhaal.full_clean()


def _require_anonymous(verhaal: Verhaal) -> None:
    if not verhaal.has_toestemming:
        raise GeenToestemming(GEEN_TOESTEMMING)
    words = "\n".join((verhaal.titel, verhaal.tekst, verhaal.foto_beschrijving))
    if found := vrije_tekst.find(words):
        raise NietAnoniem(f"Het verhaal is niet anoniem: er staat {' en '.join(found)} in. Haal dat eruit.")


def _locked(verhaal_id: int) -> Verhaal:
    return Verhaal.objects.select_for_update().get(pk=verhaal_id)


def _own(verhaal_id: int, actor: Gebruiker) -> Verhaal:
    """A story of this person that can still be changed."""
    verhaal = _locked(verhaal_id)
    if not permissions.may_edit_verhaal(actor, verhaal):
        raise PermissionDenied
    if not verhaal.is_te_bewerken:
        raise VerhaalIsVerder(
            f"Dit verhaal is {verhaal.get_status_display().lower()} en is nu niet te wijzigen. Er is niets gewijzigd."
        )
    return verhaal


def _to_check(verhaal_id: int, actor: Gebruiker) -> Verhaal:
    verhaal = _locked(verhaal_id)
    if not permissions.may_publish_verhaal(actor, verhaal):
        raise PermissionDenied(permissions.EIGEN_VERHAAL)
    return verhaal


def _change(verhaal: Verhaal, status: Verhaal.Status, **velden: Any) -> None:
    if not verhaal.can_become(status):
        raise VerhaalIsVerder(
            f"Dit verhaal is intussen {verhaal.get_status_display().lower()}. Er is niets gewijzigd."
        )
    verhaal.status = status
    for name, value in velden.items():
        setattr(verhaal, name, value)
    verhaal.full_clean()
    verhaal.save()


def _erase_file(name: str) -> None:
    """Take a file away, once it is sure that nothing refers to it any more."""
    if name:
        transaction.on_commit(lambda: default_storage.delete(name))


def _load(row: models.Model, entry: dict[str, Any], telling: Counter, actor: Gebruiker | None) -> None:
    is_new = row.pk is None
    voor = audit.snapshot(row, entry)
    for name, value in entry.items():
        setattr(row, name, value)
    if not is_new and voor == audit.snapshot(row, entry):
        telling["ongewijzigd"] += 1
        return
    try:
        row.full_clean()
    except ValidationError as refused:
        raise LijstOnbruikbaar(f"{row._meta.verbose_name.capitalize()} {row.nummer}: {' '.join(refused.messages)}") from refused  # fmt: skip
    row.save()
    telling["nieuw" if is_new else "gewijzigd"] += 1
    voor, na = audit.changed({} if is_new else voor, audit.snapshot(row, entry))
    soort = row._meta.model_name
    audit.record(f"{soort}.{'toegevoegd' if is_new else 'gewijzigd'}", row, actor=actor, voor=voor, na=na)
