"""Addresses of this room. A passport's address is permanent and stands without a slash at its end."""

from django.urls import path

from hoptac.figures import views

app_name = "figures"
urlpatterns = [
    path("", views.index, name="index"),
    path("<str:code>", views.passport, name="passport"),
    path("<str:code>/", views.passport),
]
