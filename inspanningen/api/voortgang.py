"""The endpoints of Voortgangsmelding: a partner reports on its part, and reads what came of it."""

from django.utils import timezone
from django.utils.functional import cached_property
from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_serializer, extend_schema_view
from rest_framework import serializers
from rest_framework.exceptions import NotFound, PermissionDenied
from rest_framework.response import Response
from rest_framework.reverse import reverse

from brunssum.core.api.query import Choice, IdOf, PageQuery
from brunssum.core.api.viewsets import CreateMixin, ListViewSet, ReadOnlyViewSet, made, step
from brunssum.core.exceptions import Botsing
from brunssum.core.rollen import Recht
from inspanningen.api.nieuwe_voortgang import NieuweVoortgang, moment_between
from inspanningen.api.verwijzing import (
    EXAMPLE_INSPANNING,
    INSPANNING,
    InspanningVerwijzing,
    inspanning_of,
)
from inspanningen.models import Inspanning, Voortgangsmelding
from inspanningen.permissions import voortgang as permissions
from inspanningen.services import voortgang as services
from inspanningen.services.voortgang import OverMijlpaal

EXAMPLE = OpenApiExample(
    "Voortgang",
    value={
        "id": 5,
        "inspanning": EXAMPLE_INSPANNING,
        "peildatum": "2025-11-03",
        "gedaan": "De vloer ligt erin en het dak is dicht.",
        "belemmering": "De keuken komt later dan besteld.",
        "aantal": 3,
        "eenheid": "ruimtes klaar",
        "mijlpaal": {"id": 31, "naam": "De buurtkamer is vijf dagen per week open"},
        "gehaaldDatum": None,
        "verwachtWanneer": "derde kwartaal 2026",
        "verwachtVan": "2026-07-01",
        "verwachtTot": "2026-09-30",
        "verbetert": None,
        "ingediendOp": "2025-11-03T10:15:00Z",
        "stand": "aanvaard",
        "antwoord": "Dank. De opening schuift mee.",
        "afgehandeldOp": "2025-11-05T08:30:00Z",
    },
    response_only=True,
)


class MijlpaalVerwijzing(serializers.Serializer):
    id = serializers.IntegerField(help_text="Het id van de mijlpaal, zoals bij /mijlpalen.")
    naam = serializers.CharField(help_text="Naam van de mijlpaal.")


class VoortgangVerwijzing(serializers.Serializer):
    id = serializers.IntegerField(help_text="Het id van de melding, zoals bij /voortgang.")
    peildatum = serializers.DateField(help_text="Op welke dag het er zo voor stond.")


