"""Figures as the law and the papers define them: what counts, on which day, over which period, and which source answers."""

from __future__ import annotations

from datetime import date

import pytest

from factories import BY, MERGER, REFORM, founded, happens
from hoptac.common import site
from hoptac.common.days import Period, parse_period
from hoptac.common.errors import UserError
from hoptac.figures import present
from hoptac.figures.actions import report_value
from hoptac.figures.queries import figure, series

DAY = date(2022, 12, 31)


def value(world, code: str, place: str = "bac", day: date = DAY, **more):
    return figure(code, world.id(place), as_of=day, **more).value


def flow(world, code: str, text: str, calendar: str = "civil"):
    return figure(code, world.id("bac"), period=parse_period(text, calendar)).value


def test_a_suspended_cooperative_is_registered_but_does_not_operate(world):
    organisation = founded(world)
    happens(organisation, "suspended", date(2022, 6, 1))
    assert (value(world, "htx.total"), value(world, "htx.active")) == (1, 0)


def test_a_stopped_cooperative_is_registered_but_does_not_operate(world):
    organisation = founded(world)
    happens(organisation, "stopped", date(2022, 6, 1))
    assert (value(world, "htx.total"), value(world, "htx.active")) == (1, 0)
    happens(organisation, "restarted", date(2022, 9, 1))
    assert value(world, "htx.active") == 1


def test_groups_and_unions_are_counted_apart(world):
    for kind in ("htx", "tht", "tht", "lhhtx"):
        founded(world, kind=kind)
    assert [value(world, code) for code in ("htx.total", "tht.total", "lhhtx.total")] == [1, 2, 1]


def test_a_converted_group_leaves_one_count_and_enters_the_other(world):
    organisation = founded(world, kind="tht")
    happens(organisation, "converted", date(2022, 9, 1), data={"kind": "htx"})
    assert [value(world, code) for code in ("htx.total", "tht.total")] == [1, 0]
    assert value(world, "htx.founded") == 0


@pytest.mark.parametrize("kind", ["merged", "revoked", "dissolved"])
def test_only_a_dissolution_by_decision_counts_as_dissolved(world, kind):
    happens(founded(world), kind, date(2022, 6, 1))
    assert (value(world, "htx.total"), value(world, "htx.dissolved")) == (0, int(kind == "dissolved"))


def test_a_cooperative_founded_and_moved_on_one_day_counts_as_founded(world):
    organisation = founded(world, on=date(2022, 6, 1))
    happens(organisation, "moved", date(2022, 6, 1), place=world["hoa"])
    assert value(world, "htx.founded") == 1


def test_a_cooperative_suspended_and_dissolved_on_one_day_counts_as_dissolved(world):
    organisation = founded(world)
    happens(organisation, "suspended", date(2022, 6, 1))
    happens(organisation, "dissolved", date(2022, 6, 1))
    assert value(world, "htx.dissolved") == 1


def test_the_first_and_last_day_of_a_period_count_and_no_other(world):
    for day in (date(2021, 12, 31), date(2022, 1, 1), date(2022, 12, 31), date(2023, 1, 1)):
        founded(world, on=day)
    assert flow(world, "htx.founded", "2022") == 2


def test_the_reporting_year_runs_from_15_to_14_december(world):
    for day in (date(2021, 12, 14), date(2021, 12, 15), date(2022, 12, 14), date(2022, 12, 15)):
        founded(world, on=day)
    assert flow(world, "htx.founded", "2022", "report") == 2
    assert flow(world, "htx.founded", "2022") == 2
    assert flow(world, "htx.founded", "2021-12-15..2022-12-14") == 2


@pytest.mark.parametrize(
    ("text", "calendar", "first", "last"),
    [
        ("2022", "civil", "2022-01-01", "2022-12-31"),
        ("2024-Q1", "civil", "2024-01-01", "2024-03-31"),
        ("2022-Q4", "civil", "2022-10-01", "2022-12-31"),
        ("2022-H1", "civil", "2022-01-01", "2022-06-30"),
        ("2022-H2", "civil", "2022-07-01", "2022-12-31"),
        ("2022", "report", "2021-12-15", "2022-12-14"),
        ("2022-Q1", "report", "2021-12-15", "2022-03-14"),
        ("2022-Q2", "report", "2022-03-15", "2022-06-14"),
        ("2022-H1", "report", "2021-12-15", "2022-06-14"),
        ("2022-H2", "report", "2022-06-15", "2022-12-14"),
        ("2022-02-28..2022-03-01", "civil", "2022-02-28", "2022-03-01"),
    ],
)
def test_periods_have_their_days(text, calendar, first, last):
    found = parse_period(text, calendar)
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "22",
        "2022-Q5",
        "2022-H3",
        "2022-Q",
        "2022-13",
        "0000",
        "0001",
        "9999",
        "2022-02-30..2022-03-01",
        "2022-03-01..2022-02-01",
        "..",
        "2022..",
        "2022-01-01..x",
        "２０２２",
        "2022 ",
    ],
)
def test_it_refuses_what_is_no_period(text):
    with pytest.raises(UserError):
        parse_period(text)


