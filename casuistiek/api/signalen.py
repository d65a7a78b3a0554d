"""The endpoints of Signaal: a partner hands in, adds, takes back and follows its own.

What is read here holds no name and no text about a resident: of what people wrote only what the municipality writes to
the partner. sensitive_variables keeps what a system sends out of error reports.
"""

from collections import defaultdict

from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_variables
from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_serializer, extend_schema_view
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.exceptions import NotFound
from rest_framework.response import Response
from rest_framework.reverse import reverse

from brunssum.core import vrije_tekst
from brunssum.core.api.body import Body, EigenTekst, Items, answer_once
from brunssum.core.api.checked import rule
from brunssum.core.api.query import Choice, CodeOf, Flag, Moment, PageQuery
from brunssum.core.api.viewsets import UUID, CreateMixin, ListViewSet, ReadOnlyViewSet
from brunssum.core.models import Gebied
from brunssum.core.rollen import Recht
from casuistiek import permissions, services
from casuistiek import signaalregels as regels
from casuistiek.models import (
    Casus,
    Leefgebied,
    Signaal,
    Signaalaanvulling,
    SignaalLeefgebied,
    Signaalstap,
)
from casuistiek.signaalstanden import Stand

MAX_TEKST = 5000
URGENTIE = [(one.name.lower(), one.label) for one in Casus.Urgentie]
BIJ_URGENTIE = {one.value: one.name.lower() for one in Casus.Urgentie}

