"""Addresses of this room."""

from django.urls import path

from hoptac.registry import boards, one, people_views, views
from hoptac.registry.acting import views as acting
from hoptac.registry.acting import waiting

app_name = "registry"
urlpatterns = [
    path("", views.index, name="index"),
    path("new/", acting.new, name="new"),
    path("pick/", acting.pick, name="pick"),
    path("waiting/", waiting.index, name="waiting"),
    path("waiting/<str:public_id>/", waiting.one, name="waiting_one"),
    path("person/<str:person_id>/", people_views.person, name="person"),
    path("person/<str:person_id>/reveal/", people_views.reveal, name="reveal"),
    path("person/<str:person_id>/change/", people_views.change, name="change"),
    path("quality/", boards.index, name="quality"),
    path("quality/<str:code>/", boards.work, name="quality_work"),
    path("duplicates/", boards.double, name="duplicates"),
    path("duplicates/<str:public_id>/<str:double_id>/", boards.join, name="join_records"),
    path("paper/", boards.alive, name="paper"),
    path("<str:public_id>/", one.organisation, name="organisation"),
    path("<str:public_id>/people/", people_views.people, name="people"),
    path("<str:public_id>/people/join/", people_views.join, name="join"),
    path("<str:public_id>/people/members/<str:row_id>/", people_views.member, name="member"),
    path("<str:public_id>/people/appoint/", people_views.appoint, name="appoint"),
    path("<str:public_id>/people/officers/<str:row_id>/", people_views.end_post, name="end_post"),
    path("<str:public_id>/people/workers/", people_views.workers, name="workers"),
    path("<str:public_id>/acts/", acting.choose, name="acts"),
    path("<str:public_id>/acts/<str:slug>/", acting.act, name="act"),
    path("<str:public_id>/events/<str:event_id>/correct/", acting.correct, name="correct"),
    path("<str:public_id>/events/<str:event_id>/withdraw/", acting.withdraw, name="withdraw"),
]
