from rest_framework.routers import SimpleRouter

from ambassadeurs.api.bijeenkomsten import BijeenkomstViewSet
from ambassadeurs.api.reflecties import ReflectieViewSet

router = SimpleRouter(trailing_slash=False)
router.register("bijeenkomsten", BijeenkomstViewSet, "bijeenkomst")
router.register("reflecties", ReflectieViewSet, "reflectie")

urlpatterns = router.urls
