from django.urls import path

from inspanningen.views import overdracht

urlpatterns = [
    path("<int:pk>/naar-de-lijn/", overdracht.overdracht, name="overdracht"),
    path("<int:pk>/naar-de-lijn/beginnen/", overdracht.begin, name="overdracht_begin"),
    path("overdrachten/<int:pk>/punt/", overdracht.punt_add, name="overdracht_punt_add"),
    path("overdrachten/<int:pk>/klaar/", overdracht.ready, name="overdracht_ready"),
    path("overdrachten/<int:pk>/overnemen/", overdracht.take_over, name="overdracht_take_over"),
    path("overdrachten/<int:pk>/teruggeven/", overdracht.give_back, name="overdracht_give_back"),
    path("overdrachten/<int:pk>/stoppen/", overdracht.stop, name="overdracht_stop"),
    path("overdrachtspunten/<int:pk>/", overdracht.punt, name="overdracht_punt"),
]
