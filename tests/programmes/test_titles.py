"""Titles through time and reorganisations (places sheet, §3): by merger a title is kept if every rural part had it; a ward has none."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from factories import BY, MERGER, REFORM, titled
from hoptac.common.errors import UserError
from hoptac.figures.queries import figure
from hoptac.programmes import actions

DAY = date(2022, 12, 31)
EVE = MERGER - timedelta(days=1)


def asked(world, day: date, code: str = "ntm.commune.standard", place: str = "bac", **more) -> tuple:
    found = figure(code, world.id(place), as_of=day, **more)
    return found.value, found.denominator


def test_a_title_counts_from_the_day_it_was_met(world):
    titled(world, "an", met_on=date(2021, 5, 1))
    assert asked(world, date(2021, 4, 30)) == (0, 4)
    assert asked(world, date(2021, 5, 1)) == (1, 4)


def test_by_decision_it_counts_from_the_day_decided(world):
    titled(world, "an", met_on=date(2021, 5, 1), decided_on=date(2021, 9, 1))
    titled(world, "binh", met_on=date(2021, 5, 1))
    assert asked(world, date(2021, 8, 31), rule="decided") == (0, 4)
    assert asked(world, date(2021, 9, 1), rule="decided") == (1, 4)
    assert asked(world, date(2021, 9, 1)) == (2, 4)


def test_a_higher_level_includes_the_lower(world):
    titled(world, "an", "model")
    assert [asked(world, DAY, f"ntm.commune.{level}")[0] for level in ("standard", "advanced", "model")] == [1, 1, 1]


def test_a_revoked_title_counts_to_the_day_before(world):
    row = titled(world, "an")
    actions.revoke(recognition=row, on=date(2022, 7, 1), by=BY)
    assert (asked(world, date(2022, 6, 30)), asked(world, date(2022, 7, 1))) == ((1, 4), (0, 4))


def test_a_commune_formed_of_titled_ones_is_titled(world):
    titled(world, "an")
    titled(world, "binh")
    assert asked(world, EVE) == (2, 4)
    assert asked(world, MERGER) == (1, 2)


def test_one_rural_part_without_it_and_the_new_commune_has_none(world):
    titled(world, "an")
    assert asked(world, EVE) == (1, 4)
    assert asked(world, MERGER) == (0, 2)


def test_parts_that_are_townships_or_wards_do_not_hinder(world):
    for uid in ("an", "binh", "duong"):
        titled(world, uid)
    assert asked(world, REFORM, place="dongan") == (1, 1)


def test_a_part_that_gave_only_a_piece_counts_too(world):
    titled(world, "an")
    titled(world, "binh")
    assert asked(world, REFORM, place="dongan") == (0, 1)


def test_a_commune_that_becomes_a_ward_loses_it(world):
    titled(world, "giang")
    assert (asked(world, EVE, place="tay"), asked(world, MERGER, place="tay")) == ((1, 1), (0, 0))


def test_a_title_lost_before_the_merger_is_not_inherited(world):
    titled(world, "an")
    actions.revoke(recognition=titled(world, "binh"), on=MERGER - timedelta(days=1), by=BY)
    assert asked(world, MERGER) == (0, 2)


def test_the_lower_level_is_inherited_where_the_higher_is_not(world):
    titled(world, "an", "model")
    titled(world, "binh", "standard")
    assert [asked(world, MERGER, f"ntm.commune.{level}")[0] for level in ("standard", "advanced", "model")] == [1, 0, 0]


def test_on_a_later_map_an_earlier_day_asks_whether_every_rural_part_had_it(world):
    titled(world, "an", met_on=date(2021, 1, 1))
    titled(world, "binh", met_on=date(2022, 1, 1))
    assert asked(world, date(2021, 12, 31), place="anbinh", map_of=MERGER) == (0, 1)
    assert asked(world, date(2022, 1, 1), place="anbinh", map_of=MERGER) == (1, 1)


def test_on_an_earlier_map_a_later_day_keeps_the_units_that_were(world):
    titled(world, "an")
    assert asked(world, date(2024, 12, 31), map_of=DAY) == (1, 4)


def test_by_decision_and_by_day_met_are_said_apart(world):
    titled(world, "an")
    met = figure("ntm.commune.standard", world.id("bac"), as_of=DAY)
    decided = figure("ntm.commune.standard", world.id("bac"), as_of=DAY, rule="decided")
    assert (met.rule, decided.rule) == ("met", "decided")
    assert met.why != decided.why
    assert (met.value, decided.value) == (1, 0)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"level": "gold"}, "gold"),
        ({"met_on": date(2024, 12, 1)}, "không có trên bản đồ"),
        ({"decided_on": date(2020, 1, 1)}, "đứng trước"),
    ],
    ids=["a level that is none", "a place that is no longer there", "decided before it was met"],
)
def test_it_refuses_a_recognition_that_cannot_be(world, given, words):
    with pytest.raises(UserError, match=words):
        titled(world, "an", **given)


def test_a_programme_of_places_recognises_no_product(world):
    from factories import product

    with pytest.raises(UserError, match="place"):
        actions.recognise(programme="ntm", level="standard", met_on=DAY, product=product(world), by=BY)


def test_a_recognition_is_revoked_once_and_after_it_began(world):
    row = titled(world, "an", met_on=date(2022, 1, 1))
    with pytest.raises(UserError, match="phải sau"):
        actions.revoke(recognition=row, on=date(2022, 1, 1), by=BY)
    actions.revoke(recognition=row, on=date(2022, 7, 1), by=BY)
    with pytest.raises(UserError, match="đã thu hồi"):
        actions.revoke(recognition=row, on=date(2022, 8, 1), by=BY)


def test_the_country_counts_its_provinces(world):
    titled(world, "bac")
    assert asked(world, DAY, "ntm.province.completed", "vn") == (1, 2)
    assert asked(world, REFORM, "ntm.province.completed", "vn") == (1, 1)
