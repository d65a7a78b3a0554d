from django.urls import path
from rest_framework.routers import SimpleRouter

from brunssum.core.api.berichten import BerichtViewSet
from brunssum.core.api.gebieden import GebiedViewSet
from brunssum.core.api.organisaties import OrganisatieViewSet
from brunssum.core.api.schema import OpenApiDocument
from brunssum.core.api.webhooks import WebhookViewSet

router = SimpleRouter(trailing_slash=False)
router.register("berichten", BerichtViewSet, "bericht")
router.register("gebieden", GebiedViewSet, "gebied")
router.register("organisaties", OrganisatieViewSet, "organisatie")
router.register("webhooks", WebhookViewSet, "webhook")

urlpatterns = [path("openapi.json", OpenApiDocument.as_view(), name="openapi"), *router.urls]
