"""Addresses of this room."""

from django.urls import path

from hoptac.intake import views

app_name = "intake"
urlpatterns = [
    path("", views.index, name="index"),
    path("<str:public_id>/", views.reading, name="reading"),
    path("<str:public_id>/file/", views.download, name="file"),
    path("<str:public_id>/<str:finding_id>/confirm/", views.confirm, name="confirm"),
    path("<str:public_id>/<str:finding_id>/reject/", views.reject, name="reject"),
]
