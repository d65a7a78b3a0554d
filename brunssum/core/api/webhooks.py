"""The endpoints of Webhook: a partner's system arranges by itself what it hears."""

from django.db import transaction
from django.utils import timezone
from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_serializer, extend_schema_view
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.response import Response
from rest_framework.reverse import reverse

from brunssum.core.api.berichten import BerichtSerializer, bericht_made
from brunssum.core.api.body import Body, Items, answer_once
from brunssum.core.api.checked import rule
from brunssum.core.api.query import Choice
from brunssum.core.api.viewsets import UUID, CreateMixin, ReadOnlyViewSet, made, step
from brunssum.core.gebeurtenissoorten import Gebeurtenissoort
from brunssum.core.models import Webhook
from brunssum.core.permissions import webhooks as permissions
from brunssum.core.rollen import Recht
from brunssum.core.services import webhooks
from brunssum.core.webhooks.adres import MAX_LENGTH, AdresGeweigerd, read

GEHEIM = "whsec_dml5ZmVudHdpbnRpZyBieXRlcyBpcyBnZW5vZWcu"
WEBHOOK = {
    "id": "5f0c7d0a-58a1-4f0e-9d3c-6a3f6e0c2b11",
    "url": "https://klantsysteem.example.org/kanarie",
    "soorten": ["signaal-gewijzigd", "mijlpaal-gewijzigd"],
    "actief": True,
    "uitgezetOp": None,
    "uitgezetReden": None,
    "faaltSinds": None,
    "laatstBezorgdOp": "2025-11-03T10:15:02Z",
    "vorigGeheimVervaltOp": None,
    "gemaaktOp": "2025-10-01T08:00:00Z",
}
EXAMPLE = OpenApiExample("Een webhook", value=WEBHOOK, response_only=True)
MET_GEHEIM = OpenApiExample(
    "Een webhook met haar geheim", value=WEBHOOK | {"geheim": GEHEIM}, response_only=True
)
NIEUW = OpenApiExample(
    "Een webhook maken",
    value={"url": WEBHOOK["url"], "soorten": WEBHOOK["soorten"]},
    request_only=True,
)
WIJZIGING = OpenApiExample("Iets anders horen", value={"soorten": ["signaal-gewijzigd"]}, request_only=True)


@extend_schema_serializer(examples=[EXAMPLE], component_name="Webhook")
class WebhookSerializer(serializers.Serializer):
    """Een adres van uw systeem dat hoort wat er gebeurt."""

    id = serializers.UUIDField(help_text="Kenmerk van de webhook.")
    url = serializers.CharField(help_text="Waar de berichten naartoe gaan.")
    soorten = serializers.ListField(
        child=serializers.ChoiceField(Gebeurtenissoort.choices), help_text="Wat uw systeem hoort."
    )
    actief = serializers.BooleanField(help_text="Of er berichten naartoe gaan.")
    uitgezetOp = serializers.DateTimeField(allow_null=True, help_text="Sinds wanneer de webhook uit staat.")
    uitgezetReden = serializers.ChoiceField(
        Webhook.Reden.choices,
        allow_null=True,
        help_text="Waarom de webhook uit staat; leeg als hij aan staat.",
    )
    faaltSinds = serializers.DateTimeField(
        allow_null=True, help_text="Sinds wanneer er niets aankomt; leeg als het laatste bericht aankwam."
    )
    laatstBezorgdOp = serializers.DateTimeField(
        allow_null=True, help_text="Wanneer er voor het laatst een bericht aankwam."
    )
    vorigGeheimVervaltOp = serializers.DateTimeField(
        allow_null=True,
        help_text="Tot wanneer ook het vorige geheim telt: elk bericht heeft dan twee handtekeningen.",
    )
    gemaaktOp = serializers.DateTimeField(help_text="Wanneer de webhook is gemaakt.")

    def to_representation(self, row):
        return {
            "id": row["uuid"],
            "url": row["url"],
            "soorten": row["soorten"],
            "actief": row["stand"] == Webhook.Stand.ACTIEF,
            "uitgezetOp": row["uitgezet_op"],
            "uitgezetReden": row["uitgezet_reden"] or None,
            "faaltSinds": row["faalt_sinds"],
            "laatstBezorgdOp": row["laatst_gelukt_op"],
            "vorigGeheimVervaltOp": row["vorig_geheim_tot"],
            "gemaaktOp": row["gemaakt_op"],
        }


