from django.urls import path

from inspanningen.views import voortgang

urlpatterns = [
    path("<int:pk>/voortgang/", voortgang.of_inspanning, name="voortgang"),
    path("<int:pk>/voortgang/melden/", voortgang.report, name="voortgang_report"),
    path("voortgang/", voortgang.all_meldingen, name="voortgang_list"),
    path("voortgang/<int:pk>/", voortgang.detail, name="voortgang_detail"),
    path("voortgang/<int:pk>/aanvaarden/", voortgang.accept, name="voortgang_accept"),
    path("voortgang/<int:pk>/teruggeven/", voortgang.give_back, name="voortgang_give_back"),
    path("voortgang/<int:pk>/verbeteren/", voortgang.improve, name="voortgang_improve"),
    path("voortgang/<int:pk>/intrekken/", voortgang.withdraw, name="voortgang_withdraw"),
]
