"""The endpoints of Reisverslag: what is published, as text and as PDF."""

from collections import defaultdict

from django.db.models import F
from django.http import FileResponse, Http404
from django.utils.cache import get_conditional_response
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_serializer, extend_schema_view
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.renderers import BaseRenderer

from brunssum.core.api.query import Choice, Moment, PageQuery
from brunssum.core.api.viewsets import ReadOnlyViewSet
from brunssum.core.rollen import Recht
from casuistiek.api.knelpunten import KnelpuntVerwijzing
from casuistiek.models import Knelpunt
from inspanningen.api.verwijzing import (
    EXAMPLE_INSPANNING,
    EXAMPLE_LEERPUNT,
    InspanningVerwijzing,
    LeerpuntVerwijzing,
)
from inspanningen.models import Inspanning, Leerpunt
from reisverslag.blokken import SOORTEN, TekstBlok
from reisverslag.models import Blok, Hoofdstuk, Reisverslag, Uitgave
from reisverslag.queries.verzending import definitieve_uitgave

IN_A_LIST = {
    "id": 3,
    "titel": "Het eerste jaar",
    "publiek": "raad",
    "periodeVan": "2025-01-01",
    "periodeTot": "2025-12-31",
    "versie": 1,
    "vervangtWaarom": "",
    "nieuwereVersie": None,
    "gepubliceerdOp": "2026-02-12T09:30:00Z",
    "pdf": {
        "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "omvang": 482113,
        "bladzijden": 24,
    },
}
EXAMPLE = OpenApiExample("Een reisverslag", value=IN_A_LIST)
WHOLE = OpenApiExample(
    "Een reisverslag met zijn hoofdstukken",
    value=IN_A_LIST
    | {
        "hoofdstukken": [
            {"nummer": 1, "titel": "Wat wij deden", "tekst": "In de buurtkamer is het **elke dag** vol."}
        ],
        "inspanningen": [EXAMPLE_INSPANNING],
        "knelpunten": [{"id": 7, "naam": "Zonder adres geen uitkering, zonder inkomen geen adres"}],
        "leerpunten": [EXAMPLE_LEERPUNT],
    },
)


class Pdf(serializers.Serializer):
    sha256 = serializers.CharField(help_text="Hash van het bestand; ook de `ETag` van de pdf.")
    omvang = serializers.IntegerField(help_text="Hoe groot het bestand is, in bytes.")
    bladzijden = serializers.IntegerField(help_text="Hoeveel bladzijden het heeft.")


class HoofdstukSerializer(serializers.Serializer):
    nummer = serializers.IntegerField(help_text="Het hoeveelste hoofdstuk het is.")
    titel = serializers.CharField(help_text="De titel.")
    tekst = serializers.CharField(
        help_text=(
            "Wat de schrijver schreef, in Markdown; leeg als er alleen cijfers of tekeningen staan. Die staan in de pdf."
        )
    )


class ReisverslagVerwijzing(serializers.Serializer):
    id = serializers.IntegerField(help_text="Het id van het reisverslag, zoals bij /reisverslagen.")
    titel = serializers.CharField(help_text="De titel.")


@extend_schema_serializer(examples=[EXAMPLE], component_name="Reisverslag")
class ReisverslagSerializer(serializers.Serializer):
    """Het verhaal van een periode, zoals het openbaar is gemaakt. De inhoud verandert niet meer."""

    id = serializers.IntegerField(help_text="Vast nummer; het adres van het reisverslag.")
    titel = serializers.CharField(help_text="De titel.")
    publiek = serializers.ChoiceField(Reisverslag.Publiek.choices, help_text="Voor wie het is geschreven.")
    periodeVan = serializers.DateField(help_text="Eerste dag van de periode.")
    periodeTot = serializers.DateField(help_text="Laatste dag van de periode.")
    versie = serializers.IntegerField(help_text="De hoeveelste versie het is.")
    vervangtWaarom = serializers.CharField(
        help_text="Bij een nieuwe versie: waarom zij de vorige vervangt. Anders leeg."
    )
    nieuwereVersie = ReisverslagVerwijzing(
        allow_null=True, help_text="Het reisverslag dat dit vervangt; leeg als er geen is."
    )
    gepubliceerdOp = serializers.DateTimeField(help_text="Wanneer het openbaar is gemaakt.")
    pdf = Pdf(allow_null=True, help_text="Het bestand van /reisverslagen/{id}/pdf; leeg als er geen is.")

    def to_representation(self, row):
        return {
            "id": row["pk"],
            "titel": row["titel"],
            "publiek": row["publiek"],
            "periodeVan": row["periode_van"],
            "periodeTot": row["periode_tot"],
            "versie": row["versie"],
            "vervangtWaarom": row["vervangt_waarom"],
            "nieuwereVersie": row["nieuwere_versie"],
            "gepubliceerdOp": row["gepubliceerd_op"],
            "pdf": row["pdf"],
        }


@extend_schema_serializer(examples=[WHOLE], component_name="ReisverslagMetHoofdstukken")
class ReisverslagMetHoofdstukkenSerializer(ReisverslagSerializer):
    """Een openbaar reisverslag met zijn tekst, en waar het over vertelt."""

    hoofdstukken = HoofdstukSerializer(many=True, help_text="De hoofdstukken, op volgorde.")
    inspanningen = InspanningVerwijzing(many=True, help_text="Over welke inspanningen het vertelt.")
    knelpunten = KnelpuntVerwijzing(many=True, help_text="Over welke knelpunten het vertelt.")
    leerpunten = LeerpuntVerwijzing(many=True, help_text="Over welke leerpunten het vertelt.")

    def to_representation(self, row):
        named = {name: row[name] for name in ("hoofdstukken", "inspanningen", "knelpunten", "leerpunten")}
        return super().to_representation(row) | named


