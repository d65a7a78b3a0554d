from django.urls import path

from inspanningen.views import programmaplanning

urlpatterns = [
    path("", programmaplanning.planning, name="planning"),
    path("csv/", programmaplanning.planning_csv, name="planning_csv"),
]
