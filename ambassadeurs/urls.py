from django.urls import path

from ambassadeurs import views

app_name = "ambassadeurs"

urlpatterns = [
    path("", views.groep_list, name="list"),
    path("nieuw/", views.groep_add, name="add"),
    path("<int:pk>/", views.groep_detail, name="detail"),
    path("<int:pk>/werkwijze/", views.werkwijze_change, name="werkwijze"),
    path("<int:pk>/leden/nieuw/", views.lid_add, name="lid_add"),
    path("<int:pk>/leden/<int:lid_pk>/stopt/", views.lid_end, name="lid_end"),
]
