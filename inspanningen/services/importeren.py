"""Taking over projectformulieren from a file: first read and looked at, then accepted. Nothing is overwritten unseen."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from brunssum.core import audit
from brunssum.core.exceptions import DomainError
from brunssum.core.models import Gebruiker
from inspanningen import permissions
from inspanningen.models import Inspanning, Projectformulierimport
from inspanningen.projectformulieren import GeenProjectformulier, read_projectformulieren
from inspanningen.queries import VeldVoorstel, Voorstel, voorstellen
from inspanningen.queries.importvoorstel import LETTERS, Keuze, free_letters
from inspanningen.services.kaart import add_inspanning, edit_inspanning
from inspanningen.services.werkblad import drop_old_werkbladen
from inspanningen.tekst import clean_line
from inspanningen.velden import LABELS, VELD

MAX_KAARTEN = 40
"""Most kaarten to look at in one go: their choices still fit in one request."""


class UnreadableFile(DomainError):
    """The file holds no projectformulieren, or too many to look at."""


class AlreadyHandled(DomainError):
    """This import was accepted or dropped before."""


class CannotTakeOver(DomainError):
    """One kaart of the import cannot be taken over as was chosen; nothing is saved."""

    def __init__(self, index: int, naam: str, redenen: Iterable[str]):
        super().__init__(f"{naam}: {' '.join(redenen)} Er is nog niets overgenomen.")
        self.index = index


@dataclass(frozen=True)
class KaartKeuze:
    """What someone chose for one kaart of the file.

    `bestaand` and `basisversie` are the kaart of ours that was compared with, as it was looked at. `vervang` names
    the texts of ours that the file's may replace; an empty text of ours is always filled.
    """

    index: int
    keuze: Keuze
    nummer: str = ""
    bestaand: int | None = None
    basisversie: int | None = None
    vervang: frozenset[str] = field(default_factory=frozenset)
    met_onderdelen: bool = False


def start_import(*, actor: Gebruiker, bestandsnaam: str, raw: bytes) -> Projectformulierimport:
    """Read a file and keep what was read, for its uploader to look at. No kaart changes yet."""
    if permissions.reason_not_to_add(actor):
        raise PermissionDenied(permissions.ONLY_TEAM)
    try:
        uitkomst = read_projectformulieren(raw)
    except GeenProjectformulier as refused:
        raise UnreadableFile({"bestand": str(refused)}) from refused
    if len(uitkomst.kaarten) > MAX_KAARTEN:
        raise UnreadableFile(
            {
                "bestand": f"In dit bestand staan {len(uitkomst.kaarten)} formulieren. U kunt er {MAX_KAARTEN} "
                "tegelijk nakijken. Knip het bestand in stukken en lees ze een voor een in."
            }
        )
    with transaction.atomic():
        geimporteerd = Projectformulierimport.objects.create(
            bestandsnaam=clean_line(bestandsnaam)[:200] or "bestand",
            door=actor,
            uitkomst=_clean(uitkomst.als_json()),
        )
        audit.record(
            "projectformulierimport.gelezen",
            geimporteerd,
            actor=actor,
            kaarten=len(uitkomst.kaarten),
            onzeker=len(uitkomst.onzeker),
        )
    return geimporteerd


@transaction.atomic
def accept_import(
    import_id: int,
    *,
    actor: Gebruiker,
    keuzes: Iterable[KaartKeuze],
    fase: str = Inspanning.Fase.VOORBEREIDING,
) -> Projectformulierimport:
    """Make and update the kaarten as chosen, all or nothing; what was read is emptied afterwards.

    A kaart that is not named in `keuzes` is left out. `fase` is that of the new kaarten.
    """
    geimporteerd = _lock(import_id, actor)
    by_index = {keuze.index: keuze for keuze in keuzes if keuze.keuze != "overslaan"}
    doelen = {k.index: k.nummer if k.keuze == "bijwerken" else "" for k in by_index.values()}
    toelichting = f"Import uit {geimporteerd.bestandsnaam}"[:300]
    resultaat: dict[str, list[int]] = {"nieuw": [], "bijgewerkt": []}
    for voorstel in voorstellen(geimporteerd.uitkomst, doelen):
        keuze = by_index.get(voorstel.index)
        if keuze is None:
            continue
        try:
            if keuze.keuze == "nieuw":
                kaart = _add(voorstel, keuze, fase, actor=actor, toelichting=toelichting)
            else:
                kaart = _update(voorstel, keuze, actor=actor, toelichting=toelichting)
            if keuze.met_onderdelen:
                _add_onderdelen(kaart, voorstel, fase, actor=actor, toelichting=toelichting)
        except ValidationError as refused:
            raise CannotTakeOver(voorstel.index, voorstel.naam, _sentences(refused)) from refused
        resultaat["nieuw" if keuze.keuze == "nieuw" else "bijgewerkt"].append(kaart.pk)
    _close(geimporteerd, Projectformulierimport.Status.VERWERKT, resultaat)
    audit.record(
        "projectformulierimport.overgenomen",
        geimporteerd,
        actor=actor,
        nieuw=len(resultaat["nieuw"]),
        bijgewerkt=len(resultaat["bijgewerkt"]),
    )
    return geimporteerd


@transaction.atomic
def drop_import(import_id: int, *, actor: Gebruiker) -> Projectformulierimport:
    """Throw away what was read; no kaart changes."""
    geimporteerd = _lock(import_id, actor)
    _close(geimporteerd, Projectformulierimport.Status.VERVALLEN, {})
    audit.record("projectformulierimport.vervallen", geimporteerd, actor=actor)
    return geimporteerd


@transaction.atomic
def drop_old_imports(*, tot_en_met: date) -> int:
    """Throw away what was read and nobody took over since this day; gives how many. Work of the night."""
    old = Projectformulierimport.objects.select_for_update().filter(
        status=Projectformulierimport.Status.OPEN, geupload_op__date__lte=tot_en_met
    )
    for geimporteerd in (imports := list(old)):
        _close(geimporteerd, Projectformulierimport.Status.VERVALLEN, {})
        audit.record("projectformulierimport.vervallen", geimporteerd, actor=None)
    return len(imports) + drop_old_werkbladen(tot_en_met=tot_en_met)


def _lock(import_id: int, actor: Gebruiker) -> Projectformulierimport:
    geimporteerd = Projectformulierimport.objects.select_for_update().get(pk=import_id)
    if permissions.reason_not_to_add(actor) or geimporteerd.door_id != actor.pk:
        raise PermissionDenied(permissions.ONLY_TEAM)
    if geimporteerd.status != Projectformulierimport.Status.OPEN:
        raise AlreadyHandled("Deze import is al afgehandeld. Lees het bestand opnieuw in als dat nodig is.")
    return geimporteerd


def _close(geimporteerd: Projectformulierimport, status: str, resultaat: dict) -> None:
    geimporteerd.status, geimporteerd.resultaat, geimporteerd.uitkomst = status, resultaat, {}
    geimporteerd.save(update_fields=["status", "resultaat", "uitkomst"])


def _add(
    voorstel: Voorstel, keuze: KaartKeuze, fase: str, *, actor: Gebruiker, toelichting: str
) -> Inspanning:
    nummer = keuze.nummer.upper()
    top = nummer.rstrip(LETTERS)
    ouder = Inspanning.objects.filter(nummer=top).first() if top != nummer else None
    teksten = {VELD[veld.key].kolom: veld.nieuw for veld in voorstel.velden if veld.nieuw}
    return add_inspanning(
        actor=actor,
        nummer=nummer,
        naam=voorstel.naam,
        fase=fase,
        ouder=ouder,
        toelichting=toelichting,
        **teksten,
    )


def _update(voorstel: Voorstel, keuze: KaartKeuze, *, actor: Gebruiker, toelichting: str) -> Inspanning:
    bestaand = voorstel.bestaand
    if bestaand is None:
        raise DomainError(f"Er is geen kaart met nummer ‘{keuze.nummer}’. Kies een nummer dat bestaat.")
    if (bestaand.pk, voorstel.basisversie) != (keuze.bestaand, keuze.basisversie):
        raise DomainError(
            f"De verschillen met kaart {bestaand.nummer} hebt u nog niet gezien. Bekijk ze hieronder."
        )
    taken = [veld for veld in voorstel.velden if _is_taken(veld, keuze)]
    return edit_inspanning(
        bestaand.pk,
        actor=actor,
        basisversie=voorstel.basisversie or 0,
        velden={VELD[veld.key].kolom: veld.nieuw for veld in taken},
        toelichting=toelichting,
    )


def _is_taken(veld: VeldVoorstel, keuze: KaartKeuze) -> bool:
    return veld.soort == "aanvulling" or (veld.soort == "verschil" and veld.key in keuze.vervang)


def _add_onderdelen(
    kaart: Inspanning, voorstel: Voorstel, fase: str, *, actor: Gebruiker, toelichting: str
) -> None:
    used = Inspanning.objects.filter(volgnummer=kaart.volgnummer).values_list("nummer", flat=True)
    numbers = iter(list(free_letters(kaart.nummer, used)))
    for naam in voorstel.onderdelen:
        nummer = next(numbers, None)
        if nummer is None:
            raise DomainError("Er zijn geen letters meer vrij voor de onderdelen.")
        add_inspanning(actor=actor, nummer=nummer, naam=naam, fase=fase, ouder=kaart, toelichting=toelichting)


def _sentences(refused: ValidationError) -> list[str]:
    if not hasattr(refused, "error_dict"):
        return refused.messages
    return [
        f"{LABELS.get(naam, naam)}: {zin}" for naam, errors in refused.message_dict.items() for zin in errors
    ]


def _clean(uitkomst: dict) -> dict:
    """Without what PostgreSQL cannot keep in JSON: a NUL, half a surrogate pair."""
    if isinstance(uitkomst, dict):
        return {key: _clean(value) for key, value in uitkomst.items()}
    if isinstance(uitkomst, list):
        return [_clean(value) for value in uitkomst]
    if isinstance(uitkomst, str):
        return "".join(c for c in uitkomst if c != "\x00" and not "\ud800" <= c <= "\udfff")
    return uitkomst
