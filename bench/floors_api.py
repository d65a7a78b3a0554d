"""What the API is measured against: a bare Django view that gives the same rows as JSON, and plain REST framework."""

import json
import uuid

from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from oauth2_provider.contrib.rest_framework import OAuth2Authentication
from rest_framework import mixins, pagination, serializers, viewsets
from rest_framework.permissions import IsAuthenticated

from brunssum.core.models import ApiClient, Gebied, Organisatie, Verwerkingsactiviteit
from casuistiek.models import Signaal, SignaalLeefgebied
from inspanningen.models import Bijdrage, Doelstelling, Inspanning, LeidendPrincipe, Partnerschap
from inspanningen.velden import VELDEN
from monitor.models import Waarneming

TEKSTEN = [veld.kolom for veld in VELDEN]
LINKS = {
    "gebieden": (Inspanning.gebieden.through, ("gebied__code", "gebied__naam")),
    "doelstellingen": (Bijdrage, ("doelstelling__nummer", "doelstelling__naam")),
    "principes": (Inspanning.principes.through, ("leidendprincipe__kort",)),
    "partners": (Partnerschap, ("organisatie__naam", "rol")),
}
CIJFER = ("indicator__code", "indicator__naam", "indicator__eenheid", "gebied__code", "gebied__naam", "periode", "waarde", "reden", "status", "editie", "indeling_jaar", "berekend", "opmerking", "verversing__verwerkt_op")  # fmt: skip


# The bare view: the rows, as they come


@login_not_required
def kale_inspanningen(request):
    rows = list(
        Inspanning.objects.order_by("volgnummer", "nummer").values(
            "id", "nummer", "naam", "fase", "ouder__nummer", "versienummer", "gewijzigd_op", *TEKSTEN
        )[:50]
    )
    by_id = {row["id"]: row | {name: [] for name in LINKS} for row in rows}
    for name, (through, fields) in LINKS.items():
        for link in through.objects.filter(inspanning__in=by_id).values("inspanning_id", *fields):
            by_id[link.pop("inspanning_id")][name].append(link)
    return JsonResponse({"resultaten": list(by_id.values())})


@login_not_required
def kale_waarnemingen(request):
    rows = (
        Waarneming.objects.current().order_by("indicator_id", "gebied_id", "periode").values(*CIJFER)[:1000]
    )
    return JsonResponse({"resultaten": list(rows)})


@csrf_exempt
@login_not_required
def kaal_signaal(request):
    body = json.loads(request.body)
    client = ApiClient.objects.select_related("organisatie").latest("pk")
    with transaction.atomic():
        signaal = Signaal.objects.create(**_fields(body, client))
        SignaalLeefgebied.objects.bulk_create(
            SignaalLeefgebied(signaal=signaal, leefgebied=one) for one in body["leefgebieden"]
        )
    return JsonResponse({"id": signaal.uuid, "kenmerk": signaal.kenmerk, "stand": signaal.stand}, status=201)


def _fields(body: dict, client: ApiClient) -> dict:
    return {
        "organisatie": client.organisatie,
        "ingediend_met": client,
        "kenmerk": body["kenmerk"],
        "gebied": Gebied.objects.by_code(body["gebied"]).get(),
        "wat_gaat_mis": body["watGaatMis"],
        "verwerkingsactiviteit": Verwerkingsactiviteit.objects.for_casussen(),
        "stand_sinds": timezone.localdate(),
        "ontvangen_op": timezone.localdate(),
    }


# Plain REST framework: model serializers, nested, as its tutorial has them


class _Gebied(serializers.ModelSerializer):
    class Meta:
        model = Gebied
        fields = ("code", "naam")


class _Doelstelling(serializers.ModelSerializer):
    class Meta:
        model = Doelstelling
        fields = ("nummer", "naam")


class _Principe(serializers.ModelSerializer):
    class Meta:
        model = LeidendPrincipe
        fields = ("kort",)


class _Organisatie(serializers.ModelSerializer):
    class Meta:
        model = Organisatie
        fields = ("naam",)


class _Inspanning(serializers.ModelSerializer):
    gebieden = _Gebied(many=True)
    doelstellingen = _Doelstelling(many=True)
    principes = _Principe(many=True)
    organisaties = _Organisatie(many=True, source="partners")

    class Meta:
        model = Inspanning
        fields = ("id", "nummer", "naam", "fase", "versienummer", "gewijzigd_op", "gebieden", "doelstellingen", "principes", "organisaties", *TEKSTEN)  # fmt: skip


class _Waarneming(serializers.ModelSerializer):
    indicator = serializers.CharField(source="indicator.code")
    gebied = serializers.CharField(source="gebied.code")
    gebied_naam = serializers.CharField(source="gebied.naam")
    verwerkt_op = serializers.DateTimeField(source="verversing.verwerkt_op")

    class Meta:
        model = Waarneming
        fields = ("indicator", "gebied", "gebied_naam", "periode", "waarde", "reden", "status", "editie", "indeling_jaar", "berekend", "opmerking", "verwerkt_op")  # fmt: skip


class _Signaal(serializers.Serializer):
    kenmerk = serializers.CharField(max_length=40)
    gebied = serializers.SlugRelatedField(slug_field="code", queryset=Gebied.objects.filter(geldig_tot=None))
    watGaatMis = serializers.CharField(source="wat_gaat_mis")
    leefgebieden = serializers.ListField(child=serializers.CharField(), write_only=True)
    bewonerAkkoord = serializers.BooleanField(source="bewoner_akkoord")
    id = serializers.UUIDField(source="uuid", read_only=True)
    stand = serializers.CharField(read_only=True)

    @transaction.atomic
    def create(self, validated_data):
        leefgebieden = validated_data.pop("leefgebieden")
        client = self.context["request"].auth.application
        fields = _fields({"kenmerk": "", "gebied": validated_data["gebied"].code, "watGaatMis": ""}, client)
        signaal = Signaal.objects.create(**fields | validated_data | {"uuid": uuid.uuid4()})
        SignaalLeefgebied.objects.bulk_create(
            SignaalLeefgebied(signaal=signaal, leefgebied=one) for one in leefgebieden
        )
        return signaal


class _HasToken(IsAuthenticated):
    def has_permission(self, request, view):
        return request.auth is not None


class _Pages(pagination.PageNumberPagination):
    page_size_query_param = "size"


class _Plain:
    schema = None  # no part of the document of the API
    authentication_classes = (OAuth2Authentication,)
    permission_classes = (_HasToken,)
    pagination_class = _Pages

    @property
    def default_response_headers(self):
        return super().default_response_headers | {"Cache-Control": "no-store"}  # as the middleware would


class PlainInspanningen(_Plain, viewsets.ReadOnlyModelViewSet):
    queryset = Inspanning.objects.prefetch_related(
        "gebieden", "doelstellingen", "principes", "partners"
    ).order_by("volgnummer", "nummer")
    serializer_class = _Inspanning
    pagination_class = type("Fifty", (_Pages,), {"page_size": 50})


class PlainWaarnemingen(_Plain, viewsets.ReadOnlyModelViewSet):
    queryset = (
        Waarneming.objects.current()
        .filter(indicator__code="bench-0")
        .select_related("indicator", "gebied", "verversing")
        .order_by("indicator_id", "gebied_id", "periode")
    )
    serializer_class = _Waarneming
    pagination_class = type("Thousand", (_Pages,), {"page_size": 1000})


class PlainSignalen(_Plain, mixins.CreateModelMixin, viewsets.GenericViewSet):
    queryset = Signaal.objects.all()
    serializer_class = _Signaal