@extend_schema_serializer(examples=[EXAMPLE], component_name="Voortgang")
class VoortgangSerializer(serializers.Serializer):
    """Wat uw organisatie over haar deel van een inspanning meldde, en wat ervan kwam."""

    id = serializers.IntegerField(help_text="Vast nummer in dit systeem; het adres van de melding.")
    inspanning = InspanningVerwijzing(help_text="Over welke inspanning dit gaat.")
    peildatum = serializers.DateField(help_text="Op welke dag het er zo voor stond.")
    gedaan = serializers.CharField(help_text="Wat er is gedaan.")
    belemmering = serializers.CharField(help_text="Wat in de weg zit; leeg als dat niet is gemeld.")
    aantal = serializers.IntegerField(allow_null=True, help_text="Hoeveel er is geteld; leeg als er niets is geteld.")  # fmt: skip
    eenheid = serializers.CharField(help_text="Waarvan dat het aantal is; leeg als er niets is geteld.")
    mijlpaal = MijlpaalVerwijzing(allow_null=True, help_text="Over welke mijlpaal het gaat; leeg als het over geen gaat.")  # fmt: skip
    gehaaldDatum = serializers.DateField(allow_null=True, help_text="Op welke dag die mijlpaal is gehaald.")
    verwachtWanneer = serializers.CharField(help_text="Wanneer die mijlpaal nu wordt verwacht, in woorden.")
    verwachtVan = serializers.DateField(allow_null=True, help_text="Eerste dag van dat moment.")
    verwachtTot = serializers.DateField(allow_null=True, help_text="Laatste dag van dat moment.")
    verbetert = VoortgangVerwijzing(
        allow_null=True,
        help_text="De teruggegeven melding die dit verbetert; leeg als dit geen verbetering is.",
    )
    ingediendOp = serializers.DateTimeField(help_text="Wanneer u dit meldde.")
    stand = serializers.ChoiceField(
        Voortgangsmelding.Stand.choices, help_text="Hoe het staat. Alleen wat is aanvaard, telt."
    )
    antwoord = serializers.CharField(help_text="Wat de gemeente antwoordt; leeg als er geen antwoord is.")
    afgehandeldOp = serializers.DateTimeField(
        allow_null=True, help_text="Wanneer het is aanvaard, teruggegeven of ingetrokken."
    )

    def to_representation(self, row):
        verbetert = {"id": row["vervangt_id"], "peildatum": row["vervangt__peildatum"]}
        mijlpaal = {"id": row["mijlpaal_id"], "naam": row["mijlpaal__naam"]}
        return {
            "id": row["id"],
            "inspanning": inspanning_of(row),
            "peildatum": row["peildatum"],
            "gedaan": row["gedaan"],
            "belemmering": row["belemmering"],
            "aantal": row["aantal"],
            "eenheid": row["eenheid"],
            "mijlpaal": mijlpaal if row["mijlpaal_id"] else None,
            "gehaaldDatum": row["bereikt_op"],
            "verwachtWanneer": row["verwacht_wanneer"],
            "verwachtVan": row["verwacht_van"],
            "verwachtTot": row["verwacht_tot"],
            "verbetert": verbetert if row["vervangt_id"] else None,
            "ingediendOp": row["ingediend_op"],
            "stand": row["stand_nu"],
            "antwoord": row["afhandeling__antwoord"] or "",
            "afgehandeldOp": row["afhandeling__op"],
        }


class VoortgangQuery(PageQuery):
    stand = Choice(Voortgangsmelding.Stand.choices, required=False, help_text="Alleen meldingen die zo staan.")  # fmt: skip


class AlleVoortgangQuery(VoortgangQuery):
    inspanning = IdOf(Inspanning, "/inspanningen", help_text="Alleen meldingen over deze inspanning (id).")


class OwnVoortgang:
    """What one's own organisation handed in, as rows of values."""

    tag = "Voortgang"
    queryset = Voortgangsmelding.objects.all()
    scope = "voortgang:lezen"
    write_scope = "voortgang:schrijven"
    serializer_class = VoortgangSerializer
    recht = Recht.VOORTGANG_MELDEN
    filters = {"stand": "stand_nu", "inspanning": "inspanning"}
    sorteringen = {"ingediendOp": ("ingediend_op", "id"), "peildatum": ("peildatum", "id")}

    def get_queryset(self):
        own = super().get_queryset().of_organisatie(self.request.user.organisatie_id)
        return own.with_stand().values(
            *("id", *INSPANNING, "peildatum", "gedaan", "belemmering", "aantal", "eenheid"),
            *("mijlpaal_id", "mijlpaal__naam", "bereikt_op"),
            *("verwacht_wanneer", "verwacht_van", "verwacht_tot"),
            *("vervangt_id", "vervangt__peildatum", "ingediend_op"),
            *("stand_nu", "afhandeling__antwoord", "afhandeling__op"),
        )


