"""What a partner's system reads of the monitor, and how it may ask."""

from collections.abc import Iterable, Iterator

from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from brunssum.core.api.gebieden import GebiedVerwijzing, gebied_of
from brunssum.core.api.query import CodeOf, PageQuery, Query, page_size_field
from brunssum.core.models import Gebied
from monitor.models import Indicator, Thema, Waarneming

INDICATOR = OpenApiExample(
    "Een indicator",
    value={
        "code": "buurtcontact",
        "naam": "Inwoners met wekelijks contact met buren",
        "thema": {"code": "sociale-basis", "naam": "Sociale basis"},
        "eenheid": "%",
        "decimalen": 1,
        "gunstig": "hoger",
        "invloed": "helpt_mee",
        "definitie": "Deel van de volwassen inwoners dat minstens één keer per week met buren spreekt.",
        "methode": "Vragenlijst onder een steekproef, eens in de twee jaar.",
        "grenzen": "Zegt niets over hoe inwoners dat contact waarderen.",
        "bron": "Voorbeeldmonitor",
        "kleinsteCel": 5,
        "volgendeVerversing": "2027-02-01",
    },
)
WAARNEMING = OpenApiExample(
    "Een waarneming",
    value={
        "indicator": {"code": "buurtcontact", "naam": "Inwoners met wekelijks contact met buren"},
        "eenheid": "%",
        "gebied": {"code": "WK999901", "naam": "Wijk 01 Voorbeeld-Zuid"},
        "jaar": 2025,
        "waarde": 61.4,
        "reden": None,
        "stand": "voorlopig",
        "editie": "2026",
        "indelingJaar": 2025,
        "berekend": False,
        "opmerking": "",
        "ingelezenOp": "2026-02-03T01:00:00Z",
    },
)
ONDERDRUKT = OpenApiExample(
    "Een onderdrukte waarneming", value=WAARNEMING.value | {"waarde": None, "reden": "onderdrukt"}
)
CSV_COLUMNS = {
    "indicator": "indicator__code",
    "eenheid": "indicator__eenheid",
    "gebied": "gebied__code",
    "gebiedNaam": "gebied__naam",
    "jaar": "periode",
    "waarde": "getoonde_waarde",
    "reden": "reden",
    "stand": "status",
    "editie": "editie",
    "indelingJaar": "indeling_jaar",
    "berekend": "berekend",
    "opmerking": "opmerking",
    "ingelezenOp": "verversing__verwerkt_op",
}
"""What stands in each column of a csv. In a cell fits no more than the code of an indicator or a gebied."""


def csv_cells(rows: Iterable[tuple]) -> Iterator[tuple]:
    """Rows of CSV_COLUMNS, with the reden that goes with what is shown."""
    at = list(CSV_COLUMNS).index("reden")
    for row in rows:
        yield (*row[:at], Waarneming.reden_bij(row[at - 1], row[at]), *row[at + 1 :])


CSV = (
    "indicator,eenheid,gebied,gebiedNaam,jaar,waarde,reden,stand,editie,indelingJaar,berekend,opmerking,ingelezenOp\r\n"
    "buurtcontact,%,WK999901,Wijk 01 Voorbeeld-Zuid,2024,60.2,,definitief,2025,2024,false,,2025-02-03T01:00:00Z\r\n"
    "buurtcontact,%,WK999901,Wijk 01 Voorbeeld-Zuid,2025,61.4,,voorlopig,2026,2025,false,,2026-02-03T01:00:00Z\r\n"
)


class IndicatorVerwijzing(serializers.Serializer):
    code = serializers.CharField(help_text="Code van de indicator, zoals bij /indicatoren.")
    naam = serializers.CharField(help_text="Naam van de indicator.")


def indicator_of(row: dict) -> dict[str, str]:
    """Of a row of values with the code and the naam of its indicator."""
    return {"code": row["indicator__code"], "naam": row["indicator__naam"]}


class ThemaVerwijzing(serializers.Serializer):
    code = serializers.CharField(help_text="Code van het thema, zoals bij /themas.")
    naam = serializers.CharField(help_text="Naam van het thema.")


