"""Every write to a reisverslag. Nothing here changes one that is vastgesteld, but for making a file of it."""

from collections.abc import Callable
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Max

from brunssum.core import audit, pdf, taken
from brunssum.core.exceptions import DomainError, Tussentijds
from brunssum.core.models import Gebruiker, Taak
from brunssum.core.taken import Meld
from reisverslag import permissions, queries
from reisverslag.blokken import SOORTEN
from reisverslag.models import Blok, Hoofdstuk, Reisverslag, Uitgave

UITGAVE_TAAK = "reisverslag.uitgave"
KOP = ("titel", "periode_van", "periode_tot", "publiek")


class AlreadyVastgesteld(DomainError):
    """Nothing of it changes any more."""


class CannotVaststellen(DomainError):
    """Something is missing."""


class BlokChanged(Tussentijds):
    """Someone else saved this blok in the meantime."""


# The reisverslag


@transaction.atomic
def start_reisverslag(
    *, actor: Gebruiker, titel: str, periode_van: date, periode_tot: date, publiek: str
) -> Reisverslag:
    """Begin a reisverslag: a concept, of which the actor is the author."""
    if not permissions.may_write(actor):
        raise PermissionDenied
    reisverslag = Reisverslag(
        titel=titel, periode_van=periode_van, periode_tot=periode_tot, publiek=publiek, auteur=actor
    )
    reisverslag.full_clean()
    reisverslag.save()
    audit.record("reisverslag.gestart", reisverslag, actor=actor, na=audit.snapshot(reisverslag, KOP))
    return reisverslag


@transaction.atomic
def edit_reisverslag(
    reisverslag_id: int, *, actor: Gebruiker, titel: str, periode_van: date, periode_tot: date, publiek: str
) -> Reisverslag:
    """Change the title, the period or the publiek."""
    reisverslag = _open_concept(reisverslag_id, actor)
    voor = audit.snapshot(reisverslag, KOP)
    reisverslag.titel, reisverslag.publiek = titel, publiek
    reisverslag.periode_van, reisverslag.periode_tot = periode_van, periode_tot
    reisverslag.full_clean()
    reisverslag.save(update_fields=KOP)
    _record_change("reisverslag.bewerkt", reisverslag, actor, voor, audit.snapshot(reisverslag, KOP))
    return reisverslag


@transaction.atomic
def vaststellen(reisverslag_id: int, *, actor: Gebruiker, op: datetime) -> Reisverslag:
    """Fix every word and figure as it is at this moment. There is no way back."""
    reisverslag = _open_concept(reisverslag_id, actor)
    if not reisverslag.can_become(Reisverslag.Stap.VASTGESTELD):
        raise AlreadyVastgesteld("Dit reisverslag is al vastgesteld.")
    blokken = list(
        Blok.objects.filter(hoofdstuk__reisverslag=reisverslag)
        .select_related("hoofdstuk")
        .present()
        .in_order()
    )
    if not blokken:
        raise CannotVaststellen(
            "Er staat nog niets in dit reisverslag. Voeg eerst een hoofdstuk met een blok toe."
        )
    feiten = queries.feiten_of(blokken, queries.lezing(reisverslag, actor))
    ontbrekend = [
        f"Hoofdstuk {blok.hoofdstuk}: {sentence}"
        for blok in blokken
        if (sentence := queries.ontbreekt(feiten[blok.pk]))
    ]
    if ontbrekend:
        raise CannotVaststellen(ontbrekend)
    for blok in blokken:
        blok.feiten, blok.feiten_op = feiten[blok.pk], op
    Blok.objects.bulk_update(blokken, ["feiten", "feiten_op"])
    reisverslag.stap = Reisverslag.Stap.VASTGESTELD
    reisverslag.vastgesteld_door, reisverslag.vastgesteld_op = actor, op
    reisverslag.colofon = queries.colofon(reisverslag, actor)
    reisverslag.full_clean()
    reisverslag.save(update_fields=["stap", "vastgesteld_door", "vastgesteld_op", "colofon"])
    audit.record("reisverslag.vastgesteld", reisverslag, actor=actor, blokken=len(blokken))
    return reisverslag


# Hoofdstukken


