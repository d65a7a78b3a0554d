"""The spreadsheet of the programme back into Kanarie: read and looked at first, then taken over whole or not at all."""

from collections.abc import Collection
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from brunssum.core import audit
from brunssum.core.bestanden.werkmap import GeenWerkmap
from brunssum.core.exceptions import DomainError
from brunssum.core.models import Gebruiker
from inspanningen import permissions
from inspanningen.models import Mijlpaal, Werkbladimport
from inspanningen.queries.werkblad import Regel, regels_of
from inspanningen.services import mijlpalen
from inspanningen.services.kaart import add_inspanning, change_fase, edit_inspanning
from inspanningen.tekst import clean_line
from inspanningen.vage_datum import VageDatum
from inspanningen.werkblad import INSPANNINGEN, KOPPEN, MIJLPALEN, lees_werkmap


class AlreadyHandled(DomainError):
    """This import was taken over or dropped before."""


class CannotTakeOver(DomainError):
    """One row of the file was refused; nothing is saved."""

    def __init__(self, regel: Regel, redenen: list[str]):
        super().__init__(
            f"Blad {regel.blad}, rij {regel.rij} ({regel.titel}): {' '.join(redenen)} Er is nog niets overgenomen."
        )
        self.sleutel = regel.sleutel


def read_werkblad(*, actor: Gebruiker, bestandsnaam: str, raw: bytes) -> Werkbladimport:
    """Read a workbook and keep what was read, for its uploader to look at. Nothing of ours changes yet.

    Raises GeenWerkmap, with its sentence at the field `bestand`.
    """
    if permissions.reason_not_to_add(actor):
        raise PermissionDenied(permissions.ONLY_TEAM)
    try:
        gelezen = lees_werkmap(raw, KOPPEN)
    except GeenWerkmap as refused:
        raise GeenWerkmap({"bestand": refused.message}) from refused
    with transaction.atomic():
        werkblad = Werkbladimport.objects.create(
            bestandsnaam=clean_line(bestandsnaam)[:200] or "werkblad",
            door=actor,
            rijen=gelezen.rijen,
            opmerkingen=list(gelezen.opmerkingen),
        )
        counts = {blad: len(rijen) for blad, rijen in gelezen.rijen.items()}
        audit.record("werkblad.gelezen", werkblad, actor=actor, na=counts)
    return werkblad


@transaction.atomic
def accept_werkblad(
    werkblad_id: int, *, actor: Gebruiker, rijen: Collection[str], vervang: Collection[str] = (), op: date
) -> Werkbladimport:
    """Take over these rows (by their sleutel), all or nothing; what was read is emptied afterwards.

    Where someone changed the same cell since the file was made, ours stays, unless the row is also in `vervang`.
    Raises CannotTakeOver for the first row that a rule refuses.
    """
    werkblad = _lock(werkblad_id, actor)
    toelichting = f"Werkblad {werkblad.bestandsnaam}"[:300]
    counts = {"nieuw": 0, "gewijzigd": 0}
    for regel in regels_of(werkblad, actor.zicht):
        if regel.sleutel not in rijen or regel.soort == "gelijk":
            continue
        if regel.weigeringen:
            raise CannotTakeOver(regel, list(regel.weigeringen))
        botst = {botsing.naam for botsing in regel.botsingen}
        velden = {
            naam: waarde
            for naam, waarde in regel.stand.items()
            if naam not in botst or regel.sleutel in vervang
        }
        if not velden:
            continue
        try:
            WRITERS[regel.blad](regel, velden, actor, toelichting, op)
        except ValidationError as refused:
            raise CannotTakeOver(regel, refused.messages) from refused
        counts["nieuw" if regel.pk is None else "gewijzigd"] += 1
    werkblad.status, werkblad.resultaat, werkblad.rijen = Werkbladimport.Status.VERWERKT, counts, {}
    werkblad.save()
    audit.record("werkblad.overgenomen", werkblad, actor=actor, na=counts)
    return werkblad


