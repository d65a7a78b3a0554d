"""Reads the data files with areas (csv), organisations and processing activities (yaml), and refuses what does not fit with a Dutch sentence."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml
from django.core.exceptions import ValidationError

from brunssum.core.exceptions import DomainError
from brunssum.core.models import Gebied, Organisatie, Verwerkingsactiviteit

DATA = Path(__file__).parent / "data"
GEBIEDEN = DATA / "gebieden.csv"
ORGANISATIES = DATA / "organisaties.yaml"
ACTIVITEITEN = DATA / "verwerkingsactiviteiten.yaml"

KOLOMMEN = ("code", "naam", "soort", "ouder")
KENMERKEN = ("is_stakeholder", "is_kernpartner", "is_alliantiepartner")
MAX_BYTES = 1_000_000


class BestandOnbruikbaar(DomainError):
    """The file cannot be used as it is."""


@dataclass(frozen=True)
class GebiedRegel:
    code: str
    naam: str
    soort: str
    ouder: str


@dataclass(frozen=True)
class OrganisatieRegel:
    naam: str
    soort: str
    is_stakeholder: bool = False
    is_kernpartner: bool = False
    is_alliantiepartner: bool = False


def read_gebieden(path: Path) -> list[GebiedRegel]:
    """The areas of a csv with the columns code;naam;soort;ouder, each after the area it lies in."""
    rows = csv.reader(io.StringIO(_read(path), newline=""), delimiter=";", strict=True)
    try:
        header = tuple(cell.strip().lower() for cell in next(rows, ()))
        if header != KOLOMMEN:
            raise BestandOnbruikbaar(
                f"De eerste regel van {path.name} moet zijn: {';'.join(KOLOMMEN)}. Controleer het bestand."
            )
        regels = {}
        for cells in rows:
            if not any(cell.strip() for cell in cells):
                continue
            regel = _gebied(cells, f"Regel {rows.line_num} van {path.name}")
            if regel.code in regels:
                raise BestandOnbruikbaar(f"De code {regel.code} staat twee keer in {path.name}.")
            regels[regel.code] = regel
    except csv.Error as error:
        raise BestandOnbruikbaar(
            f"Regel {rows.line_num} van {path.name} is niet te lezen. Controleer de aanhalingstekens."
        ) from error
    if not regels:
        raise BestandOnbruikbaar(f"In {path.name} staat geen enkel gebied.")
    return _parents_first(regels, path.name)


def read_organisaties(path: Path) -> list[OrganisatieRegel]:
    """The organisations of a yaml file: a list of entries with naam, soort and the marks that are true."""
    entries = _read_yaml(path, "organisaties")
    regels = {}
    for number, entry in enumerate(entries, start=1):
        regel = _organisatie(entry, f"Organisatie {number} in {path.name}")
        if regel.naam.casefold() in regels:
            raise BestandOnbruikbaar(f"De organisatie {regel.naam} staat twee keer in {path.name}.")
        regels[regel.naam.casefold()] = regel
    return list(regels.values())


def read_activiteiten(path: Path) -> list[Verwerkingsactiviteit]:
    """The processing activities of a yaml file, not saved: a list of entries with the fields of the model."""
    fields = {field.name for field in Verwerkingsactiviteit._meta.fields if not field.primary_key}
    activiteiten = {}
    for number, entry in enumerate(_read_yaml(path, "verwerkingsactiviteiten"), start=1):
        place = f"Verwerkingsactiviteit {number} in {path.name}"
        if not isinstance(entry, dict) or not all(isinstance(value, str) for value in entry.values()):
            raise BestandOnbruikbaar(f"{place} bestaat niet uit velden met tekst.")
        if unknown := [str(key) for key in entry if key not in fields]:
            raise BestandOnbruikbaar(f"{place} heeft een onbekend kenmerk: {', '.join(unknown)}.")
        activiteit = Verwerkingsactiviteit(**{name: value.strip() for name, value in entry.items()})
        try:
            activiteit.clean_fields()
        except ValidationError as refused:
            name, messages = next(iter(refused.message_dict.items()))
            raise BestandOnbruikbaar(f"{place}, {name}: {messages[0]}") from refused
        if activiteit.code in activiteiten:
            raise BestandOnbruikbaar(f"De code {activiteit.code} staat twee keer in {path.name}.")
        activiteiten[activiteit.code] = activiteit
    return list(activiteiten.values())


def _read_yaml(path: Path, what: str) -> list:
    try:
        entries = yaml.safe_load(_read(path))
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        place = f" (regel {mark.line + 1})" if mark else ""
        raise BestandOnbruikbaar(
            f"{path.name} is geen geldige YAML{place}. Controleer het bestand."
        ) from error
    if not isinstance(entries, list) or not entries:
        raise BestandOnbruikbaar(f"In {path.name} staat geen lijst van {what}.")
    return entries


def _read(path: Path) -> str:
    try:
        with path.open("rb") as handle:
            raw = handle.read(MAX_BYTES + 1)
    except OSError as error:
        raise BestandOnbruikbaar(
            f"Het bestand {path} is niet te lezen. Controleer de naam en de rechten."
        ) from error
    if len(raw) > MAX_BYTES:
        raise BestandOnbruikbaar(f"{path.name} is te groot: het mag hoogstens 1 MB zijn.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BestandOnbruikbaar(f"{path.name} is geen tekstbestand in UTF-8. Sla het zo op.") from error
    if "\x00" in text:
        raise BestandOnbruikbaar(f"{path.name} is geen tekstbestand. Kies een ander bestand.")
    return text


def _gebied(cells: list[str], place: str) -> GebiedRegel:
    cells = [cell.strip() for cell in cells]
    if len(cells) != len(KOLOMMEN):
        raise BestandOnbruikbaar(f"{place} heeft {len(cells)} kolommen. Dat moeten er {len(KOLOMMEN)} zijn.")
    regel = GebiedRegel(*cells)
    _check_text(regel.code, "code", Gebied, place)
    _check_text(regel.naam, "naam", Gebied, place)
    _check_soort(regel.soort, Gebied.Soort.values, place)
    return regel


def _organisatie(entry: object, place: str) -> OrganisatieRegel:
    if not isinstance(entry, dict):
        raise BestandOnbruikbaar(f"{place} heeft geen naam en soort.")
    unknown = [str(key) for key in entry if key not in ("naam", "soort", *KENMERKEN)]
    if unknown:
        raise BestandOnbruikbaar(f"{place} heeft een onbekend kenmerk: {', '.join(unknown)}.")
    naam, soort = entry.get("naam"), entry.get("soort")
    if not isinstance(naam, str) or not isinstance(soort, str):
        raise BestandOnbruikbaar(f"{place} heeft geen naam en soort.")
    naam = naam.strip()
    _check_text(naam, "naam", Organisatie, place)
    _check_soort(soort, Organisatie.Soort.values, place)
    for kenmerk in KENMERKEN:
        if not isinstance(entry.get(kenmerk, False), bool):
            raise BestandOnbruikbaar(f"{place}: {kenmerk} moet true of false zijn.")
    return OrganisatieRegel(naam, soort, **{name: entry.get(name, False) for name in KENMERKEN})


def _check_text(value: str, field: str, model: type[Gebied] | type[Organisatie], place: str) -> None:
    longest = model._meta.get_field(field).max_length
    if not value:
        raise BestandOnbruikbaar(f"{place} heeft geen {field}.")
    if len(value) > longest:
        raise BestandOnbruikbaar(f"{place}: de {field} is langer dan {longest} tekens.")


def _check_soort(soort: str, known: Iterable[str], place: str) -> None:
    if soort not in known:
        raise BestandOnbruikbaar(f"{place}: de soort {soort!r} bestaat niet. Kies uit {', '.join(known)}.")


def _parents_first(regels: dict[str, GebiedRegel], name: str) -> list[GebiedRegel]:
    """Put each area after the one it lies in; refuse an unknown one, and areas that lie in each other."""
    for regel in regels.values():
        if regel.ouder and regel.ouder not in regels:
            raise BestandOnbruikbaar(
                f"{regel.naam} ({regel.code}) ligt volgens {name} in {regel.ouder}, maar die code staat er niet in."
            )
    ordered: dict[str, GebiedRegel] = {}
    waiting = dict(regels)
    while waiting:
        ready = [regel for regel in waiting.values() if not regel.ouder or regel.ouder in ordered]
        if not ready:
            raise BestandOnbruikbaar(f"In {name} liggen deze gebieden in elkaar: {', '.join(waiting)}.")
        for regel in ready:
            ordered[regel.code] = waiting.pop(regel.code)
    return list(ordered.values())
