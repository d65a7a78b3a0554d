"""The endpoints of Signaalaanvulling: what a partner and the municipality write to each other about a signaal.

What a partner wrote is not read back: of the text only what the municipality writes.
"""

from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_variables
from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_serializer, extend_schema_view
from rest_framework import serializers
from rest_framework.exceptions import NotFound

from brunssum.core.api.body import Body, EigenTekst
from brunssum.core.api.query import Choice, PageQuery
from brunssum.core.api.viewsets import CreateMixin, ListViewSet
from casuistiek import permissions, services
from casuistiek.api.nieuw_signaal import MAX_TEKST
from casuistiek.api.signalen import OwnSignalen
from casuistiek.models import Signaal, Signaalaanvulling

EXAMPLE = OpenApiExample(
    "Een vraag van de gemeente",
    value={
        "id": "7c9e6679-7425-40de-944b-e07fc1f90ae7",
        "soort": "vraag",
        "afzender": "gemeente",
        "tekst": "Is er al een beschikking?",
        "datum": "2026-03-03",
        "vastgelegdOp": "2026-03-03T09:10:00Z",
    },
    response_only=True,
)
NIEUW = OpenApiExample("Een antwoord", value={"tekst": "Nee, die komt volgende week."}, request_only=True)


@extend_schema_serializer(examples=[EXAMPLE], component_name="Signaalaanvulling")
class AanvullingSerializer(serializers.Serializer):
    """Wat u en de gemeente elkaar over een signaal schreven. Uw eigen tekst geven wij niet terug."""

    id = serializers.UUIDField(help_text="Vast kenmerk van dit bericht.")
    soort = serializers.ChoiceField(
        Signaalaanvulling.Soort.choices,
        help_text="Een aanvulling of antwoord van u, of een vraag of bericht van de gemeente.",
    )
    afzender = serializers.ChoiceField(
        [("partner", "Uw organisatie"), ("gemeente", "De gemeente")], help_text="Wie het schreef."
    )
    tekst = serializers.CharField(
        help_text="Wat de gemeente schreef; leeg bij wat uw organisatie zelf schreef."
    )
    datum = serializers.DateField(help_text="Op welke dag het is geschreven.")
    vastgelegdOp = serializers.DateTimeField(help_text="Wanneer het is vastgelegd.")

    def to_representation(self, row):
        van_de_gemeente = row["soort"] in Signaalaanvulling.VAN_DE_GEMEENTE
        return {
            "id": row["uuid"],
            "soort": row["soort"],
            "afzender": "gemeente" if van_de_gemeente else "partner",
            "tekst": row["tekst"] if van_de_gemeente else "",
            "datum": row["op"],
            "vastgelegdOp": row["vastgelegd_op"],
        }


@extend_schema_serializer(examples=[NIEUW], component_name="SignaalaanvullingNieuw")
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
    filters = {"soort": "soort"}
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
