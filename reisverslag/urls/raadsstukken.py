from django.urls import path

from reisverslag.views import raadsstukken

urlpatterns = [
    path("", raadsstukken.raadsstuk_list, name="raadsstukken"),
    path("xlsx/", raadsstukken.raadsstuk_download, {"soort": "xlsx"}, name="raadsstukken-xlsx"),
    path("csv/", raadsstukken.raadsstuk_download, {"soort": "csv"}, name="raadsstukken-csv"),
    path("toevoegen/", raadsstukken.raadsstuk_add, name="raadsstuk-add"),
    path("termijnen/<slug:soort>/", raadsstukken.termijn_edit, name="raadsstuk-termijn"),
    path("bij/<slug:wat>/<slug:sleutel>/", raadsstukken.raadsstukken_bij, name="raadsstukken_bij"),
    path("<int:pk>/", raadsstukken.raadsstuk_detail, name="raadsstuk"),
    path("<int:pk>/bewerken/", raadsstukken.raadsstuk_edit, name="raadsstuk-edit"),
    path("<int:pk>/verbanden/", raadsstukken.raadsstuk_link, name="raadsstuk-link"),
    path("<int:pk>/antwoord/", raadsstukken.raadsstuk_answer, name="raadsstuk-answer"),
    path("<int:pk>/afdoen/", raadsstukken.raadsstuk_settle, name="raadsstuk-settle"),
    path("<int:pk>/intrekken/", raadsstukken.raadsstuk_withdraw, name="raadsstuk-withdraw"),
]
