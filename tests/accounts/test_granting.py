"""Giving, ending and passing on roles: who may, where, from when. The small country of `factories`; Đông An stands since 2025."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from factories import BY
from hoptac.accounts import actions, gates, granting, permissions
from hoptac.accounts.models import Grant
from hoptac.audit.models import Actor, Entry
from hoptac.common.days import today
from hoptac.common.errors import UserError
from hoptac.users.models import User

TOMORROW = timedelta(days=1)


def person(name: str, role: str = "", world=None, place: str = "bac", first: date = date(2025, 7, 1), **more) -> User:
    user = User.objects.create(username=name, full_name=name)
    if role:
        actions.grant(user=user, role=role, scope_kind="place", scope_id=str(world.id(place)), first=first, by=BY, **more)
    return user


@pytest.fixture
def admin(world):
    return person("quan-tri", "administrator", world)


def give(admin, user, role, world, place="dongan", **more):
    given = {"first": today()} | more
    return granting.give(viewer=admin, user=user, role=role, scope_kind="place", scope_id=str(world.id(place)), by=Actor.of(admin), **given)


def refused(call, *args, **more) -> str:
    """The sentence with which it is refused; nothing was granted, and the trail knows that it was tried."""
    grants, rows = Grant.objects.count(), Entry.objects.filter(act__endswith=".refused").count()
    with pytest.raises(UserError) as caught:
        call(*args, **more)
    assert Grant.objects.count() == grants
    assert Entry.objects.filter(act__endswith=".refused").count() == rows + 1
    return caught.value.sentence


def test_a_role_reaches_its_place_and_no_other(world, admin):
    officer = person("can-bo")
    give(admin, officer, "commune_officer", world)
    assert gates.may(officer, "record", world.id("dongan"))
    assert not gates.may(officer, "record", world.id("tayhoa"))
    assert not gates.may(officer, "record", world.id("bac"))


def test_a_role_reaches_what_went_whole_into_its_place_and_not_what_was_split(world, admin):
    officer = person("can-bo")
    give(admin, officer, "commune_officer", world)
    assert all(gates.may(officer, "read", world.id(place)) for place in ("an", "binh", "anbinh", "cho"))
    assert not gates.may(officer, "read", world.id("duong"))  # a part of it went elsewhere: who stands above both reaches it
    assert gates.may(person("tong-hop", "compiler", world), "read", world.id("duong"))
    assert gates.places(officer, "read") == {world.id(one) for one in ("dongan", "an", "binh", "anbinh", "cho")}


def test_a_province_reaches_its_old_districts_and_a_province_that_joined_it(world):
    compiler = person("tong-hop", "compiler", world)
    assert all(gates.may(compiler, "read", world.id(place)) for place in ("dong", "tay", "ha", "nam", "hai"))


def test_an_administrator_sees_no_data(world, admin):
    assert not any(gates.may(admin, right, world.id("dongan")) for right in ("read", "record", "reveal", "decide"))
    assert gates.places(admin, "read") == frozenset()


def test_nobody_grants_himself_anything(world, admin):
    assert "tự trao" in refused(give, admin, admin, "leader", world)


@pytest.mark.parametrize(("role", "place"), [("viewer", "vn"), ("administrator", "vn"), ("commune_officer", "an")])
def test_a_grant_beyond_the_area_and_one_on_a_place_that_is_gone_read_the_same(world, admin, role, place):
    sentence = refused(give, admin, person("can-bo"), role, world, place)
    assert sentence.startswith("Bạn không trao được vai trò này ở nơi ấy")


def test_who_may_not_grant_grants_nothing(world):
    officer = person("can-bo", "commune_officer", world, "dongan")
    assert "không trao được" in refused(give, officer, person("ban"), "commune_officer", world)


def test_who_may_grant_one_role_grants_no_other(world):
    alliance = person("lien-minh", "alliance", world)
    assert [role.code for role in permissions.grantable(alliance)] == ["representative"]
    refused(give, alliance, person("ban"), "commune_officer", world)


def test_a_neighbour_administers_his_own_area_only(world):
    neighbour = person("quan-tri-xa", "administrator", world, "tayhoa")
    refused(give, neighbour, person("ban"), "commune_officer", world, "dongan")
    assert give(neighbour, person("ban-2"), "commune_officer", world, "tayhoa")


@pytest.mark.parametrize(
    ("more", "word"),
    [
        ({"first": today() - TOMORROW}, "đã qua"),
        ({"after": today()}, "Ngày cuối"),
        ({"sector": "trade"}, "lĩnh vực"),
    ],
)
def test_wrong_days_and_sectors_are_refused(world, admin, more, word):
    assert word in refused(give, admin, person("can-bo"), "commune_officer", world, **more)


def test_the_same_role_twice_at_a_time_is_refused(world, admin):
    officer = person("can-bo")
    give(admin, officer, "commune_officer", world)
    assert "đã giữ vai trò" in refused(give, admin, officer, "commune_officer", world, first=today() + TOMORROW)


def test_forged_roles_and_scopes_are_refused(world, admin):
    officer, by = person("can-bo"), Actor.of(admin)
    for role, kind, id in (
        ("god", "place", "1"),
        ("compiler", "galaxy", "1"),
        ("compiler", "place", "x" * 30),
        ("compiler", "place", "-1"),
    ):
        refused(granting.give, viewer=admin, user=officer, role=role, scope_kind=kind, scope_id=id, by=by, first=today())


def test_an_ended_role_gives_nothing_from_that_moment(world, admin):
    officer = person("can-bo", "commune_officer", world, "dongan")
    (held,) = gates.grants(officer)
    granting.end(viewer=admin, grant=held, by=Actor.of(admin))
    assert not gates.may(officer, "read")
    fresh = give(admin, officer, "commune_officer", world)  # and one that has not lasted a day is taken back
    granting.end(viewer=admin, grant=fresh, by=Actor.of(admin))
    assert not gates.may(officer, "read")


def test_an_outsider_ends_nothing(world, admin):
    (held,) = gates.grants(admin)
    refused(granting.end, viewer=person("la", "administrator", world, "tayhoa"), grant=held, by=BY)


def test_a_sector_narrows_a_role(world, admin):
    user = person("chuyen-vien")
    give(admin, user, "specialist", world, "bac", sector="trade")
    assert gates.may(user, "record", world.id("dongan"), sector="trade")
    assert not gates.may(user, "record", world.id("dongan"), sector="transport")


# --- leave


@pytest.fixture
def holder(world):
    return person("truong-phong", "compiler", world, first=date(2025, 7, 1), after=today() + timedelta(days=100))


def lend(holder, to, days=(0, 10), viewer=None, **more):
    (held,) = Grant.objects.filter(user=holder)
    first, after = (today() + timedelta(days=n) if n is not None else None for n in days)
    viewer = viewer or holder
    return granting.delegate(viewer=viewer, grant=held, to=to, by=Actor.of(viewer), first=first, after=after, **more)


def test_leave_passes_on_a_part_for_a_time(world, holder):
    stand_in = person("thay")
    lend(holder, stand_in, rights=frozenset({"issue"}))
    assert gates.may(stand_in, "issue", world.id("dongan"))
    assert not gates.may(stand_in, "record", world.id("dongan"))
    assert not gates.may(stand_in, "issue", world.id("dongan"), day=today() + timedelta(days=10))  # the first day after


def test_no_more_than_one_holds_is_passed_on(world, holder):
    assert "Chỉ ủy quyền được" in refused(lend, holder, person("thay"), rights=frozenset({"decide"}))


def test_revealing_granting_and_auditing_are_never_passed_on(world):
    officer = person("can-bo", "commune_officer", world, "dongan")
    stand_in = person("thay")
    lend(officer, stand_in)
    assert gates.may(officer, "reveal", world.id("dongan")) and not gates.may(stand_in, "reveal", world.id("dongan"))
    admin = person("quan-tri", "administrator", world)
    refused(lend, admin, person("thay-2"))


@pytest.mark.parametrize(
    ("days", "word"), [((0, None), "cần ngày cuối"), ((0, 200), "trong thời gian giữ"), ((-3, 5), "đã qua"), ((5, 5), "Ngày cuối")]
)
def test_leave_has_its_limits(world, holder, days, word):
    assert word in refused(lend, holder, person("thay"), days)


def test_overlapping_leaves_are_refused_and_touching_ones_are_not(world, holder):
    lend(holder, person("thay"), (0, 10))
    assert "đã được ủy quyền" in refused(lend, holder, person("thay-2"), (9, 12))
    assert lend(holder, person("thay-3"), (10, 12))


def test_what_was_passed_on_is_not_passed_further(world, holder):
    stand_in = person("thay")
    lend(holder, stand_in)
    assert "không ủy quyền tiếp" in refused(lend, stand_in, person("thay-2"))


def test_nobody_is_his_own_stand_in_nor_makes_himself_one(world, holder, admin):
    assert "chính mình" in refused(lend, holder, holder)
    assert "chính mình" in refused(lend, holder, admin, viewer=admin)


def test_when_the_role_ends_what_was_passed_on_ends_with_it(world, holder, admin):
    stand_in = person("thay")
    lend(holder, stand_in)
    granting.end(viewer=admin, grant=Grant.objects.get(user=holder), by=Actor.of(admin))
    assert not gates.may(stand_in, "read")
