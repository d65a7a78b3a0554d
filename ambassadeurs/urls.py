from django.urls import path

from ambassadeurs.views import bijeenkomsten, groepen, meeschrijven, reflecties

app_name = "ambassadeurs"

urlpatterns = [
    path("", groepen.groep_list, name="list"),
    path("nieuw/", groepen.groep_add, name="add"),
    path("<int:pk>/", groepen.groep_detail, name="detail"),
    path("<int:pk>/wijzigen/", groepen.groep_change, name="change"),
    path("<int:pk>/werkwijze/", groepen.werkwijze_change, name="werkwijze"),
    path("<int:pk>/leden/nieuw/", groepen.lid_add, name="lid_add"),
    path("<int:pk>/leden/<int:lid_pk>/", groepen.lid_change, name="lid"),
    path("<int:pk>/leden/<int:lid_pk>/mailen/", groepen.lid_mail, name="lid_mail"),
    path("<int:pk>/leden/<int:lid_pk>/link/", groepen.lid_renew_link, name="lid_renew_link"),
    path("<int:pk>/leden/<int:lid_pk>/stopt/", groepen.lid_end, name="lid_end"),
    path("<int:pk>/training/", groepen.training_overview, name="training"),
    path("<int:pk>/training/module/", groepen.module_add, name="module_add"),
    path("<int:pk>/meegeven/", reflecties.reflectie_add, name="reflectie_add"),
    path("reflecties/", reflecties.reflectie_list, name="reflectie_list"),
    path("reflecties/stand/", reflecties.stand, name="reflectiestand"),
    path("reflecties/bij/<str:soort>/<int:pk>/", reflecties.reflecties_bij, name="reflecties_bij"),
    path("reflecties/<int:pk>/", reflecties.reflectie, name="reflectie"),
    path("reflecties/<int:pk>/antwoord/", reflecties.reflectie_answer, name="reflectie_answer"),
    path("reflecties/<int:pk>/terugvertellen/", reflecties.reflectie_tell_back, name="reflectie_tell_back"),
    path("meedenken/", reflecties.meedenken, name="meedenken"),
    path("meedenken/<str:token>/", reflecties.meedenken_link, name="meedenken_link"),
    path("meeschrijven/bij/<int:pk>/", meeschrijven.meeschrijvers_bij, name="meeschrijvers_bij"),
    path("meeschrijven/bij/<int:pk>/uitnodigen/", meeschrijven.meeschrijver_add, name="meeschrijver_add"),
    path("meeschrijven/<int:pk>/", meeschrijven.meeschrijven, name="meeschrijven"),
    path("meeschrijven/<int:pk>/stoppen/", meeschrijven.meeschrijver_end, name="meeschrijver_end"),
    path("bijeenkomsten/", bijeenkomsten.bijeenkomst_list, name="bijeenkomst_list"),
    path("bijeenkomsten/nieuw/", bijeenkomsten.bijeenkomst_plan, name="bijeenkomst_plan"),
    path("bijeenkomsten/ritme/", bijeenkomsten.ritme_set, name="ritme"),
    path("bijeenkomsten/<int:pk>/", bijeenkomsten.bijeenkomst, name="bijeenkomst"),
    path("bijeenkomsten/<int:pk>/agenda.ics", bijeenkomsten.bijeenkomst_ics, name="bijeenkomst_ics"),
    path("bijeenkomsten/<int:pk>/wijzigen/", bijeenkomsten.bijeenkomst_change, name="bijeenkomst_change"),
    path("bijeenkomsten/<int:pk>/afgelasten/", bijeenkomsten.bijeenkomst_cancel, name="bijeenkomst_cancel"),
    path("bijeenkomsten/<int:pk>/uitnodigen/", bijeenkomsten.bijeenkomst_invite, name="bijeenkomst_invite"),
    path("bijeenkomsten/<int:pk>/verslag/", bijeenkomsten.bijeenkomst_report, name="bijeenkomst_report"),
    path("agenda/<str:token>.ics", bijeenkomsten.agenda, name="agenda"),
]