@transaction.atomic
def add_hoofdstuk(reisverslag_id: int, *, actor: Gebruiker, titel: str) -> Hoofdstuk:
    """Add a hoofdstuk at the end."""
    reisverslag = _open_concept(reisverslag_id, actor)
    hoofdstuk = Hoofdstuk(
        reisverslag=reisverslag, titel=titel, volgorde=_next_volgorde(reisverslag.hoofdstukken)
    )
    hoofdstuk.full_clean()
    hoofdstuk.save()
    audit.record(
        "hoofdstuk.toegevoegd", reisverslag, actor=actor, na={"titel": titel}, hoofdstuk=hoofdstuk.pk
    )
    return hoofdstuk


@transaction.atomic
def rename_hoofdstuk(hoofdstuk_id: int, *, actor: Gebruiker, titel: str) -> Hoofdstuk:
    hoofdstuk, reisverslag = _open_hoofdstuk(hoofdstuk_id, actor)
    voor = {"titel": hoofdstuk.titel}
    hoofdstuk.titel = titel
    hoofdstuk.full_clean()
    hoofdstuk.save(update_fields=["titel"])
    _record_change("hoofdstuk.hernoemd", reisverslag, actor, voor, {"titel": titel}, hoofdstuk=hoofdstuk.pk)
    return hoofdstuk


@transaction.atomic
def move_hoofdstuk(hoofdstuk_id: int, *, actor: Gebruiker, omhoog: bool) -> Hoofdstuk:
    """Change places with the hoofdstuk before or after it. At the edge nothing happens."""
    hoofdstuk, reisverslag = _open_hoofdstuk(hoofdstuk_id, actor)
    rows = list(reisverslag.hoofdstukken.present().in_order())
    here = rows.index(hoofdstuk)
    there = here - 1 if omhoog else here + 1
    if 0 <= there < len(rows):
        rows[here], rows[there] = rows[there], rows[here]
        _renumber(Hoofdstuk, rows)
        audit.record("hoofdstuk.verplaatst", reisverslag, actor=actor, hoofdstuk=hoofdstuk.pk, omhoog=omhoog)
    return hoofdstuk


@transaction.atomic
def remove_hoofdstuk(hoofdstuk_id: int, *, actor: Gebruiker, op: datetime) -> Hoofdstuk:
    """Take a hoofdstuk out, with all that stands in it. It can be put back."""
    hoofdstuk, reisverslag = _open_hoofdstuk(hoofdstuk_id, actor)
    hoofdstuk.verwijderd_op = op
    hoofdstuk.save(update_fields=["verwijderd_op"])
    audit.record(
        "hoofdstuk.verwijderd",
        reisverslag,
        actor=actor,
        voor={"titel": hoofdstuk.titel},
        hoofdstuk=hoofdstuk.pk,
    )
    return hoofdstuk


@transaction.atomic
def restore_hoofdstuk(hoofdstuk_id: int, *, actor: Gebruiker) -> Hoofdstuk:
    """Put a hoofdstuk back where it stood."""
    hoofdstuk, reisverslag = _open_hoofdstuk(hoofdstuk_id, actor)
    hoofdstuk.verwijderd_op = None
    hoofdstuk.save(update_fields=["verwijderd_op"])
    audit.record("hoofdstuk.teruggezet", reisverslag, actor=actor, hoofdstuk=hoofdstuk.pk)
    return hoofdstuk


# Blokken


@transaction.atomic
def add_blok(hoofdstuk_id: int, *, actor: Gebruiker, soort: str, inhoud: dict[str, Any]) -> Blok:
    """Add a blok of this soort at the end of the hoofdstuk. `inhoud` is what the form of the soort gives."""
    hoofdstuk, reisverslag = _open_hoofdstuk(hoofdstuk_id, actor)
    blok = Blok(
        hoofdstuk=hoofdstuk,
        soort=SOORTEN[soort].soort,
        inhoud=inhoud,
        volgorde=_next_volgorde(hoofdstuk.blokken),
    )
    blok.full_clean()
    blok.save()
    audit.record(
        "blok.toegevoegd", reisverslag, actor=actor, na={"inhoud": inhoud}, blok=blok.pk, soort=soort
    )
    return blok


@transaction.atomic
def edit_blok(blok_id: int, *, actor: Gebruiker, versienummer: int, inhoud: dict[str, Any]) -> Blok:
    """Change what was written or chosen, unless someone else did since this `versienummer`."""
    blok, reisverslag = _open_blok(blok_id, actor)
    if blok.versienummer != versienummer and blok.inhoud != inhoud:
        raise BlokChanged(
            "Iemand anders heeft dit blok intussen gewijzigd. Hieronder staat wat er nu in het verslag staat, en "
            "daaronder wat u schreef. Bewaart u, dan komt uw tekst in het verslag."
        )
    voor, blok.inhoud = {"inhoud": blok.inhoud}, inhoud
    blok.versienummer += 1
    blok.full_clean()
    blok.save(update_fields=["inhoud", "versienummer"])
    _record_change(
        "blok.bewerkt", reisverslag, actor, voor, {"inhoud": inhoud}, blok=blok.pk, soort=blok.soort
    )
    return blok


