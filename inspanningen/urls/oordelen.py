from django.urls import path

from inspanningen.views import oordelen

urlpatterns = [
    path("<int:pk>/oordelen/", oordelen.oordelen, name="oordelen"),
    path("<int:pk>/oordelen/<int:ronde_pk>/", oordelen.oordeel_give, name="oordeel_give"),
]
