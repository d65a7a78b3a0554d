from django.urls import path

from inspanningen.views import samenhang

urlpatterns = [
    path("<int:pk>/samenhang/", samenhang.samenhang_list, name="samenhang"),
    path("<int:pk>/samenhang/toevoegen/", samenhang.afhankelijkheid_add, name="afhankelijkheid_add"),
    path("samenhang/<int:pk>/bewerken/", samenhang.afhankelijkheid_edit, name="afhankelijkheid_edit"),
    path("samenhang/<int:pk>/weghalen/", samenhang.afhankelijkheid_remove, name="afhankelijkheid_remove"),
]
