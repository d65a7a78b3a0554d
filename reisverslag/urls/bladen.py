from django.urls import path

from reisverslag.views import bladen

app_name = "bladen"

urlpatterns = [
    path("inspanningen/<int:pk>/", bladen.blad_request, {"soort": "inspanning"}, name="inspanning"),
    path("gebieden/<int:pk>/", bladen.blad_request, {"soort": "gebied"}, name="gebied"),
    path("doelen/", bladen.blad_request, {"soort": "din", "pk": 0}, name="din"),
    path("<int:taak_pk>/", bladen.blad_download, name="download"),
]
