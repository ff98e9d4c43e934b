"""Spans: what is counted from which day to which, cut by the windows in which its place counts."""

from __future__ import annotations

from datetime import date

from hoptac.common.measures import Edge, Record, Span, clip, join
from hoptac.places.scope import Window

ONE = Record("organisation", "a", "A")
A, B, C, D = (date(2022, month, 1) for month in (1, 4, 7, 10))


def span(first, after, began="founded", ended="dissolved", record=ONE) -> Span:
    return Span(record, first, after, Edge(began), Edge(ended) if after else None)


def ends(spans) -> list[tuple]:
    return [(s.first, s.after, s.began.cause, s.ended.cause if s.ended else None) for s in spans]


def test_a_span_holds_from_its_first_day_to_the_day_before_its_end():
    assert [span(B, C).holds(day) for day in (A, B, date(2022, 6, 30), C)] == [False, True, True, False]


def test_where_a_window_cuts_the_map_is_the_cause():
    assert ends(clip(span(A, D), [Window(B, C, "1/NQ", "2/NQ")])) == [(B, C, "map", "map")]
    assert clip(span(A, D), [Window(B, C, "1/NQ", "2/NQ")])[0].began == Edge("map", "1/NQ")


def test_where_no_window_cuts_its_own_ends_stay():
    assert ends(clip(span(B, C), [Window(A, None)])) == [(B, C, "founded", "dissolved")]


def test_a_window_that_only_touches_holds_nothing():
    assert clip(span(A, B), [Window(B, C)]) == []
    assert clip(span(C, D), [Window(B, C)]) == []


def test_a_point_counts_in_the_window_of_its_day_only():
    point = Span(ONE, B, B, Edge("founded"))
    assert len(clip(point, [Window(A, B), Window(B, C)])) == 1
    assert clip(point, [Window(A, B)]) == []


def test_parts_of_one_record_that_touch_are_one():
    assert ends(join([span(B, C, "moved", "moved"), span(A, B, "founded", "moved"), span(C, None, "moved")])) == [
        (A, None, "founded", None)
    ]


def test_parts_with_days_between_and_other_records_stay_apart():
    other = Record("organisation", "b", "B")
    assert len(join([span(A, B), span(C, D)])) == 2
    assert len(join([span(A, B), span(B, C, record=other)])) == 2
