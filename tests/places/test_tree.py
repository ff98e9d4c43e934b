"""The map in memory: which units hold a territory on any day, and what lies in what."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from factories import KNOWN_FROM, MERGER, REFORM
from hoptac.places.models import Version
from hoptac.places.tree import tree

DAY = date(2022, 12, 31)


def test_a_territory_is_followed_forward_and_back(world):
    ids = lambda *uids: frozenset(world.id(uid) for uid in uids)  # noqa: E731
    carried = tree().carried
    assert carried(world.id("an"), DAY) == ids("an")
    assert carried(world.id("an"), MERGER) == ids("anbinh")
    assert carried(world.id("an"), REFORM) == ids("dongan")
    assert carried(world.id("duong"), REFORM) == ids("dongan", "tayhoa")
    assert carried(world.id("dongan"), DAY) == ids("an", "binh", "cho", "duong")


def test_the_chain_follows_the_parents_of_the_day(world):
    names = lambda uid, day: [u.name for u in tree().chain(world.id(uid), day)]  # noqa: E731
    assert names("hai", DAY) == ["Hải", "Hạ", "Nam", "Việt Nam"]
    assert names("hainam", REFORM) == ["Hải Nam", "Bắc", "Việt Nam"]
    assert names("hai", REFORM) == []


def test_a_unit_is_on_the_map_from_its_first_day_to_the_day_before_its_end(world):
    unit = lambda uid, day: tree().unit(world.id(uid), day)  # noqa: E731
    assert unit("an", MERGER - timedelta(days=1)).name == "An"
    assert unit("an", MERGER) is None
    assert unit("anbinh", MERGER - timedelta(days=1)) is None
    assert unit("anbinh", MERGER).name == "An Bình"


def test_lineage_joins_what_was_before_and_what_came_after_but_not_neighbours(world):
    found = {uid for uid in world.places if world.id(uid) in tree().lineage(world.id("anbinh"))}
    assert found == {"an", "binh", "anbinh", "dongan"}


def test_an_earlier_day_than_the_map_is_known_for_says_so(world):
    assert tree().is_verified(world.id("bac"), KNOWN_FROM)
    assert not tree().is_verified(world.id("bac"), KNOWN_FROM - timedelta(days=1))


def test_the_permanent_address_stays_when_the_place_changes(world):
    assert tree().permanent_key(world.id("giang")) == "90012@2020-01-01"
    assert tree().permanent_key(world.id("anbinh")) == "90001@2024-11-01"


def test_days_on_which_the_map_under_a_place_changed(world):
    assert tree().cut_days(world.id("bac")) == [MERGER, REFORM]
    assert tree().cut_days(world.id("ha")) == [REFORM]


def test_the_database_refuses_two_versions_of_a_place_on_one_day(world):
    with pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.filter(place=world["giang"], valid_from=MERGER).update(valid_from=MERGER - timedelta(days=1))


def test_a_map_loaded_anew_is_seen(world):
    from hoptac.common import site
    from hoptac.places import tree as places_tree

    assert tree().unit(world.id("an"), DAY).name == "An"
    Version.objects.filter(place=world["an"]).update(name="Ân")
    assert tree().unit(world.id("an"), DAY).name == "An"
    site.put("map", "another")
    places_tree.forget()
    assert tree().unit(world.id("an"), DAY).name == "Ân"
