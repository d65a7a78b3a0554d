from django.urls import include, path, register_converter

from inspanningen import views
from inspanningen.velden import BASIS, SECTIES


class SectieConverter:
    """The name of a sectie in a url; any other word is no page."""

    regex = "|".join(sectie.key for sectie in (BASIS, *SECTIES))

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(SectieConverter, "sectie")

app_name = "inspanningen"

urlpatterns = [
    path("", views.inspanning_list, name="list"),
    path("toevoegen/", views.add, name="add"),
    path("importeren/", views.import_upload, name="import"),
    path("importeren/<int:pk>/", views.import_preview, name="import_preview"),
    path("importeren/<int:pk>/weggooien/", views.import_drop, name="import_drop"),
    path("", include("inspanningen.urls.werkblad")),
    path("bij-gebied/<str:code>/", views.bij_gebied, name="bij_gebied"),
    path("bij-thema/<slug:code>/", views.bij_thema, name="bij_thema"),
    path("streefwaarden/<slug:code>/", views.streefwaarden_bij_indicator, name="streefwaarden_bij_indicator"),
    path("streefwaarden/<slug:code>/toevoegen/", views.streefwaarde_add, name="streefwaarde_add"),
    path("streefwaarden/<int:pk>/weghalen/", views.streefwaarde_remove, name="streefwaarde_remove"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/bewerken/<sectie:sectie>/", views.edit, name="edit"),
    path("<int:pk>/fase/", views.change_fase, name="change_fase"),
    path("<int:pk>/versies/", views.versions, name="versions"),
    path("<int:pk>/versies/<int:nummer>/", views.version_diff, name="version_diff"),
    path("<int:pk>/versies/<int:nummer>/terugzetten/", views.version_restore, name="version_restore"),
    path("<int:pk>/pdf/", views.pdf, name="pdf"),
    path("<int:pk>/pdf/<int:taak_pk>/", views.pdf_download, name="pdf_download"),
    path("", include("inspanningen.urls.doelen")),
    path("", include("inspanningen.urls.oordelen")),
    path("", include("inspanningen.urls.overdracht")),
    path("", include("inspanningen.urls.participatie")),
    path("", include("inspanningen.urls.risicos")),
    path("", include("inspanningen.urls.planning")),
    path("", include("inspanningen.urls.voortgang")),
    path("", include("inspanningen.urls.geld")),
    path("", include("inspanningen.urls.samenhang")),
]
