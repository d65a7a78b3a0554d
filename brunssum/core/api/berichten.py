"""The endpoints of Bericht: what was sent to a webhook of a partner, and how that went."""

from django.utils import timezone
from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_serializer, extend_schema_view
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.reverse import reverse

from brunssum.core.api.query import Choice, PageQuery, UuidOf
from brunssum.core.api.viewsets import UUID, ReadOnlyViewSet, made, step
from brunssum.core.gebeurtenissoorten import Gebeurtenissoort
from brunssum.core.models import Bericht, Webhook
from brunssum.core.rollen import Recht
from brunssum.core.services import webhooks

EXAMPLE = OpenApiExample(
    "Een bericht dat is bezorgd",
    value={
        "id": "0b9f2c44-7d0e-4a53-8f6b-1f2f3c9a7e20",
        "webhook": {
            "id": "5f0c7d0a-58a1-4f0e-9d3c-6a3f6e0c2b11",
            "url": "https://klantsysteem.example.org/kanarie",
        },
        "gebeurtenis": "6e8bc430-9c3a-41d9-9669-0800200c9a66",
        "soort": "mijlpaal-gewijzigd",
        "verwijzing": "/api/v1/mijlpalen/31",
        "gebeurdOp": "2025-11-03T10:15:00Z",
        "stand": "bezorgd",
        "pogingen": 1,
        "laatstePogingOp": "2025-11-03T10:15:02Z",
        "volgendePogingOp": None,
        "statuscode": 204,
        "reden": None,
    },
    response_only=True,
)
COLUMNS = (
    "id",
    "uuid",
    *("webhook__uuid", "webhook__url"),
    *(f"gebeurtenis__{name}" for name in ("uuid", "soort", "verwijzing", "moment")),
    *("stand", "pogingen", "laatste_poging_op", "volgende_poging_op", "antwoord", "waarom"),
)


class WebhookVerwijzing(serializers.Serializer):
    id = serializers.UUIDField(help_text="Het id van de webhook, zoals bij /webhooks.")
    url = serializers.CharField(help_text="Waar zijn berichten naartoe gaan.")


@extend_schema_serializer(examples=[EXAMPLE], component_name="Bericht")
class BerichtSerializer(serializers.Serializer):
    """Dat één gebeurtenis naar één webhook gaat, en hoe dat ging."""

    id = serializers.UUIDField(help_text="Kenmerk van het bericht.")
    webhook = WebhookVerwijzing(help_text="Naar welke webhook.")
    gebeurtenis = serializers.UUIDField(
        help_text="Het `id` in het bericht zelf, en in de header `webhook-id`."
    )
    soort = serializers.CharField(help_text="Wat er gebeurde, of `proefbericht`.")
    verwijzing = serializers.CharField(help_text="Waar uw systeem leest hoe het nu is.")
    gebeurdOp = serializers.DateTimeField(help_text="Wanneer Kanarie de gebeurtenis vastlegde.")
    stand = serializers.ChoiceField(Bericht.Stand.choices, help_text="Hoe het staat.")
    pogingen = serializers.IntegerField(help_text="Hoe vaak het is geprobeerd.")
    laatstePogingOp = serializers.DateTimeField(allow_null=True, help_text="Wanneer voor het laatst.")
    volgendePogingOp = serializers.DateTimeField(
        allow_null=True, help_text="Wanneer het opnieuw wordt geprobeerd; leeg als dat niet meer gebeurt."
    )
    statuscode = serializers.IntegerField(
        allow_null=True, help_text="Wat uw systeem antwoordde; leeg als er geen antwoord kwam."
    )
    reden = serializers.ChoiceField(
        Bericht.Waarom.choices,
        allow_null=True,
        help_text="Waarom de laatste poging niet lukte; leeg als dat niet zo is.",
    )

    def to_representation(self, row):
        return {
            "id": row["uuid"],
            "webhook": {"id": row["webhook__uuid"], "url": row["webhook__url"]},
            "gebeurtenis": row["gebeurtenis__uuid"],
            "soort": row["gebeurtenis__soort"],
            "verwijzing": f"/api/v1{row['gebeurtenis__verwijzing']}",
            "gebeurdOp": row["gebeurtenis__moment"],
            "stand": row["stand"],
            "pogingen": row["pogingen"],
            "laatstePogingOp": row["laatste_poging_op"],
            "volgendePogingOp": row["volgende_poging_op"],
            "statuscode": row["antwoord"],
            "reden": row["waarom"] or None,
        }


class BerichtenQuery(PageQuery):
    webhook = UuidOf(Webhook, "/webhooks", help_text="Alleen berichten aan deze webhook (id).")
    stand = Choice(Bericht.Stand.choices, required=False, help_text="Alleen berichten die zo staan.")
    soort = Choice(Gebeurtenissoort.choices, required=False, help_text="Alleen berichten over deze soort.")


@extend_schema_view(
    list=extend_schema(
        operation_id="leesBerichten",
        summary="Wat naar uw webhooks is gestuurd",
        description="Elk bericht van de laatste maand, en hoe het ging.",
    ),
    retrieve=extend_schema(
        operation_id="leesBericht",
        summary="Eén bericht",
        description="Het bericht met dit id. Van een andere organisatie is het er voor u niet.",
    ),
    again=extend_schema(
        operation_id="herhaalBericht",
        summary="Een bericht opnieuw sturen",
        description=(
            "Stuurt het nog een keer, met hetzelfde id; ook als het al was bezorgd. Staat de webhook uit, dan krijgt u 409."
        ),
    ),
)
class BerichtViewSet(ReadOnlyViewSet):
    tag = "Webhooks"
    key = "Het id van het bericht."
    http_method_names = ["get", "head", "post"]
    queryset = Bericht.objects.all()
    scope = "webhooks:lezen"
    write_scope = "webhooks:schrijven"
    recht = Recht.WEBHOOKS_EIGEN
    serializer_class = BerichtSerializer
    list_query = BerichtenQuery
    filters = {"webhook": "webhook__uuid", "stand": "stand", "soort": "gebeurtenis__soort"}
    sorteringen = {"gebeurdOp": ("gebeurtenis__moment", "id")}
    lookup_field = "uuid"
    lookup_value_regex = UUID

    def get_queryset(self):
        return super().get_queryset().values(*COLUMNS)

    @step("herhaling")
    def again(self, row) -> Response:
        webhooks.send_again(row["id"], actor=self.request.user, op=timezone.now())
        return bericht_made(row["id"])


def bericht_made(pk: int) -> Response:
    """A bericht as it stands now, to be followed at its own address."""
    shown = BerichtSerializer(Bericht.objects.values(*COLUMNS).get(pk=pk)).data
    return made(shown, reverse("api:bericht-detail", kwargs={"id": shown["id"]}))
