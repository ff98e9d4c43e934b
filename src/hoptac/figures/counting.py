"""Counting: spans in, numbers out. One list of spans gives the value, its records, its parts and its changes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from hoptac.common.days import Period, today
from hoptac.common.measures import Ask, Edge, Measure, Span, Tally, When, join
from hoptac.figures.types import Change, Explained, Row
from hoptac.places.scope import split_among
from hoptac.places.tree import tree


class Count:
    """One question, read once and asked often. Numbers take the measure's short way where it has one; records and changes, the spans."""

    def __init__(self, measure: Measure, ask: Ask, kind: str) -> None:
        self.measure, self.ask, self.is_flow = measure, ask, kind == "flow"
        self._pieces: list[Span] | None = None
        self._spans: list[Span] | None = None
        self._whole: list[Span] | None = None
        self._tallies: dict[When, Tally] = {}
        self._lately: tuple[tuple[date, date], list[Span]] | None = None

    @property
    def pieces(self) -> list[Span]:
        """Every span, as the measure gives it."""
        if self._pieces is None:
            self._pieces = list(self.measure.spans(self.ask))
        return self._pieces

    @property
    def spans(self) -> list[Span]:
        """The spans with those that touch as one; points stay apart."""
        if self._spans is None:
            self._spans = self.pieces if self.is_flow else join(self.pieces)
        return self._spans

    def during(self, first: date, last: date) -> list[Span]:
        """As `spans`, of a stock only those of records that hold, begin or end in these days: what an explanation or a change needs."""
        if self.is_flow or self._pieces is not None or not self.measure.tally:
            return self.spans
        if self._lately is None or not (self._lately[0][0] <= first and last <= self._lately[0][1]):
            days = (first, last)
            self._lately = (days, join(self.measure.spans(replace(self.ask, during=days))))
        return self._lately[1]

    def when(self, day: date, period: Period | None) -> When:
        """The day of a stock; the first and last day of a flow, from 1 January where only a day is told."""
        if not self.is_flow:
            return day
        return (period.first, period.last) if period else (date(day.year, 1, 1), day)

    def tally(self, day: date, period: Period | None = None) -> Tally:
        """How many, and how many of them are demonstration data."""
        asked = self.when(day, period)
        if asked not in self._tallies:
            self.prepare([asked])
        return self._tallies[asked]

    def prepare(self, times: Sequence[When]) -> None:
        """Counts for several times at once."""
        wanted = [when for when in dict.fromkeys(times) if when not in self._tallies]
        short = self.measure.tally(self.ask, wanted) if self.measure.tally and wanted else None
        self._tallies |= zip(wanted, short or [self._from_spans(when) for when in wanted], strict=True)

    def _from_spans(self, when: When) -> Tally:
        rows = _of(self.pieces, when)
        return Tally(len(rows), sum(span.record.synthetic for span in rows))

    def weight(self) -> int:
        """On about how many rows it rests, or will once its records are asked for: an organisation has a few states."""
        return 8 * self.tally(today()).n if self.measure.tally else 2 * len(self.pieces)

    @property
    def whole(self) -> list[Span] | None:
        """Spans of the denominator, where there is one."""
        if self.measure.whole is None:
            return None
        if self._whole is None:
            self._whole = list(self.measure.whole(self.ask))
        return self._whole

    def counted(self, day: date, period: Period | None, spans: Iterable[Span] | None = None) -> list[Span]:
        """The spans that make the number: those that hold on the day, or the points inside the period."""
        rows = self.pieces if spans is None else spans
        return _of(rows, self.when(day, period))

    def value(self, day: date, period: Period | None = None) -> int:
        """How many."""
        return self.tally(day, period).n

    def denominator(self, day: date) -> int | None:
        """Out of how many; None where the indicator has no whole."""
        return None if self.whole is None else sum(span.holds(day) for span in self.whole)

    def is_synthetic(self, day: date, period: Period | None) -> bool:
        """Whether any counted record is demonstration data."""
        return self.tally(day, period).synthetic > 0

    def explain(self, day: date, period: Period | None) -> tuple[Explained, ...]:
        """The records, by name."""
        rows = self.counted(day, period, self.during(day, day))
        return tuple(_explained(span, day) for span in sorted(rows, key=lambda s: (s.record.name, s.record.id)))

    def changes(self, since: date, day: date, period: Period | None) -> tuple[Change, ...]:
        """What leads from the value of the earlier day to this one; the values add up exactly."""
        moves: dict[tuple[date, str, str, int], list[Span]] = defaultdict(list)
        for sign, on, edge, span in self._moves(since, day, period):
            moves[(on, edge.cause, edge.document, sign)].append(span)
        return tuple(
            Change(cause, sign * len(spans), on, document, tuple(span.record for span in spans))
            for (on, cause, document, sign), spans in sorted(moves.items(), key=lambda move: (*move[0][:3], -move[0][3]))
        )

    def _moves(self, since: date, day: date, period: Period | None) -> Iterator[tuple[int, date, Edge, Span]]:
        """Each span that entered or left the count, with its sign, day and cause."""
        if self.is_flow:
            now, before = self.counted(day, period), self.counted(since, None)
            for sign, rows, others in ((1, now, before), (-1, before, now)):
                known = {id(span) for span in others}
                yield from ((sign, span.first, span.began, span) for span in rows if id(span) not in known)
            return
        for span in self.during(since, day):
            if since < span.first <= day:
                yield 1, span.first, span.began, span
            if span.after is not None and since < span.after <= day:
                yield -1, span.after, span.ended or span.began, span

    def split(self, by: str, day: date, period: Period | None, map_day: date, known: Iterable[str] = ()) -> tuple[Row, ...]:
        """The parts of the number, zeros too (`known`: parts there can be), and a last row for what could not be placed."""
        short = self.measure.tallies_by(self.ask, by, self.when(day, period), map_day) if self.measure.tallies_by else None
        if by == "place":
            whole = None if self.whole is None else [span for span in self.whole if span.holds(day)]
            placed = partial(_placed, self.counted(day, period)) if short is None else lambda _ids, _day: short
            return _by_place(placed, whole, self.ask.place_id, map_day)
        found = Counter(span.record.keys.get(by, "") for span in self.counted(day, period)) if short is None else short
        groups = dict.fromkeys(known, 0) | {key: found[key] for key in sorted(found)}
        return tuple(Row(key, key, value) for key, value in groups.items())


