from django.urls import path

from inspanningen.views import lerend_netwerk

app_name = "lerend_netwerk"

urlpatterns = [
    path("", lerend_netwerk.overzicht, name="overzicht"),
    path("overnemen/", lerend_netwerk.overnemen, name="overnemen"),
    path("leerpunten/<int:pk>/toevoegen/", lerend_netwerk.uitwisseling_add, name="add"),
    path("<int:pk>/verbeteren/", lerend_netwerk.uitwisseling_edit, name="edit"),
    path("<int:pk>/afronden/", lerend_netwerk.uitwisseling_finish, name="finish"),
]
