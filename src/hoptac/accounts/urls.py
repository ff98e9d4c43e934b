"""Addresses of this room. Signing in is there where the site has doors (a command that only asks opens none)."""

from django.conf import settings
from django.urls import path

app_name = "accounts"
urlpatterns = []
if settings.DOORS:
    from hoptac.accounts.door import views as door

    urlpatterns += [
        path("sign-in/", door.sign_in, name="sign_in"),
        path("sign-in/out/", door.sign_out, name="sign_out"),
        path("sign-in/first/<str:token>/", door.first, name="first"),
    ]
