from django.urls import path

from casuistiek.views import (
    afspraken,
    besluitvorming,
    betrokkenen,
    bijlagen,
    budget,
    dossier,
    elders,
    hoeken,
    mandaten,
    melding,
    overdracht,
    werkvoorraad,
)

app_name = "casuistiek"

# An address of a casus holds its kenmerk, which is random: never a nummer, a name or a step of someone's life.
CASUS = "<uuid:kenmerk>/"

urlpatterns = [
    path("", werkvoorraad.casus_list, name="list"),
    path("werkvoorraad.xlsx", werkvoorraad.casus_xlsx, name="xlsx"),
    path("doorlooptijd/", werkvoorraad.doorlooptijden, name="doorlooptijd"),
    path("nieuw/", melding.casus_log, name="log"),
    path(f"nieuw/{CASUS}", melding.concept, name="concept"),
    path(f"nieuw/{CASUS}bewaren/", melding.concept_save, name="concept_save"),
    path(f"nieuw/{CASUS}weggooien/", melding.concept_discard, name="concept_discard"),
    path("bij-gebied/<str:code>/", elders.bij_gebied, name="bij_gebied"),
    path("budget/", budget.budget_overview, name="budget"),
    path("mandaten/", mandaten.mandaat_list, name="mandaten"),
    path("mandaten/<slug:rol>/", mandaten.mandaat_change, name="mandaat"),
    path("budget/boekingen.csv", budget.budget_csv, name="budget_csv"),
    path("budget/toekenning/", budget.toekenning_add, name="toekenning"),
    path(CASUS, dossier.casus_detail, name="detail"),
    path(f"{CASUS}aanvullen/", melding.casus_edit, name="edit"),
    path(f"{CASUS}stap/<slug:naar>/", dossier.casus_step, name="step"),
    path(f"{CASUS}notitie/", dossier.notitie_add, name="notitie"),
    path(f"{CASUS}afspraak/", afspraken.afspraak_add, name="afspraak"),
    path(f"{CASUS}bijlage/", bijlagen.bijlage_add, name="bijlage"),
    path(f"{CASUS}bijlage/<int:pk>/openen/", bijlagen.bijlage_open, name="bijlage_open"),
    path(f"{CASUS}bijlage/<int:pk>/wissen/", bijlagen.bijlage_remove, name="bijlage_remove"),
    path(f"{CASUS}hoeken/<slug:moment>/", hoeken.hoeken_measure, name="hoeken"),
    path(f"{CASUS}geschiedenis/", dossier.casus_history, name="history"),
    path(f"{CASUS}voorstel/", besluitvorming.voorstel_make, name="voorstel"),
    path(f"{CASUS}besluit/", besluitvorming.besluit_take, name="besluit"),
    path(f"{CASUS}besluit/bevestigen/", besluitvorming.besluit_confirm, name="besluit_confirm"),
    path(f"{CASUS}besluit/terugnemen/", besluitvorming.besluit_withdraw, name="besluit_withdraw"),
    path(f"{CASUS}betaling/", besluitvorming.betaling_book, name="betaling"),
    path(f"{CASUS}boeking/<int:pk>/corrigeren/", besluitvorming.boeking_correct, name="correctie"),
    path(f"{CASUS}betrokkene/", betrokkenen.betrokkene_list, name="betrokkene"),
    path(f"{CASUS}betrokkene/toevoegen/", betrokkenen.betrokkene_add, name="betrokkene_add"),
    path(f"{CASUS}betrokkene/<int:pk>/wijzigen/", betrokkenen.betrokkene_change, name="betrokkene_change"),
    path(f"{CASUS}betrokkene/<int:pk>/wissen/", betrokkenen.betrokkene_remove, name="betrokkene_remove"),
    path(f"{CASUS}overdracht/", overdracht.overdracht_propose, name="overdracht"),
    path(f"{CASUS}overdracht/<slug:antwoord>/", overdracht.overdracht_answer, name="overdracht_answer"),
    path(f"{CASUS}verhaal/", overdracht.verhaal_release, name="verhaal"),
    path(f"{CASUS}verhaal/intrekken/", overdracht.verhaal_withdraw, name="verhaal_withdraw"),
]
