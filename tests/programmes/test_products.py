"""Products in a programme: who takes part, in which groups, and with how many stars until when."""

from __future__ import annotations

from datetime import date

import pytest

from factories import BY, product
from hoptac.common.errors import UserError
from hoptac.figures.queries import figure
from hoptac.programmes import actions

DAY = date(2022, 12, 31)


def value(world, code: str, day: date = DAY, **more) -> int:
    return figure(code, world.id("bac"), as_of=day, **more).value


def rated(world, level: str, on: date, one=None, **more):
    return actions.recognise(programme="ocop", level=level, met_on=on, decided_on=on, product=one or product(world), by=BY, **more)


def test_a_product_takes_part_from_its_day_until_it_leaves(world):
    row = actions.enrol(programme="ocop", product=product(world), group="food", on=date(2021, 1, 1), by=BY)
    actions.leave(enrolment=row, on=date(2022, 6, 1), by=BY)
    assert [value(world, "ocop.participating", d) for d in (date(2020, 12, 31), date(2021, 1, 1), date(2022, 5, 31), date(2022, 6, 1))] == [
        0,
        1,
        1,
        0,
    ]


def test_a_product_takes_part_once_at_a_time(world):
    one = product(world)
    actions.enrol(programme="ocop", product=one, group="food", on=date(2021, 1, 1), by=BY)
    with pytest.raises(UserError, match="đang tham gia"):
        actions.enrol(programme="ocop", product=one, group="drink", on=date(2022, 1, 1), by=BY)


def test_a_group_counts_while_it_has_a_product(world):
    for group in ("food", "food", "drink"):
        actions.enrol(programme="ocop", product=product(world), group=group, on=date(2021, 1, 1), by=BY)
    assert (value(world, "ocop.participating"), value(world, "ocop.groups")) == (3, 2)


def test_a_rating_lapses_after_thirty_six_months(world):
    rated(world, "4", date(2020, 3, 15))
    assert [value(world, "ocop.rated", d) for d in (date(2020, 3, 15), date(2023, 3, 14), date(2023, 3, 15))] == [1, 1, 0]


def test_a_newer_rating_takes_the_place_of_the_older(world):
    one = product(world)
    rated(world, "3", date(2020, 3, 15), one)
    rated(world, "4", date(2022, 3, 15), one)
    stars = figure("ocop.rated", world.id("bac"), as_of=DAY, by="star")
    assert (stars.value, [(row.key, row.value) for row in stars.rows]) == (1, [("5", 0), ("4", 1), ("3", 0)])
    assert value(world, "ocop.rated", date(2025, 3, 14)) == 1
    assert value(world, "ocop.rated", date(2025, 3, 15)) == 0


def test_a_revoked_newer_rating_does_not_bring_back_the_older_before_it_lapsed(world):
    """A product is rated by its latest decision: once that is taken back, it has none until it is rated again."""
    one = product(world)
    rated(world, "3", date(2021, 3, 15), one)
    actions.revoke(recognition=rated(world, "4", date(2022, 3, 15), one), on=date(2022, 9, 1), by=BY)
    assert value(world, "ocop.rated") == 0


@pytest.mark.parametrize(
    "call",
    [
        lambda one: actions.enrol(programme="ocop", product=one, group="gold", on=DAY, by=BY),
        lambda one: actions.enrol(programme="x", product=one, group="food", on=DAY, by=BY),
        lambda one: actions.recognise(programme="ocop", level="6", met_on=DAY, product=one, by=BY),
    ],
    ids=["a group that is none", "a programme that is none", "six stars"],
)
def test_it_refuses_words_it_does_not_know(world, call):
    with pytest.raises(UserError):
        call(product(world))


def test_two_groups_a_later_rubric_joins_count_as_one_from_its_day(world):
    """1048/QĐ-TTg had textiles apart; 148/QĐ-TTg of 24/2/2023 put them under handicrafts."""
    for group in ("textile", "craft"):
        actions.enrol(programme="ocop", product=product(world), group=group, on=date(2021, 1, 1), by=BY)
    assert [value(world, "ocop.groups", d) for d in (date(2023, 2, 23), date(2023, 2, 24))] == [2, 1]
    found = figure("ocop.groups", world.id("bac"), as_of=date(2023, 2, 24), since=date(2023, 2, 23))
    assert [(change.cause, change.value, change.document) for change in found.changes] == [("rubric", -1, "148/QĐ-TTg")]
