from rest_framework.routers import SimpleRouter

from reisverslag.api.reisverslagen import ReisverslagViewSet

router = SimpleRouter(trailing_slash=False)
router.register("reisverslagen", ReisverslagViewSet, "reisverslag")

urlpatterns = router.urls
