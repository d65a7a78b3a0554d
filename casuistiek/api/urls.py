from rest_framework.routers import SimpleRouter

from brunssum.core.api.viewsets import UUID
from casuistiek.api.aanvullingen import AanvullingViewSet
from casuistiek.api.knelpunten import KnelpuntViewSet
from casuistiek.api.leerpunten import LeerpuntViewSet
from casuistiek.api.signalen import SignaalViewSet

router = SimpleRouter(trailing_slash=False)
router.register("knelpunten", KnelpuntViewSet, "knelpunt")
router.register("leerpunten", LeerpuntViewSet, "leerpunt")
router.register("signalen", SignaalViewSet, "signaal")
router.register(rf"signalen/(?P<id>{UUID})/aanvullingen", AanvullingViewSet, "signaal-aanvulling")

urlpatterns = router.urls
