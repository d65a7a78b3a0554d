from django.urls import path

from inspanningen.views import wijkplannen

app_name = "wijkplannen"

urlpatterns = [
    path("", wijkplannen.wijkplan_list, name="list"),
    path("beginnen/", wijkplannen.wijkplan_add, name="add"),
    path("bij-gebied/<str:code>/", wijkplannen.bij_gebied, name="bij_gebied"),
    path("acties/<int:pk>/", wijkplannen.actie_edit, name="actie_edit"),
    path("acties/<int:pk>/stand/", wijkplannen.actie_status, name="actie_status"),
    path("acties/<int:pk>/weghalen/", wijkplannen.actie_remove, name="actie_remove"),
    path("<int:pk>/", wijkplannen.wijkplan_detail, name="detail"),
    path("<int:pk>/bewerken/", wijkplannen.wijkplan_edit, name="edit"),
    path("<int:pk>/vaststellen/", wijkplannen.wijkplan_vaststellen, name="vaststellen"),
    path("<int:pk>/actie-toevoegen/", wijkplannen.actie_add, name="actie_add"),
    path("<int:pk>/ronde/beginnen/", wijkplannen.ronde_begin, name="ronde_begin"),
    path("<int:pk>/ronde/afronden/", wijkplannen.ronde_close, name="ronde_close"),
    path("<int:pk>/vergelijken/", wijkplannen.vergelijken, name="vergelijken"),
    path("<int:pk>/versies/<int:nummer>/", wijkplannen.versie, name="versie"),
    path("<int:pk>/pdf/", wijkplannen.pdf, name="pdf"),
    path("<int:pk>/pdf/<int:taak_pk>/", wijkplannen.pdf_download, name="pdf_download"),
]
