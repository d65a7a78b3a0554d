from django.urls import path

from monitor import views
from monitor.views import bronnen, invullen, overzichten, plekken, uitvragen, verhalen

app_name = "monitor"

urlpatterns = [
    path("", views.overview, name="overview"),
    path("driehoek/<str:code>/", views.driehoek, name="driehoek"),
    path("driehoek/<str:code>/csv/", views.driehoek_csv, name="driehoek_csv"),
    path("gebieden/<str:code>/", overzichten.gebied, name="gebied"),
    path("ranglijst/", overzichten.ranglijst, name="ranglijst"),
    path("ranglijst/csv/", overzichten.ranglijst_csv, name="ranglijst_csv"),
    path("stapeling/", overzichten.stapeling, name="stapeling"),
    path("stapeling/csv/", overzichten.stapeling_csv, name="stapeling_csv"),
    path("plekken/toevoegen/", plekken.plek_add, name="plek_add"),
    path("plekken/<int:pk>/", plekken.plek_edit, name="plek_edit"),
    path("plekken/<int:pk>/weghalen/", plekken.plek_remove, name="plek_remove"),
    path("indicatoren/", overzichten.indicator_list, name="indicator_list"),
    path("indicatoren/<slug:code>/", views.indicator, name="indicator"),
    path("indicatoren/<slug:code>/csv/", views.indicator_csv, name="indicator_csv"),
    path("indicatoren/<slug:code>/toelichting/", views.indicator_toelichting, name="indicator_toelichting"),
    path("invullen/", invullen.invullen, name="invullen"),
    path("invullen/indicator/<slug:code>/", invullen.invullen_indicator, name="invullen_indicator"),
    path("invullen/gebied/<str:code>/", invullen.invullen_gebied, name="invullen_gebied"),
    path("invullen/<slug:indicator>/<str:gebied>/", invullen.invullen_verleden, name="invullen_verleden"),
    path("bronnen/", bronnen.bron_list, name="bron_list"),
    path("bronnen/<slug:code>/", bronnen.bron, name="bron"),
    path("bronnen/<slug:code>/verversen/", bronnen.bron_refresh, name="bron_refresh"),
    path("bronnen/<slug:code>/voortgang/", bronnen.bron_progress, name="bron_progress"),
    path("bronnen/<slug:code>/zelfde-gebied/", bronnen.bron_same_gebied, name="bron_same_gebied"),
    path(
        "bronnen/<slug:code>/ander-gebied/<int:koppeling>/",
        bronnen.bron_other_gebied,
        name="bron_other_gebied",
    ),
    path("verversingen/", views.verversing_list, name="verversing_list"),
    path("verversingen/nieuw/", views.verversing_create, name="verversing_create"),
    path("verversingen/<int:pk>/", views.verversing, name="verversing"),
    path("verversingen/<int:pk>/koppelen/", views.verversing_names, name="verversing_names"),
    path("verversingen/<int:pk>/vergeten/<int:koppeling>/", views.koppeling_forget, name="koppeling_forget"),
    path("verversingen/<int:pk>/opslaan/", views.verversing_accept, name="verversing_accept"),
    path("verversingen/<int:pk>/intrekken/", views.verversing_withdraw, name="verversing_withdraw"),
    path("verhalen/", verhalen.verhalen, name="verhalen"),
    path("verhalen/alle/", verhalen.verhaal_list, name="verhaal_list"),
    path("verhalen/nieuw/", verhalen.verhaal_add, name="verhaal_add"),
    path("verhalen/controle/", verhalen.verhaal_controle, name="verhaal_controle"),
    path(
        "verhalen/bij-indicator/<slug:code>/", verhalen.verhalen_bij_indicator, name="verhalen_bij_indicator"
    ),
    path("verhalen/bij-gebied/<str:code>/", verhalen.verhalen_bij_gebied, name="verhalen_bij_gebied"),
    path("verhalen/<int:pk>/", verhalen.verhaal, name="verhaal"),
    path("verhalen/<int:pk>/bewerken/", verhalen.verhaal_edit, name="verhaal_edit"),
    path("verhalen/<int:pk>/foto/", verhalen.verhaal_foto, name="verhaal_foto"),
    path("verhalen/<int:pk>/foto/kiezen/", verhalen.verhaal_foto_edit, name="verhaal_foto_edit"),
    path("verhalen/<int:pk>/foto/weghalen/", verhalen.verhaal_foto_remove, name="verhaal_foto_remove"),
    path("verhalen/<int:pk>/naar-controle/", verhalen.verhaal_submit, name="verhaal_submit"),
    path("verhalen/<int:pk>/publiceren/", verhalen.verhaal_publish, name="verhaal_publish"),
    path("verhalen/<int:pk>/teruggeven/", verhalen.verhaal_give_back, name="verhaal_give_back"),
    path("verhalen/<int:pk>/intrekken/", verhalen.verhaal_withdraw, name="verhaal_withdraw"),
    path("uitvragen/", uitvragen.uitvraag_list, name="uitvraag_list"),
    path("uitvragen/nieuw/", uitvragen.uitvraag_add, name="uitvraag_add"),
    path("uitvragen/<int:pk>/", uitvragen.uitvraag, name="uitvraag"),
    path("uitvragen/<int:pk>/bewerken/", uitvragen.uitvraag_edit, name="uitvraag_edit"),
    path("uitvragen/<int:pk>/cijfers/", uitvragen.uitvraagcijfer_add, name="uitvraagcijfer_add"),
    path(
        "uitvragen/cijfers/<int:pk>/weghalen/", uitvragen.uitvraagcijfer_remove, name="uitvraagcijfer_remove"
    ),
]
