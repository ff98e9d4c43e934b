"""Measures: how a fact room says what can be counted, without knowing who counts.

A measure answers with *spans*: which record is counted from which day to which day, and which cause and document stand at each
end. The number on a day is the number of spans that hold it; the changes between two days are the ends and beginnings in between.
So a figure, its records and its explanation come from one list and always close.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple


@dataclass(frozen=True)
class Ask:
    """What is asked of a measure.

    place_id: identity of the place. map_of: the day of the map it is read on, or None for the map of each day.
    rule: "met" or "decided", for titles. params: the indicator's own words (kind, level …), from its data file.
    known_at: what was on record at that instant, or None for all that is. during: only the records with spans that hold, begin or end in
    these days are needed, both counted, each with all its spans; a measure may give more, and spans of a stock that touch as one.
    """

    place_id: int
    map_of: date | None = None
    rule: str = "met"
    params: Mapping[str, Any] = field(default_factory=dict)
    known_at: datetime | None = None
    during: tuple[date, date] | None = None


@dataclass(frozen=True)
class Record:
    """One thing that was counted, as a person would look it up."""

    kind: str
    id: str
    name: str
    place_id: int | None = None
    url: str = ""
    synthetic: bool = False
    keys: Mapping[str, str] = field(default_factory=dict)  # for splits: kind, sector, star, group
    hints: frozenset[int] = frozenset()  # other places the record is known to stand at; they decide where a split leaves doubt


@dataclass(frozen=True)
class Edge:
    """Why a span begins or ends: a cause word, the document that says so, and whether that is known."""

    cause: str
    document: str = ""


@dataclass(frozen=True)
class Span:
    """A record counted from `first` to the day before `after` (None: still). A point event has after == first."""

    record: Record
    first: date
    after: date | None
    began: Edge
    ended: Edge | None = None

    def holds(self, day: date) -> bool:
        """Whether the record counts on the day."""
        return self.first <= day and (self.after is None or day < self.after)


When = date | tuple[date, date]  # a day (a stock), or the first and last day of a period (a flow)


class Tally(NamedTuple):
    """How many, and how many of them are demonstration data."""

    n: int
    synthetic: int = 0


@dataclass(frozen=True)
class Measure:
    """What a fact room offers to be counted. `whole` gives the spans of the denominator, where there is one.

    `tally` and `tallies_by` are a shorter way to the numbers of the spans, for rooms that keep sums: how many at each of several times;
    and the parts of one number (by place: identity of the unit below on the map of a day, None for what cannot be placed; else the word).
    They give None where they could not be exact; the spans stay the definition, and the explanation. `recalls`: it heeds `known_at`.
    """

    name: str
    spans: Callable[[Ask], Iterable[Span]]
    whole: Callable[[Ask], Iterable[Span]] | None = None
    splits: tuple[str, ...] = ("place",)
    tally: Callable[[Ask, Sequence[When]], list[Tally] | None] | None = None
    tallies_by: Callable[[Ask, str, When, date], dict[Any, int] | None] | None = None
    recalls: bool = False


_measures: dict[str, Measure] = {}


def register(measure: Measure) -> None:
    """Called by fact rooms when they start."""
    _measures[measure.name] = measure


def get(name: str) -> Measure:
    """The measure of that name; a KeyError is a mistake in an indicator's data file."""
    return _measures[name]


def clip(span: Span, windows: Iterable[Any]) -> list[Span]:
    """The parts of a span inside windows of days; where a window cuts it, the cause is the map and the document its act."""
    parts = []
    for window in windows:
        if span.first >= window.first and (window.after is None or (span.after is not None and max(span.first, span.after) < window.after)):
            parts.append(span)
            continue
        first, after = max(span.first, window.first), min_day(span.after, window.after)
        if after is not None and after <= first:
            continue
        began = span.began if first == span.first else Edge("map", window.began_by)
        ended = span.ended if after == span.after else Edge("map", window.ended_by)
        parts.append(Span(span.record, first, after, began, ended))
    return parts


def min_day(one: date | None, other: date | None) -> date | None:
    """The earlier of two open ends."""
    return other if one is None else one if other is None else min(one, other)


def join(spans: Iterable[Span]) -> list[Span]:
    """Spans of one record that touch become one: nothing entered or left the count on that day."""
    joined: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.record.kind, s.record.id, s.first)):
        last = joined[-1] if joined else None
        if last and last.record.id == span.record.id and last.record.kind == span.record.kind and last.after == span.first:
            joined[-1] = Span(span.record, last.first, span.after, last.began, span.ended)
        else:
            joined.append(span)
    return joined
