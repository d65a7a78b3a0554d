from django.urls import path

from brunssum.draad import views

app_name = "draad"

urlpatterns = [
    path("", views.overzicht, name="overzicht"),
    path("stil/<slug:key>/", views.stil, name="stil"),
    path("volg/<slug:soort>/<slug:sleutel>/", views.volg, name="volg"),
    path("strook/<slug:soort>/<slug:sleutel>/", views.strook, name="strook"),
    path("<slug:soort>/<slug:sleutel>/<slug:naar>/", views.station, name="station"),
]
