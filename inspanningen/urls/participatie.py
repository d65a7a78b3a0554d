from django.urls import path

from inspanningen.views import participatie

urlpatterns = [
    path("<int:pk>/participatie/", participatie.participatie, name="participatie"),
]
