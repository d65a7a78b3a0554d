from django.urls import path

from inspanningen.views import risico

urlpatterns = [
    path("", risico.programma_risicos, name="risicos"),
    path("risicos.csv", risico.programma_risicos_download, {"soort": "csv"}, name="risicos_csv"),
    path("risicos.xlsx", risico.programma_risicos_download, {"soort": "xlsx"}, name="risicos_xlsx"),
]