EXAMPLE = OpenApiExample(
    "Een signaal dat is opgepakt",
    value={
        "id": "0f8fad5b-d9cb-469f-a165-70867728950e",
        "kenmerk": "W-5208",
        "gebied": "WK999901",
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
NIEUW = OpenApiExample(
    "Een signaal met naam: de bewoner weet ervan",
    value={
        "kenmerk": "W-5208",
        "gebied": "WK999901",
        "watGaatMis": "Een huurder zit zonder verwarming. De ketel is van de huurder zelf, en voor een nieuwe is geen geld.",
        "alGeprobeerd": "Bijzondere bijstand is afgewezen.",
        "leefgebieden": ["geld", "wonen"],
        "urgentie": "hoog",
        "bewonerAkkoord": True,
        "bewoner": {"naam": "Voorbeeldnaam", "contact": "bereikbaar via de wijkbeheerder"},
    },
    request_only=True,
)
ZONDER_NAAM = OpenApiExample(
    "Een signaal zonder naam",
    value={
        "gebied": "WK999901",
        "watGaatMis": "Een huurder doet al weken de deur niet open.",
        "leefgebieden": ["psyche"],
        "bewonerAkkoord": False,
    },
    request_only=True,
)
AANVULLING = OpenApiExample(
    "Een vraag van de gemeente",
    value={
        "id": "7c9e6679-7425-40de-944b-e07fc1f90ae7",
        "soort": "vraag",
        "van": "gemeente",
        "tekst": "Is er al een beschikking?",
        "datum": "2026-03-03",
        "vastgelegdOp": "2026-03-03T09:10:00Z",
    },
    response_only=True,
)
NIEUWE_AANVULLING = OpenApiExample(
    "Een antwoord", value={"tekst": "Nee, die komt volgende week."}, request_only=True
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
    gebied = serializers.CharField(help_text="Code van de wijk of buurt, zoals bij /gebieden.")
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
            "gebied": row["gebied__code"],
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


class Wijk(serializers.CharField):
    """The code of a wijk or buurt where people live now; gives the gebied."""

    def run_validation(self, data=serializers.empty):
        code = super().run_validation(data)
        found = Gebied.objects.filter(code=code, geldig_tot=None).select_related("ouder").first()
        if regels.bezwaar_tegen_gebied(found):
            raise serializers.ValidationError(
                "Dit is geen code van een wijk of buurt die nu bestaat. Zie /gebieden."
            )
        return found


ELDERS = "Een naam en contactgegevens horen in `bewoner`."


@extend_schema_serializer(component_name="SignaalBewoner")
class BewonerBody(Body):
    """Om wie het gaat. Wij bewaren dit versleuteld en geven het nooit terug."""

    naam = serializers.CharField(max_length=200, help_text="De naam van de bewoner.")
    contact = serializers.CharField(
        max_length=1000,
        required=False,
        allow_blank=True,
        help_text="Hoe wij de bewoner bereiken: alleen wat nodig is.",
    )


@extend_schema_serializer(examples=[NIEUW, ZONDER_NAAM], component_name="SignaalNieuw")
class NieuwSignaal(Body):
    """Een bewoner die vastloopt. Zonder namen, behalve in `bewoner`."""

    kenmerk = serializers.CharField(
        max_length=40,
        required=False,
        allow_blank=True,
        help_text="Een nummer uit uw eigen systeem, met letters, cijfers, punten en streepjes en ten minste één cijfer. Geen naam of burgerservicenummer. Elk kenmerk kan één keer.",
    )
    gebied = Wijk(
        max_length=20,
        help_text="Code van de wijk of buurt waar de bewoner woont, zoals bij /gebieden. Geen adres.",
    )
    watGaatMis = EigenTekst(
        elders=ELDERS, max_length=MAX_TEKST, help_text="Wat er aan de hand is, zonder namen."
    )
    alGeprobeerd = EigenTekst(
        elders=ELDERS,
        max_length=MAX_TEKST,
        required=False,
        allow_blank=True,
        help_text="Welke instanties al zijn gevraagd, en wat die zeiden.",
    )
    leefgebieden = Items(
        child=Choice(Leefgebied.choices),
        min_length=1,
        max_length=len(Leefgebied),
        help_text="Waar het over gaat.",
    )
    urgentie = Choice(
        URGENTIE,
        required=False,
        default="normaal",
        help_text="Hoe snel er hulp nodig is: vandaag nog (hoog), deze week (normaal) of het kan even wachten (laag).",
    )
    bewonerAkkoord = serializers.BooleanField(
        help_text="Of de bewoner ervan weet en het goed vindt. Zonder akkoord nemen wij alleen een signaal zonder `bewoner` aan."
    )
    bewoner = BewonerBody(required=False, allow_null=True, help_text="Om wie het gaat; alleen met akkoord.")

    @rule("kenmerk")
    def kenmerk_of_nothing_else(self, kenmerk):
        own = self.context["request"].user.organisatie_id
        return {"kenmerk": regels.bezwaar_tegen_kenmerk(kenmerk or "", organisatie_id=own)}

    @rule("bewoner", "bewonerAkkoord")
    def name_with_consent(self, bewoner, akkoord):
        return {"bewonerAkkoord": regels.bezwaar_zonder_akkoord(met_naam=bool(bewoner), akkoord=akkoord)}

    @rule("bewoner", "watGaatMis")
    def story_without_name(self, bewoner, tekst):
        return {"watGaatMis": _bezwaar_tegen_naam(bewoner, tekst)}

    @rule("bewoner", "alGeprobeerd")
    def attempts_without_name(self, bewoner, tekst):
        return {"alGeprobeerd": _bezwaar_tegen_naam(bewoner, tekst or "")}


def _bezwaar_tegen_naam(bewoner: dict | None, tekst: str) -> str:
    """No text may name who it is about."""
    if bewoner and vrije_tekst.mentions(tekst, bewoner["naam"]):
        return "Hierin staat de naam van de bewoner. Laat die weg: hij staat al in `bewoner`."
    return ""


class SignalenQuery(PageQuery):
    stand = Choice(Stand.choices, required=False, help_text="Alleen signalen die zo staan.")
    kenmerk = serializers.CharField(
        required=False, max_length=40, help_text="Alleen het signaal met dit kenmerk van uzelf."
    )
    gebied = CodeOf(
        Gebied,
        "/gebieden",
        max_length=20,
        help_text="Alleen signalen uit deze wijk of buurt (code), of uit een buurt van deze wijk.",
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
        for name in ("stand", "kenmerk"):
            if name in params:
                queryset = queryset.filter(**{name: params[name]})
        if "gebied" in params:
            queryset = queryset.in_gebied(params["gebied"])
        if "vraagOpen" in params:
            queryset = queryset.filter(vraag_op__isnull=not params["vraagOpen"])
        if "gewijzigdSinds" in params:
            queryset = queryset.filter(gewijzigd_op__gte=params["gewijzigdSinds"])
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

    @action(detail=True, methods=["post"], url_path="intrekking", url_name="withdrawal")
    def withdraw(self, request, **kwargs):
        return answer_once(request, self._withdrawn)

    def _withdrawn(self) -> Response:
        row = self.get_object()
        self.read_body(Body)  # nothing to say: what is sent along is a mistake
        services.withdraw_signaal(row["pk"], actor=self.request.user, op=timezone.localdate())
        location = reverse("api:signaal-detail", kwargs={"id": row["uuid"]})
        return Response(self.represent_one(row["pk"]), status=201, headers={"Location": location})


@extend_schema_serializer(examples=[AANVULLING], component_name="Signaalaanvulling")
class AanvullingSerializer(serializers.Serializer):
    """Wat u en de gemeente elkaar over een signaal schreven. Uw eigen tekst geven wij niet terug."""

    id = serializers.UUIDField(help_text="Vast kenmerk van dit bericht.")
    soort = serializers.ChoiceField(
        Signaalaanvulling.Soort.choices,
        help_text="Een aanvulling of antwoord van u, of een vraag of bericht van de gemeente.",
    )
    van = serializers.ChoiceField(
        [("partner", "Uw organisatie"), ("gemeente", "De gemeente")], help_text="Wie het schreef."
    )
    tekst = serializers.CharField(
        allow_null=True, help_text="Wat de gemeente schreef; leeg bij wat uw organisatie zelf schreef."
    )
    datum = serializers.DateField(help_text="Op welke dag het is geschreven.")
    vastgelegdOp = serializers.DateTimeField(help_text="Wanneer het is vastgelegd.")

    def to_representation(self, row):
        van_de_gemeente = row["soort"] in Signaalaanvulling.VAN_DE_GEMEENTE
        return {
            "id": row["uuid"],
            "soort": row["soort"],
            "van": "gemeente" if van_de_gemeente else "partner",
            "tekst": row["tekst"] if van_de_gemeente else None,
            "datum": row["op"],
            "vastgelegdOp": row["vastgelegd_op"],
        }


@extend_schema_serializer(examples=[NIEUWE_AANVULLING], component_name="SignaalaanvullingNieuw")
class NieuweAanvulling(Body):
    """Wat u toevoegt, of uw antwoord op de vraag die openstaat."""

    tekst = EigenTekst(max_length=MAX_TEKST, help_text="Zonder namen en contactgegevens.")


class AanvullingenQuery(PageQuery):
    soort = Choice(
        Signaalaanvulling.Soort.choices, required=False, help_text="Alleen berichten van deze soort."
    )


@extend_schema_view(
    list=extend_schema(
        operation_id="leesAanvullingen",
        summary="Wat er over een signaal is geschreven",
        description="Vragen en berichten van de gemeente, en dat u iets schreef.",
    ),
    create=extend_schema(
        operation_id="vulSignaalAan",
        summary="Een signaal aanvullen",
        description=(
            "Voegt iets toe, of geeft antwoord op de vraag die openstaat. Wie ermee bezig is, krijgt bericht. Is het signaal "
            "afgerond, dan krijgt u 409."
        ),
    ),
)
@method_decorator(sensitive_variables(), name="dispatch")
class AanvullingViewSet(OwnSignalen, CreateMixin, ListViewSet):
    http_method_names = ["get", "head", "post"]
    queryset = Signaalaanvulling.objects.all()
    serializer_class = AanvullingSerializer
    body_class = NieuweAanvulling
    list_query = AanvullingenQuery
    sorteringen = {"vastgelegdOp": ("vastgelegd_op", "pk")}

    @property
    def signaal(self) -> Signaal:
        found = Signaal.objects.visible_to(self.request.user).filter(uuid=self.kwargs["id"]).first()
        if found is None:
            raise NotFound
        return found

    def get_queryset(self):
        rows = Signaalaanvulling.objects.filter(signaal=self.signaal)
        return rows.values("pk", "uuid", "soort", "tekst", "op", "vastgelegd_op")

    def filter_list(self, queryset, params):
        return queryset.filter(soort=params["soort"]) if "soort" in params else queryset

    def check_create(self):
        if zin := permissions.bezwaar_tegen_aanvulling(self.signaal):
            raise services.CannotMove(zin)

    def perform_create(self, data):
        aanvulling = services.add_aanvulling(
            self.signaal.pk, actor=self.request.user, op=timezone.localdate(), tekst=data["tekst"]
        )
        return aanvulling.pk

    def location(self, shown):
        return self.request.path  # it is read in this list, and has no address of its own
