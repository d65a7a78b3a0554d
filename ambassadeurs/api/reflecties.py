"""The endpoints of Reflectie: what a partner's organisation gave, and what came of it."""

from django.db import models
from django.utils import timezone
from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_serializer, extend_schema_view
from rest_framework import serializers

from ambassadeurs.models import Reflectie
from ambassadeurs.queries import onderwerpen_for, read_keuze
from ambassadeurs.services import add_reflectie_of_organisatie
from brunssum.core.api.body import Body, EigenTekst
from brunssum.core.api.query import Choice, PageQuery
from brunssum.core.api.viewsets import CreateMixin, ReadOnlyViewSet
from brunssum.core.rollen import Recht
from inspanningen.models import Doelstelling, Inspanning
from monitor.models import Thema

MAX_TEKST = 4000
STANDEN = [("wacht_op_antwoord", "Wacht op antwoord"), ("beantwoord", "Beantwoord")]
ONDERWERPEN = {"inspanning": Inspanning, "doelstelling": Doelstelling, "thema": Thema}
"""What a partner reflects on, by its name in the API."""

EXAMPLE = OpenApiExample(
    "Een reflectie met antwoord",
    value={
        "id": 31,
        "soort": "advies",
        "tekst": "Geef huismeesters een vast nummer in de buurtkamer.",
        "onderwerp": {"soort": "inspanning", "id": "12", "naam": "4A Buurtkamer aan het Marktplein"},
        "ontvangstdatum": "2026-03-02",
        "stand": "beantwoord",
        "uiterlijkeAntwoorddatum": "2026-03-30",
        "gevolg": "overgenomen",
        "antwoord": "Goed idee. Het nummer is er sinds deze maand.",
        "terugkoppeldatum": "2026-03-16",
    },
    response_only=True,
)
NEW = OpenApiExample(
    "Een advies",
    value={
        "soort": "advies",
        "tekst": "Geef huismeesters een vast nummer in de buurtkamer.",
        "onderwerp": {"soort": "inspanning", "id": "12"},
    },
    request_only=True,
)


class Onderwerp(serializers.Serializer):
    soort = serializers.ChoiceField([(name, name) for name in ONDERWERPEN], help_text="Wat het is.")
    id = serializers.CharField(
        help_text="Het `id` van de inspanning of de doelstelling, of de `code` van het thema."
    )
    naam = serializers.CharField(help_text="Naam van het onderwerp.")


@extend_schema_serializer(examples=[EXAMPLE], component_name="Reflectie")
class ReflectieSerializer(serializers.Serializer):
    """Een advies, vraag of ervaring van uw organisatie, met wat de gemeente ermee doet."""

    id = serializers.IntegerField(help_text="Vast nummer; het adres van de reflectie.")
    soort = serializers.ChoiceField(Reflectie.Soort.choices, help_text="Wat het is.")
    tekst = serializers.CharField(help_text="Wat uw organisatie meegaf.")
    onderwerp = Onderwerp(allow_null=True, help_text="Waar het over gaat; leeg als dat er niet meer is.")
    ontvangstdatum = serializers.DateField(help_text="Wanneer wij de reflectie kregen.")
    stand = serializers.ChoiceField(STANDEN, help_text="Hoever het is.")
    uiterlijkeAntwoorddatum = serializers.DateField(help_text="Uiterlijk op deze dag krijgt u antwoord.")
    gevolg = serializers.ChoiceField(
        Reflectie.Gevolg.choices,
        allow_null=True,
        help_text="Wat de gemeente ermee doet; leeg zolang er geen antwoord is.",
    )
    antwoord = serializers.CharField(
        help_text="Waarom; leeg zolang er geen antwoord is. Een antwoord verandert niet meer."
    )
    terugkoppeldatum = serializers.DateField(
        allow_null=True, help_text="Vanaf wanneer u het antwoord kon lezen; leeg zolang het er niet is."
    )

    def to_representation(self, reflectie):
        return {
            "id": reflectie.pk,
            "soort": reflectie.soort,
            "tekst": reflectie.tekst,
            "onderwerp": reflectie.onderwerp,
            "ontvangstdatum": reflectie.ontvangen_op,
            "stand": "beantwoord" if reflectie.beantwoord_op else "wacht_op_antwoord",
            "uiterlijkeAntwoorddatum": reflectie.actiepunt.vervalt_op,
            "gevolg": reflectie.gevolg or None,
            "antwoord": reflectie.antwoord,
            "terugkoppeldatum": reflectie.teruggekoppeld_op,
        }


