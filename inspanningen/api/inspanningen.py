"""The endpoints of Inspanning: what the programme does. Intern fields are not even named here."""

from collections import defaultdict
from functools import cached_property

from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_serializer, extend_schema_view
from rest_framework import serializers

from brunssum.core.api.gebieden import GebiedVerwijzing
from brunssum.core.api.query import Choice, CodeOf, Flag, IdOf, Moment, PageQuery
from brunssum.core.api.viewsets import ReadOnlyViewSet
from brunssum.core.models import Gebied, Organisatie
from brunssum.core.rollen import Recht, Zicht
from inspanningen.api.verwijzing import (
    EXAMPLE_LEERPUNT,
    DoelstellingVerwijzing,
    InspanningVerwijzing,
    LeerpuntVerwijzing,
    columns_of_inspanning,
    inspanning_of,
)
from inspanningen.models import Bijdrage, Doelstelling, Inspanning, Leerpunt, Partnerschap
from inspanningen.velden import KOPPELING, visible_velden

EXAMPLE = OpenApiExample(
    "Een inspanning",
    value={
        "id": 12,
        "nummer": "4A",
        "naam": "Buurtkamer aan het Marktplein",
        "fase": "uitvoering",
        "ouder": {"id": 9, "nummer": "4", "naam": "Ontmoeten"},
        "gebieden": [{"code": "WK999901", "naam": "Wijk 01 Voorbeeld-Zuid"}],
        "doelstellingen": [{"id": 2, "nummer": "2", "naam": "Inwoners kennen en helpen elkaar"}],
        "principes": ["Mensgericht", "Lerend"],
        "partners": [{"id": 7, "naam": "Woonstichting Voorbeeld", "rol": "Stelt de ruimte beschikbaar"}],
        "leerpunten": [EXAMPLE_LEERPUNT],
        "teksten": {veld.key: "" for veld in visible_velden(Zicht.PARTNERS)}
        | {
            "aanleiding": "In de wijk is geen plek waar buren elkaar zonder afspraak treffen.",
            "resultaat": "Een buurtkamer die vijf dagen per week open is en door bewoners wordt beheerd.",
            "planning": "Open in het voorjaar; na een jaar kijken we samen wat het heeft gebracht.",
        },
        "versie": 3,
        "gewijzigdOp": "2026-03-02T08:30:00Z",
    },
)


class Partner(serializers.Serializer):
    id = serializers.IntegerField(help_text="Het id van de organisatie, zoals bij /organisaties.")
    naam = serializers.CharField(help_text="Naam van de organisatie.")
    rol = serializers.CharField(help_text="Wat zij doet; leeg als dat niet is ingevuld.")


class Teksten(serializers.Serializer):
    """De teksten van het projectformulier die voor partners bedoeld zijn; leeg wat niet is ingevuld."""

    def get_fields(self):
        return {
            veld.key: serializers.CharField(help_text=f"{veld.label}.")
            for veld in visible_velden(Zicht.PARTNERS)
        }


@extend_schema_serializer(examples=[EXAMPLE], component_name="Inspanning")
class InspanningSerializer(serializers.Serializer):
    """Iets wat de gemeente met partners en inwoners doet om een doelstelling te bereiken."""

    id = serializers.IntegerField(help_text="Vast nummer in dit systeem; het adres van de inspanning.")
    nummer = serializers.CharField(help_text="Nummer in het programma. Een letter wijst op een onderdeel.")
    naam = serializers.CharField(help_text="Naam van de inspanning.")
    fase = serializers.ChoiceField(Inspanning.Fase.choices, help_text="Hoever het is.")
    ouder = InspanningVerwijzing(
        allow_null=True, help_text="De inspanning waar dit een onderdeel van is; leeg als het dat niet is."
    )
    gebieden = GebiedVerwijzing(many=True, help_text="Waar het gebeurt.")
    doelstellingen = DoelstellingVerwijzing(many=True, help_text="Waar het aan bijdraagt.")
    principes = serializers.ListField(
        child=serializers.CharField(), help_text="De leidende principes die er het meest in te zien zijn."
    )
    partners = Partner(many=True, help_text="Welke organisaties meedoen.")
    leerpunten = LeerpuntVerwijzing(many=True, help_text="Welke leerpunten het oppakt.")
    teksten = Teksten(help_text="De teksten van het projectformulier.")
    versie = serializers.IntegerField(help_text="Telt op bij elke wijziging.")
    gewijzigdOp = serializers.DateTimeField(help_text="Wanneer de inspanning het laatst is gewijzigd.")

    @cached_property
    def _zicht(self) -> Zicht:
        return min(self.context["request"].user.zicht, Zicht.PARTNERS)

    @cached_property
    def _teksten(self) -> dict[str, str]:
        """The column of each text this client sees, by the name the API gives it."""
        return {veld.key: veld.kolom for veld in visible_velden(self._zicht)}

    def to_representation(self, row):
        def shown(key: str) -> list:
            return row[key] if KOPPELING[key].zicht <= self._zicht else []

        return {
            "id": row["id"],
            "nummer": row["nummer"],
            "naam": row["naam"],
            "fase": row["fase"],
            "ouder": inspanning_of(row, "ouder") if row["ouder_id"] else None,
            "gebieden": shown("gebieden"),
            "doelstellingen": shown("doelstellingen"),
            "principes": [principe["naam"] for principe in shown("principes")],
            "partners": shown("partners"),
            "leerpunten": row["leerpunten"],
            "teksten": {key: row[kolom] for key, kolom in self._teksten.items()},
            "versie": row["versienummer"],
            "gewijzigdOp": row["gewijzigd_op"],
        }


