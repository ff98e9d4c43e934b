"""Addresses of this room."""

from django.urls import path, re_path

from hoptac.reporting import views

app_name = "reporting"
urlpatterns = [
    path("", views.index, name="index"),
    path("new/", views.new, name="new"),
    path("<str:public_id>/", views.report, name="report"),
    re_path(r"^(?P<public_id>[0-9a-z]{12})\.(?P<extension>docx|pdf)$", views.download, name="download"),
]
