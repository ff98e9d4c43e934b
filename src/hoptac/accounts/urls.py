"""Addresses of this room."""

from django.urls import path

from hoptac.accounts import views

app_name = "accounts"
urlpatterns = [
    path("", views.sign_in, name="sign_in"),
    path("out/", views.sign_out, name="sign_out"),
    path("first/<str:token>/", views.first, name="first"),
]
