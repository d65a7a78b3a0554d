from django.urls import path

from ambassadeurs.views import groepen

app_name = "ambassadeurs"

urlpatterns = [
    path("", groepen.groep_list, name="list"),
    path("nieuw/", groepen.groep_add, name="add"),
    path("<int:pk>/", groepen.groep_detail, name="detail"),
    path("<int:pk>/werkwijze/", groepen.werkwijze_change, name="werkwijze"),
    path("<int:pk>/leden/nieuw/", groepen.lid_add, name="lid_add"),
    path("<int:pk>/leden/<int:lid_pk>/stopt/", groepen.lid_end, name="lid_end"),
]
