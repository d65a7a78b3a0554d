from django.urls import path

from inspanningen.views import geld

urlpatterns = [
    path("", geld.programma_geld, name="geld"),
    path("geld.csv", geld.programma_geld_download, {"soort": "csv"}, name="geld_csv"),
    path("geld.xlsx", geld.programma_geld_download, {"soort": "xlsx"}, name="geld_xlsx"),
    path("toevoegen/", geld.financiering_add, name="financiering_add"),
    path("<int:pk>/", geld.financiering_detail, name="financiering"),
    path("<int:pk>/bewerken/", geld.financiering_edit, name="financiering_edit"),
    path("<int:pk>/weghalen/", geld.financiering_remove, name="financiering_remove"),
]
