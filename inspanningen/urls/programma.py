from django.urls import path

from inspanningen.views import oordelen, programma

app_name = "programma"

urlpatterns = [
    path("", programma.overzicht, name="overzicht"),
    path("oordelen/", oordelen.ronde, name="oordelen"),
    path("oordelen/openen/", oordelen.ronde_open, name="ronde_open"),
    path("oordelen/<int:pk>/sluiten/", oordelen.ronde_close, name="ronde_close"),
    path("oordelen/<int:pk>/herinneren/", oordelen.ronde_remind, name="ronde_remind"),
]