class InspanningenQuery(PageQuery):
    fase = Choice(Inspanning.Fase.choices, required=False, help_text="Alleen inspanningen in deze fase.")
    gebied = CodeOf(
        Gebied,
        "/gebieden",
        max_length=20,
        help_text="Alleen wat in dit gebied gebeurt, of in een deel ervan (code).",
    )
    doelstelling = IdOf(
        Doelstelling, "/doelstellingen", help_text="Alleen wat aan deze doelstelling bijdraagt (id)."
    )
    partner = IdOf(Organisatie, "/organisaties", help_text="Alleen waar deze organisatie aan meedoet (id).")
    eigen = Flag(
        required=False, help_text="Alleen waar uw organisatie aan meedoet (true), of juist al het andere."
    )
    gewijzigdSinds = Moment(
        required=False,
        help_text="Alleen wat op of na dit moment is gewijzigd, bijvoorbeeld 2026-03-01T00:00:00Z.",
    )


# Texts that no partner sees do not leave the database.
COLUMNS = (
    *("id", "nummer", "volgnummer", "naam", "fase", *columns_of_inspanning("ouder")),
    *("versienummer", "gewijzigd_op"),
    *(veld.kolom for veld in visible_velden(Zicht.PARTNERS)),
)

# What is linked to an inspanning: the names the API gives it, and the rows, each after the id of its inspanning.
LINKS = {
    "gebieden": (
        ("code", "naam"),
        Inspanning.gebieden.through.objects.order_by("gebied__code", "gebied_id").values_list(
            "inspanning_id", "gebied__code", "gebied__naam"
        ),
    ),
    "doelstellingen": (
        ("id", "nummer", "naam"),
        Bijdrage.objects.lopend()
        .order_by("doelstelling__nummer")
        .values_list("inspanning_id", "doelstelling_id", "doelstelling__nummer", "doelstelling__naam"),
    ),
    "principes": (
        ("naam",),
        Inspanning.principes.through.objects.order_by(
            "leidendprincipe__volgorde", "leidendprincipe_id"
        ).values_list("inspanning_id", "leidendprincipe__kort"),
    ),
    "partners": (
        ("id", "naam", "rol"),
        Partnerschap.objects.order_by("organisatie__naam").values_list(
            "inspanning_id", "organisatie_id", "organisatie__naam", "rol"
        ),
    ),
    "leerpunten": (
        ("id", "titel", "stand"),
        Leerpunt.inspanningen.through.objects.order_by("leerpunt_id").values_list(
            "inspanning_id", "leerpunt_id", "leerpunt__titel", "leerpunt__staat"
        ),
    ),
}


@extend_schema_view(
    list=extend_schema(
        operation_id="leesInspanningen",
        summary="Inspanningen",
        description="Wat er in het programma gebeurt, op volgorde van nummer.",
    ),
    retrieve=extend_schema(
        operation_id="leesInspanning",
        summary="Eén inspanning",
        description="De inspanning met dit id.",
    ),
)
class InspanningViewSet(ReadOnlyViewSet):
    tag = "Inspanningen"
    key = "Het id van de inspanning, zoals de lijst het geeft."
    # As rows of values: building an object of each link takes longer than all the rest.
    queryset = Inspanning.objects.values(*COLUMNS)
    scope = "inspanningen:lezen"
    serializer_class = InspanningSerializer
    recht = Recht.INSPANNINGEN_ZIEN
    list_query = InspanningenQuery
    filters = {"fase": "fase", "gewijzigdSinds": "gewijzigd_op__gte"}
    sorteringen = {
        "nummer": ("volgnummer", "nummer"),
        "naam": ("naam", "id"),
        "gewijzigdOp": ("gewijzigd_op", "id"),
    }

    def complete(self, rows):
        ids = [row["id"] for row in rows]
        for name, (names, links) in LINKS.items():
            of = defaultdict(list)
            for inspanning, *values in links.filter(inspanning__in=ids):
                of[inspanning].append(dict(zip(names, values, strict=True)))
            for row in rows:
                row[name] = of[row["id"]]
        return rows

    def filter_list(self, queryset, params):
        queryset = super().filter_list(queryset, params)
        if "gebied" in params:
            here = Inspanning.gebieden.through.objects.filter(
                gebied__in=Gebied.objects.within(params["gebied"])
            )
            queryset = queryset.filter(pk__in=here.values("inspanning"))
        if "doelstelling" in params:
            here = Bijdrage.objects.lopend().filter(doelstelling=params["doelstelling"])
            queryset = queryset.filter(pk__in=here.values("inspanning"))
        if "partner" in params:
            queryset = queryset.with_partner(params["partner"])
        if "eigen" in params:
            own = Inspanning.objects.with_partner(self.request.user.organisatie_id).values("pk")
            queryset = queryset.filter(pk__in=own) if params["eigen"] else queryset.exclude(pk__in=own)
        return queryset
