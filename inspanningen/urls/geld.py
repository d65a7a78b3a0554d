from django.urls import path

from inspanningen.views import geld

urlpatterns = [
    path("<int:pk>/geld/", geld.geld_list, name="geld"),
    path("<int:pk>/geld/toevoegen/", geld.budgetpost_add, name="budgetpost_add"),
    path("geld/<int:pk>/bewerken/", geld.budgetpost_edit, name="budgetpost_edit"),
    path("geld/<int:pk>/weghalen/", geld.budgetpost_remove, name="budgetpost_remove"),
]
