"""Reads the columns that are wanted out of one table, after checking that they are what we think they are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from monitor.cbs.bak import Bak, Kolom, Notes
from monitor.cbs.controle import Keus, check_gebieden, choose_maat
from monitor.cbs.edities import Editie
from monitor.cbs.fouten import Tegenstrijdig
from monitor.cbs.instellingen import CbsInstellingen, Keuze, Vast
from monitor.cbs.perioden import Jaren, over_year, years_of
from monitor.cbs.tabel import Code, Dimensie, Gegeven, Kenmerken, Tabel, Vraag
from monitor.cbs.uitkomst import Breuk, CbsGebied

GENOEMD = 10  # gebieden in one sentence


@dataclass(frozen=True)
class Verzameling:
    """Which table to read, for which gebieden; all gemeenten too when a benchmark is to be made of them."""

    instellingen: CbsInstellingen
    tabel: Tabel
    kenmerken: Kenmerken
    editie: Editie
    gebieden: tuple[CbsGebied, ...]
    met_gemeenten: bool

    def collect(self, kolommen: Iterable[Kolom], notes: Notes) -> tuple[Bak, list[Breuk]]:
        tabel, instellingen = self.tabel, self.instellingen
        kolommen = sorted(kolommen, key=lambda kolom: kolom.order)
        dimensies = tabel.dimensies()
        _check_dimensies(instellingen, dimensies, kolommen)
        koppen = tabel.maten()
        keuzes = {kolom.maat: choose_maat(instellingen.maten[kolom.maat], koppen) for kolom in kolommen}
        jaren = self._jaren()
        codes = tabel.codes(instellingen.gebied_dimensie, self._prefixes())
        usable, breuken = check_gebieden(
            self.gebieden, codes, tabel=tabel.tabel, periode=self.editie.jaar, landcode=instellingen.landcode
        )
        explained = set(usable) | {breuk.gebied for breuk in breuken}
        absent = [
            f"{gebied.naam} ({gebied.code})" for gebied in self.gebieden if gebied.code not in explained
        ]
        if absent:
            more = f" en nog {len(absent) - GENOEMD}" if len(absent) > GENOEMD else ""
            notes.add(f"Tabel {tabel.tabel} kent deze gebieden niet: {', '.join(absent[:GENOEMD])}{more}.")
        kaartjaar = dimensies[instellingen.gebied_dimensie].kaartjaar
        bak = Bak(
            self.editie, keuzes, usable, jaren, kaartjaar or instellingen.indeling_jaar or self.editie.jaar
        )
        by_vast: dict[Vast, list[Kolom]] = {}
        for kolom in kolommen:
            if keuzes[kolom.maat].kop:
                by_vast.setdefault(kolom.vast, []).append(kolom)
        for vast, some in by_vast.items():
            self._fill(bak, vast, some, notes)
        self._check_still_the_same()
        for maat, keus in keuzes.items():
            if keus.kop and keus.kop.code in tabel.afgekeurd:
                keuzes[maat] = Keus(vastgehouden=tabel.afgekeurd[keus.kop.code])
        for zin in tabel.opmerkingen:
            notes.add(zin)
        return bak, breuken

    def _jaren(self) -> Jaren:
        instellingen = self.instellingen
        if not instellingen.periode_dimensie:
            return Jaren({self.editie.jaar: ("",)}, frozenset())
        codes = self.tabel.codes(instellingen.periode_dimensie)
        return years_of(codes, vanaf=instellingen.vanaf, maanden_optellen=instellingen.maanden_optellen)

    def _prefixes(self) -> list[str]:
        """How the codes start that we want the names of: not those of the whole country."""
        land = self.instellingen.landcode
        return sorted({land if gebied.code.startswith("NL") else gebied.code[:6] for gebied in self.gebieden})

    def _fill(self, bak: Bak, vast: Vast, kolommen: list[Kolom], notes: Notes) -> None:
        by_code = {bak.keuzes[kolom.maat].kop.code: kolom for kolom in kolommen}
        raw = self._ask(bak, vast, tuple(by_code), notes)
        ours = {code.code: gebied for gebied, code in bak.codes.items()}
        places = {(maat, gebied) for maat, gebied, _ in raw}
        for maat, gebied in places:
            for jaar, perioden in bak.jaren.perioden.items():
                gegeven = over_year(raw.get((maat, gebied, periode)) for periode in perioden)
                if gegeven is not None:
                    bak.cijfers[by_code[maat], ours.get(gebied, gebied), jaar] = gegeven
        if self.met_gemeenten:
            bak.gemeenten |= {gebied for _, gebied in places if gebied.startswith("GM")}

    def _ask(
        self, bak: Bak, vast: Vast, codes: tuple[str, ...], notes: Notes
    ) -> dict[tuple[str, str, str], Gegeven]:
        if not bak.jaren.perioden:
            return {}
        instellingen = self.instellingen
        dimensie = instellingen.periode_dimensie
        vraag = Vraag(
            maten=codes,
            gebied_dimensie=instellingen.gebied_dimensie,
            periode_dimensie=dimensie,
            perioden=tuple(str(jaar) for jaar in sorted(bak.jaren.perioden)) if dimensie else (),
            vast=_fixed_codes(self.tabel, vast),
        )
        vragen = [replace(vraag, gebieden=tuple(bak.codes.values()))] if bak.codes else []
        if self.met_gemeenten:
            vragen.append(replace(vraag, alle_gemeenten=True))
        raw: dict[tuple[str, str, str], Gegeven] = {}
        for one in vragen:
            seen = set()
            for ruw in self.tabel.cijfers(one):
                place = ruw.maat, ruw.gebied, ruw.periode
                if raw.setdefault(place, ruw.gegeven) != ruw.gegeven:
                    raise Tegenstrijdig(
                        f"Voor {ruw.gebied} staan er twee verschillende cijfers van {ruw.maat}. Er is niets "
                        "opgeslagen; de volgende verversing leest opnieuw."
                    )
                if place in seen:
                    notes.add(f"In tabel {self.tabel.tabel} stonden cijfers dubbel; ze waren gelijk.")
                seen.add(place)
        return raw

    def _check_still_the_same(self) -> None:
        again = self.tabel.kenmerken()
        if (again.versie, again.gewijzigd) != (self.kenmerken.versie, self.kenmerken.gewijzigd):
            raise Tegenstrijdig(
                "De bron veranderde terwijl we lazen. Er is niets opgeslagen; de volgende verversing leest opnieuw."
            )


def _check_dimensies(
    instellingen: CbsInstellingen, dimensies: Mapping[str, Dimensie], kolommen: Iterable[Kolom]
) -> None:
    """A dimension that is not fixed would give several figures for one place."""
    known = {instellingen.gebied_dimensie, instellingen.periode_dimensie} - {""}
    for kolom in [Kolom("", instellingen.vast), *kolommen]:
        chosen = {dimensie for dimensie, _ in kolom.vast}
        missing, extra = (known | chosen) - set(dimensies), set(dimensies) - known - chosen
        if missing:
            raise Tegenstrijdig(f"De tabel is niet verdeeld naar {', '.join(sorted(missing))}.")
        if extra and kolom.maat:
            raise Tegenstrijdig(
                f"De tabel is ook verdeeld naar {', '.join(sorted(extra))}. Kies daar één waarde van in de "
                "instellingen van de bron."
            )


def _fixed_codes(tabel: Tabel, vast: Vast) -> dict[str, Code]:
    return {dimensie: _fixed_code(tabel, dimensie, keuze) for dimensie, keuze in vast}


def _fixed_code(tabel: Tabel, dimensie: str, keuze: Keuze) -> Code:
    codes = tabel.codes(dimensie)
    if keuze.code:
        found = [code for code in codes.values() if code.code == keuze.code]
    else:
        start = keuze.titel.casefold()
        found = [code for code in codes.values() if code.titel.casefold().startswith(start)]
    if len(found) != 1:
        raise Tegenstrijdig(
            f"Bij {dimensie} is “{keuze.code or keuze.titel}” {'vaker' if found else 'niet'} te vinden. Pas de keuze "
            "aan in de instellingen van de bron."
        )
    return found[0]