def test_a_flow_asked_on_a_day_runs_from_the_first_of_january(world):
    for day in (date(2021, 12, 31), date(2022, 1, 1), date(2022, 6, 30), date(2022, 7, 1)):
        founded(world, on=day)
    assert value(world, "htx.founded", day=date(2022, 6, 30)) == 2


def test_a_move_takes_the_count_along_from_its_day(world):
    organisation = founded(world, "an")
    happens(organisation, "moved", date(2022, 6, 1), place=world["hoa"])
    assert [(value(world, "htx.total", "dong", d), value(world, "htx.total", "tay", d)) for d in (date(2022, 5, 31), date(2022, 6, 1))] == [
        (1, 0),
        (0, 1),
    ]


def test_a_record_in_a_divided_unit_is_shown_as_not_placed(world):
    founded(world, "duong")
    rows = figure("htx.total", world.id("bac"), as_of=REFORM, by="place").rows
    assert [(row.key, row.value) for row in rows] == [("90001@2025-07-01", 0), ("90011@2025-07-01", 0), ("91001@2025-07-01", 0), (None, 1)]


def test_units_without_records_are_shown_with_zero(world):
    founded(world, "an")
    rows = figure("htx.total", world.id("bac"), as_of=DAY, by="place").rows
    assert [(row.key, row.value) for row in rows] == [("901@2022-12-31", 1), ("902@2022-12-31", 0)]


def test_every_change_names_its_day_cause_and_document(world):
    organisation = founded(world, on=date(2022, 3, 1), document="01/QĐ")
    happens(organisation, "dissolved", date(2022, 9, 1), document="02/QĐ")
    changes = figure("htx.total", world.id("bac"), as_of=DAY, since=date(2022, 1, 1)).changes
    assert [(c.cause, c.value, c.on, c.document) for c in changes] == [
        ("founded", 1, date(2022, 3, 1), "01/QĐ"),
        ("dissolved", -1, date(2022, 9, 1), "02/QĐ"),
    ]


def test_what_came_and_what_went_by_one_act_stand_apart(world):
    founded(world, "an", date(2022, 3, 1), document="01/QĐ")
    leaves = founded(world, "binh", date(2021, 3, 1))
    happens(leaves, "converted", date(2022, 6, 1), data={"kind": "enterprise"}, document="02/QĐ")
    comes = founded(world, "hoa", date(2021, 3, 1), kind="tht")
    happens(comes, "converted", date(2022, 6, 1), data={"kind": "htx"}, document="02/QĐ")
    changes = figure("htx.total", world.id("bac"), as_of=DAY, since=date(2022, 5, 1)).changes
    assert [(c.cause, c.value, len(c.records)) for c in changes] == [("converted", 1, 1), ("converted", -1, 1)]


def test_a_flow_changes_by_what_happened_between(world):
    for day in (date(2022, 3, 1), date(2022, 9, 1)):
        founded(world, on=day)
    found = figure("htx.founded", world.id("bac"), as_of=DAY, since=date(2022, 6, 30))
    assert (found.earlier, found.value, [(c.value, c.on) for c in found.changes]) == (1, 2, [(1, date(2022, 9, 1))])


def test_a_reorganisation_is_no_change_of_the_province_but_one_of_its_communes(world):
    founded(world, "an")
    assert figure("htx.total", world.id("bac"), as_of=MERGER, since=DAY).changes == ()
    [change] = figure("htx.total", world.id("anbinh"), as_of=MERGER, since=DAY).changes
    assert (change.cause, change.value, change.on, change.document) == ("map", 1, MERGER, "2024/NQ")


def test_the_earlier_day_must_be_earlier(world):
    with pytest.raises(UserError, match="phải trước"):
        figure("htx.total", world.id("bac"), as_of=DAY, since=date(2023, 1, 1))


def test_a_place_must_be_on_the_map_asked(world):
    with pytest.raises(UserError, match="không có trên bản đồ"):
        figure("htx.total", world.id("dong"), as_of=REFORM)
    assert value(world, "htx.total", "dong", REFORM, map_of=DAY) == 0


@pytest.mark.parametrize("more", [{"rule": "x"}, {"by": "star"}, {"by": "x"}])
def test_it_refuses_a_question_the_indicator_does_not_have(world, more):
    with pytest.raises(UserError):
        figure("htx.total", world.id("bac"), as_of=DAY, **more)


