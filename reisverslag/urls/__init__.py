from django.urls import include, path

from reisverslag import views
from reisverslag.views import word

app_name = "reisverslag"

urlpatterns = [
    path("", views.reisverslag_list, name="list"),
    path("nieuw/", views.reisverslag_add, name="add"),
    path("bij-inspanning/<int:pk>/", views.bij_inspanning, name="bij_inspanning"),
    path("", include("reisverslag.urls.schrijven")),
    path("raadsstukken/", include("reisverslag.urls.raadsstukken")),
    path("", include("reisverslag.urls.verzending")),
    path("", include("reisverslag.urls.archief")),
    path("<int:pk>/", views.reisverslag_detail, name="detail"),
    path("<int:pk>/bewerken/", views.reisverslag_edit, name="edit"),
    path("<int:pk>/voorbeeld/", views.reisverslag_preview, name="preview"),
    path("<int:pk>/bouwstenen/", views.bouwstenen, name="bouwstenen"),
    path("<int:pk>/veranderd/", views.veranderd, name="veranderd"),
    path("<int:pk>/vaststellen/", views.reisverslag_vaststellen, name="vaststellen"),
    path("<int:pk>/pdf/", views.uitgave_request, name="uitgave-request"),
    path("<int:pk>/word/", word.word_request, name="word-request"),
    path("<int:pk>/word/<int:taak_pk>/", word.word_download, name="word-download"),
    path("<int:pk>/hoofdstukken/nieuw/", views.hoofdstuk_add, name="hoofdstuk-add"),
    path("hoofdstukken/<int:pk>/bewerken/", views.hoofdstuk_rename, name="hoofdstuk-rename"),
    path("hoofdstukken/<int:pk>/verplaatsen/", views.hoofdstuk_move, name="hoofdstuk-move"),
    path("hoofdstukken/<int:pk>/weghalen/", views.hoofdstuk_remove, name="hoofdstuk-remove"),
    path("hoofdstukken/<int:pk>/terugzetten/", views.hoofdstuk_restore, name="hoofdstuk-restore"),
    path("hoofdstukken/<int:pk>/blokken/<slug:soort>/", views.blok_add, name="blok-add"),
    path("blokken/<int:pk>/bewerken/", views.blok_edit, name="blok-edit"),
    path("blokken/<int:pk>/verplaatsen/", views.blok_move, name="blok-move"),
    path("blokken/<int:pk>/weghalen/", views.blok_remove, name="blok-remove"),
    path("blokken/<int:pk>/terugzetten/", views.blok_restore, name="blok-restore"),
    path("uitgaven/<int:pk>/", views.uitgave_download, name="uitgave"),
]
