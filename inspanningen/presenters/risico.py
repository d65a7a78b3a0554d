"""How risico's are shown: the matrix of five by five, and what a score is called."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.urls import reverse

from inspanningen.models import Risico, Risicobeoordeling
from inspanningen.models.risico import SCHAAL
from inspanningen.queries.risico import Plek, Risicostand

ZONES = ((15, 4, "zeer hoog"), (10, 3, "hoog"), (5, 2, "middel"), (1, 1, "laag"))
"""From which score on: the shade of the cell, and what it is called."""


@dataclass(frozen=True)
class Merk:
    """What stands in a cell: a number that leads somewhere. `zin` says it in full."""

    tekst: str
    url: str
    zin: str


@dataclass(frozen=True)
class Cel:
    kans: int
    impact: int
    zone: int
    merken: tuple[Merk, ...]

    @property
    def zin(self) -> str:
        """What the cell is, for who does not see where it stands."""
        return f"kans {self.kans}, impact {self.impact}: {niveau(self.kans * self.impact)}"


@dataclass(frozen=True)
class Matrix:
    """Five rows of five, the greatest kans on top."""

    sleutel: str
    titel: str
    rijen: tuple[tuple[int, tuple[Cel, ...]], ...]


@dataclass(frozen=True)
class Blik:
    """One look at kans and impact, and how it moved since the look before."""

    beoordeling: Risicobeoordeling
    richting: str


def niveau(score: int) -> str:
    """A score from 1 to 25 in words."""
    return next(naam for vanaf, _, naam in ZONES if score >= vanaf)


def zone(score: int) -> int:
    """The shade of a cell, from 1 (light) to 4."""
    return next(shade for vanaf, shade, _ in ZONES if score >= vanaf)


def score_tekst(plek: Plek) -> str:
    """ "16, zeer hoog" """
    score = plek[0] * plek[1]
    return f"{score}, {niveau(score)}"


def matrices_van_inspanning(risicos: Iterable[Risico]) -> tuple[Matrix, Matrix]:
    """Where each open risico stands without and with its maatregel, by its number."""
    risicos = sorted((risico for risico in risicos if risico.is_open), key=lambda risico: risico.nummer)

    def by(plek: Callable[[Risico], Plek]) -> dict[Plek, list[Merk]]:
        cells = defaultdict(list)
        for risico in risicos:
            url = reverse("inspanningen:risico", args=[risico.pk])
            cells[plek(risico)].append(Merk(str(risico.nummer), url, f"risico {risico.nummer}"))
        return cells

    return (
        _matrix("zonder", "Zonder maatregel", by(lambda risico: risico.zonder)),
        _matrix("nu", "Nu, met maatregel", by(lambda risico: risico.nu)),
    )


def matrices_van_programma(stand: Risicostand) -> tuple[Matrix, Matrix]:
    """How many open risico's stand in each cell; each number leads to the list of those."""
    return (
        _matrix("zonder", "Zonder maatregel", _counted("zonder", stand.zonder)),
        _matrix("nu", "Nu, met maatregel", _counted("nu", stand.nu)),
    )


def _counted(stand: str, aantallen: dict[Plek, int]) -> dict[Plek, list[Merk]]:
    here = reverse("programma:risicos")
    return {
        (kans, impact): [
            Merk(
                str(aantal),
                f"{here}?stand={stand}&kans={kans}&impact={impact}#lijst",
                f"{aantal} {'risico' if aantal == 1 else 'risico’s'}",
            )
        ]
        for (kans, impact), aantal in aantallen.items()
    }


def blikken(beoordelingen: Iterable[Risicobeoordeling]) -> list[Blik]:
    """The looks at one risico, newest first; they come in oldest first."""
    told, vorige = [], None
    for beoordeling in beoordelingen:
        score = beoordeling.nu[0] * beoordeling.nu[1]
        if vorige is None:
            richting = "voor het eerst"
        elif score == vorige:
            richting = "nog steeds zo"
        else:
            richting = f"{'gestegen' if score > vorige else 'gedaald'} van {vorige} naar {score}"
        told.append(Blik(beoordeling, richting))
        vorige = score
    return told[::-1]


KOP = ("Inspanning", "Nummer", "Risico", "Kans", "Impact", "Score", "Maatregel", "Kans met maatregel", "Impact met maatregel", "Score nu", "Wie let hierop", "Status", "Laatst bekeken", "Waarom gesloten")  # fmt: skip


def download_rows(risicos: Iterable[Risico]) -> Iterable[tuple]:
    """A row for each risico, under KOP."""
    for risico in risicos:
        yield (
            str(risico.inspanning),
            risico.nummer,
            risico.omschrijving,
            risico.kans,
            risico.impact,
            risico.score_zonder,
            risico.maatregel,
            risico.kans_na,
            risico.impact_na,
            risico.score,
            str(risico.eigenaar or ""),
            risico.get_status_display(),
            risico.beoordeeld_op,
            risico.reden_gesloten,
        )


def _matrix(sleutel: str, titel: str, cells: dict[Plek, list[Merk]]) -> Matrix:
    rijen = tuple(
        (
            kans,
            tuple(
                Cel(kans, impact, zone(kans * impact), tuple(cells.get((kans, impact), ())))
                for impact in SCHAAL
            ),
        )
        for kans in reversed(SCHAAL)
    )
    return Matrix(sleutel, titel, rijen)
