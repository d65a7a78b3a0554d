from django.urls import path

from brunssum.core import views

app_name = "core"

urlpatterns = [
    path("profiel/", views.profiel, name="profiel"),
    path("gebruikers/", views.gebruiker_list, name="gebruiker_list"),
    path("gebruikers/toevoegen/", views.gebruiker_add, name="gebruiker_add"),
    path("gebruikers/<int:pk>/", views.gebruiker_change, name="gebruiker_change"),
    path("gebruikers/<int:pk>/blokkeren/", views.gebruiker_deactivate, name="gebruiker_deactivate"),
    path("gebruikers/<int:pk>/toelaten/", views.gebruiker_activate, name="gebruiker_activate"),
    path("gebruikers/<int:pk>/uitnodigen/", views.gebruiker_invite, name="gebruiker_invite"),
    path("logboek/", views.logboek, name="logboek"),
    path("taken/<int:pk>/", views.taak, name="taak"),
    path("stijl/", views.stijl, name="stijl"),
    path("toegankelijkheid/", views.toegankelijkheid, name="toegankelijkheid"),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
]
