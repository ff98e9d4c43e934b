"""Addresses of this room."""

from django.urls import path

from hoptac.registry import boards, one, views
from hoptac.registry.acting import views as acting
from hoptac.registry.acting import waiting

app_name = "registry"
urlpatterns = [
    path("", views.index, name="index"),
    path("new/", acting.new, name="new"),
    path("pick/", acting.pick, name="pick"),
    path("waiting/", waiting.index, name="waiting"),
    path("waiting/<str:public_id>/", waiting.one, name="waiting_one"),
    path("quality/", boards.index, name="quality"),
    path("quality/<str:code>/", boards.work, name="quality_work"),
    path("duplicates/", boards.double, name="duplicates"),
    path("paper/", boards.alive, name="paper"),
    path("<str:public_id>/", one.organisation, name="organisation"),
    path("<str:public_id>/acts/", acting.choose, name="acts"),
    path("<str:public_id>/acts/<str:slug>/", acting.act, name="act"),
    path("<str:public_id>/events/<str:event_id>/correct/", acting.correct, name="correct"),
    path("<str:public_id>/events/<str:event_id>/withdraw/", acting.withdraw, name="withdraw"),
]
