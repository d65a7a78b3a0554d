from django.urls import path

from inspanningen.views import programmaplanning, realisatieplanningen

urlpatterns = [
    path("", programmaplanning.planning, name="planning"),
    path("csv/", programmaplanning.planning_csv, name="planning_csv"),
    path("vastleggen/", realisatieplanningen.take, name="realisatieplanning_take"),
    path("vastgelegd/", realisatieplanningen.realisatieplanning_list, name="realisatieplanningen"),
    path("vastgelegd/<int:pk>/", realisatieplanningen.vergelijking, name="realisatieplanning"),
    path("vastgelegd/<int:pk>/csv/", realisatieplanningen.vergelijking_csv, name="realisatieplanning_csv"),
]
