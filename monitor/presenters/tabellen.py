"""Tables: what will happen to a delivered file, and the driehoek for a spreadsheet."""

from dataclasses import dataclass
from decimal import Decimal

from brunssum.core.templatetags.kanarie import getal
from monitor.models import Waarneming
from monitor.namen import korte_gebiedsnaam
from monitor.queries import Driehoek, Lot, Ranglijst, Staaf, Stapeling, Uitkomst, Voorstel

TABEL_TOT = 12  # gebieden beside each other


@dataclass(frozen=True)
class Voorbeeldcel:
    """What happens to one cell, for in a table: its figure and its fate."""

    tekst: str
    uitkomst: str
    was: str = ""


@dataclass(frozen=True)
class Voorbeeldregel:
    indicator: str
    cellen: tuple[Voorbeeldcel, ...]


@dataclass(frozen=True)
class Voorbeeld:
    """A delivered file as a table: a row per indicator (and year), a column per gebied."""

    gebieden: tuple[str, ...]
    regels: tuple[Voorbeeldregel, ...]
    lijst: bool = False


LEEG = Voorbeeldcel("", "staat niet in het bestand")


def preview(voorstel: Voorstel) -> Voorbeeld:
    """Each cell of a file with its fate; one that is refused stands in its own place.

    With more gebieden than fit in a table, a row per cell.
    """
    eenheden: dict[str, set[str]] = {}
    for lot in voorstel.loten:
        eenheden.setdefault(lot.cel.indicator.naam, set()).add(lot.cel.indicator.eenheid)
    meer_jaren = len(voorstel.perioden) > 1
    rijen: dict[str, int] = {}
    gebieden: dict[str, None] = {}
    cellen: dict[tuple[str, str], Voorbeeldcel] = {}
    hele_regels: set[str] = set()

    def row_name(naam: str, eenheid: str, periode: int | None) -> str:
        if len(eenheden.get(naam, ())) > 1 and eenheid:
            naam = f"{naam} ({eenheid})"
        return f"{naam}, {periode}" if meer_jaren and periode else naam

    for lot in voorstel.loten:
        cel = lot.cel
        place = (
            row_name(cel.indicator.naam, cel.indicator.eenheid, cel.periode),
            korte_gebiedsnaam(cel.gebied.naam),
        )
        rijen.setdefault(place[0], cel.rij)
        gebieden[place[1]] = None
        cellen[place] = _fate(lot)
    for weigering in voorstel.weigeringen:
        naam = row_name(weigering.indicator, "", weigering.periode)
        if naam:
            rijen.setdefault(naam, weigering.rij)
        if weigering.gebied:
            place = naam, korte_gebiedsnaam(weigering.gebied)
            gebieden[place[1]] = None
            cellen[place] = Voorbeeldcel(weigering.gevonden or "leeg", "geweigerd")
        elif naam:
            hele_regels.add(naam)
    namen = sorted(rijen, key=rijen.get)
    if len(gebieden) > TABEL_TOT:
        return Voorbeeld(
            ("Gebied", "Cel"),
            tuple(
                Voorbeeldregel(naam, (Voorbeeldcel(gebied, ""), cel))
                for (naam, gebied), cel in cellen.items()
            ),
            lijst=True,
        )
    geweigerd = Voorbeeldcel("", "geweigerd")
    return Voorbeeld(
        tuple(gebieden),
        tuple(
            Voorbeeldregel(
                naam,
                tuple(
                    cellen.get((naam, gebied), geweigerd if naam in hele_regels else LEEG)
                    for gebied in gebieden
                ),
            )
            for naam in namen
        ),
    )


def _fate(lot: Lot) -> Voorbeeldcel:
    was = ""
    if lot.uitkomst is Uitkomst.GEWIJZIGD:
        vorige = lot.vorige_waarde
        was = _cell_text(None if vorige is None else vorige.normalize(), lot.vorige_reden)
    return Voorbeeldcel(_cell_text(lot.cel.waarde, lot.cel.reden), lot.uitkomst.value, was)


def _cell_text(waarde: Decimal | None, reden: str) -> str:
    return Waarneming.REDEN_KORT.get(reden, "") if waarde is None else getal(waarde)


def csv_rows(driehoek: Driehoek) -> list[list[str]]:
    """The table of a driehoek for a spreadsheet: decimal commas, and words where there is no figure."""
    head = ["thema", "indicator", "eenheid", "gunstig", driehoek.gebied_naam, driehoek.vergelijking_naam]
    bekend = [driehoek.bekend_op] if driehoek.bekend_op else []
    rows = [[*head, "afwijking in %", "richting", *(["bekend op"] if bekend else [])]]
    for hoek in driehoek.hoeken:
        for staaf in hoek.staven:
            rows.append(
                [
                    hoek.naam,
                    staaf.naam,
                    staaf.eenheid,
                    staaf.gunstig,
                    _csv_value(staaf.waarde, staaf, staaf.reden_kort),
                    _csv_value(staaf.vergelijking, staaf, staaf.vergelijking_reden_kort),
                    "" if staaf.afwijking is None else f"{staaf.afwijking:.1f}".replace(".", ","),
                    f"{staaf.richting}er" if staaf.richting in {"gunstig", "ongunstig"} else staaf.richting,
                    *bekend,
                ]
            )
    return rows


def ranglijst_rows(lijsten: list[Ranglijst], bekend_op: str = "") -> list[list[str]]:
    """The ranglijst for a spreadsheet: a row per place, words where there is none."""
    bekend = [bekend_op] if bekend_op else []
    rows = [["gebied", "jaar", "thema", "indicator", "plaats", "van", *(["bekend op"] if bekend else [])]]
    for lijst in lijsten:
        groepen = [("", [lijst.totaal])] if lijst.totaal else []
        groepen += [(groep[0].naam, groep) for groep in lijst.themas]
        for thema, plaatsen in groepen:
            for plaats in plaatsen:
                waarde = plaats.reden_kort if plaats.positie is None else str(plaats.positie)
                facts = [lijst.gebied, str(lijst.periode), thema, plaats.naam, waarde, str(plaats.van)]
                rows.append([*facts, *bekend])
    return rows


def stapeling_rows(stapelingen: list[Stapeling], bekend_op: str = "") -> list[list[str]]:
    """Stapeling for a spreadsheet: a row per gebied and group, in % of all huishoudens."""
    bekend = [bekend_op] if bekend_op else []
    head = ["gebied", "jaar", "huishoudens", "% van alle huishoudens"]
    rows = [[*head, *(["bekend op"] if bekend else [])]]
    for stapeling in stapelingen:
        for naam, deel, reden in stapeling.rijen:
            waarde = reden if deel is None else f"{deel:.1f}".replace(".", ",")
            rows.append([stapeling.gebied, str(stapeling.periode), naam, waarde, *bekend])
    return rows


def _csv_value(waarde: float | None, staaf: Staaf, reden_kort: str) -> str:
    return reden_kort if waarde is None else f"{waarde:.{staaf.decimalen}f}".replace(".", ",")