class ReisverslagenQuery(PageQuery):
    publiek = Choice(
        Reisverslag.Publiek.choices, required=False, help_text="Alleen wat voor dit publiek is geschreven."
    )
    gepubliceerdSinds = Moment(
        required=False,
        help_text="Alleen wat op of na dit moment openbaar is gemaakt, bijvoorbeeld 2026-03-01T00:00:00Z.",
    )


COLUMNS = ("titel", "publiek", "periode_van", "periode_tot", "versie", "vervangt_waarom", "gepubliceerd_op")


class PdfRenderer(BaseRenderer):
    """Says that an endpoint answers with a PDF; the view makes the answer itself."""

    media_type = "application/pdf"
    format = "pdf"
    charset = None
    render_style = "binary"


@extend_schema_view(
    list=extend_schema(
        operation_id="leesReisverslagen",
        summary="Reisverslagen",
        description=(
            "De reisverslagen die openbaar zijn. Wordt een reisverslag ingetrokken, dan is het hier meteen weg: haal het dan "
            "ook bij u weg."
        ),
    ),
    retrieve=extend_schema(
        operation_id="leesReisverslag",
        summary="Eén reisverslag",
        description="Het openbare reisverslag met dit id, met zijn hoofdstukken en waar het over vertelt.",
    ),
)
class ReisverslagViewSet(ReadOnlyViewSet):
    """What everyone may read, and no more: a concept that someone reads along with is read on its own page."""

    tag = "Reisverslagen"
    key = "Het id van het reisverslag, zoals de lijst het geeft."
    scope = "reisverslagen:lezen"
    recht = Recht.REISVERSLAG_LEZEN
    serializer_class = ReisverslagSerializer
    list_query = ReisverslagenQuery
    filters = {"publiek": "publiek", "gepubliceerdSinds": "gepubliceerd_op__gte"}
    sorteringen = {"periodeTot": ("periode_tot", "pk"), "gepubliceerdOp": ("gepubliceerd_op", "pk")}

    def get_serializer_class(self):
        return ReisverslagMetHoofdstukkenSerializer if self.action == "retrieve" else ReisverslagSerializer

    def get_queryset(self):
        return Reisverslag.objects.openbaar().values("pk", *COLUMNS)

    def complete(self, rows):
        pks = [row["pk"] for row in rows]
        newer = {
            vervangt: {"id": pk, "titel": titel}
            for vervangt, pk, titel in Reisverslag.objects.openbaar()
            .filter(vervangt__in=pks)
            .values_list("vervangt", "pk", "titel")
        }
        pdfs = _pdfs(pks)
        for row in rows:
            row |= {"nieuwere_versie": newer.get(row["pk"]), "pdf": pdfs.get(row["pk"])}
            if self.action == "retrieve":
                row |= self._content(row["pk"])
        return rows

    def _content(self, pk: int) -> dict:
        """The chapters, and what the author chose to tell of, as far as partners read that too. Five queries."""
        blokken = defaultdict(list)
        named = defaultdict(set)
        for blok in Blok.objects.filter(hoofdstuk__reisverslag=pk).present().in_order():
            blokken[blok.hoofdstuk_id].append(blok)
            for soort, pks in SOORTEN[blok.soort].noemt(blok.inhoud).items():
                named[soort] |= pks
        hoofdstukken = Hoofdstuk.objects.filter(reisverslag=pk).present().in_order()
        user = self.request.user
        known = {
            "inspanningen": Inspanning.objects.visible_to(user).values("id", "nummer", "naam"),
            "knelpunten": Knelpunt.objects.for_partner(user).current().values("id", "naam"),
            "leerpunten": Leerpunt.objects.for_partner(user).values("id", "titel", stand=F("staat")),
        }
        return {
            "hoofdstukken": [
                {"nummer": nummer, "titel": one.titel, "tekst": _words(blokken[one.pk])}
                for nummer, one in enumerate(hoofdstukken, start=1)
            ],
            **{
                name: list(rows.filter(pk__in=named[rows.model._meta.label_lower]).order_by("pk"))
                for name, rows in known.items()
            },
        }

    @extend_schema(
        operation_id="leesReisverslagPdf",
        summary="Een reisverslag als pdf",
        description="De pdf van een openbaar reisverslag. De `ETag` is de SHA-256 van het bestand.",
        responses={(200, "application/pdf"): OpenApiTypes.BINARY},
    )
    @action(detail=True, renderer_classes=[PdfRenderer])
    def pdf(self, request, id):
        verslag = Reisverslag.objects.openbaar().filter(pk=id).first()
        uitgave = definitieve_uitgave(verslag) if verslag else None
        if uitgave is None:
            raise Http404
        etag = f'"{uitgave.sha256}"'
        response = get_conditional_response(request._request, etag=etag)
        if response is None:
            response = FileResponse(
                uitgave.bestand.open("rb"), filename=uitgave.naam, content_type="application/pdf"
            )
        response["ETag"] = etag
        return response


def _pdfs(pks: list[int]) -> dict[int, dict]:
    """The newest final file of each reisverslag that has one. One query."""
    rows = Uitgave.objects.filter(reisverslag__in=pks, stap=Reisverslag.Stap.VASTGESTELD).newest_first()
    found: dict[int, dict] = {}
    for pk, sha256, omvang, paginas in rows.values_list("reisverslag", "sha256", "omvang", "paginas"):
        found.setdefault(pk, {"sha256": sha256, "omvang": omvang, "bladzijden": paginas})
    return found


def _words(blokken: list[Blok]) -> str:
    """What the author wrote, from the frozen facts."""
    return "\n\n".join(blok.feiten["tekst"] for blok in blokken if blok.soort == TekstBlok.soort)
