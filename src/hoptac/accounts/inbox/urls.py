"""Addresses of the inbox."""

from django.urls import path

from hoptac.accounts.inbox import views

app_name = "inbox"
urlpatterns = [
    path("", views.index, name="index"),
    path("choices/", views.choices, name="choices"),
    path("<str:public_id>/", views.opened, name="opened"),
]
