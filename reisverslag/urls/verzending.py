from django.urls import path

from reisverslag.views import bezorgd, verzending, verzendlijsten

urlpatterns = [
    path("verzendlijsten/", verzendlijsten.verzendlijst_list, name="verzendlijsten"),
    path("verzendlijsten/nieuw/", verzendlijsten.verzendlijst_add, name="verzendlijst-add"),
    path("verzendlijsten/<int:pk>/", verzendlijsten.verzendlijst_detail, name="verzendlijst"),
    path("verzendlijsten/<int:pk>/wijzigen/", verzendlijsten.verzendlijst_edit, name="verzendlijst-edit"),
    path("verzendlijsten/<int:pk>/opheffen/", verzendlijsten.verzendlijst_close, name="verzendlijst-close"),
    path("ontvangers/<int:pk>/weghalen/", verzendlijsten.ontvanger_remove, name="ontvanger-remove"),
    path("<int:pk>/verzenden/", verzending.lijst_kiezen, name="verzenden"),
    path("<int:pk>/verzenden/<int:lijst_pk>/", verzending.verzenden, name="verzenden-aan"),
    path("verzendingen/<int:pk>/", verzending.verzending_detail, name="verzending"),
    path("verzendingen/<int:pk>/opnieuw/", verzending.verzending_retry, name="verzending-retry"),
    path("bezorgd/<str:token>/", bezorgd.bezorgd, name="bezorgd"),
    path("bezorgd/<str:token>/code/", bezorgd.code, name="bezorgd-code"),
    path("bezorgd/<str:token>/lezen/", bezorgd.lezen, name="bezorgd-lezen"),
    path("bezorgd/<str:token>/pdf/", bezorgd.pdf, name="bezorgd-pdf"),
]