@extend_schema_serializer(examples=[MET_GEHEIM], component_name="WebhookMetGeheim")
class WebhookMetGeheimSerializer(WebhookSerializer):
    """De webhook, en het geheim waarmee berichten worden ondertekend. Dat ziet u alleen nu."""

    geheim = serializers.CharField(
        help_text="Bewaar dit als een wachtwoord. Het is niet opnieuw op te vragen."
    )


class Webadres(serializers.CharField):
    """An address as it may be written. Where it leads is found out later, when the rest is right too."""

    def to_internal_value(self, data):
        url = super().to_internal_value(data)
        try:
            read(url)
        except AdresGeweigerd as refused:
            raise serializers.ValidationError(refused.messages)
        return url


@extend_schema_serializer(examples=[NIEUW], component_name="WebhookNieuw")
class NieuweWebhook(Body):
    """Waar uw systeem berichten krijgt, en waarover."""

    url = Webadres(
        max_length=MAX_LENGTH, help_text="Een adres met https, dat vanaf het internet te bereiken is."
    )
    soorten = Items(
        child=Choice(Gebeurtenissoort.choices), min_length=1, help_text="Wat uw systeem wil horen."
    )

    @rule("url")
    def address_of_no_other(self, url):
        own = self.context["request"].user.organisatie_id
        return {"url": permissions.bezwaar_tegen_adres(url, organisatie_id=own)}


@extend_schema_serializer(examples=[WIJZIGING], component_name="WebhookWijziging")
class WebhookWijziging(Body):
    """Wat er anders moet. Wat u weglaat, blijft zoals het is. Een ander adres is een andere webhook."""

    soorten = Items(
        child=Choice(Gebeurtenissoort.choices),
        min_length=1,
        required=False,
        help_text="Wat uw systeem wil horen.",
    )
    actief = serializers.BooleanField(required=False, help_text="Of er berichten naartoe gaan.")


@extend_schema_serializer(
    examples=[OpenApiExample("Drie berichten", value={"aantal": 3}, response_only=True)],
    component_name="Herhaling",
)
class HerhalingSerializer(serializers.Serializer):
    aantal = serializers.IntegerField(help_text="Hoeveel berichten opnieuw worden gestuurd.")


