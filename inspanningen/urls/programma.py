from django.urls import include, path

from inspanningen.views import doelstellingen, netwerk, oordelen, participatie, programma, samenhang

app_name = "programma"

urlpatterns = [
    path("", programma.overzicht, name="overzicht"),
    path("bewerken/", programma.programma_edit, name="programma_edit"),
    path("volledigheid/", programma.volledigheid, name="volledigheid"),
    path("perioden/toevoegen/", programma.periode_add, name="periode_add"),
    path("perioden/<int:pk>/", programma.periode_edit, name="periode_edit"),
    path("doelen/", netwerk.doelen, name="doelen"),
    path("doelstellingen/toevoegen/", doelstellingen.doelstelling_add, name="doelstelling_add"),
    path("doelstellingen/<int:pk>/", doelstellingen.doelstelling_detail, name="doelstelling"),
    path("doelstellingen/<int:pk>/bewerken/", doelstellingen.doelstelling_edit, name="doelstelling_edit"),
    path("doelstellingen/<int:pk>/status/", doelstellingen.doelstelling_status, name="doelstelling_status"),
    path(
        "doelstellingen/<int:pk>/versies/", doelstellingen.doelstelling_versies, name="doelstelling_versies"
    ),
    path("participatie/", participatie.programma, name="participatie"),
    path("oordelen/", oordelen.ronde, name="oordelen"),
    path("oordelen/openen/", oordelen.ronde_open, name="ronde_open"),
    path("oordelen/<int:pk>/sluiten/", oordelen.ronde_close, name="ronde_close"),
    path("oordelen/<int:pk>/herinneren/", oordelen.ronde_remind, name="ronde_remind"),
    path("planning/", include("inspanningen.urls.programmaplanning")),
    path("risicos/", include("inspanningen.urls.programmarisicos")),
    path("geld/", include("inspanningen.urls.programmageld")),
    path("samenhang/", samenhang.programma_samenhang, name="samenhang"),
]
