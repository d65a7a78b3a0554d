"""Reads monitor/data/verhalen.yaml: the probleemclusters and kansen that stories belong to."""

from dataclasses import dataclass
from pathlib import Path

import yaml

from monitor.indicatorlijst import LijstOnbruikbaar

VERHALEN = Path(__file__).parent / "data" / "verhalen.yaml"


@dataclass(frozen=True)
class Verhaallijst:
    """Of each: nummer, naam, uitleg."""

    probleemclusters: tuple[dict[str, str | int], ...]
    kansen: tuple[dict[str, str | int], ...]


def read_verhaallijst(path: Path) -> Verhaallijst:
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise LijstOnbruikbaar(f"{path.name} is niet als YAML te lezen. Controleer het.") from error
    if not isinstance(data, dict) or set(data) != {"probleemclusters", "kansen"}:
        raise LijstOnbruikbaar(f"{path.name} moet bestaan uit probleemclusters en kansen.")
    return Verhaallijst(
        _entries("probleemcluster", data["probleemclusters"]), _entries("kans", data["kansen"])
    )


def _entries(soort: str, entries: object) -> tuple[dict[str, str | int], ...]:
    if not isinstance(entries, list) or not all(
        isinstance(entry, dict) and set(entry) == {"nummer", "naam", "uitleg"} for entry in entries
    ):
        raise LijstOnbruikbaar(f"Elke {soort} heeft een nummer, een naam en een uitleg, en niets anders.")
    if len({entry["nummer"] for entry in entries}) != len(entries):
        raise LijstOnbruikbaar(f"Twee keer hetzelfde nummer bij {soort}. Geef elk een eigen nummer.")
    return tuple(entries)
