"""The endpoints of Signaal: a partner hands in, takes back and follows its own.

What is read here holds no name and no text about a resident: of what people wrote only what the municipality writes to
the partner. sensitive_variables keeps what a system sends out of error reports.
"""

from collections import defaultdict

from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_variables
from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_serializer, extend_schema_view
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.reverse import reverse

from brunssum.core.api.gebieden import GebiedVerwijzing, gebied_of
from brunssum.core.api.query import Choice, CodeOf, Flag, Moment, PageQuery
from brunssum.core.api.viewsets import UUID, CreateMixin, ReadOnlyViewSet, made, step
from brunssum.core.models import Gebied
from brunssum.core.rollen import Recht
from casuistiek import services
from casuistiek.api.nieuw_signaal import URGENTIE, NieuwSignaal
from casuistiek.models import Casus, Leefgebied, Signaal, SignaalLeefgebied, Signaalstap
from casuistiek.signaalstanden import Stand

BIJ_URGENTIE = {one.value: one.name.lower() for one in Casus.Urgentie}

EXAMPLE = OpenApiExample(
    "Een signaal dat is opgepakt",
    value={
        "id": "0f8fad5b-d9cb-469f-a165-70867728950e",
        "kenmerk": "W-5208",
        "gebied": {"code": "WK999901", "naam": "Wijk 01 Voorbeeld-Zuid"},
        "leefgebieden": ["geld", "wonen"],
        "urgentie": "hoog",
        "bewonerAkkoord": True,
        "stand": "opgepakt",
        "standDatum": "2026-03-03",
        "vraagOpen": False,
        "stappen": [
            {
                "stand": "ontvangen",
                "datum": "2026-03-02",
                "vastgelegdOp": "2026-03-02T08:30:00Z",
                "bericht": "",
            },
            {
                "stand": "opgepakt",
                "datum": "2026-03-03",
                "vastgelegdOp": "2026-03-03T09:10:00Z",
                "bericht": "Wij gaan deze week kijken.",
            },
        ],
        "ontvangenOp": "2026-03-02T08:30:00Z",
        "gewijzigdOp": "2026-03-03T09:10:00Z",
    },
    response_only=True,
)


class StapSerializer(serializers.Serializer):
    stand = serializers.ChoiceField(Stand.choices, help_text="Waar het signaal toen op kwam te staan.")
    datum = serializers.DateField(help_text="Op welke dag dat gebeurde.")
    vastgelegdOp = serializers.DateTimeField(help_text="Wanneer dat is vastgelegd.")
    bericht = serializers.CharField(
        help_text="Wat de gemeente u daarbij schrijft; leeg als er niets bij staat."
    )


@extend_schema_serializer(examples=[EXAMPLE], component_name="Signaal")
class SignaalSerializer(serializers.Serializer):
    """Wat uw organisatie doorgaf over een bewoner die vastloopt, en wat ervan kwam. Zonder naam en zonder uw tekst."""

    id = serializers.UUIDField(help_text="Vast kenmerk in dit systeem; het adres van het signaal.")
    kenmerk = serializers.CharField(help_text="Uw eigen kenmerk; leeg als u er geen gaf.")
    gebied = GebiedVerwijzing(help_text="De wijk of de buurt.")
    leefgebieden = serializers.ListField(
        child=serializers.ChoiceField(Leefgebied.choices), help_text="Waar het over gaat."
    )
    urgentie = serializers.ChoiceField(URGENTIE, help_text="Hoe snel er hulp nodig is.")
    bewonerAkkoord = serializers.BooleanField(help_text="Of de bewoner ervan weet en het goed vindt.")
    stand = serializers.ChoiceField(Stand.choices, help_text="Hoe ver het signaal is.")
    standDatum = serializers.DateField(help_text="Sinds welke dag het zo staat.")
    vraagOpen = serializers.BooleanField(
        help_text="Of de gemeente op een antwoord van u wacht. De vraag staat bij de aanvullingen."
    )
    stappen = StapSerializer(many=True, help_text="Wat er gebeurde, de eerste stap eerst.")
    ontvangenOp = serializers.DateTimeField(help_text="Wanneer wij het signaal kregen.")
    gewijzigdOp = serializers.DateTimeField(help_text="Wanneer er het laatst iets aan veranderde.")

    def to_representation(self, row):
        return {
            "id": row["uuid"],
            "kenmerk": row["kenmerk"],
            "gebied": gebied_of(row),
            "leefgebieden": row["leefgebieden"],
            "urgentie": BIJ_URGENTIE[row["urgentie"]],
            "bewonerAkkoord": row["bewoner_akkoord"],
            "stand": row["stand"],
            "standDatum": row["stand_sinds"],
            "vraagOpen": row["vraag_op"] is not None,
            "stappen": [
                {
                    "stand": stap["stand"],
                    "datum": stap["op"],
                    "vastgelegdOp": stap["vastgelegd_op"],
                    "bericht": stap["bericht"],
                }
                for stap in row["stappen"]
            ],
            "ontvangenOp": row["vastgelegd_op"],
            "gewijzigdOp": row["gewijzigd_op"],
        }


