"""The real addresses with a few beside them that do what no endpoint should: crash, refuse, and make anything."""

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.urls import path
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from brunssum.core.api.body import Body
from brunssum.core.api.viewsets import CreateMixin, ReadOnlyViewSet
from brunssum.core.exceptions import Botsing, DomainError
from brunssum.core.models import Organisatie
from brunssum.urls import handler403, handler404, handler500, urlpatterns

__all__ = ["handler403", "handler404", "handler500"]


class ProbeBody(serializers.Serializer):
    naam = serializers.CharField()
    aantal = serializers.IntegerField(max_value=10)


class Probe(APIView):
    scope = write_scope = "gebieden:lezen"
    recht = per_minute = None

    def get(self, request):
        raise RuntimeError("a secret of the inside")

    def post(self, request):
        body = ProbeBody(data=request.data)
        body.is_valid(raise_exception=True)
        return Response(body.validated_data)

    def put(self, request):
        raise DomainError("Deze inspanning is al afgerond.")

    def patch(self, request):
        raise Botsing({"bereikt_op": "Deze mijlpaal is al bereikt."})

    def delete(self, request):
        raise PermissionDenied


class NewProbe(Body):
    naam = serializers.CharField()
    geheim = serializers.CharField(required=False)
    aantal = serializers.IntegerField(max_value=10, required=False)


class ProbeSerializer(serializers.ModelSerializer):
    class Meta:
        model = Organisatie
        fields = ("id", "naam", "soort")


class Probes(CreateMixin, ReadOnlyViewSet):
    """A resource like the others, of which one can make more."""

    http_method_names = ["get", "head", "post"]
    scope, write_scope = "organisaties:lezen", "signalen:schrijven"
    queryset = Organisatie.objects.all()
    serializer_class = ProbeSerializer
    body_class = NewProbe

    def perform_create(self, data):
        organisatie = Organisatie.objects.create(naam=data["naam"], soort="werk")
        if data["naam"] == "Crash":
            raise RuntimeError("after the row was made")
        return organisatie.pk


def crash(request):
    raise RuntimeError("a secret of the inside")


def suspicious(request):
    raise SuspiciousOperation("a secret of the inside")


crash.login_required = suspicious.login_required = False

urlpatterns = [
    path("api/v1/probe", Probe.as_view()),
    path("api/v1/probes", Probes.as_view({"get": "list", "post": "create"})),
    path("api/v1/probes/<int:id>", Probes.as_view({"get": "retrieve"})),
    path("api/v1/crash", crash),
    path("api/v1/suspicious", suspicious),
    *urlpatterns,
]
