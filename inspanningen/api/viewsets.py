from collections import defaultdict

from drf_spectacular.utils import extend_schema, extend_schema_view

from brunssum.core.api.viewsets import ReadOnlyViewSet
from brunssum.core.models import Gebied
from brunssum.core.rollen import Recht, Zicht
from inspanningen.api.serializers import InspanningenQuery, InspanningSerializer
from inspanningen.api.verwijzing import columns_of_inspanning
from inspanningen.models import Bijdrage, Inspanning, Leerpunt, Partnerschap
from inspanningen.velden import visible_velden

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
        if "fase" in params:
            queryset = queryset.filter(fase=params["fase"])
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
        if "gewijzigdSinds" in params:
            queryset = queryset.filter(gewijzigd_op__gte=params["gewijzigdSinds"])
        return queryset
