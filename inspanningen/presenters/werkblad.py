"""The sheets of the workbook, and the rows of one that came back, as the pages show them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.http import QueryDict

from brunssum.core.bestanden.xlsx import Blad
from brunssum.core.rollen import Zicht
from brunssum.core.verschillen import Stuk, word_diff
from inspanningen.models import Inspanning, Mijlpaal
from inspanningen.queries.werkblad import Celverschil, Regel, kaart_rijen, mijlpaal_rijen
from inspanningen.velden import TEKSTKOLOMMEN
from inspanningen.werkblad import (
    INSPANNINGEN,
    KAART_KOPPEN,
    KENMERK,
    MIJLPAAL_KOPPEN,
    MIJLPALEN,
    UITLEG,
    VERSIE,
    kaart_namen,
)

_BREEDTES = {KENMERK: 10, VERSIE: 8, "nummer": 8, "naam": 34, "ouder": 10, "fase": 14}

ZO_WERKT_HET = (
    "Pas aan wat u wilt en haal het bestand daarna in Kanarie weer binnen: u ziet eerst wat er zou veranderen.",
    "Laat de kolommen Kenmerk en Versie staan: daaraan ziet Kanarie welke rij het is, en of iemand intussen iets wijzigde.",
    "Een nieuwe rij? Laat Kenmerk en Versie leeg.",
    "Een mijlpaal verschuiven of laten vervallen? Schrijf in de laatste kolom waarom.",
    "Meer dan één keuze in een cel? Zet er een puntkomma tussen. Elke partner staat op een eigen regel, met na een dubbele punt wat die doet.",
    "Een cel leegmaken maakt het veld leeg. Een rij weghalen verandert niets: in Kanarie blijft alles staan.",
    "Kolommen mogen weg of in een andere volgorde. Eigen kolommen leest Kanarie niet.",
)


def bladen(inspanningen, zicht: Zicht) -> Iterator[Blad]:
    """The sheets of the workbook for a reader with this zicht."""
    namen = [KENMERK, VERSIE, *kaart_namen(zicht)]
    yield Blad(
        INSPANNINGEN,
        [KAART_KOPPEN[naam] for naam in namen],
        kaart_rijen(inspanningen, zicht),
        [_BREEDTES.get(naam, 40 if naam in TEKSTKOLOMMEN else 24) for naam in namen],
        {namen.index("fase") + 1: [fase.label for fase in Inspanning.Fase]},
    )
    yield Blad(
        MIJLPALEN,
        list(MIJLPAAL_KOPPEN.values()),
        mijlpaal_rijen(inspanningen),
        [10, 8, 12, 44, 22, 14, 14, 44, 44],
        {6: Mijlpaal.Status.labels},
    )
    yield Blad(UITLEG, ["Zo werkt dit bestand"], ([zin] for zin in ZO_WERKT_HET), [110])


@dataclass(frozen=True)
class Celweergave:
    """One cell that differs, with its words marked when it is a text."""

    cel: Celverschil
    stukken: tuple[Stuk, ...]


@dataclass(frozen=True)
class Regelweergave:
    regel: Regel
    verschillen: tuple[Celweergave, ...]
    botsingen: tuple[Celweergave, ...]
    is_gekozen: bool
    is_vervangen: bool


@dataclass(frozen=True)
class Groep:
    """The rows that are dealt with in one way; what asks for attention first."""

    key: str
    titel: str
    uitleg: str
    regels: tuple[Regelweergave, ...]


_GROEPEN = (
    ("geweigerd", "Kan niet", "Deze rijen worden niet overgenomen. Verbeter ze in uw bestand en haal het opnieuw binnen."),
    ("botst", "Intussen ook in Kanarie gewijzigd", "Nadat dit bestand werd gemaakt, veranderde iemand hier hetzelfde veld. Dat blijft staan, tenzij u anders kiest."),
    ("nieuw", "Nieuw", "Deze rijen hebben geen kenmerk en staan nog niet in Kanarie."),
    ("gewijzigd", "Gewijzigd", ""),
)  # fmt: skip


def groepen(regels: list[Regel], gekozen: QueryDict | None) -> list[Groep]:
    """The rows that would change something. `gekozen` is what was sent before, and came back with a refusal."""
    found = []
    for key, titel, uitleg in _GROEPEN:
        shown = tuple(_weergave(regel, gekozen) for regel in regels if regel.soort == key)
        if shown:
            found.append(Groep(key, titel, uitleg, shown))
    return found


def uitkomst(resultaat: Mapping[str, int]) -> str:
    """What was taken over, in a sentence."""
    nieuw, gewijzigd = resultaat["nieuw"], resultaat["gewijzigd"]
    return f"Overgenomen uit het werkblad: {nieuw} nieuw, {gewijzigd} gewijzigd."


def _weergave(regel: Regel, gekozen: QueryDict | None) -> Regelweergave:
    return Regelweergave(
        regel,
        tuple(_cel(cel) for cel in regel.verschillen),
        tuple(_cel(cel) for cel in regel.botsingen),
        gekozen is None or regel.sleutel in gekozen.getlist("rij"),
        gekozen is not None and regel.sleutel in gekozen.getlist("vervang"),
    )


def _cel(cel: Celverschil) -> Celweergave:
    return Celweergave(cel, word_diff(cel.was, cel.wordt) if cel.was else ())
