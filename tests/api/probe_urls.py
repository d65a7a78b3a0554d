"""The real addresses with a few beside them that do what no endpoint does yet: crash, and read a body."""

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.urls import path
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from brunssum.core.exceptions import DomainError
from brunssum.urls import handler403, handler404, handler500, urlpatterns

__all__ = ["handler403", "handler404", "handler500"]


class Body(serializers.Serializer):
    naam = serializers.CharField()
    aantal = serializers.IntegerField(max_value=10)


class Probe(APIView):
    scope = write_scope = "gebieden:lezen"
    recht = None

    def get(self, request):
        raise RuntimeError("a secret of the inside")

    def post(self, request):
        body = Body(data=request.data)
        body.is_valid(raise_exception=True)
        return Response(body.validated_data)

    def put(self, request):
        raise DomainError("Deze inspanning is al afgerond.")

    def delete(self, request):
        raise PermissionDenied


def crash(request):
    raise RuntimeError("a secret of the inside")


def suspicious(request):
    raise SuspiciousOperation("a secret of the inside")


crash.login_required = suspicious.login_required = False

urlpatterns = [
    path("api/v1/probe", Probe.as_view()),
    path("api/v1/crash", crash),
    path("api/v1/suspicious", suspicious),
    *urlpatterns,
]
