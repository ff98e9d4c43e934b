"""Counting the story gives what was published; between the published points everything closes."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from hoptac.common import site
from hoptac.common.days import parse_period
from hoptac.figures.queries import figure, series

pytestmark = pytest.mark.usefixtures("story_db")


def counted(code: str, day: str, **how):
    return figure(code, site.get("home_place"), as_of=date.fromisoformat(day), **how).value


def over(code: str, period: str):
    return figure(code, site.get("home_place"), period=parse_period(period)).value


REGISTER = [
    ("htx.total", "2019-01-01", 470),
    ("htx.total", "2021-12-31", 640),
    ("htx.total", "2022-12-31", 665),
    ("htx.total", "2023-12-31", 847),
    ("htx.total", "2024-12-31", 1087),
    ("htx.active", "2022-12-31", 512),
    ("htx.active", "2023-12-31", 518),
    ("htx.active", "2024-12-31", 687),
    ("htx.active", "2025-12-31", 715),
    ("tht.total", "2022-10-14", 206),
    ("tht.total", "2022-10-31", 206),
    ("tht.total", "2022-12-31", 210),
    ("lhhtx.total", "2022-12-31", 3),
    ("lhhtx.total", "2025-12-31", 3),
]


@pytest.mark.parametrize(("code", "day", "value"), REGISTER)
def test_the_register_counts_what_was_published(code, day, value):
    assert counted(code, day) == value


def test_about_710_cooperatives_operate_in_the_autumn_of_2025():
    assert 700 <= counted("htx.active", "2025-10-15") <= 720


@pytest.mark.parametrize(
    ("code", "period", "value"), [("htx.founded", "2024", 240), ("htx.dissolved", "2024", 0), ("htx.founded", "2019", 80)]
)
def test_flows_of_a_year_are_those_published(code, period, value):
    assert over(code, period) == value


def test_no_cooperative_is_founded_in_july_2022():
    assert over("htx.founded", "2022-07-01..2022-07-31") == 0


MAPS = (date(2022, 12, 31), date(2024, 11, 30), date(2025, 7, 1))
ENDS_OF_YEARS = (date(2021, 12, 31), date(2022, 12, 31), date(2023, 12, 31), date(2024, 12, 31))


@pytest.mark.parametrize("code", ["htx.total", "htx.active", "tht.total"])
@pytest.mark.parametrize("map_of", MAPS)
def test_the_parts_add_up_on_every_map_and_every_record_has_a_place(code, map_of):
    for day in ENDS_OF_YEARS:
        whole = figure(code, site.get("home_place"), as_of=day, map_of=map_of, by="place")
        assert sum(row.value for row in whole.rows) == whole.value
        assert all(row.key for row in whole.rows)


def test_changes_between_any_two_days_add_up_to_the_difference():
    rng = random.Random(7)
    for code in ("htx.total", "htx.active", "tht.total"):
        for _n in range(6):
            since = date(2019, 1, 1) + timedelta(days=rng.randrange(2500))
            day = since + timedelta(days=rng.randrange(1, 2556 - (since - date(2019, 1, 1)).days))
            found = figure(code, site.get("home_place"), as_of=day, since=since)
            assert found.earlier + sum(change.value for change in found.changes) == found.value


def test_every_made_up_record_says_so():
    assert figure("htx.total", site.get("home_place"), as_of=date(2022, 12, 31)).synthetic


def test_the_register_has_every_kind_of_event_before_2024():
    from hoptac.registry.models import Event

    kinds = set(Event.objects.filter(valid_on__lt=date(2024, 1, 1)).values_list("kind", flat=True))
    wanted = {
        "registered",
        "changed",
        "moved",
        "suspended",
        "resumed",
        "stopped",
        "restarted",
        "converted",
        "merged",
        "revoked",
        "dissolved",
    }
    assert kinds >= wanted


def test_the_trend_never_jumps_without_a_change():
    days = [date(year, 12, 31) for year in range(2019, 2026)]
    assert [value for _day, value in series("htx.total", site.get("home_place"), days)] == [538, 590, 640, 665, 847, 1087, 1101]