@transaction.atomic
def move_blok(blok_id: int, *, actor: Gebruiker, omhoog: bool) -> Blok:
    """Move one place, if need be into the hoofdstuk before or after. At the edge of the verslag nothing happens."""
    blok, reisverslag = _open_blok(blok_id, actor)
    hoofdstukken = list(reisverslag.hoofdstukken.present().in_order())
    if blok.verwijderd_op or blok.hoofdstuk not in hoofdstukken:
        return blok
    rows = list(blok.hoofdstuk.blokken.present().in_order())
    here = rows.index(blok)
    there = here - 1 if omhoog else here + 1
    if 0 <= there < len(rows):
        rows[here], rows[there] = rows[there], rows[here]
    else:
        neighbour = hoofdstukken.index(blok.hoofdstuk) + (-1 if omhoog else 1)
        if not 0 <= neighbour < len(hoofdstukken):
            return blok
        blok.hoofdstuk = hoofdstukken[neighbour]
        blok.save(update_fields=["hoofdstuk"])
        others = [row for row in blok.hoofdstuk.blokken.present().in_order() if row != blok]
        rows = [*others, blok] if omhoog else [blok, *others]
    _renumber(Blok, rows)
    audit.record(
        "blok.verplaatst", reisverslag, actor=actor, blok=blok.pk, hoofdstuk=blok.hoofdstuk_id, omhoog=omhoog
    )
    return blok


@transaction.atomic
def remove_blok(blok_id: int, *, actor: Gebruiker, op: datetime) -> Blok:
    """Take a blok out. It can be put back."""
    blok, reisverslag = _open_blok(blok_id, actor)
    blok.verwijderd_op = op
    blok.save(update_fields=["verwijderd_op"])
    audit.record(
        "blok.verwijderd",
        reisverslag,
        actor=actor,
        voor={"inhoud": blok.inhoud},
        blok=blok.pk,
        soort=blok.soort,
    )
    return blok


@transaction.atomic
def restore_blok(blok_id: int, *, actor: Gebruiker) -> Blok:
    """Put a blok back where it stood."""
    blok, reisverslag = _open_blok(blok_id, actor)
    blok.verwijderd_op = None
    blok.save(update_fields=["verwijderd_op"])
    audit.record("blok.teruggezet", reisverslag, actor=actor, blok=blok.pk, soort=blok.soort)
    return blok


# Uitgaven


@transaction.atomic
def request_uitgave(reisverslag_id: int, *, actor: Gebruiker) -> Taak:
    """Ask for a PDF of the reisverslag as it is now; the same job when it was already asked and is not done yet."""
    if not permissions.may_make_uitgave(actor):
        raise PermissionDenied
    reisverslag = Reisverslag.objects.select_for_update().get(pk=reisverslag_id)
    blokken = Blok.objects.filter(hoofdstuk__reisverslag=reisverslag).present().in_order()
    if not blokken.exists():
        raise DomainError("Er staat nog niets in dit reisverslag. Voeg eerst een hoofdstuk met een blok toe.")
    return taken.request(
        UITGAVE_TAAK,
        actor=actor,
        sleutel=f"{UITGAVE_TAAK}:{reisverslag.pk}:{_state_of(reisverslag)}",
        reisverslag_id=reisverslag.pk,
    )


