"""New-rural titles: by the day met and by the decision, before and after the communes were reorganised."""

from __future__ import annotations

from datetime import date

import pytest

from hoptac.common import site
from hoptac.figures.queries import figure

pytestmark = pytest.mark.usefixtures("story_db")
LEVELS = ("standard", "advanced", "model")


def shares(day: str, **how) -> list[tuple]:
    found = [figure(f"ntm.commune.{level}", site.get("home_place"), as_of=date.fromisoformat(day), **how) for level in LEVELS]
    return [(one.value, one.denominator) for one in found]


def share(code: str, day: str, **how) -> tuple:
    found = figure(code, site.get("home_place"), as_of=date.fromisoformat(day), **how)
    return found.value, found.denominator


@pytest.mark.parametrize(
    ("day", "values"),
    [
        ("2020-12-31", [(89, 98), (33, 98), (10, 98)]),
        ("2022-12-31", [(98, 98), (54, 98), (26, 98)]),
        ("2023-09-17", [(98, 98), (56, 98), (26, 98)]),
        ("2024-10-31", [(98, 98), (57, 98), (28, 98)]),
        ("2024-11-01", [(91, 91), (53, 91), (25, 91)]),
        ("2025-06-30", [(91, 91), (53, 91), (25, 91)]),
    ],
)
def test_communes_count_as_published_on_each_day(day, values):
    assert shares(day) == values


def test_on_the_day_of_the_merger_a_model_is_lost_by_merging_and_two_by_becoming_wards():
    found = figure("ntm.commune.model", site.get("home_place"), as_of=date(2024, 11, 1), since=date(2024, 10, 31))
    # Việt Dân and Tân Việt became one Việt Dân: two went and one came.
    assert [(change.cause, change.value) for change in found.changes] == [("merged", 1), ("merged", -2), ("retyped", -2)]


def test_all_thirteen_units_had_met_the_standard_but_nine_had_a_decision():
    assert share("ntm.district.completed", "2022-12-31") == (13, 13)
    assert share("ntm.district.completed", "2022-12-31", rule="decided") == (9, 13)


def test_two_rural_districts_are_advanced_by_the_day_met_and_by_decision_only_in_2024():
    assert share("ntm.district.advanced", "2022-12-31") == (2, 7)
    assert share("ntm.district.advanced", "2022-12-31", rule="decided") == (0, 7)
    assert share("ntm.district.advanced", "2024-03-15", rule="decided") == (2, 7)


def test_the_province_met_in_2024_and_was_recognised_in_may_2025():
    assert share("ntm.province.completed", "2024-12-31") == (1, 1)
    assert share("ntm.province.completed", "2025-05-26", rule="decided") == (0, 1)
    assert share("ntm.province.completed", "2025-05-27", rule="decided") == (1, 1)


@pytest.mark.parametrize("level", LEVELS)
def test_titles_of_the_units_below_add_up_on_every_map(level):
    for day in (date(2021, 12, 31), date(2022, 12, 31), date(2024, 10, 31)):
        for map_of in (date(2022, 12, 31), date(2024, 11, 30), date(2025, 7, 1)):
            whole = figure(f"ntm.commune.{level}", site.get("home_place"), as_of=day, map_of=map_of, by="place")
            assert sum(row.value for row in whole.rows) == whole.value
            assert sum(row.denominator for row in whole.rows) == whole.denominator
