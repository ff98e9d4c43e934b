"""Where records count: on the map of each day, or all on the map of one day; and what happens where a unit was divided."""

from __future__ import annotations

from datetime import date

from factories import MERGER, REFORM
from hoptac.common.days import DAWN
from hoptac.places.scope import ALWAYS, Scope, Window, split_among

DAY = date(2022, 12, 31)


def test_a_record_counts_in_its_commune_as_long_as_that_is_on_the_map(world):
    assert Scope(world.id("an")).windows(world.id("an")) == (Window(DAWN, MERGER, "", "2024/NQ"),)


def test_it_goes_on_counting_in_the_commune_formed_of_it(world):
    assert Scope(world.id("anbinh")).windows(world.id("an")) == (Window(MERGER, REFORM, "2024/NQ", "2025/NQ"),)


def test_a_province_keeps_its_records_through_every_reorganisation(world):
    for uid in ("an", "giang", "cho", "duong", "dongan"):
        assert [(w.first, w.after) for w in Scope(world.id("bac")).windows(world.id(uid))] == [(DAWN, None)], uid


def test_records_of_a_province_that_joined_another_count_there_from_that_day(world):
    assert [(w.first, w.after) for w in Scope(world.id("bac")).windows(world.id("hai"))] == [(REFORM, None)]
    assert [(w.first, w.after) for w in Scope(world.id("nam")).windows(world.id("hai"))] == [(DAWN, REFORM)]


def test_a_district_holds_its_records_until_districts_ended(world):
    assert [(w.first, w.after) for w in Scope(world.id("dong")).windows(world.id("an"))] == [(DAWN, REFORM)]


def test_everything_counts_in_the_country_always(world):
    assert Scope(world.id("vn")).windows(world.id("duong")) == ALWAYS


def test_on_another_day_s_map_a_record_counts_on_all_days_or_none(world):
    assert Scope(world.id("dongan"), REFORM).windows(world.id("an")) == ALWAYS
    assert Scope(world.id("bac"), REFORM).windows(world.id("hai")) == ALWAYS
    assert Scope(world.id("bac"), DAY).windows(world.id("hai")) == ()
    assert Scope(world.id("an"), DAY).windows(world.id("anbinh")) == ()


def test_a_divided_unit_counts_in_neither_part_but_in_what_holds_both(world):
    assert Scope(world.id("dongan"), REFORM).windows(world.id("duong")) == ()
    assert Scope(world.id("tayhoa"), REFORM).windows(world.id("duong")) == ()
    assert Scope(world.id("bac"), REFORM).windows(world.id("duong")) == ALWAYS


def test_another_known_place_of_the_record_decides_where_a_division_leaves_doubt(world):
    hints = frozenset({world.id("duong"), world.id("tayhoa")})
    assert Scope(world.id("tayhoa"), REFORM).windows(world.id("duong"), hints) == ALWAYS
    assert Scope(world.id("dongan"), REFORM).windows(world.id("duong"), hints) == ()


def test_a_place_that_has_nothing_to_do_with_it_decides_nothing(world):
    hints = frozenset({world.id("duong"), world.id("hai")})
    assert Scope(world.id("dongan"), REFORM).windows(world.id("duong"), hints) == ()


def test_splitting_names_the_one_part_or_none(world):
    parts = frozenset({world.id("dongan"), world.id("tayhoa"), world.id("hainam")})
    assert split_among(world.id("binh"), parts, REFORM) == world.id("dongan")
    assert split_among(world.id("duong"), parts, REFORM) is None
    assert split_among(world.id("duong"), parts, REFORM, frozenset({world.id("tayhoa")})) == world.id("tayhoa")
    districts = frozenset({world.id("dong"), world.id("tay")})
    assert split_among(world.id("duong"), districts, DAY) == world.id("dong")
    assert split_among(world.id("dongan"), districts, DAY) == world.id("dong")