def test_an_unknown_code_is_answered_with_the_nearest(world):
    with pytest.raises(UserError, match="htx.tot") as refused:
        figure("htx.tot", world.id("bac"), as_of=DAY)
    assert refused.value.details[0].startswith("htx.total")


def test_demonstration_records_are_said_to_be_so(world):
    founded(world, is_synthetic=True)
    found = figure("htx.total", world.id("bac"), as_of=DAY)
    assert found.synthetic
    assert "minh họa" in found.source


def test_a_register_says_where_and_since_when_it_holds_records(world):
    founded(world)
    site.put("coverage", [{"place": world.id("bac"), "from": "2022-01-01"}])
    assert value(world, "htx.total") == 1
    for place, day in (("nam", DAY), ("vn", DAY), ("bac", date(2021, 12, 31))):
        found = figure("htx.total", world.id(place), as_of=day)
        assert (found.value, bool(found.why)) == (None, True), place


def test_where_the_register_ends_a_published_value_answers(world):
    site.put("coverage", [{"place": world.id("bac"), "from": "2022-01-01"}])
    report_value(indicator="htx.total", place=world["vn"], value=29378, as_of=DAY, source="Bộ KH&ĐT", status="estimate", by=BY)
    found = figure("htx.total", world.id("vn"), as_of=DAY)
    assert (found.value, found.basis, found.status, found.source) == (29378, "reported", "estimate", "Bộ KH&ĐT")


def test_two_sources_stand_side_by_side_and_the_official_one_answers(world):
    year = (date(2022, 1, 1), DAY)
    report_value(indicator="grdp.growth", place=world["bac"], value=10.5, period=year, source="Báo cáo", status="estimate", by=BY)
    report_value(indicator="grdp.growth", place=world["bac"], value="10.28", period=year, source="Cục Thống kê", status="official", by=BY)
    found = figure("grdp.growth", world.id("bac"), period=Period(*year, "2022"))
    assert (found.value, found.source, [(r.value, r.source) for r in found.rivals]) == (10.28, "Cục Thống kê", [(10.5, "Báo cáo")])


def test_the_same_statement_twice_is_one_row(world):
    given = {
        "indicator": "enterprise.total",
        "place": world["bac"],
        "value": 20000,
        "as_of": DAY,
        "source": "Báo cáo",
        "comparator": "trên",
        "by": BY,
    }
    assert report_value(**given) == report_value(**given)


@pytest.mark.parametrize("more", [{}, {"as_of": DAY, "period": (DAY, DAY)}], ids=["neither a day nor a period", "both"])
def test_a_published_value_is_of_a_day_or_of_a_period(world, more):
    with pytest.raises(UserError):
        report_value(indicator="grdp.growth", place=world["bac"], value=1, source="x", by=BY, **more)


def test_a_published_value_needs_its_source(world):
    with pytest.raises(UserError, match="nguồn"):
        report_value(indicator="grdp.growth", place=world["bac"], value=1, source=" ", as_of=DAY, by=BY)


def test_nothing_published_is_an_answer_with_a_reason(world):
    found = figure("grdp.growth", world.id("bac"), as_of=DAY)
    assert (found.value, bool(found.why)) == (None, True)


def test_a_series_gives_the_same_as_asking_day_by_day(world):
    organisation = founded(world)
    happens(organisation, "dissolved", date(2023, 6, 1))
    days = [date(2022, 1, 1), DAY, date(2023, 5, 31), date(2023, 6, 1)]
    assert series("htx.total", world.id("bac"), days) == [(day, value(world, "htx.total", day=day)) for day in days]


def test_the_json_has_every_field_of_the_contract(world):
    data = present.as_json(figure("htx.total", world.id("bac"), as_of=DAY))
    fields = "indicator place as_of period map_of value denominator unit basis status rule source provisional records link why explain"
    assert set(fields.split()) <= set(data)
    assert (data["place"], data["link"]) == ("90@2022-12-31", "/figures/htx.total?place=90@2022-12-31&as_of=2022-12-31")


def test_the_address_of_a_reporting_year_keeps_its_days(world):
    found = figure("htx.founded", world.id("bac"), period=parse_period("2022", "report"))
    assert "period=2021-12-15..2022-12-14" in found.link


def test_a_place_with_nothing_below_is_its_own_only_part(world):
    founded(world)
    rows = figure("htx.total", world.id("an"), as_of=DAY, by="place").rows
    assert [(row.key, row.value) for row in rows] == [(figure("htx.total", world.id("an"), as_of=DAY).place_key, 1)]
