from django.urls import path

from reisverslag.views import blokken, meelezen, stappen, verslag

urlpatterns = [
    path("<int:pk>/ter-beoordeling/", stappen.reisverslag_submit, name="submit"),
    path("<int:pk>/teruggeven/", stappen.reisverslag_give_back, name="give-back"),
    path("<int:pk>/openbaar-maken/", stappen.reisverslag_publish, name="publish"),
    path("<int:pk>/publicatie-intrekken/", stappen.reisverslag_withdraw, name="withdraw-publication"),
    path("<int:pk>/meelezers/", meelezen.meelezers, name="meelezers"),
    path("<int:pk>/gelezen/", meelezen.reading_finish, name="reading-finish"),
    path("meelezers/<int:pk>/weghalen/", meelezen.meelezer_remove, name="meelezer-remove"),
    path("blokken/<int:pk>/opmerking/", meelezen.opmerking_add, name="opmerking-add"),
    path("opmerkingen/<int:pk>/afhandelen/", meelezen.opmerking_settle, name="opmerking-settle"),
    path("opmerkingen/<int:pk>/heropenen/", meelezen.opmerking_reopen, name="opmerking-reopen"),
    path("<int:pk>/nieuwe-versie/", verslag.correctie, name="correctie"),
    path("blokken/<int:pk>/foto/", blokken.blok_foto, name="blok-foto"),
    path("blokken/<int:pk>/verversen/", blokken.blok_refresh, name="blok-refresh"),
    path("blokken/<int:pk>/klopt/", blokken.blok_confirm, name="blok-confirm"),
    path("blokken/<int:pk>/vanzelf/", blokken.blok_autosave, name="blok-autosave"),
    path("blokken/<int:pk>/plaatsen/", blokken.blok_place, name="blok-place"),
    path("blokken/<int:pk>/versies/", blokken.blok_versies, name="blok-versies"),
    path("versies/<int:pk>/terugzetten/", blokken.versie_put_back, name="versie-put-back"),
]
