"""Addresses of this room."""

from django.urls import path

from hoptac.places import views

app_name = "places"
urlpatterns = [
    path("", views.index, name="index"),
    path("<str:key>/", views.place, name="place"),
]
