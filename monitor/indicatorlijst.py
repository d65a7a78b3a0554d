"""Reads monitor/data/indicatoren.yaml, and refuses with a Dutch sentence what does not fit."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from brunssum.core.exceptions import DomainError
from monitor.bestand.namenlijst import eenheid_sleutel
from monitor.namen import sleutel

INDICATOREN = Path(__file__).parent / "data" / "indicatoren.yaml"


class LijstOnbruikbaar(DomainError):
    """The list of indicators cannot be used as it is."""


@dataclass(frozen=True)
class Indicatorlijst:
    """Values of fields, by model; the foreign keys of an indicator as codes."""

    themas: list[dict[str, Any]]
    bronnen: list[dict[str, Any]]
    indicatoren: list[dict[str, Any]]


_MAG = {
    "thema": {"code", "naam", "plek"},
    "bron": {"code", "naam", "adapter", "interval_dagen", "te_laat_na_dagen", "instellingen"},
    "indicator": {
        *("code", "naam", "korte_naam", "andere_namen", "eenheid", "decimalen", "gunstig", "bron"),
        *("definitie", "methode", "grenzen", "invloed", "kleinste_cel", "deel_van", "breuken"),
    },
}
_MOET = {
    "thema": {"code", "naam"},
    "bron": {"code", "naam", "adapter"},
    "indicator": {"code", "naam", "korte_naam", "eenheid", "gunstig", "bron", "definitie", "invloed"},
}
_STANDAARD = {
    "thema": {"plek": "geen"},
    "bron": {"interval_dagen": None, "te_laat_na_dagen": None},
    "indicator": {"andere_namen": [], "decimalen": 1, "methode": "", "grenzen": "", "kleinste_cel": None}
    | {"deel_van": None, "breuken": []},
}


def read_indicatorlijst(path: Path) -> Indicatorlijst:
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        mark = getattr(error, "problem_mark", None)
        place = f" (regel {mark.line + 1})" if mark else ""
        raise LijstOnbruikbaar(f"{path.name} is niet als YAML te lezen{place}. Controleer het.") from error
    if not isinstance(data, dict) or set(data) != {"themas", "bronnen", "indicatoren"}:
        raise LijstOnbruikbaar(f"{path.name} moet bestaan uit themas, bronnen en indicatoren.")
    themas = _entries("thema", data["themas"])
    bronnen = _entries("bron", data["bronnen"])
    indicatoren = []
    for thema, entries in (data["indicatoren"] or {}).items():
        if thema not in {entry["code"] for entry in themas}:
            raise LijstOnbruikbaar(f"Het thema {thema} staat niet bij themas.")
        for volgorde, entry in enumerate(_entries("indicator", entries)):
            if entry["bron"] not in {bron["code"] for bron in bronnen}:
                raise LijstOnbruikbaar(
                    f"Indicator {entry['code']}: de bron {entry['bron']} staat niet bij bronnen."
                )
            if entry["deel_van"] not in {None, *(eerder["code"] for eerder in indicatoren)}:
                raise LijstOnbruikbaar(
                    f"Indicator {entry['code']}: {entry['deel_van']} moet er als indicator boven staan."
                )
            _check_breuken(entry)
            indicatoren.append(entry | {"thema": thema, "volgorde": volgorde})
    _check_names(indicatoren)
    return Indicatorlijst(
        [entry | {"volgorde": volgorde} for volgorde, entry in enumerate(themas)], bronnen, indicatoren
    )


def _entries(soort: str, entries: object) -> list[dict[str, Any]]:
    if not isinstance(entries, list):
        raise LijstOnbruikbaar(f"Verwacht was een lijst waarvan elk deel een {soort} is.")
    filled = []
    for number, entry in enumerate(entries, start=1):
        if not isinstance(entry, dict):
            raise LijstOnbruikbaar(f"De {soort} met nummer {number} heeft geen code en naam.")
        name = entry.get("code") or f"nummer {number}"
        missing, unknown = _MOET[soort] - set(entry), set(entry) - _MAG[soort]
        if missing:
            raise LijstOnbruikbaar(f"{soort.capitalize()} {name} mist: {', '.join(sorted(missing))}.")
        if unknown:
            raise LijstOnbruikbaar(
                f"{soort.capitalize()} {name} heeft iets onbekends: {', '.join(map(str, unknown))}."
            )
        filled.append(_STANDAARD[soort] | entry)
    return filled


def _check_breuken(entry: dict[str, Any]) -> None:
    """Each says from which year on and why; the eenheid of the years before, when that was another one."""
    breuken = entry["breuken"]
    right = isinstance(breuken, list) and all(
        isinstance(breuk, dict)
        and isinstance(breuk.get("jaar"), int)
        and isinstance(breuk.get("uitleg"), str)
        and isinstance(breuk.get("eenheid", ""), str)
        and set(breuk) <= {"jaar", "uitleg", "eenheid"}
        for breuk in breuken
    )
    if not right:
        raise LijstOnbruikbaar(
            f"Indicator {entry['code']}: schrijf een breuk als {{jaar: 2024, uitleg: Wat er anders werd.}}, met "
            "eenheid erbij als die ervoor een andere was."
        )


def _check_names(indicatoren: list[dict[str, Any]]) -> None:
    """A name in a delivered file must, with its eenheid, lead to one indicator."""
    owner: dict[tuple[str, str], str] = {}
    for entry in indicatoren:
        for naam in {sleutel(str(naam)) for naam in (entry["code"], entry["naam"], *entry["andere_namen"])}:
            first = owner.setdefault((naam, eenheid_sleutel(entry["eenheid"])), entry["code"])
            if first != entry["code"]:
                raise LijstOnbruikbaar(
                    f"De indicatoren {first} en {entry['code']} hebben allebei de naam {naam}."
                )
