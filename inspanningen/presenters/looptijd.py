"""Where everything stands on the line of years of the programme: positions and texts, for one svg template."""

from dataclasses import dataclass
from datetime import date

from inspanningen.queries.programma import Looptijd

BREEDTE = 1000
SMAL = 360


@dataclass(frozen=True)
class Stuk:
    """A periode on the line."""

    x: float
    breedte: float
    label: str
    is_nu: bool
    is_herijkt: bool


@dataclass(frozen=True)
class Jaarlijn:
    breedte: int
    stukken: tuple[Stuk, ...]
    nu_x: float | None
    herijking_x: float | None
    begin: int
    einde: int
    omschrijving: str


def draw_looptijd(looptijd: Looptijd, vandaag: date, breedte: int = BREEDTE) -> Jaarlijn:
    programma = looptijd.programma
    begin, einde = programma.start, programma.horizon
    scale = breedte / (einde + 1 - begin)

    def place(day: date) -> float:
        return round((day.year - begin + (day.timetuple().tm_yday - 1) / 366) * scale, 1)

    stukken = tuple(
        Stuk(
            x=round((one.van - begin) * scale, 1),
            breedte=round((one.tot + 1 - one.van) * scale - 3, 1),
            label=str(one) if (one.tot + 1 - one.van) * scale > 70 else f"’{one.van % 100:02}",
            is_nu=one == looptijd.huidige,
            is_herijkt=one.herijkt_op is not None,
        )
        for one in looptijd.perioden
    )
    herijking = looptijd.herijking
    zin = f"Van {begin} tot en met {einde}."
    if looptijd.huidige:
        zin += f" Nu: {looptijd.huidige}."
    if herijking:
        zin += f" Volgende herijking: vóór 1 januari {herijking.uiterlijk.year}."
    inside = begin <= vandaag.year <= einde
    return Jaarlijn(
        breedte=breedte,
        stukken=stukken,
        nu_x=place(vandaag) if inside else None,
        herijking_x=place(herijking.uiterlijk) if herijking else None,
        begin=begin,
        einde=einde,
        omschrijving=zin,
    )
