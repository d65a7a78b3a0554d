from django.contrib.auth.decorators import login_not_required
from django.urls import path

from bench import floors, floors_api
from brunssum.urls import handler403, handler404, handler500, urlpatterns

__all__ = ["handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [
    *urlpatterns,
    path("bench/lijst/", floors.plain_list),
    path("bench/kaart/<int:pk>/", floors.plain_card),
    path("bench/kaal/inspanningen", floors_api.kale_inspanningen),
    path("bench/kaal/waarnemingen", floors_api.kale_waarnemingen),
    path("bench/kaal/signalen", floors_api.kaal_signaal),
    path("bench/drf/inspanningen", login_not_required(floors_api.PlainInspanningen.as_view({"get": "list"}))),
    path("bench/drf/waarnemingen", login_not_required(floors_api.PlainWaarnemingen.as_view({"get": "list"}))),
    path("bench/drf/signalen", login_not_required(floors_api.PlainSignalen.as_view({"post": "create"}))),
]
