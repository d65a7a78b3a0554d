from rest_framework.routers import SimpleRouter

from brunssum.core.api.viewsets import ID
from inspanningen.api.doelstellingen import DoelstellingViewSet
from inspanningen.api.inspanningen import InspanningViewSet
from inspanningen.api.mijlpalen import MijlpaalViewSet
from inspanningen.api.voortgang import VoortgangBijInspanningViewSet, VoortgangViewSet

router = SimpleRouter(trailing_slash=False)
router.register("doelstellingen", DoelstellingViewSet, "doelstelling")
router.register("inspanningen", InspanningViewSet, "inspanning")
router.register(
    rf"inspanningen/(?P<id>{ID})/voortgang", VoortgangBijInspanningViewSet, "inspanning-voortgang"
)
router.register("mijlpalen", MijlpaalViewSet, "mijlpaal")
router.register("voortgang", VoortgangViewSet, "voortgang")

urlpatterns = router.urls
