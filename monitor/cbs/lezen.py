"""The front door: read one bron. Knows no database, so that a service can call it outside a transaction."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from monitor.cbs.adres import GEBIEDSCODE
from monitor.cbs.bak import Bak, Basis, Kolom, Notes, fixed
from monitor.cbs.edities import Editie, editie_of
from monitor.cbs.fouten import CbsFout, Onbereikbaar, Onleesbaar, Tegenstrijdig
from monitor.cbs.instellingen import (
    DERDEN,
    ODATA4,
    CbsAdressen,
    CbsInstellingen,
    Meting,
    Tabelkeuze,
)
from monitor.cbs.odata3 import Tabel3
from monitor.cbs.rekening import Rekening
from monitor.cbs.tabel import Kenmerken, Tabel
from monitor.cbs.terugval import Tabel4MetTerugval
from monitor.cbs.transport import Transport
from monitor.cbs.uitkomst import Breuk, CbsGebied, TabelStaat, TabelUitkomst, Uitslag
from monitor.cbs.verzamelen import Verzameling

Melding = Callable[[int, int, str], None]


def read_cbs(
    instellingen: CbsInstellingen,
    gebieden: Iterable[CbsGebied],
    bekend: Mapping[str, TabelStaat],
    *,
    transport: Transport,
    adressen: CbsAdressen = CbsAdressen(),  # noqa: B008 - frozen
    meld: Melding | None = None,
    namen: Mapping[str, str] | None = None,
) -> Iterator[TabelUitkomst]:
    """Read every table of this bron that changed since `bekend`; per table all of its figures or none.

    One table at a time, when it is asked for: the figures of all of them may be more than fit in memory. Goes on after a table that fails, but not when the service does not answer at all: the others then wait too.
    The benchmark is made when its gebied is among `gebieden`. `namen`: what sentences call an indicator, by its code.
    """
    lezing = _Lezing(instellingen, tuple(gebieden), transport, adressen, namen or {})
    edities = sorted(instellingen.edities, key=lambda editie: editie.jaar or 9999, reverse=True)
    stopped = ""
    for number, keuze in enumerate(edities):
        if meld:
            meld(number, len(edities), f"Tabel {keuze.tabel} lezen")
        fout = stopped
        if not stopped:
            try:
                yield lezing.tabel(keuze, bekend.get(keuze.tabel))
                continue
            except Onbereikbaar as failed:
                fout = stopped = str(failed)
            except CbsFout as failed:
                fout = f"Tabel {keuze.tabel}: {failed}"
        yield TabelUitkomst(keuze.tabel, Uitslag.MISLUKT, fout=fout)


class _Lezing:
    """One run of one bron; remembers what several tables share."""

    def __init__(
        self,
        instellingen: CbsInstellingen,
        gebieden: tuple[CbsGebied, ...],
        transport: Transport,
        adressen: CbsAdressen,
        namen: Mapping[str, str],
    ):
        self.namen = namen
        self.instellingen, self.transport, self.adressen = instellingen, transport, adressen
        self.gebieden = tuple(gebied for gebied in gebieden if GEBIEDSCODE.fullmatch(gebied.code))
        benchmark = instellingen.benchmark
        wanted = benchmark and benchmark.gebied in {gebied.code for gebied in gebieden}
        self.benchmark = benchmark if wanted else None
        asked = sorted((gebied.code, gebied.naam, gebied.andere_namen) for gebied in gebieden)
        digest = hashlib.sha256(repr(asked).encode()).hexdigest()[:16]
        self.vraag = f"{instellingen.fingerprint()}-{digest}"
        self.jaren: dict[int, str] = {}
        self.basis_kenmerken: dict[str, Kenmerken] = {}
        self.basis_bakken: dict[str, Bak] = {}

    def tabel(self, keuze: Tabelkeuze, remembered: TabelStaat | None) -> TabelUitkomst:
        tabel = self._open(self.instellingen, keuze.tabel)
        kenmerken = tabel.kenmerken()
        editie = editie_of(kenmerken, keuze)
        self._check_jaar(editie)
        staat = TabelStaat(kenmerken.versie, kenmerken.gewijzigd, self.vraag, tuple(self._basis_versies()))
        if remembered and remembered.unchanged(staat):
            return TabelUitkomst(
                keuze.tabel,
                Uitslag.ONGEWIJZIGD,
                remembered,
                vastgehouden=remembered.vastgehouden,
                breuken=remembered.breuken,
            )
        return self._read(tabel, kenmerken, editie, staat, remembered)

    def _open(self, instellingen: CbsInstellingen, tabel: str) -> Tabel:
        if instellingen.dienst == ODATA4:
            v3 = Tabel3(self.transport, self.adressen.odata3, tabel)
            return Tabel4MetTerugval(
                self.transport, self.adressen.odata4, tabel, v3=v3, tellen=instellingen.tellen
            )
        base = self.adressen.derden if instellingen.dienst == DERDEN else self.adressen.odata3
        return Tabel3(self.transport, base, tabel)

    def _check_jaar(self, editie: Editie) -> None:
        if self.instellingen.periode_dimensie:
            return
        if editie.jaar is None:
            raise Onleesbaar(
                "De bron zegt niet over welk jaar deze tabel gaat. Zet het jaar in de instellingen."
            )
        if self.jaren.setdefault(editie.jaar, editie.tabel) != editie.tabel:
            raise Tegenstrijdig(
                f"Deze tabel gaat over {editie.jaar}, en tabel {self.jaren[editie.jaar]} ook. Haal er één uit de "
                "instellingen."
            )

    def _read(
        self,
        tabel: Tabel,
        kenmerken: Kenmerken,
        editie: Editie,
        staat: TabelStaat,
        remembered: TabelStaat | None,
    ) -> TabelUitkomst:
        instellingen, notes = self.instellingen, Notes()
        notes.add(editie.opmerking)
        metingen = [one for one in instellingen.metingen if editie.jaar is None or one.covers(editie.jaar)]
        kolommen = {Kolom(meting.teller, fixed(instellingen.vast, meting.vast)) for meting in metingen}
        if instellingen.basis is None:
            own = fixed(instellingen.vast, ())
            kolommen |= {Kolom(maat, own) for maat in self._basis_maten(metingen)}
        bak, breuken = self._collect(instellingen, tabel, kenmerken, editie, kolommen, notes)
        rekening = Rekening(
            bak,
            self._bases(bak, metingen, notes),
            vast=instellingen.vast,
            benchmark=self.benchmark,
            remembered=remembered,
            vraag=staat.vraag,
            notes=notes,
            namen=self.namen,
        )
        for meting in metingen:
            rekening.add(meting)
        rekening.close()
        vastgehouden = tuple(rekening.vastgehouden)
        return TabelUitkomst(
            tabel.tabel,
            Uitslag.GELEZEN,
            replace(
                staat,
                gevuld=tuple(sorted(rekening.gevuld)),
                vastgehouden=vastgehouden,
                breuken=tuple(breuken),
            ),
            cellen=tuple(rekening.cellen),
            vastgehouden=vastgehouden,
            breuken=tuple(breuken),
            weigeringen=tuple(rekening.weigeringen),
            opmerkingen=notes.zinnen,
        )

    def _collect(
        self,
        instellingen: CbsInstellingen,
        tabel: Tabel,
        kenmerken: Kenmerken,
        editie: Editie,
        kolommen: Iterable[Kolom],
        notes: Notes,
    ) -> tuple[Bak, list[Breuk]]:
        return Verzameling(
            instellingen, tabel, kenmerken, editie, self.gebieden, met_gemeenten=self.benchmark is not None
        ).collect(kolommen, notes)

    def _basis_maten(self, metingen: Iterable[Meting]) -> set[str]:
        """The measures to divide by, and those that the benchmark needs."""
        maten = {maat for meting in metingen for maat in meting.delen_door}
        if self.benchmark:
            maten |= {maat for meting in metingen for maat in meting.gewicht} | {self.benchmark.maat}
        return maten

    def _basis_edities(self) -> list[Tabelkeuze]:
        instellingen = self.instellingen
        if instellingen.basis is None:
            return []
        if instellingen.basisjaar:
            return [one for one in instellingen.basis.edities if one.jaar == instellingen.basisjaar]
        return [one for one in instellingen.basis.edities if (one.jaar or 0) >= (instellingen.vanaf or 0)]

    def _basis_versies(self) -> Iterator[tuple[str, str, str]]:
        for keuze in self._basis_edities():
            if keuze.tabel not in self.basis_kenmerken:
                tabel = self._open(self.instellingen.basis, keuze.tabel)
                self.basis_kenmerken[keuze.tabel] = tabel.kenmerken()
            kenmerken = self.basis_kenmerken[keuze.tabel]
            yield keuze.tabel, kenmerken.versie, kenmerken.gewijzigd

    def _bases(self, bak: Bak, metingen: list[Meting], notes: Notes) -> dict[int, Basis]:
        """Per year of the table where its bases are; a year without is not there."""
        instellingen, jaren = self.instellingen, bak.jaren.perioden
        if instellingen.basis is None:
            return {jaar: Basis(bak, jaar, fixed(instellingen.vast, ())) for jaar in jaren}
        vast = fixed(instellingen.basis.vast, ())
        found = {}
        for keuze in self._basis_edities():
            other = self._basis_bak(keuze, metingen, notes)
            found[other.editie.jaar] = Basis(other, other.editie.jaar, vast)
        if instellingen.basisjaar:
            return {jaar: basis for jaar in jaren for basis in found.values()}
        return found

    def _basis_bak(self, keuze: Tabelkeuze, metingen: list[Meting], notes: Notes) -> Bak:
        if keuze.tabel not in self.basis_bakken:
            basis, kenmerken = self.instellingen.basis, self.basis_kenmerken[keuze.tabel]
            kolommen = {Kolom(maat, fixed(basis.vast, ())) for maat in self._basis_maten(metingen)}
            tabel, editie = self._open(basis, keuze.tabel), editie_of(kenmerken, keuze)
            bak, breuken = self._collect(basis, tabel, kenmerken, editie, kolommen, notes)
            for breuk in breuken:
                notes.add(breuk.zin)
            self.basis_bakken[keuze.tabel] = bak
        return self.basis_bakken[keuze.tabel]
