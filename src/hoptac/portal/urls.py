"""Addresses of this room."""

from django.urls import path

from hoptac.portal import compare_view, views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("compare/", compare_view.compare, name="compare"),
    path("search/", views.search, name="search"),
]
