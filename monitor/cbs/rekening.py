"""Makes the cells of one table: each meting, year and gebied, and the benchmark over its gemeenten."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from monitor.cbs.bak import Bak, Basis, Kolom, Notes, fixed
from monitor.cbs.edities import gevuld_key
from monitor.cbs.instellingen import Benchmark, Meting, Vast
from monitor.cbs.meting import Deel, Onmogelijk, figure, figure_of_group
from monitor.cbs.tabel import AFWEZIG, Gegeven
from monitor.cbs.uitkomst import CbsCel, CbsWeigering, TabelStaat, Vastgehouden
from monitor.celwaarde import NVT, ONDERDRUKT


class Rekening:
    """Call `add` for each meting, then `close`."""

    def __init__(
        self,
        bak: Bak,
        bases: dict[int, Basis],
        *,
        vast: Vast,
        benchmark: Benchmark | None,
        remembered: TabelStaat | None,
        vraag: str,
        notes: Notes,
        namen: Mapping[str, str],
    ):
        self._namen = namen
        self.bak, self.bases, self.vast, self.benchmark, self.notes = bak, bases, vast, benchmark, notes
        self.cellen: list[CbsCel] = []
        self.weigeringen: list[CbsWeigering] = []
        self.vastgehouden: list[Vastgehouden] = []
        self.gevuld: set[str] = set()
        self._eerder = set(remembered.gevuld) if remembered else set()
        self._same_question = bool(remembered) and remembered.vraag == vraag
        self._geen_kolom: dict[str, None] = {}
        self._leeg: dict[str, None] = {}

    def add(self, meting: Meting) -> None:
        keus = self.bak.keuzes[meting.teller]
        if keus.vastgehouden:
            self._hold(self.bak, meting, meting.teller)
            return
        if keus.kop is None:
            self._geen_kolom[meting.indicator] = None
            return
        before = len(self.cellen) + len(self.vastgehouden)
        for jaar in sorted(self.bak.jaren.perioden):
            if meting.covers(jaar):
                self._year(meting, jaar)
        if len(self.cellen) + len(self.vastgehouden) == before and meting.indicator not in self._geen_kolom:
            self._leeg[meting.indicator] = None

    def close(self) -> None:
        tabel = self.bak.editie.tabel
        if self._geen_kolom:
            self.notes.add(f"Tabel {tabel} heeft geen kolom voor: {self._named(*self._geen_kolom)}.")
        if self._leeg:
            self.notes.add(f"In tabel {tabel} staan nog geen cijfers van: {self._named(*self._leeg)}.")
        held = {one.indicator for one in self.vastgehouden}
        for key in sorted(self._eerder - self.gevuld):
            indicator, periode, _ = key.split("/")
            if indicator in held:
                self.gevuld.add(key)  # waits for a person: nothing was withdrawn
            elif self._same_question:
                self.notes.add(
                    f"De bron heeft cijfers van {self._named(indicator)} over {periode} ingetrokken."
                )

    def _named(self, *codes: str) -> str:
        return ", ".join(self._namen.get(code, code) for code in codes)

    def _hold(self, bak: Bak, meting: Meting, maat: str) -> None:
        one = Vastgehouden(bak.editie.tabel, meting.indicator, maat, bak.keuzes[maat].vastgehouden)
        if one not in self.vastgehouden:
            self.vastgehouden.append(one)

    def _year(self, meting: Meting, jaar: int) -> None:
        basis = self.bases.get(jaar)
        if meting.delen_door:
            if basis is None:
                self.notes.add(f"Over {jaar} is er nog geen tabel met aantallen om door te delen.")
                return
            keuzes = basis.bak.keuzes
            held = [maat for maat in meting.delen_door if keuzes[maat].vastgehouden]
            if held:
                self._hold(basis.bak, meting, held[0])
                return
            if not all(keuzes[maat].kop for maat in meting.delen_door):
                self._geen_kolom[meting.indicator] = None
                return
        voorlopig = self.bak.voorlopig([meting.teller], jaar)
        if meting.delen_door:
            voorlopig = voorlopig or basis.bak.voorlopig(meting.delen_door, basis.jaar)
        common = {
            "indicator": meting.indicator,
            "periode": jaar,
            "status": "voorlopig" if voorlopig else "definitief",
            "editie": self.bak.editie.naam,
            "indeling_jaar": self.bak.indeling_jaar,
        }
        kolom = Kolom(meting.teller, fixed(self.vast, meting.vast))
        by_soort: dict[str, list[str]] = {}
        for gebied in self.bak.codes:
            by_soort.setdefault(gebied[:2], []).append(gebied)
        for soort, gebieden in by_soort.items():
            self._soort(meting, jaar, kolom, basis, soort, gebieden, common)
        if self.benchmark and meting.bases and basis:
            self._benchmark(meting, jaar, kolom, basis, common)

    def _soort(
        self,
        meting: Meting,
        jaar: int,
        kolom: Kolom,
        basis: Basis | None,
        soort: str,
        gebieden: Iterable[str],
        common: dict[str, Any],
    ) -> None:
        """All gebieden of one kind; none of them when the source has not come to this kind yet."""
        figures = {
            gebied: (
                self.bak.get(kolom, gebied, jaar),
                basis.together(meting.delen_door, gebied) if meting.delen_door else AFWEZIG,
            )
            for gebied in gebieden
        }
        key = gevuld_key(meting.indicator, jaar, soort)
        if _published(meting, figures.values()):
            self.gevuld.add(key)
        elif key not in self._eerder:
            return
        berekend = bool(meting.delen_door) or meting.aanvullen_tot is not None
        for gebied, (teller, noemer) in figures.items():
            self._cell(
                common | {"gebied": gebied, "berekend": berekend},
                lambda teller=teller, noemer=noemer: figure(meting, teller or AFWEZIG, noemer),
                teller,
            )

    def _benchmark(
        self, meting: Meting, jaar: int, kolom: Kolom, basis: Basis, common: dict[str, Any]
    ) -> None:
        benchmark = self.benchmark
        key = gevuld_key(meting.indicator, jaar, benchmark.gebied)
        for maat in (benchmark.maat, *meting.bases):
            keus = basis.bak.keuzes[maat]
            if keus.kop is None:
                zin = keus.vastgehouden or f"Tabel {basis.bak.editie.tabel} heeft geen kolom voor {maat}."
                self.notes.add(
                    f"{benchmark.naam} is voor {self._named(meting.indicator)} over {jaar} niet te berekenen. {zin}"
                )
                self.gevuld |= {key} & self._eerder
                return
        klasse = Decimal(benchmark.klasse)
        delen = [
            Deel(self.bak.get(kolom, gemeente, jaar) or AFWEZIG, basis.together(meting.bases, gemeente))
            for gemeente in sorted(basis.bak.gemeenten)
            if basis.get(benchmark.maat, gemeente).waarde == klasse
        ]
        if any(deel.teller.waarde is not None for deel in delen):
            self.gevuld.add(key)
        elif key not in self._eerder:
            return
        self._cell(
            common | {"gebied": benchmark.gebied, "berekend": True},
            lambda: figure_of_group(meting, delen, benchmark.naam) or AFWEZIG,
            None,
        )

    def _cell(self, fields: dict[str, Any], make: Callable[[], Gegeven], teller: Gegeven | None) -> None:
        try:
            gegeven = make()
        except Onmogelijk as refused:
            found = (
                f"{teller.waarde:f}"[:40] if teller and teller.waarde is not None else "een andere uitkomst"
            )
            self.weigeringen.append(
                CbsWeigering(fields["indicator"], fields["gebied"], fields["periode"], found, str(refused))
            )
            return
        self.cellen.append(
            CbsCel(**fields, waarde=gegeven.waarde, reden=gegeven.reden, opmerking=gegeven.opmerking)
        )


def _published(meting: Meting, figures: Iterable[tuple[Gegeven | None, Gegeven]]) -> bool:
    """Whether the source has come to this measure for this kind of gebied: some figure, or a reason it gave."""
    figures = list(figures)
    if meting.delen_door and all(noemer.waarde is None for _, noemer in figures):
        return False
    return any(
        teller is not None and (teller.waarde is not None or teller.reden in (NVT, ONDERDRUKT))
        for teller, _ in figures
    )
