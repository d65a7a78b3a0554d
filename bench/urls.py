from django.urls import path

from bench import floors
from brunssum.urls import handler403, handler404, handler500, urlpatterns

__all__ = ["handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [
    *urlpatterns,
    path("bench/lijst/", floors.plain_list),
    path("bench/kaart/<int:pk>/", floors.plain_card),
]
