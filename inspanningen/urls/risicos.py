from django.urls import path

from inspanningen.views import risico

urlpatterns = [
    path("<int:pk>/risicos/", risico.risico_list, name="risicos"),
    path("<int:pk>/risicos/toevoegen/", risico.risico_add, name="risico_add"),
    path("risicos/<int:pk>/", risico.risico_detail, name="risico"),
    path("risicos/<int:pk>/bewerken/", risico.risico_edit, name="risico_edit"),
    path("risicos/<int:pk>/nog-steeds-zo/", risico.risico_look_again, name="risico_look_again"),
    path("risicos/<int:pk>/sluiten/", risico.risico_close, name="risico_close"),
    path("risicos/<int:pk>/heropenen/", risico.risico_reopen, name="risico_reopen"),
]
