from django.urls import path

from casuistiek.views import knelpunten

app_name = "knelpunten"

# Apart from "casuistiek": no casus shows on these pages, so they are open to who handles none.
urlpatterns = [
    path("", knelpunten.waar, name="waar"),
    path("knelpunten/", knelpunten.knelpunt_list, name="list"),
    path("knelpunten/toevoegen/", knelpunten.knelpunt_add, name="add"),
    path("knelpunten/<int:pk>/", knelpunten.knelpunt_detail, name="detail"),
    path("knelpunten/<int:pk>/bewerken/", knelpunten.knelpunt_edit, name="edit"),
    path("knelpunten/<int:pk>/samenvoegen/", knelpunten.knelpunt_merge, name="merge"),
    path("knelpunten/<int:pk>/leerpunt/", knelpunten.knelpunt_learn, name="learn"),
    path("knelpunten/<int:pk>/leerpunt/<int:leerpunt_pk>/weg/", knelpunten.leerpunt_unlink, name="unlearn"),
    path("bij-leerpunt/<int:leerpunt_pk>/", knelpunten.bij_leerpunt, name="bij_leerpunt"),
]
