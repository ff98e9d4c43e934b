"""Products: taking part is one count, holding a star another; certificates of 36 months are renewed in time."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from hoptac.common import site
from hoptac.common.days import add_months
from hoptac.figures.indicators import indicator
from hoptac.figures.queries import count, figure
from hoptac.programmes.models import Recognition
from hoptac.registry.models import Product
from hoptac.story.certificates import Held, starts


def stars(day: str) -> dict[str, int]:
    found = figure("ocop.rated", site.get("home_place"), as_of=date.fromisoformat(day), by="star")
    return {row.key: row.value for row in found.rows}


def counted(code: str, day: str) -> int:
    return figure(code, site.get("home_place"), as_of=date.fromisoformat(day)).value


@pytest.mark.parametrize(("day", "value"), [("2021-12-31", 511), ("2022-11-22", 565), ("2022-12-31", 565), ("2023-10-25", 569)])
def test_products_take_part_as_published(story_db, day, value):
    assert counted("ocop.participating", day) == value
    assert counted("ocop.groups", day) == 5


@pytest.mark.parametrize(
    ("day", "three", "four", "five"),
    [
        ("2022-11-22", 193, 68, 6),
        ("2022-12-31", 193, 68, 6),
        ("2023-12-31", 256, 86, 4),
        ("2025-06-30", 320, 107, 5),
        ("2025-11-03", 326, 103, 8),
        ("2025-12-31", 326, 103, 8),
    ],
)
def test_stars_are_those_published(story_db, day, three, four, five):
    assert stars(day) == {"3": three, "4": four, "5": five}


def test_336_products_are_rated_in_october_2023(story_db):
    assert counted("ocop.rated", "2023-10-25") == 336


@pytest.mark.parametrize(("first", "last"), [(date(2022, 11, 22), date(2022, 12, 31)), (date(2025, 11, 3), date(2025, 12, 31))])
def test_nothing_lapses_by_accident_between(story_db, first, last):
    counting = count(indicator("ocop.rated"), site.get("home_place"))
    assert len({counting.value(first + timedelta(days=n)) for n in range((last - first).days + 1)}) == 1


def test_products_add_up_on_every_map(story_db):
    for code in ("ocop.rated", "ocop.participating"):
        for day in (date(2021, 12, 31), date(2022, 12, 31), date(2024, 12, 31)):
            for map_of in (date(2022, 12, 31), date(2024, 11, 30), date(2025, 7, 1)):
                whole = figure(code, site.get("home_place"), as_of=day, map_of=map_of, by="place")
                assert sum(row.value for row in whole.rows) == whole.value
                assert all(row.key for row in whole.rows)


def test_changes_of_ratings_add_up(story_db):
    rng = random.Random(3)
    for _n in range(5):
        since = date(2019, 1, 1) + timedelta(days=rng.randrange(1200))
        found = figure("ocop.rated", site.get("home_place"), as_of=since + timedelta(days=rng.randrange(1, 1300)), since=since)
        assert found.earlier + sum(change.value for change in found.changes) == found.value


def test_the_real_five_star_products_carry_what_is_known(story_db):
    tea = Recognition.objects.get(product__name="Trà hoa vàng Ba Chẽ", level="5")
    assert (tea.decided_on, tea.document_label, tea.is_synthetic) == (date(2025, 1, 17), "377/QĐ-BNN-VPĐP", False)
    assert tea.document is not None
    pearls = Product.objects.filter(name__startswith="Ngọc trai").values_list("producer_name", flat=True)
    assert list(pearls) == ["Công ty Cổ phần Ngọc trai Hạ Long"] * 3


def test_every_certificate_runs_36_months(story_db):
    rows = Recognition.objects.filter(programme="ocop").values_list("decided_on", "expires_on")
    assert all(add_months(decided, 36) == expires for decided, expires in rows)


def test_a_star_that_lapses_ends_with_its_last_certificate():
    held = Held(date(2015, 3, 2), 3, date(2022, 5, 17), True)
    days = starts(held, 36, date(2026, 1, 1), random.Random(1))
    assert add_months(days[-1], 36) == date(2022, 5, 17)
    assert all(later <= add_months(earlier, 36) for earlier, later in zip(days, days[1:], strict=False))


def test_a_star_that_stays_is_covered_to_the_end_of_the_story():
    days = starts(Held(date(2019, 12, 20), 4, renewed=[date(2022, 6, 30)]), 36, date(2026, 1, 1), random.Random(1))
    assert days[1] == date(2022, 6, 30)
    assert add_months(days[-1], 36) >= date(2026, 1, 1)
    assert all(later <= add_months(earlier, 36) for earlier, later in zip(days, days[1:], strict=False))