def _explained(span: Span, day: date) -> Explained:
    map_ = tree()
    place_id = span.record.place_id
    unit = None
    if place_id is not None:
        unit = map_.unit(place_id, max(span.first, min(day, span.first))) or map_.unit(place_id, day) or map_.last(place_id)
    key = map_.permanent_key(place_id) if place_id is not None else ""
    return Explained(span.record, span.first, span.began.cause, span.began.document, key, unit.full_name if unit else "")


def _placed(spans: Iterable[Span], unit_ids: frozenset[int], map_day: date) -> dict[int | None, int]:
    found: dict[int | None, int] = defaultdict(int)
    memo: dict[tuple[int, frozenset[int]], int | None] = {}
    for span in spans:
        place_id, hints = span.record.place_id, span.record.hints
        if place_id is None:
            found[None] += 1
            continue
        if (place_id, hints) not in memo:
            memo[(place_id, hints)] = split_among(place_id, unit_ids, map_day, hints)
        found[memo[(place_id, hints)]] += 1
    return found


def _of(spans: Iterable[Span], when: When) -> list[Span]:
    """Those that hold on the day, or fall in the period."""
    if isinstance(when, date):
        return [span for span in spans if span.holds(when)]
    return [span for span in spans if when[0] <= span.first <= when[1]]


Placing = Callable[[frozenset[int], date], Mapping[int | None, int]]


def _by_place(placed: Placing, whole: list[Span] | None, place_id: int, map_day: date) -> tuple[Row, ...]:
    """Every unit directly below; what stands at the place itself (nothing lies below, or its own title) is a row of the place."""
    units = tree().below(place_id, map_day)
    own = tree().unit(place_id, map_day)
    ids = frozenset(unit.place_id for unit in units) | {place_id}
    values = placed(ids, map_day)
    wholes = _placed(whole, ids, map_day) if whole is not None else None
    if own is not None and (not units or values.get(place_id) or (wholes or {}).get(place_id)):
        units = [own, *units]
    rows = [
        Row(unit.key(map_day), unit.full_name, values.get(unit.place_id, 0), None if wholes is None else wholes.get(unit.place_id, 0))
        for unit in units
    ]
    if values.get(None):
        rows.append(Row(None, "", values[None], None if wholes is None else wholes.get(None, 0)))
    return tuple(rows)