def make_uitgave(
    reisverslag_id: int, *, actor: Gebruiker, op: datetime, meld: Meld, taak: Taak | None = None
) -> Uitgave:
    """Make the PDF, outside any transaction, and keep it. The same content gives the uitgave that there already is."""
    if not permissions.may_make_uitgave(actor):
        raise PermissionDenied
    reisverslag = Reisverslag.objects.select_related("auteur").get(pk=reisverslag_id)
    publicatie = queries.publicatie(
        reisverslag,
        actor,
        op,
        op_hoofdstuk=lambda n, total: meld(5 + 30 * n // total, f"Hoofdstuk {n} van {total} verzamelen"),
    )
    made = Uitgave.objects.filter(reisverslag=reisverslag, inhoud_sha256=publicatie.sha256).first()
    if made:
        return made
    meld(40, "PDF opmaken")
    content = queries.render_pdf(publicatie, op_bladzijde=_growing(meld))
    meld(90, "Controleren")
    paginas = pdf.check(content)
    return _keep(reisverslag, publicatie, content, paginas, actor, taak)


def _growing(meld: Meld) -> Callable[[int], None]:
    """Report each new page once: the number of pages is not known before the end, and pages come by again."""
    highest = 0

    def op_bladzijde(nummer: int) -> None:
        nonlocal highest
        if nummer > highest:
            highest = nummer
            meld(40 + 50 * nummer // (nummer + 20), f"Bladzijde {nummer} opmaken")

    return op_bladzijde


def _keep(
    reisverslag: Reisverslag,
    publicatie: queries.Publicatie,
    content: bytes,
    paginas: int,
    actor: Gebruiker,
    taak: Taak | None,
) -> Uitgave:
    name = f"reisverslag/{reisverslag.pk}/{publicatie.sha256[:16]}/{publicatie.bestandsnaam}"
    if default_storage.exists(name):
        default_storage.delete(name)  # of an attempt that was broken off, or being made twice: the same bytes
    with transaction.atomic():
        Reisverslag.objects.select_for_update().get(pk=reisverslag.pk)
        uitgave, created = Uitgave.objects.get_or_create(
            reisverslag=reisverslag,
            inhoud_sha256=publicatie.sha256,
            defaults={
                "bestand": default_storage.save(name, ContentFile(content)),
                "stap": Reisverslag.Stap.CONCEPT if publicatie.is_concept else Reisverslag.Stap.VASTGESTELD,
                "sha256": sha256(content).hexdigest(),
                "omvang": len(content),
                "paginas": paginas,
                "taak": taak,
            },
        )
        if created:
            audit.record(
                "uitgave.gemaakt", reisverslag, actor=actor, uitgave=uitgave.pk, sha256=uitgave.sha256
            )
    return uitgave


# What these share


def _open_concept(reisverslag_id: int, actor: Gebruiker) -> Reisverslag:
    """Lock the reisverslag and see that this person may change it. All its changes wait for this row."""
    reisverslag = Reisverslag.objects.select_for_update().get(pk=reisverslag_id)
    if not permissions.may_write(actor):
        raise PermissionDenied
    if not reisverslag.is_concept:
        raise AlreadyVastgesteld(
            "Dit reisverslag is vastgesteld: er verandert niets meer aan. Maak een nieuw reisverslag voor wat anders moet."
        )
    return reisverslag


def _open_hoofdstuk(hoofdstuk_id: int, actor: Gebruiker) -> tuple[Hoofdstuk, Reisverslag]:
    reisverslag = _open_concept(Hoofdstuk.objects.get(pk=hoofdstuk_id).reisverslag_id, actor)
    return Hoofdstuk.objects.get(pk=hoofdstuk_id), reisverslag


def _open_blok(blok_id: int, actor: Gebruiker) -> tuple[Blok, Reisverslag]:
    found = Blok.objects.select_related("hoofdstuk")
    reisverslag = _open_concept(found.get(pk=blok_id).hoofdstuk.reisverslag_id, actor)
    return found.get(pk=blok_id), reisverslag


def _record_change(
    actie: str, reisverslag: Reisverslag, actor: Gebruiker, voor: dict, na: dict, **detail: Any
) -> None:
    """Write down what changed; when nothing did, nothing."""
    voor, na = audit.changed(voor, na)
    if na:
        audit.record(actie, reisverslag, actor=actor, voor=voor, na=na, **detail)


def _next_volgorde(rows) -> int:
    last = rows.aggregate(last=Max("volgorde"))["last"]
    return 0 if last is None else last + 1


def _renumber(model: type[Hoofdstuk] | type[Blok], rows: list) -> None:
    for volgorde, row in enumerate(rows):
        row.volgorde = volgorde
    model.objects.bulk_update(rows, ["volgorde"])


def _state_of(reisverslag: Reisverslag) -> str:
    """Changes with each change of the words and choices; short enough for the key of a taak."""
    hoofdstukken = reisverslag.hoofdstukken.present().in_order().values_list("pk", "titel")
    blokken = Blok.objects.filter(hoofdstuk__reisverslag=reisverslag).present().in_order()
    state = (
        audit.snapshot(reisverslag, (*KOP, "stap")),
        list(hoofdstukken),
        list(blokken.values_list("pk", "versienummer")),
    )
    return sha256(repr(state).encode()).hexdigest()[:16]
