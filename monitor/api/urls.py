from django.urls import path
from rest_framework.routers import SimpleRouter

from monitor.api.indicatoren import IndicatorViewSet
from monitor.api.themas import ThemaViewSet
from monitor.api.verhalen import VerhaalViewSet
from monitor.api.waarnemingen import WaarnemingCsvViewSet, WaarnemingViewSet

router = SimpleRouter(trailing_slash=False)
router.register("indicatoren", IndicatorViewSet, "indicator")
router.register("themas", ThemaViewSet, "thema")
router.register("verhalen", VerhaalViewSet, "verhaal")
router.register("waarnemingen", WaarnemingViewSet, "waarneming")

urlpatterns = [
    path("waarnemingen/csv", WaarnemingCsvViewSet.as_view({"get": "list"}), name="waarneming-csv"),
    *router.urls,
]