@extend_schema_serializer(examples=[INDICATOR], component_name="Indicator")
class IndicatorSerializer(serializers.Serializer):
    """Iets wat per gebied en per jaar wordt gemeten, met wat u nodig hebt om het cijfer te begrijpen."""

    code = serializers.CharField(help_text="Vaste code; het adres van de indicator.")
    naam = serializers.CharField(help_text="Naam van de indicator.")
    thema = ThemaVerwijzing(help_text="Waar de indicator bij hoort.")
    eenheid = serializers.CharField(help_text="De eenheid van elke waarde.")
    decimalen = serializers.IntegerField(help_text="Op hoeveel decimalen wij de waarde tonen.")
    gunstig = serializers.ChoiceField(Indicator.Gunstig.choices, help_text="Welke kant de goede is.")
    invloed = serializers.ChoiceField(
        Indicator.Invloed.choices, help_text="Hoeveel invloed het programma erop heeft."
    )
    definitie = serializers.CharField(help_text="Wat er precies is gemeten.")
    methode = serializers.CharField(help_text="Hoe er is gemeten; leeg als dat niet is beschreven.")
    grenzen = serializers.CharField(help_text="Wat het cijfer niet zegt; leeg als dat niet is beschreven.")
    bron = serializers.CharField(help_text="Waar de cijfers vandaan komen.")
    kleinsteCel = serializers.IntegerField(
        allow_null=True,
        help_text="Onder zoveel mensen of huishoudens geven wij geen waarde; leeg als er geen grens is.",
    )
    volgendeVerversing = serializers.DateField(
        allow_null=True,
        help_text="Uiterlijk dan lezen wij de cijfers opnieuw; daarna zijn ze te laat. Leeg: onbekend.",
    )

    def to_representation(self, indicator):
        return {
            "code": indicator.code,
            "naam": indicator.naam,
            "thema": {"code": indicator.thema.code, "naam": indicator.thema.naam},
            "eenheid": indicator.eenheid,
            "decimalen": indicator.decimalen,
            "gunstig": indicator.gunstig,
            "invloed": indicator.invloed,
            "definitie": indicator.definitie,
            "methode": indicator.methode,
            "grenzen": indicator.grenzen,
            "bron": indicator.bron.naam,
            "kleinsteCel": indicator.kleinste_cel,
            "volgendeVerversing": indicator.volgende_verversing,
        }


class IndicatorenQuery(PageQuery):
    thema = CodeOf(Thema, "/themas", max_length=40, help_text="Alleen indicatoren van dit thema (code).")


@extend_schema_serializer(examples=[WAARNEMING, ONDERDRUKT], component_name="Waarneming")
class WaarnemingSerializer(serializers.Serializer):
    """Eén cijfer, of de reden dat er geen is. Wat ontbreekt is nooit nul."""

    indicator = IndicatorVerwijzing(help_text="Wat er is gemeten.")
    eenheid = serializers.CharField(help_text="De eenheid van de waarde.")
    gebied = GebiedVerwijzing(help_text="Waar het is gemeten, met de naam die het gebied in dit jaar had.")
    jaar = serializers.IntegerField(help_text="Over welk jaar het gaat.")
    waarde = serializers.FloatField(allow_null=True, help_text="Het cijfer; leeg als er een reden is.")
    reden = serializers.ChoiceField(
        Waarneming.Reden.choices, allow_null=True, help_text="Waarom er geen waarde is; leeg als die er is."
    )
    stand = serializers.ChoiceField(Waarneming.Status.choices, help_text="Of het cijfer nog kan wijzigen.")
    editie = serializers.CharField(help_text="De uitgave van de bron; leeg als die niet bekend is.")
    indelingJaar = serializers.IntegerField(
        allow_null=True,
        help_text="Van welk jaar de grenzen van het gebied zijn; leeg als dat niet bekend is.",
    )
    berekend = serializers.BooleanField(
        help_text="Of wij het cijfer uitrekenden; zo niet, dan staat het zo in de bron."
    )
    opmerking = serializers.CharField(help_text="Wat u bij dit cijfer moet weten; meestal leeg.")
    ingelezenOp = serializers.DateTimeField(
        allow_null=True, help_text="Wanneer wij dit cijfer hebben ingelezen."
    )

    def to_representation(self, row):
        return {
            "indicator": indicator_of(row),
            "eenheid": row["indicator__eenheid"],
            "gebied": gebied_of(row),
            "jaar": row["periode"],
            "waarde": row["getoonde_waarde"],
            "reden": Waarneming.reden_bij(row["getoonde_waarde"], row["reden"]) or None,
            "stand": row["status"],
            "editie": row["editie"],
            "indelingJaar": row["indeling_jaar"],
            "berekend": row["berekend"],
            "opmerking": row["opmerking"],
            "ingelezenOp": row["verversing__verwerkt_op"],
        }


class WaarnemingenFilter(Query):
    """Which figures: as a list in pages, and as one csv."""

    indicator = CodeOf(
        Indicator, "/indicatoren", max_length=60, help_text="Alleen waarnemingen van deze indicator (code)."
    )
    gebied = CodeOf(
        Gebied, "/gebieden", max_length=20, help_text="Alleen waarnemingen van dit gebied (code)."
    )
    jaar = serializers.IntegerField(
        required=False, min_value=1900, max_value=2200, help_text="Alleen waarnemingen van dit jaar."
    )
    bekendOp = serializers.DateField(
        required=False,
        help_text="De cijfers zoals ze aan het eind van deze dag bekend waren. Zonder deze dag: wat nu geldt.",
    )


class WaarnemingenQuery(WaarnemingenFilter, PageQuery):
    """A list of figures: they are small, so a page holds many."""

    paginaGrootte = page_size_field(1_000)
