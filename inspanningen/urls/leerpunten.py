from django.urls import path

from inspanningen.views import leerpunten

app_name = "leerpunten"

urlpatterns = [
    path("", leerpunten.leerpunt_list, name="list"),
    path("toevoegen/", leerpunten.leerpunt_add, name="add"),
    path("<int:pk>/", leerpunten.leerpunt_detail, name="detail"),
    path("<int:pk>/bewerken/", leerpunten.leerpunt_edit, name="edit"),
    path("<int:pk>/<slug:stap>/", leerpunten.leerpunt_step, name="step"),
]
