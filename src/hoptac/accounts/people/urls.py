"""Addresses of the screens of people and roles."""

from django.urls import path

from hoptac.accounts.people import views

app_name = "people"
urlpatterns = [
    path("", views.index, name="index"),
    path("new/", views.new, name="new"),
    path("proposals/", views.proposals, name="proposals"),
    path("proposals/<str:public_id>/", views.decide, name="decide"),
    path("grants/<str:public_id>/end/", views.end, name="end"),
    path("grants/<str:public_id>/delegate/", views.delegate, name="delegate"),
    path("<str:public_id>/", views.person, name="person"),
    path("<str:public_id>/grant/", views.grant, name="grant"),
]