@transaction.atomic
def drop_werkblad(werkblad_id: int, *, actor: Gebruiker) -> Werkbladimport:
    """Throw away what was read."""
    werkblad = _lock(werkblad_id, actor)
    werkblad.status, werkblad.rijen = Werkbladimport.Status.VERVALLEN, {}
    werkblad.save()
    audit.record("werkblad.weggegooid", werkblad, actor=actor)
    return werkblad


@transaction.atomic
def drop_old_werkbladen(*, tot_en_met: date) -> int:
    """Throw away what was read and nobody took over since this day; gives how many. Work of the night."""
    old = Werkbladimport.objects.select_for_update().filter(
        status=Werkbladimport.Status.OPEN, geupload_op__date__lte=tot_en_met
    )
    for werkblad in (found := list(old)):
        werkblad.status, werkblad.rijen = Werkbladimport.Status.VERVALLEN, {}
        werkblad.save(update_fields=["status", "rijen"])
        audit.record("werkblad.vervallen", werkblad, actor=None)
    return len(found)


def _write_kaart(regel: Regel, velden: dict, actor: Gebruiker, toelichting: str, op: date) -> None:
    if regel.pk is None:
        add_inspanning(actor=actor, toelichting=toelichting, **velden)
        return
    fase = velden.pop("fase", None)
    if velden:
        edit_inspanning(
            regel.pk, actor=actor, basisversie=regel.basisversie, velden=velden, toelichting=toelichting
        )
    if fase is not None:
        change_fase(regel.pk, actor=actor, fase=fase, toelichting=toelichting)


def _write_mijlpaal(regel: Regel, velden: dict, actor: Gebruiker, toelichting: str, op: date) -> None:
    reden, status, dag = (velden.pop(naam, None) for naam in ("reden", "status", "gehaald_op"))
    reden = reden or toelichting
    if regel.pk is None:
        mijlpaal = mijlpalen.add_mijlpaal(velden.pop("inspanning"), actor=actor, **velden)
        velden = {}
    else:
        mijlpaal = Mijlpaal.objects.get(pk=regel.pk)
    status, dag = status or mijlpaal.status, dag or mijlpaal.gehaald_op
    is_planned = mijlpaal.status == Mijlpaal.Status.GEPLAND
    if not is_planned and (status != mijlpaal.status or dag != mijlpaal.gehaald_op or "wanneer" in velden):
        mijlpaal = mijlpalen.reopen_mijlpaal(mijlpaal.pk, actor=actor, reden=reden)
    if velden:
        now = {
            "naam": mijlpaal.naam,
            "toelichting": mijlpaal.toelichting,
            "wanneer": VageDatum(mijlpaal.van, mijlpaal.tot, mijlpaal.wanneer),
        }
        mijlpaal = mijlpalen.edit_mijlpaal(mijlpaal.pk, actor=actor, op=op, reden=reden, **now | velden)
    if status == mijlpaal.status:
        return
    if status == Mijlpaal.Status.GEHAALD:
        mijlpalen.reach_mijlpaal(mijlpaal.pk, actor=actor, gehaald_op=dag, vandaag=op)
    elif status == Mijlpaal.Status.VERVALLEN:
        mijlpalen.drop_mijlpaal(mijlpaal.pk, actor=actor, op=op, reden=reden)


WRITERS = {INSPANNINGEN: _write_kaart, MIJLPALEN: _write_mijlpaal}
"""Per sheet, what writes one row of it."""


def _lock(werkblad_id: int, actor: Gebruiker) -> Werkbladimport:
    if permissions.reason_not_to_add(actor):
        raise PermissionDenied(permissions.ONLY_TEAM)
    werkblad = Werkbladimport.objects.select_for_update().get(pk=werkblad_id)
    if werkblad.door_id != actor.pk:
        raise PermissionDenied
    if werkblad.status != Werkbladimport.Status.OPEN:
        raise AlreadyHandled("Dit werkblad is al overgenomen of weggegooid.")
    return werkblad
