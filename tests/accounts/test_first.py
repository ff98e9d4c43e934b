"""The first administrator signs up by a link that is shown once, holds a day, and only while nobody administers the site."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from factories import BY
from hoptac.accounts import first, gates
from hoptac.accounts.enums import Right
from hoptac.accounts.models import Grant
from hoptac.common import site
from hoptac.common.errors import UserError
from hoptac.users.models import User

PASSWORD = "mot-mat-khau-dai-va-la"


def sign_up(token: str, username: str = "Quan-Tri", password: str = PASSWORD) -> User:
    return first.sign_up(token=token, username=username, full_name="Quản trị", password=password)


def test_who_holds_the_link_becomes_administrator_and_nothing_more(world):
    user = sign_up(first.invite(by=BY))
    assert gates.may(user, Right.ADMINISTER)
    assert not gates.may(user, Right.READ)
    assert user.check_password(PASSWORD)


def test_the_link_admits_once(world):
    token = first.invite(by=BY)
    sign_up(token)
    assert not first.holds(token)
    with pytest.raises(UserError, match="24 giờ"):
        sign_up(token, "another")
    assert User.objects.count() == 1


def test_a_newer_link_voids_the_older(world):
    older, newer = first.invite(by=BY), first.invite(by=BY)
    assert (first.holds(older), first.holds(newer)) == (False, True)


def test_it_holds_a_day(world, monkeypatch):
    token, now = first.invite(by=BY), timezone.now()
    for hours, holds in ((23, True), (25, False)):
        monkeypatch.setattr(first.timezone, "now", lambda: now + timedelta(hours=hours))  # noqa: B023
        assert first.holds(token) is holds


def test_nobody_comes_in_once_somebody_administers(world):
    token = first.invite(by=BY)
    user = User.objects.create(username="a", full_name="A")
    Grant.objects.create(user=user, role="administrator", scope_kind="place", scope_id=str(world.id("vn")), valid_from="2022-01-01")
    assert not first.holds(token)


@pytest.mark.parametrize("token", ["", "x", "\udcff", "a" * 10_000])
def test_other_words_do_not_open(world, token):
    first.invite(by=BY)
    assert not first.holds(token)


def test_the_database_holds_no_link(world):
    token = first.invite(by=BY)
    assert token not in str(site.get(first.FACT))


def test_a_weak_password_leaves_the_link_as_it_was(world):
    token = first.invite(by=BY)
    with pytest.raises(UserError):
        sign_up(token, password="1234")
    assert first.holds(token)
    assert not User.objects.exists()
