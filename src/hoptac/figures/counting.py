"""Counting: spans in, numbers out. One list of spans gives the value, its records, its parts and its changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from hoptac.common.days import Period
from hoptac.common.measures import Ask, Edge, Measure, Span, join
from hoptac.figures.types import Change, Explained, Row
from hoptac.places.scope import split_among
from hoptac.places.tree import tree


class Count:
    """The spans of one question, read once and asked often."""

    def __init__(self, measure: Measure, ask: Ask, kind: str) -> None:
        self.measure, self.ask, self.is_flow = measure, ask, kind == "flow"
        self.pieces: list[Span] = list(measure.spans(ask))
        self.spans: list[Span] = self.pieces if self.is_flow else join(self.pieces)
        self._whole: list[Span] | None = None

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
        if not self.is_flow:
            return [span for span in rows if span.holds(day)]
        first = period.first if period else date(day.year, 1, 1)
        last = period.last if period else day
        return [span for span in rows if first <= span.first <= last]

    def value(self, day: date, period: Period | None = None) -> int:
        """How many."""
        return len(self.counted(day, period))

    def denominator(self, day: date) -> int | None:
        """Out of how many; None where the indicator has no whole."""
        return None if self.whole is None else sum(span.holds(day) for span in self.whole)

    def is_synthetic(self, day: date, period: Period | None) -> bool:
        """Whether any counted record is demonstration data."""
        return any(span.record.synthetic for span in self.counted(day, period))

    def explain(self, day: date, period: Period | None) -> tuple[Explained, ...]:
        """The records, by name."""
        rows = self.counted(day, period, self.spans)
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
        for span in self.spans:
            if since < span.first <= day:
                yield 1, span.first, span.began, span
            if span.after is not None and since < span.after <= day:
                yield -1, span.after, span.ended or span.began, span

    def split(self, by: str, day: date, period: Period | None, map_day: date, known: Iterable[str] = ()) -> tuple[Row, ...]:
        """The parts of the number, zeros too (`known`: parts there can be), and a last row for what could not be placed."""
        counted = self.counted(day, period)
        if by == "place":
            whole = None if self.whole is None else [span for span in self.whole if span.holds(day)]
            return _by_place(counted, whole, self.ask.place_id, map_day)
        groups = dict.fromkeys(known, 0)
        for key in sorted(span.record.keys.get(by, "") for span in counted):
            groups[key] = groups.get(key, 0) + 1
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


def _by_place(counted: list[Span], whole: list[Span] | None, place_id: int, map_day: date) -> tuple[Row, ...]:
    """Every unit directly below; what stands at the place itself (nothing lies below, or its own title) is a row of the place."""
    units = tree().below(place_id, map_day)
    own = tree().unit(place_id, map_day)
    ids = frozenset(unit.place_id for unit in units) | {place_id}
    values = _placed(counted, ids, map_day)
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
