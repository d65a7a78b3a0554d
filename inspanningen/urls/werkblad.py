from django.urls import path

from inspanningen.views import samen, werkblad

urlpatterns = [
    path("werkblad/", werkblad.werkblad_upload, name="werkblad"),
    path("werkblad/inspanningen.xlsx", werkblad.werkblad_xlsx, name="werkblad_xlsx"),
    path("werkblad/<int:pk>/", werkblad.werkblad_preview, name="werkblad_preview"),
    path("werkblad/<int:pk>/weggooien/", werkblad.werkblad_drop, name="werkblad_drop"),
    path("samen/", samen.edit_together, name="edit_together"),
]
