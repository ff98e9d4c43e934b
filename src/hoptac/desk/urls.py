"""Addresses of this room."""

from django.urls import path

from hoptac.desk import auditing, views

app_name = "desk"
urlpatterns = [path("", views.home, name="home"), path("audit/", auditing.search, name="trail")]
