"""How raadsstukken are shown: how they stand in a sentence, the small picture of how soon, and a row of a download."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from brunssum.core.templatetags.kanarie import datum
from reisverslag.models import Raadsstuk
from reisverslag.queries.raadsstukken import Doorloop, Halfjaar
from reisverslag.querysets.raadsstuk import BIJNA

STAAF, TUSSEN, HOOG, ONDER, BOVEN = 44, 26, 84, 20, 16
"""Of the picture, in units of its viewBox: width of a bar and of a gap, its height, room for the labels."""

DELEN = (
    ("op_tijd", "optijd", "op tijd"),
    ("te_laat", "telaat", "te laat"),
    ("loopt", "loopt", "loopt nog"),
    ("ingetrokken", "weg", "ingetrokken"),
)
"""The parts of a bar from the ground up: field, class, words."""


@dataclass(frozen=True)
class Vak:
    """A part of a bar."""

    vorm: str
    y: float
    hoogte: float


@dataclass(frozen=True)
class Staaf:
    """All that came in during half a year."""

    x: int
    midden: int
    halfjaar: Halfjaar
    kort: str
    y_getal: float
    vakken: tuple[Vak, ...]


@dataclass(frozen=True)
class Beeld:
    """The small picture of one soort."""

    soort: str
    label: str
    breedte: int
    hoogte: int
    grond: int
    breedte_staaf: int
    staven: tuple[Staaf, ...]
    totaal: Halfjaar

    @property
    def zin(self) -> str:
        """The same in words, for who does not see the picture."""
        parts = [
            f"{one.halfjaar.label}: {one.halfjaar.binnen} binnen"
            + "".join(
                f", {getattr(one.halfjaar, field)} {words}"
                for field, _, words in DELEN
                if getattr(one.halfjaar, field)
            )
            for one in self.staven
        ]
        return f"{self.label} per half jaar. {'; '.join(parts)}."


def beelden(doorloop: Doorloop) -> list[Beeld]:
    """A picture of each soort, all at one scale."""
    most = max((one.binnen for rows in doorloop.halfjaren.values() for one in rows), default=0)
    return [_beeld(soort, rows, doorloop.totaal[soort], most) for soort, rows in doorloop.halfjaren.items()]


def _beeld(soort: str, rows: list[Halfjaar], totaal: Halfjaar, most: int) -> Beeld:
    grond = BOVEN + HOOG
    staven = []
    for n, one in enumerate(rows):
        x, y, vakken = n * (STAAF + TUSSEN) + TUSSEN // 2, float(grond), []
        for field, vorm, _ in DELEN:
            hoogte = getattr(one, field) * HOOG / most
            if hoogte:
                y -= hoogte
                vakken.append(Vak(vorm, round(y, 1), round(hoogte, 1)))
        kort = f"{one.helft}e {one.jaar}"
        staven.append(Staaf(x, x + STAAF // 2, one, kort, round(y - 4, 1), tuple(vakken)))
    label = MEERVOUD[Raadsstuk.Soort(soort)]
    breedte = len(rows) * (STAAF + TUSSEN)
    return Beeld(soort, label, breedte, grond + ONDER, grond, STAAF, tuple(staven), totaal)


MEERVOUD = {
    Raadsstuk.Soort.RAADSVRAAG: "Raadsvragen",
    Raadsstuk.Soort.MOTIE: "Moties",
    Raadsstuk.Soort.TOEZEGGING: "Toezeggingen",
    Raadsstuk.Soort.AANBEVELING: "Aanbevelingen",
}


def wanneer(raadsstuk: Raadsstuk, vandaag: date) -> tuple[str, str]:
    """How it stands in time: (what asks for attention, or nothing; a sentence)."""
    if raadsstuk.ingetrokken_op:
        return "", f"ingetrokken op {datum(raadsstuk.ingetrokken_op)}"
    if raadsstuk.klaar_op:
        days = (raadsstuk.klaar_op - raadsstuk.ontvangen_op).days
        late = (raadsstuk.klaar_op - raadsstuk.uiterlijk).days
        stand = f"{_dagen(late)} te laat" if late > 0 else "op tijd"
        return "", f"{datum(raadsstuk.klaar_op)}, na {_dagen(days)}, {stand}"
    left = (raadsstuk.uiterlijk - vandaag).days
    if left < 0:
        return f"{_dagen(-left)} te laat", f"uiterlijk {datum(raadsstuk.uiterlijk)}"
    soon = "vandaag" if left == 0 else f"nog {_dagen(left)}"
    return soon if left <= BIJNA.days else "", f"uiterlijk {datum(raadsstuk.uiterlijk)}"


def _dagen(aantal: int) -> str:
    return "1 dag" if aantal == 1 else f"{aantal} dagen"


KOP = ("Soort", "Kenmerk", "Van wie", "Onderwerp", "Tekst", "Ontvangen op", "Uiterlijk", "Status", "Antwoord", "Beantwoord op", "Hoe afgedaan", "Afgedaan op", "Ingetrokken op", "Waarom ingetrokken", "Inspanningen", "Behandelaar")  # fmt: skip


def download_rows(
    raadsstukken: Iterable[Raadsstuk], *, met_namen: bool, met_inspanningen: bool
) -> Iterable[tuple]:
    """A row for each, under KOP. An answer in concept is not in it."""
    for stuk in raadsstukken:
        yield (
            stuk.get_soort_display(),
            stuk.kenmerk,
            stuk.fractie,
            stuk.onderwerp,
            stuk.tekst,
            stuk.ontvangen_op,
            stuk.uiterlijk,
            stuk.get_status_display(),
            stuk.gegeven_antwoord,
            stuk.beantwoord_op,
            stuk.afgedaan_hoe,
            stuk.afgedaan_op,
            stuk.ingetrokken_op,
            stuk.ingetrokken_reden,
            "; ".join(str(one) for one in stuk.inspanningen.all()) if met_inspanningen else "",
            str(stuk.behandelaar) if met_namen else "",
        )
