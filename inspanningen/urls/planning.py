from django.urls import path

from inspanningen.views import mijlpalen

urlpatterns = [
    path("<int:pk>/planning/", mijlpalen.planning, name="planning"),
    path("<int:pk>/planning/toevoegen/", mijlpalen.mijlpaal_add, name="mijlpaal_add"),
    path("mijlpalen/<int:pk>/", mijlpalen.mijlpaal_detail, name="mijlpaal"),
    path("mijlpalen/<int:pk>/bewerken/", mijlpalen.mijlpaal_edit, name="mijlpaal_edit"),
    path("mijlpalen/<int:pk>/gehaald/", mijlpalen.mijlpaal_reach, name="mijlpaal_reach"),
    path("mijlpalen/<int:pk>/vervallen/", mijlpalen.mijlpaal_drop, name="mijlpaal_drop"),
    path("mijlpalen/<int:pk>/weer-gepland/", mijlpalen.mijlpaal_reopen, name="mijlpaal_reopen"),
    path("mijlpalen/<int:pk>/weghalen/", mijlpalen.mijlpaal_remove, name="mijlpaal_remove"),
]
