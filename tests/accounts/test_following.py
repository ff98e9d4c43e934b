"""Roles and the reorganisation of 1/7/2025: what ended gives nothing, successors are proposed, nothing is granted by itself."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from factories import BY, MERGER, REFORM
from hoptac.accounts import actions, following, gates, granting
from hoptac.accounts.models import Grant, Proposal
from hoptac.audit.models import Actor, Entry
from hoptac.common.days import today
from hoptac.common.errors import UserError
from hoptac.users.models import User

BEFORE = REFORM - timedelta(days=1)


def holder(world, place: str, role: str = "commune_officer", first: date = date(2022, 1, 1)) -> User:
    user = User.objects.create(username=f"{role}-{place}", full_name=place)
    actions.grant(user=user, role=role, scope_kind="place", scope_id=str(world.id(place)), first=first, by=BY)
    return user


def proposed(world, user: User) -> dict[str, str]:
    """What is proposed to take over from a person's role: short name of the place, and how much of the territory."""
    names = {str(place.pk): uid for uid, place in world.places.items()}
    row = Proposal.objects.get(grant__user=user)
    return {names[one["id"]]: one["share"] for one in row.candidates}


def test_the_rights_of_a_district_officer_end_on_the_day_whether_or_not_anybody_looked(world):
    user = holder(world, "dong", "specialist")
    assert gates.may(user, "record", world.id("cho"), day=BEFORE)
    assert gates.grants(user, REFORM) == []
    assert not gates.may(user, "record", world.id("dongan"))


def test_a_district_proposes_the_communes_that_hold_its_territory(world):
    user = holder(world, "dong", "specialist")
    following.follow(by=BY, day=REFORM)
    assert proposed(world, user) == {"dongan": "", "tayhoa": ""}  # a part of Dương went to Tây Hoa
    assert Grant.objects.get().valid_to == REFORM


def test_a_commune_that_went_whole_proposes_its_successor_and_a_split_one_all(world):
    whole, split = holder(world, "hai"), holder(world, "duong")
    following.follow(by=BY, day=REFORM)
    assert proposed(world, whole) == {"hainam": "whole"}
    assert proposed(world, split) == {"dongan": "part", "tayhoa": "part"}


def test_it_is_run_for_any_day_and_again_without_change(world):
    early, late = holder(world, "an"), holder(world, "hoa")
    assert [one.grant.user for one in following.follow(by=BY, day=MERGER)] == [early]
    assert [one.grant.user for one in following.follow(by=BY, day=REFORM)] == [late]
    rows = Entry.objects.count()
    assert following.follow(by=BY) == [] and Entry.objects.count() == rows
    assert Grant.objects.count() == 2  # nothing was granted


def test_a_role_that_ended_before_proposes_nothing(world):
    user = User.objects.create(username="cu")
    actions.grant(
        user=user, role="specialist", scope_kind="place", scope_id=str(world.id("dong")), first=date(2022, 1, 1), after=BEFORE, by=BY
    )
    assert following.follow(by=BY, day=REFORM) == []


@pytest.fixture
def open_proposal(world):
    user = holder(world, "hai")
    (row,) = following.follow(by=BY)
    return row, user, holder(world, "bac", "administrator", REFORM)


def test_an_administrator_confirms_and_only_then_the_role_is_there(world, open_proposal):
    row, user, admin = open_proposal
    assert not gates.may(user, "read")
    granting.confirm(viewer=admin, proposal=row, scope_ids=[str(world.id("hainam"))], by=Actor.of(admin))
    assert gates.may(user, "record", world.id("hainam"))
    with pytest.raises(UserError, match="đã có người quyết định"):
        granting.decline(proposal=row, by=Actor.of(admin))


def test_he_may_choose_another_place_but_none_beyond_his_area(world, open_proposal):
    row, user, admin = open_proposal
    for id in (str(world.id("vn")), "999999"):
        with pytest.raises(UserError):
            granting.confirm(viewer=admin, proposal=row, scope_ids=[str(world.id("hainam")), id], by=Actor.of(admin))
    assert Proposal.objects.get().state == "open" and not gates.may(user, "read")  # all or none
    granting.confirm(viewer=admin, proposal=row, scope_ids=[str(world.id("dongan"))], by=Actor.of(admin))
    assert gates.may(user, "read", world.id("dongan"))
    assert Grant.objects.latest("pk").valid_from == today()
