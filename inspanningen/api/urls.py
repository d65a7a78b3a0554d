from rest_framework.routers import SimpleRouter

from inspanningen.api.viewsets import InspanningViewSet

router = SimpleRouter(trailing_slash=False)
router.register("inspanningen", InspanningViewSet, "inspanning")

urlpatterns = router.urls
