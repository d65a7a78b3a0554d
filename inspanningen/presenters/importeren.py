"""What was read from a file, beside what we have."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.forms import Form

from brunssum.core.verschillen import Stuk, word_diff
from inspanningen.queries import (
    VeldVoorstel,
    Voorstel,
)


@dataclass(frozen=True)
class ImportVeld:
    """A text of the file, with how it differs from ours if ours is not empty."""

    veld: VeldVoorstel
    stukken: tuple[Stuk, ...]
    wordt_vervangen: bool


@dataclass(frozen=True)
class ImportKaart:
    """One kaart of the file with its form; what asks for attention first."""

    voorstel: Voorstel
    form: Form
    velden: tuple[ImportVeld, ...]
    leeg: tuple[str, ...]

    @property
    def verschillen(self) -> tuple[ImportVeld, ...]:
        return tuple(veld for veld in self.velden if veld.veld.soort == "verschil")


def import_kaarten(voorstellen: Iterable[Voorstel], forms: Iterable[Form]) -> list[ImportKaart]:
    """The kaarten of the preview."""
    kaarten = []
    for voorstel, form in zip(voorstellen, forms, strict=True):
        chosen = form["vervang"].value() or []
        velden = tuple(
            ImportVeld(
                veld,
                word_diff(veld.huidig, veld.nieuw) if veld.soort == "verschil" else (),
                veld.key in chosen,
            )
            for veld in voorstel.velden
            if veld.nieuw
        )
        leeg = tuple(veld.label for veld in voorstel.velden if not veld.nieuw)
        kaarten.append(ImportKaart(voorstel, form, velden, leeg))
    return kaarten


def import_telling(voorstellen: Iterable[Voorstel]) -> dict[str, int]:
    """How many kaarten, texts and doubts."""
    found = list(voorstellen)
    return {
        "kaarten": len(found),
        "velden": sum(1 for voorstel in found for veld in voorstel.velden if veld.nieuw),
        "onzeker": sum(voorstel.aantal_onzeker for voorstel in found),
    }


def import_resultaat(resultaat: Mapping[str, list[int]]) -> str:
    """What was done, in a sentence."""
    nieuw, bij = len(resultaat["nieuw"]), len(resultaat["bijgewerkt"])
    if not nieuw and not bij:
        return "Er is niets overgenomen: alle kaarten zijn overgeslagen."
    parts = [f"{nieuw} {'kaart' if nieuw == 1 else 'kaarten'} gemaakt"] if nieuw else []
    parts += [f"{bij} {'kaart' if bij == 1 else 'kaarten'} bijgewerkt"] if bij else []
    return f"{' en '.join(parts)[:1].upper()}{' en '.join(parts)[1:]}."
