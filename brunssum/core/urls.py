from django.urls import path

from brunssum.core import views

app_name = "core"

urlpatterns = [
    path("profiel/", views.profiel, name="profiel"),
    path("gebruikers/", views.gebruiker_list, name="gebruiker_list"),
    path("gebruikers/toevoegen/", views.gebruiker_add, name="gebruiker_add"),
    path("gebruikers/<int:pk>/", views.gebruiker_change, name="gebruiker_change"),
    path("gebruikers/<int:pk>/blokkeren/", views.gebruiker_deactivate, name="gebruiker_deactivate"),
    path(
        "gebruikers/<int:pk>/tweede-factor-wissen/",
        views.gebruiker_wipe_factors,
        name="gebruiker_wipe_factors",
    ),
    path("gebruikers/<int:pk>/toelaten/", views.gebruiker_activate, name="gebruiker_activate"),
    path("gebruikers/<int:pk>/uitnodigen/", views.gebruiker_invite, name="gebruiker_invite"),
    path("zoeken/", views.zoeken, name="zoeken"),
    path("zoeken/suggesties/", views.zoek_suggesties, name="zoek_suggesties"),
    path("logboek/", views.logboek, name="logboek"),
    path("verwerkingen/", views.verwerkingen, name="verwerkingen"),
    path("actiepunten/", views.actiepunt_list, name="actiepunt_list"),
    path("actiepunten/nieuw/", views.actiepunt_add, name="actiepunt_add"),
    path("actiepunten/overdragen/", views.actiepunten_hand_over, name="actiepunten_hand_over"),
    path("actiepunten/bij/<str:soort>/<int:pk>/", views.actiepunten_bij, name="actiepunten_bij"),
    path("actiepunten/<int:pk>/", views.actiepunt_detail, name="actiepunt"),
    path("actiepunten/<int:pk>/afronden/", views.actiepunt_finish, name="actiepunt_finish"),
    path("actiepunten/<int:pk>/bevestigen/", views.actiepunt_confirm, name="actiepunt_confirm"),
    path("actiepunten/<int:pk>/teruggeven/", views.actiepunt_send_back, name="actiepunt_send_back"),
    path("actiepunten/<int:pk>/overdragen/", views.actiepunt_hand_over, name="actiepunt_hand_over"),
    path("actiepunten/<int:pk>/intrekken/", views.actiepunt_withdraw, name="actiepunt_withdraw"),
    path("meldingen/", views.melding_list, name="melding_list"),
    path("meldingen/gelezen/", views.melding_read_all, name="melding_read_all"),
    path("meldingen/per-mail/", views.melding_settings, name="melding_settings"),
    path("meldingen/<int:pk>/openen/", views.melding_open, name="melding_open"),
    path("meldingen/<int:pk>/gelezen/", views.melding_read, name="melding_read"),
    path("mailberichten/", views.mailbericht_list, name="mailbericht_list"),
    path("taken/<int:pk>/", views.taak, name="taak"),
    path("taken/<int:pk>/stoppen/", views.taak_stop, name="taak_stop"),
    path("stijl/", views.stijl, name="stijl"),
    path("toegankelijkheid/", views.toegankelijkheid, name="toegankelijkheid"),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
]
