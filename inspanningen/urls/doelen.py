from django.urls import path

from inspanningen.views import bijdragen

urlpatterns = [
    path("<int:pk>/doelen/", bijdragen.bijdragen, name="doelen"),
    path("bijdragen/<int:pk>/", bijdragen.bijdrage_edit, name="bijdrage_edit"),
    path("bijdragen/<int:pk>/bewijs/", bijdragen.bewijs_add, name="bewijs_add"),
]
