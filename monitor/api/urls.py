from rest_framework.routers import SimpleRouter

from monitor.api.verhalen import VerhaalViewSet
from monitor.api.viewsets import IndicatorViewSet, WaarnemingViewSet

router = SimpleRouter(trailing_slash=False)
router.register("indicatoren", IndicatorViewSet, "indicator")
router.register("verhalen", VerhaalViewSet, "verhaal")
router.register("waarnemingen", WaarnemingViewSet, "waarneming")

urlpatterns = router.urls
