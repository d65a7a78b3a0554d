"""What a Versie holds: everything on a kaart as plain values; and how the work of two people is put together.

A stand is a dict with the names of velden.LABELS: a text, an id, a sorted list of ids, or for partners a list of
{"organisatie": id, "rol": text}.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from inspanningen.models import Inspanning
from inspanningen.tekst import clean, clean_line
from inspanningen.velden import LABELS, TEKSTKOLOMMEN

Stand = dict[str, Any]

DOELSTELLINGEN = "doelstellingen"
LIJSTEN = ("gebieden", "principes", DOELSTELLINGEN)
PARTNERS = "partners"
VERWIJZINGEN = ("ouder", "projectleider")


@dataclass(frozen=True)
class Samenvoeging:
    """What comes of my changes on top of what others saved meanwhile."""

    waarden: Stand
    botsingen: tuple[str, ...]


def read_stand(inspanning: Inspanning, laatste: Stand | None = None) -> Stand:
    """The kaart as it is now. Four queries, or none when the stand of its last Versie is given."""
    stand: Stand = {
        "nummer": inspanning.nummer,
        "naam": inspanning.naam,
        "ouder": inspanning.ouder_id,
        "fase": inspanning.fase,
        "projectleider": inspanning.projectleider_id,
    }
    if laatste is None:
        for naam in ("gebieden", "principes"):
            stand[naam] = sorted(getattr(inspanning, naam).values_list("pk", flat=True))
        lopend = inspanning.bijdragen.lopend()
        stand[DOELSTELLINGEN] = sorted(lopend.values_list("doelstelling", flat=True))
        rows = inspanning.partnerschappen.order_by("organisatie").values("organisatie", "rol")
        stand[PARTNERS] = list(rows)
    else:
        stand |= {naam: laatste.get(naam, []) for naam in (*LIJSTEN, PARTNERS)}
    return stand | {kolom: getattr(inspanning, kolom) for kolom in TEKSTKOLOMMEN}


def as_stand(velden: Mapping[str, Any]) -> Stand:
    """Values as a form, a test or demo content gives them, made into those of a stand."""
    unknown = set(velden) - set(LABELS)
    if unknown:
        raise TypeError(f"not a field of a kaart: {', '.join(sorted(unknown))}")
    return {naam: _as_value(naam, waarde) for naam, waarde in velden.items()}


def changed_names(voor: Stand, na: Stand) -> list[str]:
    """The names that differ, in the order of the kaart."""
    return [naam for naam in LABELS if naam in na and voor.get(naam) != na[naam]]


def merge(basis: Stand, huidig: Stand, mijn: Stand) -> Samenvoeging:
    """My values on top of what is there now, given the stand I started from.

    What only one of us changed is kept as that one left it. Lists are put together item by item. What both
    changed, differently, is a botsing: there `waarden` holds mine.
    """
    waarden: Stand = {}
    botsingen: list[str] = []
    for naam, wens in mijn.items():
        was, nu = basis.get(naam), huidig[naam]
        if wens in (was, nu):
            waarden[naam] = nu
        elif was == nu:
            waarden[naam] = wens
        elif naam in LIJSTEN:
            waarden[naam] = sorted((set(nu) - (set(was or ()) - set(wens))) | (set(wens) - set(was or ())))
        elif naam == PARTNERS:
            waarden[naam], clashes = _merge_partners(was or [], nu, wens)
            botsingen += [naam] if clashes else []
        else:
            waarden[naam] = wens
            botsingen.append(naam)
    return Samenvoeging(waarden, tuple(botsingen))


def _merge_partners(was: list[dict], nu: list[dict], wens: list[dict]) -> tuple[list[dict], bool]:
    was_by, nu_by, wens_by = ({row["organisatie"]: row["rol"] for row in rows} for rows in (was, nu, wens))
    together: list[dict] = []
    clashes = False
    for pk in sorted({*nu_by, *wens_by}):
        before, theirs, mine = was_by.get(pk), nu_by.get(pk), wens_by.get(pk)
        rol = theirs if mine == before else mine
        if theirs not in (before, mine) and mine != before:
            clashes = True
            rol = theirs if mine is None else mine  # one took it away, the other wrote: keep what was written
        if rol is not None:
            together.append({"organisatie": pk, "rol": rol})
    return together, clashes


def _as_value(naam: str, waarde: Any) -> Any:
    if naam in TEKSTKOLOMMEN:
        return clean(waarde)
    if naam in LIJSTEN:
        return sorted({_pk(item) for item in waarde})
    if naam == PARTNERS:
        rollen = dict(_partner(item) for item in waarde)
        return [{"organisatie": pk, "rol": rollen[pk]} for pk in sorted(rollen)]
    if naam in VERWIJZINGEN:
        return None if waarde is None else _pk(waarde)
    line = clean_line(str(waarde))
    return line.upper() if naam == "nummer" else line


def _partner(item: Any) -> tuple[int, str]:
    """A partner as {"organisatie": …, "rol": …}, as (organisatie, rol), or only the organisatie."""
    if isinstance(item, Mapping):
        return _pk(item["organisatie"]), clean_line(item.get("rol", ""))
    if isinstance(item, Iterable) and not isinstance(item, Model):
        organisatie, rol = item
        return _pk(organisatie), clean_line(rol)
    return _pk(item), ""


def _pk(item: Any) -> int:
    return item.pk if isinstance(item, Model) else int(item)
