from django.urls import path

from inspanningen.views import programma

app_name = "programma"

urlpatterns = [
    path("", programma.overzicht, name="overzicht"),
]
