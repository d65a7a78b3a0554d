"""Load what is measured: thema's, bronnen and indicators."""

from collections import Counter
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Exists, OuterRef

from brunssum.core import audit
from brunssum.core.models import Gebruiker
from monitor.indicatorlijst import INDICATOREN, LijstOnbruikbaar, read_indicatorlijst
from monitor.models import Bron, Indicator, Thema, Waarneming
from monitor.services.toegang import require_import


@transaction.atomic
def load_indicatoren(path: Path = INDICATOREN, *, actor: Gebruiker | None) -> Counter:
    """Make thema's, bronnen and indicators as the list says; gives the counts nieuw, gewijzigd, ongewijzigd.

    Safe to repeat. What is no longer in the list stays, with its figures.
    """
    require_import(actor=actor)
    lijst = read_indicatorlijst(path)
    telling = Counter(nieuw=0, gewijzigd=0, ongewijzigd=0)
    themas = _load(Thema, lijst.themas, telling, actor)
    bronnen = _load(Bron, lijst.bronnen, telling, actor)
    _check_eenheden(lijst.indicatoren)
    indicatoren = [
        entry | {"thema": themas[entry["thema"]], "bron": bronnen[entry["bron"]]}
        for entry in lijst.indicatoren
    ]
    _load(Indicator, indicatoren, telling, actor)
    return telling


def _check_eenheden(entries: list[dict[str, Any]]) -> None:
    """Figures that are there keep their meaning: a new eenheid needs a breuk that says what the old one was."""
    wanted = {entry["code"]: entry for entry in entries}
    figures = Waarneming.objects.filter(indicator=OuterRef("pk"))
    rows = Indicator.objects.filter(Exists(figures), code__in=wanted)
    for code, was in rows.order_by("code").values_list("code", "eenheid"):
        entry = wanted[code]
        if was not in {entry["eenheid"], *(breuk.get("eenheid") for breuk in entry["breuken"])}:
            raise LijstOnbruikbaar(
                f"Indicator {code}: er zijn al cijfers in “{was}”, en de eenheid wordt “{entry['eenheid']}”. Zet bij "
                f"breuken vanaf welk jaar: {{jaar: 2024, uitleg: Waarom., eenheid: {was}}}."
            )


def _load(
    model: type[models.Model], entries: list[dict[str, Any]], telling: Counter, actor: Gebruiker | None
) -> dict[str, models.Model]:
    """Make the rows of this model equal to the entries, by code."""
    rows = {row.code: row for row in model.objects.select_for_update()}
    for entry in entries:
        code, existing = entry["code"], rows.get(entry["code"])
        row = existing or model()
        names = [model._meta.get_field(name).attname for name in entry]
        voor = audit.snapshot(row, names) if existing else {}
        for name, value in entry.items():
            # An indicator may be part of one that stands above it in the list.
            setattr(row, name, rows[value] if name == "deel_van" and value else value)
        na = audit.snapshot(row, names)
        if existing and voor == na:
            telling["ongewijzigd"] += 1
            continue
        try:
            row.full_clean()
        except ValidationError as refused:
            raise LijstOnbruikbaar(
                f"{model._meta.verbose_name.capitalize()} {code}: {' '.join(refused.messages)}"
            ) from refused
        row.save()
        rows[code] = row
        telling["gewijzigd" if existing else "nieuw"] += 1
        voor, na = audit.changed(voor, na)
        actie = "gewijzigd" if existing else "toegevoegd"
        audit.record(f"{model._meta.model_name}.{actie}", row, actor=actor, voor=voor, na=na)
    return rows
