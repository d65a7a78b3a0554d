from django.urls import path, re_path

from brunssum.openbaar import views

app_name = "openbaar"

urlpatterns = [
    path("", views.begin, name="begin"),
    path("programma/", views.programma, name="programma"),
    path("gebieden/", views.gebied_list, name="gebieden"),
    path("gebieden/<slug:code>/", views.gebied, name="gebied"),
    path("reisverslagen/", views.verslag_list, name="verslagen"),
    path("reisverslagen/feed/", views.feed, name="feed"),
    path("reisverslagen/<int:pk>/", views.verslag, name="verslag"),
    path("reisverslagen/<int:pk>/pdf/", views.verslag_pdf, name="pdf"),
    re_path(r"^.+$", views.absent),
]
