"""Addresses of this room."""

from django.urls import path

from hoptac.registry import views

app_name = "registry"
urlpatterns = [
    path("", views.index, name="index"),
    path("<str:public_id>/", views.organisation, name="organisation"),
]
