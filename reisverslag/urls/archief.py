from django.urls import path

from reisverslag.views import archief

urlpatterns = [
    path("archief/", archief.archief, name="archief"),
    path("archief/<int:pk>/", archief.archief_download, name="archief-download"),
    path("<int:pk>/archief/", archief.archief_verslag, name="archief-verslag"),
]
