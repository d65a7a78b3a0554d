"""The differences between versions of a kaart, and between what two people wrote at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.forms import BoundField, Form

from brunssum.core.verschillen import Stuk, word_diff
from inspanningen.models import Versie
from inspanningen.queries import (
    Namen,
    namen_van,
)
from inspanningen.services import Botst
from inspanningen.stand import Stand, changed_names
from inspanningen.velden import LABELS, TEKSTKOLOMMEN


@dataclass(frozen=True)
class Verschil:
    """How one field differs between two versions: words for a text, lines for what is chosen."""

    naam: str
    label: str
    stukken: tuple[Stuk, ...]


@dataclass(frozen=True)
class Veldbotsing:
    """What stands beside a field that two people changed."""

    door: str
    op: datetime
    hunne: str
    was: str
    stukken: tuple[Stuk, ...]


@dataclass(frozen=True)
class Veldregel:
    """A field of the form, with the botsing on it if there is one."""

    veld: BoundField
    botsing: Veldbotsing | None


def verschillen(voor: Stand, na: Stand) -> list[Verschil]:
    """What differs between two standen, in the order of the kaart."""
    namen = changed_names(voor, na)
    namen_bij_ids = namen_van((voor, na), namen)
    pairs = [
        (naam, *(_readable(naam, stand.get(naam), namen_bij_ids) for stand in (voor, na))) for naam in namen
    ]
    return [Verschil(naam, LABELS[naam], word_diff(was, nu)) for naam, was, nu in pairs if was != nu]


def gewijzigde_labels(versie: Versie) -> list[str]:
    """What changed in this version, in words."""
    return [LABELS[naam] for naam in versie.gewijzigd if naam in LABELS]


def veldregels(form: Form, botst: Botst | None = None) -> list[Veldregel]:
    """The fields of the form, each with what another made of it meanwhile."""
    found: dict[str, Veldbotsing] = {}
    for botsing in botst.botsingen if botst else ():
        standen = [{botsing.naam: waarde} for waarde in (botsing.was, botsing.hunne, botsing.mijne)]
        namen = namen_van(standen, [botsing.naam])
        was, hunne, mijne = (_readable(botsing.naam, stand[botsing.naam], namen) for stand in standen)
        found[botsing.naam] = Veldbotsing(botsing.door, botsing.op, hunne, was, word_diff(hunne, mijne))
    return [Veldregel(veld, found.get(veld.name)) for veld in form.visible_fields()]


def form_initial(waarden: Mapping[str, Any], versienummer: int, toelichting: str = "") -> dict[str, Any]:
    """The start of the form of a sectie, from the values of a stand."""
    return {**waarden, "basisversie": versienummer, "toelichting": toelichting}


def _readable(naam: str, waarde: Any, namen: Namen) -> str:
    if naam in TEKSTKOLOMMEN:
        return waarde or ""
    return "\n".join(namen.regels(naam, waarde))
