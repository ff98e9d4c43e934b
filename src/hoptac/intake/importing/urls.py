"""Addresses of importing."""

from django.urls import path

from hoptac.intake.importing import views

app_name = "imports"
urlpatterns = [
    path("", views.index, name="index"),
    path("<str:public_id>/", views.sheet, name="sheet"),
    path("<str:public_id>/rows/<int:number>/", views.repair, name="repair"),
    path("<str:public_id>/rows/<int:number>/choice/", views.choose, name="choose"),
    path("<str:public_id>/columns/", views.columns, name="columns"),
    path("<str:public_id>/day/", views.day, name="day"),
    path("<str:public_id>/commit/", views.commit, name="commit"),
    path("<str:public_id>/undo/", views.undo, name="undo"),
    path("<str:public_id>/left/", views.left, name="left"),
    path("<str:public_id>/file/", views.file, name="file"),
]