class OnderwerpBody(Body):
    soort = Choice([(name, name) for name in ONDERWERPEN], help_text="Wat het is.")
    id = serializers.CharField(
        max_length=40, help_text="Het `id` van de inspanning of de doelstelling, of de `code` van het thema."
    )

    def to_internal_value(self, data):
        """The row itself."""
        asked = super().to_internal_value(data)
        soort, model, key = asked["soort"], ONDERWERPEN[asked["soort"]], asked["id"]
        if model is Thema:
            key = str(Thema.objects.filter(code=key).values_list("pk", flat=True).first() or "")
        found = read_keuze(f"{model._meta.label_lower}:{key}", self.context["request"].user)
        if found is None:
            raise serializers.ValidationError(
                {"id": [f"Er is geen {soort} met dit id, of uw organisatie mag die niet zien."]}
            )
        return found


@extend_schema_serializer(examples=[NEW], component_name="ReflectieNieuw")
class ReflectieBody(Body):
    """Iets wat uw organisatie het programma meegeeft. Zonder namen of gegevens van bewoners."""

    soort = Choice(Reflectie.Soort.choices, help_text="Wat het is.")
    tekst = EigenTekst(
        max_length=MAX_TEKST,
        help_text="Uw advies, vraag of ervaring. Staat er een telefoonnummer, e-mailadres of BSN in, dan weigeren wij haar.",
    )
    onderwerp = OnderwerpBody(help_text="Waar het over gaat.")


class ReflectiesQuery(PageQuery):
    stand = Choice(STANDEN, required=False, help_text="Alleen wat zo ver is.")
    soort = Choice(Reflectie.Soort.choices, required=False, help_text="Alleen reflecties van deze soort.")


@extend_schema_view(
    list=extend_schema(
        operation_id="leesReflecties",
        summary="Reflecties",
        description="Wat uw organisatie meegaf, vanuit uw systeem of op de eigen pagina, en wat ermee is gedaan.",
    ),
    retrieve=extend_schema(
        operation_id="leesReflectie",
        summary="Eén reflectie",
        description="De reflectie van uw organisatie met dit id.",
    ),
    create=extend_schema(
        operation_id="geefReflectie",
        summary="Een reflectie geven",
        description=(
            "Geef een advies, vraag of ervaring mee over een inspanning, doelstelling of thema. Iemand van de gemeente "
            "antwoordt binnen vier weken. U leest het antwoord hier, en krijgt bericht als u een webhook hebt. Uw "
            "organisatie kan vijftig reflecties per dag geven."
        ),
    ),
)
class ReflectieViewSet(CreateMixin, ReadOnlyViewSet):
    tag = "Reflecties"
    key = "Het id van de reflectie, zoals de lijst het geeft."
    http_method_names = ["get", "head", "post"]
    queryset = Reflectie.objects.select_related("actiepunt")
    scope = "reflecties:lezen"
    write_scope = "reflecties:schrijven"
    recht = Recht.REFLECTIES_EIGEN
    serializer_class = ReflectieSerializer
    body_class = ReflectieBody
    list_query = ReflectiesQuery
    filters = {"soort": "soort"}
    sorteringen = {"ontvangstdatum": ("ontvangen_op", "pk")}

    def filter_list(self, queryset, params):
        queryset = super().filter_list(queryset, params)
        if "stand" in params:
            queryset = queryset.filter(beantwoord_op__isnull=params["stand"] == "wacht_op_antwoord")
        return queryset

    def complete(self, rows):
        found = onderwerpen_for(self.request.user, rows)
        for row in rows:
            row.onderwerp = _as_reference(found[row.pk]) if row.pk in found else None
        return rows

    def perform_create(self, data):
        reflectie = add_reflectie_of_organisatie(
            actor=self.request.user,
            op=timezone.localdate(),
            soort=data["soort"],
            tekst=data["tekst"],
            onderwerp=data["onderwerp"],
        )
        return reflectie.pk


def _as_reference(onderwerp: models.Model) -> dict[str, str] | None:
    """How the API names what a reflectie is about; nothing for a kind that partners do not reflect on."""
    soort = next((name for name, model in ONDERWERPEN.items() if isinstance(onderwerp, model)), None)
    if soort is None:
        return None
    key = onderwerp.code if isinstance(onderwerp, Thema) else str(onderwerp.pk)
    return {"soort": soort, "id": key, "naam": str(onderwerp)}
