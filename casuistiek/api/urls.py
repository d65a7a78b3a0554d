from rest_framework.routers import SimpleRouter

from casuistiek.api.knelpunten import KnelpuntViewSet
from casuistiek.api.leerpunten import LeerpuntViewSet

router = SimpleRouter(trailing_slash=False)
router.register("knelpunten", KnelpuntViewSet, "knelpunt")
router.register("leerpunten", LeerpuntViewSet, "leerpunt")

urlpatterns = router.urls
