"""Addresses: requests for who handles them, and the data held about oneself."""

from django.urls import path

from hoptac.accounts.subjects import own, views

app_name = "subjects"
urlpatterns = [
    path("mine/", own.index, name="own"),
    path("mine/export/", own.export, name="own_export"),
    path("mine/ask/", own.ask, name="own_ask"),
    path("mine/consent/", own.consent, name="own_consent"),
    path("requests/", views.index, name="index"),
    path("requests/new/", views.new, name="new"),
    path("requests/<str:public_id>/", views.request_page, name="request"),
    path("requests/<str:public_id>/act/", views.act, name="act"),
    path("requests/<str:public_id>/export/", views.export, name="export"),
]
