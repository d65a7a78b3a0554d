"""A hundred squares: of every hundred huishoudens, how many. And the small line of a trend."""

from dataclasses import dataclass

from monitor.queries import Reeks, Stapeling

ZIJDE = 10
VAK = 26


@dataclass(frozen=True)
class Vakje:
    x: int
    y: int
    soort: int
    teken: str


@dataclass(frozen=True)
class Waffle:
    stapeling: Stapeling
    vakjes: tuple[Vakje, ...]
    legenda: tuple[tuple[int, str, str, int], ...]
    """Per group: kind, sign, name, and how many squares."""
    omschrijving: str


def draw_waffle(stapeling: Stapeling) -> Waffle | None:
    """None when a part is not to be shown: the others would give it away."""
    if not stapeling.is_volledig or len(stapeling.rijen) < 2:
        return None
    counts = round_to_hundred([deel for _, deel, _ in stapeling.rijen])
    signs = ["", *(str(number) for number in range(1, len(counts)))]
    kinds = [kind for kind, count in enumerate(counts) for _ in range(count)]
    vakjes = tuple(
        Vakje(place % ZIJDE * VAK, place // ZIJDE * VAK, kind, signs[kind])
        for place, kind in enumerate(kinds[: ZIJDE * ZIJDE])
    )
    legenda = tuple(
        (kind, signs[kind], naam, counts[kind]) for kind, (naam, _, _) in enumerate(stapeling.rijen)
    )
    facts = "; ".join(f"{naam.lower()}: {count}" for _, _, naam, count in legenda)
    return Waffle(
        stapeling,
        vakjes,
        legenda,
        f"Van elke honderd huishoudens in {stapeling.gebied} in {stapeling.periode}: {facts}.",
    )


def round_to_hundred(parts: list[float]) -> list[int]:
    """Whole numbers that add up to 100: what is cut off goes to the parts that lost most (largest remainder)."""
    total = sum(parts)
    if total <= 0:
        return [0 for _ in parts]
    exact = [part / total * 100 for part in parts]
    whole = [int(part) for part in exact]
    order = sorted(range(len(parts)), key=lambda number: (whole[number] - exact[number], number))
    for number in order[: 100 - sum(whole)]:
        whole[number] += 1
    return whole


def sparkline(reeks: Reeks, breedte: int = 120, hoogte: int = 28) -> str:
    """The points of a small line; nothing when there are fewer than two figures."""
    punten = [punt for punt in reeks.punten if punt.waarde is not None]
    if len(punten) < 2:
        return ""
    jaren, waarden = [punt.periode for punt in punten], [punt.waarde for punt in punten]
    wide, high = jaren[-1] - jaren[0], (max(waarden) - min(waarden)) or 1
    return " ".join(
        f"{3 + (jaar - jaren[0]) / wide * (breedte - 6):.1f},"
        f"{hoogte - 4 - (waarde - min(waarden)) / high * (hoogte - 8):.1f}"
        for jaar, waarde in zip(jaren, waarden, strict=True)
    )
