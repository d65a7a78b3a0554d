"""Before figures are taken: is this still the measure we know, and is this code still the gebied we know?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from monitor.cbs.instellingen import Maat
from monitor.cbs.odata3 import name_of
from monitor.cbs.tabel import Code, Maatkop, squeeze
from monitor.cbs.uitkomst import Breuk, CbsGebied
from monitor.namen import gebied_sleutel


@dataclass(frozen=True)
class Keus:
    """The measure that was found, or why it is held for a person to look at; neither when the table has none."""

    kop: Maatkop | None = None
    vastgehouden: str = ""


def choose_maat(maat: Maat, koppen: Iterable[Maatkop]) -> Keus:
    """Find a measure by its codes, else by its title, and check that title and unit are what we expect."""
    koppen = list(koppen)
    for code in maat.codes:
        found = [kop for kop in koppen if kop.code.strip() == code] or [
            kop for kop in koppen if name_of(kop.code) == code
        ]
        if len(found) > 1:
            return Keus(vastgehouden=f"De maat {code} staat er {len(found)} keer in. Kies welke u bedoelt.")
        if found:
            return _checked(maat, found[0])
    if maat.codes:
        return Keus()
    expected = {squeeze(titel) for titel in maat.titels}
    found = [kop for kop in koppen if squeeze(kop.titel) in expected]
    if len(found) > 1:
        codes = ", ".join(kop.code for kop in found)
        return Keus(
            vastgehouden=f"De titel {maat.titels[0]} komt vaker voor ({codes}). Kies welke u bedoelt."
        )
    return _checked(maat, found[0]) if found else Keus()


def same_measure(one: Maatkop, other: Maatkop) -> bool:
    """Whether two tables mean the same by a measure: title and unit."""
    return squeeze(one.titel) == squeeze(other.titel) and _unit(one.eenheid) == _unit(other.eenheid)


def _checked(maat: Maat, kop: Maatkop) -> Keus:
    if squeeze(kop.titel) not in {squeeze(titel) for titel in maat.titels}:
        return Keus(
            vastgehouden=f"De titel van {kop.code} is nu “{kop.titel}”; verwacht was “{maat.titels[0]}”. "
            "Meet het nog hetzelfde, voeg de titel dan toe aan de instellingen van de bron."
        )
    if _unit(kop.eenheid) not in {_unit(eenheid) for eenheid in maat.eenheden}:
        return Keus(
            vastgehouden=f"De eenheid van {kop.code} is nu “{kop.eenheid}”; verwacht was “{maat.eenheden[0]}”. "
            "Pas de instellingen van de bron aan als dat klopt."
        )
    return Keus(kop)


def _place(naam: str, gemeente: str) -> str:
    """A name made comparable: of "Brunssum-Noord" in Brunssum only "noord"."""
    key = gebied_sleutel(naam)
    return key.removeprefix(f"{gemeente} ") if gemeente else key


def _unit(eenheid: str) -> str:
    return "".join(eenheid.casefold().split())


def check_gebieden(
    gebieden: Iterable[CbsGebied],
    codes: Mapping[str, Code],
    *,
    tabel: str,
    periode: int | None,
    landcode: str,
) -> tuple[dict[str, Code], list[Breuk]]:
    """The gebieden of this table that are ours, by our code, and those whose code now means something else.

    Only wijken and buurten: their codes are used again for another place. Another spelling is no other place, also
    with or without the name of the gemeente before it. What the table does not have is left out.
    """
    gebieden = list(gebieden)
    gemeenten = {
        gebied.code[2:]: gebied_sleutel(gebied.naam) for gebied in gebieden if gebied.code[:2] == "GM"
    }
    usable, breuken = {}, []
    for gebied in gebieden:
        soort = gebied.code[:2]
        code = codes.get(landcode if soort == "NL" else gebied.code)
        if code is None:
            continue
        gemeente = gemeenten.get(gebied.code[2:6], "")
        ours = {_place(naam, gemeente) for naam in (gebied.naam, *gebied.andere_namen)}
        if soort in ("WK", "BU") and _place(code.titel, gemeente) not in ours:
            jaar = f" van {periode}" if periode else ""
            breuken.append(
                Breuk(
                    tabel=tabel,
                    gebied=gebied.code,
                    periode=periode,
                    onze_naam=gebied.naam,
                    hun_naam=code.titel,
                    zin=f"{gebied.code} heet in tabel {tabel}{jaar} “{code.titel}” en bij ons “{gebied.naam}”. Het "
                    "kan een ander gebied zijn: de reeks is daar onderbroken en die cijfers zijn niet overgenomen.",
                )
            )
            continue
        usable[gebied.code] = code
    return usable, breuken
