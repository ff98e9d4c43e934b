"""The bell and the inbox, and the notices of roles and devices: each to whom it concerns, and to nobody else."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from factories import BY
from hoptac.accounts import actions as accounts
from hoptac.accounts import following, granting, holders, scoping, telling
from hoptac.accounts.subjects import restricting
from hoptac.audit.models import Actor
from hoptac.common.errors import UserError
from hoptac.common.personal import Subject
from hoptac.notices import queries
from hoptac.notices.models import Choice, Notice
from hoptac.users.models import User

SINCE = date(2025, 7, 1)
OFFICE = Actor("operator", "mai")


def person(name: str) -> User:
    return User.objects.create(username=name, full_name=name.title(), email=f"{name}@x.vn")


@pytest.fixture
def lan(world) -> User:
    return person("lan")


@pytest.fixture
def after_commit(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def give(user: User, world, role: str = "commune_officer", place: str = "dongan", **more):
    return accounts.grant(user=user, role=role, scope_kind="place", scope_id=str(world.id(place)), by=OFFICE, first=SINCE, **more)


def kinds_of(user: User) -> list[str]:
    return sorted(Notice.objects.filter(user=user).values_list("kind", flat=True))


def test_a_role_given_passed_on_and_ended_is_told_to_whom_it_concerns(world, lan, after_commit):
    mai = person("mai")
    with after_commit():
        grant = give(lan, world)
    with after_commit():
        granting.delegate(
            viewer=scoping.OPERATOR, grant=grant, to=mai, by=OFFICE, first=date.today(), after=date.today() + timedelta(days=3)
        )
    with after_commit():
        granting.end(viewer=scoping.OPERATOR, grant=grant, by=OFFICE)
    assert kinds_of(lan) == ["role.ended", "role.given"] and kinds_of(mai) == ["role.ended", "role.lent"]


def test_a_role_is_told_in_the_language_of_the_reader(world, lan, after_commit):
    with after_commit():
        give(lan, world)
    row = Notice.objects.get(user=lan)
    with translation.override("vi"):
        assert "Công chức cấp xã" in queries.tell([row])[0].text
    with translation.override("en"):
        assert "Commune officer" in queries.tell([row])[0].text


def test_a_reorganisation_is_told_to_the_holder_and_to_administrators_there(world, lan, after_commit):
    chief, far = person("quan-tri"), person("quan-tri-xa")
    give(chief, world, "administrator", "bac")
    give(far, world, "administrator", "hainam")
    accounts.grant(user=lan, role="commune_officer", scope_kind="place", scope_id=str(world.id("anbinh")), by=BY, first=date(2024, 12, 1))
    with after_commit():
        following.follow(by=BY)
    assert kinds_of(lan) == ["role.closed"] and "role.proposed" in kinds_of(chief) and "role.proposed" not in kinds_of(far)


def test_a_role_that_ends_soon_is_told_once(world, lan, after_commit):
    give(lan, world, after=date.today() + timedelta(days=5))
    give(lan, world, place="tayhoa", after=date.today() + timedelta(days=60))
    for _run in range(3):
        with after_commit():
            telling.ending(timezone.now())
    assert kinds_of(lan).count("role.ending") == 1


def test_the_first_device_is_noted_and_a_new_one_is_told(lan, after_commit):
    for device in ("Chrome · Windows", "Chrome · Windows", "Firefox · Linux"):
        with after_commit():
            telling.signed_in(lan, device)
    rows = Notice.objects.filter(user=lan, kind="door.device").order_by("pk")
    assert [row.read_at is None for row in rows] == [False, True]


def test_those_nearest_are_told_and_not_the_whole_country(world):
    near, above = person("xa"), person("tinh")
    give(near, world, "commune_officer", "dongan")
    give(above, world, "compiler", "bac")
    assert holders.holders("record", world.id("dongan")) == [near]
    assert holders.holders("record", world.id("tayhoa")) == [above]
    assert {user.pk for user in holders.holders("record", world.id("dongan"), least=False)} == {near.pk, above.pk}
    assert holders.holders("subjects", world.id("dongan")) == []


def test_the_bell_counts_and_the_inbox_opens_and_marks_ones_own(world, lan, after_commit):
    with after_commit():
        give(lan, world)
    client = Client()
    client.force_login(lan)
    page = client.get(reverse("inbox:index")).content.decode()
    assert 'class="ht-bell__n" aria-hidden="true">1<' in page and "Công chức cấp xã" in page
    notice = Notice.objects.get(user=lan)
    stranger = Client()
    stranger.force_login(person("khac"))
    assert stranger.post(reverse("inbox:opened", args=[notice.public_id])).status_code == 404
    assert "Công chức" not in stranger.get(reverse("inbox:index")).content.decode()
    assert client.post(reverse("inbox:opened", args=[notice.public_id])).status_code == 302
    assert "ht-bell__n" not in client.get(reverse("inbox:index")).content.decode()


def test_choices_are_kept_and_a_bad_one_is_refused(lan):
    client = Client()
    client.force_login(lan)
    assert client.post(reverse("inbox:choices"), {"role.given": "none"}).status_code == 302
    assert client.post(reverse("inbox:choices"), {"door.device": "none"}).status_code == 400
    assert client.post(reverse("inbox:choices"), {"role.given": "x"}).status_code == 400
    assert list(Choice.objects.values_list("kind", "way")) == [("role.given", "none")]


def test_restricted_data_is_not_opened(world, lan):
    from hoptac.accounts import personal

    give(lan, world)
    subject = personal.Subject("nguoi0000001", world.id("dongan"), {"phone": lambda: "0912345678"})
    reason = "đối chiếu giấy chứng nhận"
    assert personal.reveal(viewer=lan, subject=subject, field="phone", reason=reason) == "0912345678"
    restricting.restrict(subject=Subject("person", subject.id), why="yêu cầu thử", by=BY)
    with pytest.raises(UserError, match="hạn chế"):
        personal.reveal(viewer=lan, subject=subject, field="phone", reason=reason)