class SignalenQuery(PageQuery):
    stand = Choice(Stand.choices, required=False, help_text="Alleen signalen die zo staan.")
    kenmerk = serializers.CharField(
        required=False, max_length=40, help_text="Alleen het signaal met dit kenmerk van uzelf."
    )
    gebied = CodeOf(
        Gebied,
        "/gebieden",
        max_length=20,
        help_text="Alleen signalen uit dit gebied (code), of uit een deel ervan.",
    )
    vraagOpen = Flag(
        required=False,
        help_text="Alleen signalen waarover wij wel (true) of niet (false) op uw antwoord wachten.",
    )
    gewijzigdSinds = Moment(required=False, help_text="Alleen signalen die vanaf dit moment zijn gewijzigd.")


class OwnSignalen:
    """The rights and scopes of every endpoint here, and how a signaal is found."""

    tag = "Signalen"
    key = "Het id van het signaal."
    lookup_field = "uuid"
    lookup_value_regex = UUID
    scope = "signalen:lezen"
    write_scope = "signalen:schrijven"
    recht = Recht.SIGNALEN_EIGEN


@extend_schema_view(
    list=extend_schema(
        operation_id="leesSignalen",
        summary="Signalen van uw organisatie",
        description="Alle signalen die uw organisatie gaf, met een account of met een systeem.",
    ),
    create=extend_schema(
        operation_id="geefSignaal",
        summary="Een signaal geven",
        description=(
            "Geeft door dat een bewoner vastloopt. Wie bij de gemeente in die wijk werkt, krijgt meteen bericht. Het adres in "
            "`Location` zegt hoe ver het is. De naam van een bewoner gaat alleen mee als die het weet en goed vindt."
        ),
    ),
    retrieve=extend_schema(
        operation_id="leesSignaal",
        summary="Eén signaal",
        description="Hoe ver dit signaal is. Van een andere organisatie is het er voor u niet.",
    ),
    withdraw=extend_schema(
        operation_id="trekSignaalIn",
        summary="Een signaal intrekken",
        description=(
            "Neemt een signaal terug dat nog niemand oppakte; wij wissen dan meteen om wie het gaat. Is het al opgepakt of "
            "afgerond, dan krijgt u 409."
        ),
    ),
)
@method_decorator(sensitive_variables(), name="dispatch")
class SignaalViewSet(OwnSignalen, CreateMixin, ReadOnlyViewSet):
    http_method_names = ["get", "head", "post"]
    queryset = Signaal.objects.all()
    serializer_class = SignaalSerializer
    body_class = NieuwSignaal
    list_query = SignalenQuery
    filters = {"stand": "stand", "kenmerk": "kenmerk", "gewijzigdSinds": "gewijzigd_op__gte"}
    sorteringen = {"ontvangenOp": ("vastgelegd_op", "pk"), "gewijzigdOp": ("gewijzigd_op", "pk")}

    def get_queryset(self):
        return (
            super()
            .get_queryset()
            .values(
                *(
                    "pk",
                    "uuid",
                    "kenmerk",
                    "gebied__code",
                    "gebied__naam",
                    "urgentie",
                    "bewoner_akkoord",
                    "stand",
                    "stand_sinds",
                ),
                *("vraag_op", "vastgelegd_op", "gewijzigd_op"),
            )
        )

    def complete(self, rows):
        ids = [row["pk"] for row in rows]
        leefgebieden, stappen = defaultdict(list), defaultdict(list)
        for pk, leefgebied in (
            SignaalLeefgebied.objects.filter(signaal__in=ids)
            .order_by("leefgebied")
            .values_list("signaal_id", "leefgebied")
        ):
            leefgebieden[pk].append(leefgebied)
        for stap in (
            Signaalstap.objects.filter(signaal__in=ids)
            .order_by("pk")
            .values("signaal_id", "stand", "op", "vastgelegd_op", "bericht")
        ):
            stappen[stap["signaal_id"]].append(stap)
        for row in rows:
            row["leefgebieden"], row["stappen"] = leefgebieden[row["pk"]], stappen[row["pk"]]
        return rows

    def filter_list(self, queryset, params):
        queryset = super().filter_list(queryset, params)
        if "gebied" in params:
            queryset = queryset.filter(gebied__in=Gebied.objects.within(params["gebied"]))
        if "vraagOpen" in params:
            queryset = queryset.filter(vraag_op__isnull=not params["vraagOpen"])
        return queryset

    def perform_create(self, data):
        bewoner = data.get("bewoner") or {}
        signaal = services.hand_in_signaal(
            actor=self.request.user,
            op=timezone.localdate(),
            gebied=data["gebied"],
            wat_gaat_mis=data["watGaatMis"],
            al_geprobeerd=data.get("alGeprobeerd", ""),
            leefgebieden=data["leefgebieden"],
            urgentie=Casus.Urgentie[data["urgentie"].upper()],
            kenmerk=data.get("kenmerk", ""),
            bewoner_akkoord=data["bewonerAkkoord"],
            naam=bewoner.get("naam", ""),
            contact=bewoner.get("contact", ""),
        )
        return signaal.pk

    @step("intrekking", "withdrawal")
    def withdraw(self, row) -> Response:
        services.withdraw_signaal(row["pk"], actor=self.request.user, op=timezone.localdate())
        return made(self.represent_one(row["pk"]), reverse("api:signaal-detail", kwargs={"id": row["uuid"]}))
