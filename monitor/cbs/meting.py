"""How figures of a table become the figure of an indicator: as they are, as a share, or over a group of gemeenten."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from monitor.cbs.instellingen import Meting
from monitor.cbs.tabel import AFWEZIG, Gegeven
from monitor.celwaarde import NVT, ONDERDRUKT, ONTBREEKT

MINSTE_DEEL = Decimal("0.8")  # of the gemeenten must have a figure before they speak for the group
_VIER_DECIMALEN = Decimal("0.0001")
_GRENS = Decimal(10) ** 11


class Onmogelijk(ValueError):
    """A figure that cannot be right; the message says what was expected."""


@dataclass(frozen=True)
class Deel:
    """One gemeente of a group."""

    teller: Gegeven
    basis: Gegeven


def figure(meting: Meting, teller: Gegeven, basis: Gegeven) -> Gegeven:
    """The figure of one gebied. `basis` is only looked at when there is something to divide by."""
    if teller.waarde is None:
        return teller
    remarks = [teller.opmerking]
    waarde = teller.waarde
    if meting.delen_door:
        if basis.waarde is None:
            return Gegeven(None, basis.reden, basis.opmerking or "Er is geen aantal om door te delen.")
        if basis.waarde <= 0:
            return Gegeven(None, NVT, "Het aantal waardoor gedeeld wordt is nul.")
        if basis.waarde < meting.kleinste_noemer:
            return Gegeven(
                None,
                ONDERDRUKT,
                f"Het aantal waardoor gedeeld wordt is kleiner dan {meting.kleinste_noemer}.",
            )
        waarde = waarde / basis.waarde * meting.keer
        remarks.append(basis.opmerking)
    return Gegeven(
        checked(meting, waarde), opmerking=" ".join(dict.fromkeys(remark for remark in remarks if remark))
    )


def figure_of_group(meting: Meting, delen: Sequence[Deel], naam: str) -> Gegeven | None:
    """The figure of a group of gemeenten: added up where there are counts, else weighed by its base.

    None when no gemeente has a figure: then it is not published yet. Too few gemeenten: no figure either.
    """
    both = [deel for deel in delen if deel.teller.waarde is not None and deel.basis.waarde is not None]
    if not any(deel.teller.waarde is not None for deel in delen):
        return None
    counted = f"{len(both)} van de {len(delen)} gemeenten ({naam})"
    total = sum((deel.basis.waarde for deel in both), Decimal(0))
    if len(both) < MINSTE_DEEL * len(delen) or total <= 0:
        return Gegeven(None, ONTBREEKT, f"Te weinig om op te tellen: cijfers van {counted}.")
    if meting.delen_door:
        waarde = sum((deel.teller.waarde for deel in both), Decimal(0)) / total * meting.keer
    else:
        waarde = sum((deel.teller.waarde * deel.basis.waarde for deel in both), Decimal(0)) / total
    return Gegeven(checked(meting, waarde), opmerking=f"Berekend: gewogen over {counted}.")


def added(gegevens: Iterable[Gegeven]) -> Gegeven:
    """Several bases together; one that is missing makes the sum missing."""
    gegevens = list(gegevens)
    if not gegevens:
        return AFWEZIG
    for gegeven in gegevens:
        if gegeven.waarde is None:
            return gegeven
    remarks = dict.fromkeys(gegeven.opmerking for gegeven in gegevens if gegeven.opmerking)
    return Gegeven(sum((gegeven.waarde for gegeven in gegevens), Decimal(0)), opmerking=" ".join(remarks))


def checked(meting: Meting, waarde: Decimal) -> Decimal:
    """Completed to its whole where asked, rounded to what is stored, and refused when it cannot be."""
    if not waarde.is_finite() or abs(waarde) >= _GRENS:
        raise Onmogelijk("een getal van hoogstens elf cijfers")
    if waarde < 0:
        raise Onmogelijk("een getal van nul of meer")
    if meting.hoogstens is not None and waarde > meting.hoogstens:
        raise Onmogelijk(f"een getal van 0 tot en met {meting.hoogstens}")
    if meting.aanvullen_tot is not None:
        waarde = meting.aanvullen_tot - waarde
    return waarde.quantize(_VIER_DECIMALEN, ROUND_HALF_UP)