@extend_schema_view(
    list=extend_schema(
        operation_id="leesWebhooks",
        summary="Webhooks van uw organisatie",
        description="Alle adressen die uw organisatie laat horen wat er gebeurt.",
    ),
    create=extend_schema(
        operation_id="maakWebhook",
        summary="Een webhook maken",
        description=(
            "Kanarie stuurt voortaan naar dit adres dat er iets is gebeurd. Het antwoord heeft het geheim waarmee uw "
            "systeem ziet dat een bericht echt is; dat ziet u alleen nu. Een organisatie heeft hoogstens tien webhooks."
        ),
        responses={201: WebhookMetGeheimSerializer},
    ),
    retrieve=extend_schema(
        operation_id="leesWebhook",
        summary="Eén webhook",
        description="De webhook met dit id. Van een andere organisatie is hij er voor u niet.",
    ),
    partial_update=extend_schema(
        operation_id="wijzigWebhook",
        summary="Een webhook wijzigen",
        description="Kiest wat de webhook hoort, of zet hem aan of uit. Het adres is niet te wijzigen.",
        request=WebhookWijziging,
    ),
    destroy=extend_schema(
        operation_id="verwijderWebhook",
        summary="Een webhook verwijderen",
        description="Er gaat niets meer naartoe, en wat is gestuurd is niet meer te zien.",
    ),
    rotate=extend_schema(
        operation_id="wisselGeheim",
        summary="Van geheim wisselen",
        description=(
            "Geeft een nieuw geheim. Het vorige telt nog een dag: elk bericht heeft dan twee handtekeningen, en geen enkel "
            "bericht wordt geweigerd. Zolang dat zo is, krijgt u 409."
        ),
        responses={201: WebhookMetGeheimSerializer},
    ),
    proef=extend_schema(
        operation_id="stuurProefbericht",
        summary="Een proefbericht sturen",
        description="Stuurt één keer een bericht dat niets betekent. Vraag het bericht op om te zien of het aankwam.",
        responses={201: BerichtSerializer},
    ),
    again=extend_schema(
        operation_id="herhaalBerichten",
        summary="Alles opnieuw sturen wat niet is bezorgd",
        description="Stuurt opnieuw wat niet aankwam, elk bericht met hetzelfde id. Staat de webhook uit, dan krijgt u 409.",
        responses={201: HerhalingSerializer},
    ),
)
class WebhookViewSet(CreateMixin, ReadOnlyViewSet):
    tag = "Webhooks"
    key = "Het id van de webhook."
    http_method_names = ["get", "head", "post", "patch", "delete"]
    queryset = Webhook.objects.all()
    scope = "webhooks:lezen"
    write_scope = "webhooks:schrijven"
    recht = Recht.WEBHOOKS_EIGEN
    serializer_class = WebhookSerializer
    body_class = NieuweWebhook
    sorteringen = {"gemaaktOp": ("gemaakt_op", "id")}
    lookup_field = "uuid"
    lookup_value_regex = UUID

    def get_queryset(self):
        columns = ("uuid", "url", "soorten", "stand", "uitgezet_op", "uitgezet_reden", "faalt_sinds")
        return (
            super()
            .get_queryset()
            .values("id", *columns, "laatst_gelukt_op", "vorig_geheim_tot", "gemaakt_op")
        )

    def create(self, request, **kwargs):
        return self._with_geheim(super().create(request, **kwargs))

    def perform_create(self, data):
        webhook, _geheim = webhooks.add_webhook(actor=self.request.user, op=timezone.now(), **data)
        return webhook.pk

    def location(self, shown):
        return reverse("api:webhook-detail", kwargs={"id": shown["id"]})

    @transaction.atomic
    def partial_update(self, request, **kwargs):
        pk, actor = self.get_object_to_change()["id"], request.user
        data = self.read_body(WebhookWijziging, partial=True)
        if "soorten" in data:
            webhooks.choose_soorten(pk, actor=actor, soorten=data["soorten"])
        if data.get("actief") is True:
            webhooks.switch_on(pk, actor=actor)
        elif data.get("actief") is False:
            webhooks.switch_off(pk, actor=actor, op=timezone.now())
        return Response(self.represent_one(pk))

    @transaction.atomic
    def destroy(self, request, **kwargs):
        webhooks.remove_webhook(self.get_object_to_change()["id"], actor=request.user)
        return Response(status=204)

    @action(detail=True, methods=["post"], url_path="geheim", url_name="geheim")
    def rotate(self, request, **kwargs):
        return self._with_geheim(answer_once(request, self._rotated))

    def _rotated(self) -> Response:
        pk = self.get_object()["id"]
        self.read_body(Body)
        webhooks.rotate_geheim(pk, actor=self.request.user, op=timezone.now())
        shown = self.represent_one(pk)
        return made(shown, self.location(shown))

    @step("proefbericht")
    def proef(self, row) -> Response:
        bericht = webhooks.send_proef(row["id"], actor=self.request.user, op=timezone.now())
        return bericht_made(bericht.pk)

    @step("herhaling")
    def again(self, row) -> Response:
        aantal = webhooks.send_failed_again(row["id"], actor=self.request.user, op=timezone.now())
        return made({"aantal": aantal}, reverse("api:bericht-list"))

    def _with_geheim(self, response: Response) -> Response:
        """The geheim is put in here, and so not in the answer that is kept under an Idempotency-Key."""
        webhook = Webhook.objects.visible_to(self.request.user).filter(uuid=response.data["id"]).first()
        response.data = response.data | {"geheim": webhook.geheim if webhook else ""}
        return response