@extend_schema_view(
    list=extend_schema(
        operation_id="leesVoortgangen",
        summary="Voortgang van uw organisatie",
        description="Alles wat uw organisatie meldde, bij welke inspanning ook.",
    ),
    retrieve=extend_schema(
        operation_id="leesVoortgang",
        summary="Eén melding",
        description="De melding met dit id. Van een andere organisatie is zij er voor u niet.",
    ),
    withdraw=extend_schema(
        operation_id="trekVoortgangIn",
        summary="Een melding intrekken",
        description="Neemt een melding terug waar nog geen antwoord op is. Anders krijgt u 409.",
    ),
)
class VoortgangViewSet(OwnVoortgang, ReadOnlyViewSet):
    key = "Het id van de melding."
    http_method_names = ["get", "head", "post"]
    list_query = AlleVoortgangQuery

    @step("intrekking", "withdrawal")
    def withdraw(self, row) -> Response:
        services.withdraw_voortgang(row["id"], actor=self.request.user, moment=timezone.now())
        return made(self.represent_one(row["id"]), address_of(row["id"]))


@extend_schema_view(
    list=extend_schema(
        operation_id="leesVoortgangBijInspanning",
        summary="Voortgang bij één inspanning",
        description="Wat uw organisatie over deze inspanning meldde.",
    ),
    create=extend_schema(
        operation_id="meldVoortgang",
        summary="Voortgang melden",
        description=(
            "Meldt hoe het met het deel van uw organisatie staat. Dat kan bij inspanningen waaraan zij meedoet. De melding "
            "telt zodra de projectleider haar aanvaardt: dan verandert ook de mijlpaal. Tot dan ziet alleen de gemeente haar."
        ),
    ),
)
class VoortgangBijInspanningViewSet(OwnVoortgang, CreateMixin, ListViewSet):
    key = "Het id van de inspanning."
    http_method_names = ["get", "head", "post"]
    list_query = VoortgangQuery
    body_class = NieuweVoortgang

    @cached_property
    def inspanning(self) -> Inspanning:
        found = Inspanning.objects.visible_to(self.request.user).filter(pk=self.kwargs["id"]).first()
        if found is None:
            raise NotFound
        return found

    def filter_list(self, queryset, params):
        return super().filter_list(queryset, params | {"inspanning": self.inspanning.pk})

    def check_create(self):
        if reason := permissions.reason_not_to_report(self.request.user, self.inspanning):
            raise PermissionDenied(reason)
        if zin := permissions.bezwaar_tegen_melden(self.inspanning):
            raise Botsing(zin)

    def perform_create(self, data):
        try:
            melding = services.report_voortgang(
                self.inspanning.pk,
                actor=self.request.user,
                moment=timezone.now(),
                peildatum=data["peildatum"],
                gedaan=data["gedaan"],
                belemmering=data.get("belemmering", ""),
                aantal=data.get("aantal"),
                eenheid=data.get("eenheid", ""),
                over=_over(data),
                vervangt_id=data.get("verbetert"),
            )
        except services.VoortgangGeweigerd as refused:
            raise _by_its_name_here(refused) from refused
        return melding.pk

    def location(self, shown):
        return address_of(shown["id"])


def address_of(pk: int) -> str:
    return reverse("api:voortgang-detail", kwargs={"id": pk})


NAMES = {"vervangt": "verbetert", "bereikt_op": "gehaaldDatum", "wanneer": "verwachtVan"}
"""What the service calls a field, and what it is called here, where those differ by more than the writing."""


def _by_its_name_here(refused: services.VoortgangGeweigerd) -> services.VoortgangGeweigerd:
    if not hasattr(refused, "error_dict"):
        return refused
    named = {NAMES.get(name, name): zinnen for name, zinnen in refused.message_dict.items()}
    return services.VoortgangGeweigerd(named)


def _over(data: dict) -> OverMijlpaal | None:
    """What is said of a mijlpaal, if anything is."""
    if data.get("mijlpaal") is None:
        return None
    wanneer = moment_between(data.get("verwachtVan"), data.get("verwachtTot"))
    return OverMijlpaal(data["mijlpaal"], data.get("gehaaldDatum"), wanneer)
