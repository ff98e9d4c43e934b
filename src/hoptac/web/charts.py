"""Geometry of the small charts. Plain numbers in, plain numbers out; templates draw, stylesheets colour."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from hoptac.web.numbers import as_day, number, pick


def rounded(x: float) -> float:
    """As fine as a picture can show."""
    return round(x, 2)


def nice_step(span: float, pieces: int = 4) -> float:
    """A round step that cuts a span into about so many pieces."""
    if span <= 0:
        return 1
    rough = span / pieces
    power = 10 ** math.floor(math.log10(rough))
    return float(next(step for step in (1, 2, 2.5, 3, 5, 10) if step * power >= rough - 1e-9) * power)


def value_of(thing: Any) -> float | None:
    """The bare value of a number, a figure, or a row that holds one as `fig` or `value`."""
    if thing is None or isinstance(thing, int | float | Decimal):
        return None if thing is None else float(thing)
    return value_of(pick(thing, "fig", pick(thing, "value")))


def tidy(value: float) -> float | int:
    """Without the decimals that say nothing."""
    return int(value) if value == int(value) else round(value, 6)


# --- sparkline ------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Spark:
    width: int
    height: int
    line: str
    area: str
    last: tuple[float, float]
    text: str


def spark(values: Sequence[Any], width: int = 120, height: int = 34) -> Spark | None:
    """One line, one end point. None where there is nothing to draw."""
    numbers = [v for v in (value_of(value) for value in values) if v is not None]
    if len(numbers) < 2:
        return None
    low, high = min(numbers), max(numbers)
    span, usable = (high - low) or 1, height - 14
    step = (width - 10) / (len(numbers) - 1)
    points = [(rounded(4 + i * step), rounded(8 + usable * (1 - (v - low) / span))) for i, v in enumerate(numbers)]
    line = " ".join(f"{x},{y}" for x, y in points)
    area = f"M{points[0][0]},{height}L" + "L".join(f"{x},{y}" for x, y in points) + f"L{points[-1][0]},{height}Z"
    return Spark(width, height, line, area, points[-1], ", ".join(number(v) for v in numbers))


# --- parts of a whole -----------------------------------------------------------------------------------------------------------


def stack(parts: Sequence[Any], total: Any = None, gap: float = 0.5) -> list[tuple[str, float, float]]:
    """(tone, x, width) of the parts of one bar 100 wide; parts are objects or pairs with `tone` and `value`."""
    pairs = [part if isinstance(part, tuple) else (pick(part, "tone", "acc"), pick(part, "value")) for part in parts]
    values = [(tone, value_of(value) or 0.0) for tone, value in pairs]
    whole = value_of(total) or sum(value for _tone, value in values)
    bars, x = [], 0.0
    for tone, value in values:
        width = value / whole * 100 if whole else 0
        if width > 0:
            bars.append((str(tone), rounded(x), rounded(max(width - gap, 0.4))))
        x += width
    return bars


@dataclass(frozen=True)
class Squares:
    columns: int
    width: float
    height: float
    cells: list[tuple[float, float, bool]]


def squares(value: Any, whole: Any, columns: int = 49) -> Squares:
    """A countable whole as small squares, the first `value` of them filled."""
    filled, total = int(value or 0), int(whole or 0)
    columns = max(1, min(columns, total))
    rows = math.ceil(total / columns) if total else 0
    cells = [(rounded(i % columns * 2), rounded(i // columns * 2), i < filled) for i in range(total)]
    return Squares(columns, rounded(columns * 2 - 0.4), rounded(max(rows * 2 - 0.4, 1.6)), cells)


def bar_rows(rows: Sequence[Any]) -> list[tuple[Any, float]]:
    """Each row with the length of its bar in percent of the longest."""
    values = [value_of(row) or 0.0 for row in rows]
    longest = max((abs(value) for value in values), default=0) or 1
    return [(row, rounded(abs(value) / longest * 100)) for row, value in zip(rows, values, strict=True)]


# --- waterfall ------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Step:
    """One row of a waterfall: a bar from x over width, and the thread to the next row."""

    row: Any
    kind: str  # "total", "plus", "minus", "same"
    value: float
    x: float
    width: float
    thread: float | None


@dataclass(frozen=True)
class Waterfall:
    steps: list[Step]
    cut: float  # where the axis begins; 0 = not cut
    plus: float
    minus: float
    start: float
    end: float
    rest: float  # what the rows do not explain

    @property
    def closes(self) -> bool:
        return abs(self.rest) < 1e-9


def waterfall(rows: Sequence[Any], start: Any, end: Any) -> Waterfall:
    """Why `start` became `end`, a row a cause. The axis is cut when the change would be too small to see, and says so."""
    first, last = value_of(start) or 0.0, value_of(end) or 0.0
    changes = [value_of(row) or 0.0 for row in rows]
    levels = [first]
    for change in changes:
        levels.append(levels[-1] + change)
    low, high = min([*levels, last]), max([*levels, last])
    cut = _axis_start(low, high)
    scale = 100 / ((high - cut) * 1.04 or 1)
    at = [(level - cut) * scale for level in levels]
    steps = [Step(start, "total", first, 0, rounded(at[0]), rounded(at[0]))]
    for row, change, left, right in zip(rows, changes, at, at[1:], strict=False):
        kind = "plus" if change > 0 else "minus" if change < 0 else "same"
        steps.append(Step(row, kind, change, rounded(min(left, right)), rounded(max(abs(right - left), 0.5)), rounded(right)))
    steps.append(Step(end, "total", last, 0, rounded((last - cut) * scale), None))
    plus = sum(change for change in changes if change > 0)
    minus = -sum(change for change in changes if change < 0)
    return Waterfall(steps, cut, plus, minus, first, last, last - levels[-1])


def _axis_start(low: float, high: float) -> float:
    if low <= 0:
        return low
    span = high - low
    if span > low * 0.6:
        return 0
    pad = max(span * 0.6, 1)
    step = nice_step(max(span, 1))
    return max(0.0, math.floor((low - pad) / step) * step)


# --- distribution ---------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Column:
    x: float
    y: float
    width: float
    height: float
    label: str
    text: str
    count: int
    current: bool
    url: str

    @property
    def middle(self) -> float:
        return rounded(self.x + self.width / 2)


@dataclass(frozen=True)
class Distribution:
    width: int
    height: int
    left: int
    right: int
    bottom: int
    columns: list[Column]
    total: int
    text: str


def distribution(classes: Sequence[Any], mark: Any = None, width: int = 760, height: int = 230) -> Distribution | None:
    """How many fall into each class. Classes are in order and have `label`, `count`, maybe `url`, and `low`, `high` (half-open) where
    `mark`, one value to be found again in the picture, is to be shown. None where nothing was counted."""
    rows = [(str(pick(one, "label")), int(value_of(pick(one, "count")) or 0), one) for one in classes]
    most = max((count for _label, count, _one in rows), default=0)
    if not most:
        return None
    left, right, top, bottom = 4, width - 4, 26, height - 30
    step = (right - left) / len(rows)
    gap = min(8.0, step * 0.14)
    columns = []
    for i, (label, count, one) in enumerate(rows):
        tall = rounded(count / most * (bottom - top))
        columns.append(
            Column(rounded(left + i * step + gap / 2), rounded(bottom - tall), rounded(step - gap), tall, label, number(count), count,
                   _within(mark, one), str(pick(one, "url", "") or ""))
        )  # fmt: skip
    return Distribution(width, height, left, right, bottom, columns, sum(count for _label, count, _one in rows),
                        "; ".join(f"{c.label}: {c.text}" for c in columns))  # fmt: skip


def _within(mark: Any, one: Any) -> bool:
    value, low, high = value_of(mark), pick(one, "low"), pick(one, "high")
    return value is not None and (low is not None or high is not None) and (low is None or low <= value) and (high is None or value < high)


# --- the ruler of the date bar, and the life of one thing -----------------------------------------------------------------------


@dataclass(frozen=True)
class Band:
    x: float
    width: float
    label: str
    tone: str
    current: bool
    url: str = ""


@dataclass(frozen=True)
class Ruler:
    width: int
    bands: list[Band]
    years: list[tuple[float, str]]
    ticks: list[float]
    pin: float
    text: str


def ruler(segments: Sequence[Any], day: date, today: date, width: int = 404) -> Ruler:
    """The years with the map that rules each, and a pin at the day in view."""
    first = date(min(2019, max(day.year, 2015), today.year), 1, 1)
    last = date(max(today.year, min(day.year, today.year + 1)) + 1, 1, 1)
    scale = (width - 16) / (last - first).days

    def x_of(on: date) -> float:
        return rounded(8 + (min(max(on, first), last) - first).days * scale)

    bands = []
    for segment in segments:
        left, right = x_of(pick(segment, "start") or first), x_of(pick(segment, "end") or last)
        if right - left > 2:
            bands.append(
                Band(left + 1, rounded(right - left - 2), str(pick(segment, "label", "")), "", bool(pick(segment, "current")),
                     str(pick(segment, "url", "") or ""))
            )  # fmt: skip
    years = range(first.year, last.year)
    middles = [(x_of(date(year, 7, 2)), str(year)) for year in years]
    text = "; ".join(f"{band.label}" for band in bands)
    return Ruler(width, bands, middles, [x_of(date(year, 1, 1)) for year in [*years, last.year]], x_of(day), text)


@dataclass(frozen=True)
class Life:
    width: int
    bands: list[Band]
    years: list[tuple[float, str]]
    pin: float | None
    right: float


def life(periods: Sequence[Any], day: date, today: date, width: int = 860) -> Life | None:
    """States over time as one strip; periods have `start`, `end` (None = still), `label`, `tone`."""
    spans = [(as_day(pick(p, "start")), as_day(pick(p, "end")) or max(today, day), p) for p in periods]
    known = [(start, end, p) for start, end, p in spans if start]
    if not known:
        return None
    begin, finish = min(start for start, _end, _p in known), max(end for _start, end, _p in known)
    first, last = date(begin.year, 1, 1), date(finish.year, 12, 31) + timedelta(days=1)
    scale = width / (last - first).days

    def x_of(on: date) -> float:
        return rounded((on - first).days * scale)

    bands = [
        Band(
            x_of(start),
            rounded(max(x_of(end) - x_of(start) - 1.5, 1)),
            str(pick(p, "label", "")),
            str(pick(p, "tone", "acc")),
            start <= day < end,
        )
        for start, end, p in known
    ]
    every = max(1, math.ceil((last.year - first.year) * 46 / width))
    years = [(x_of(date(year, 7, 2)), str(year)) for year in range(first.year, last.year, every)]
    return Life(width, bands, years, x_of(day) if first <= day < finish else None, x_of(min(finish, last)))


# --- timeline -------------------------------------------------------------------------------------------------------------------


def cut_events(events: Sequence[Any], day: date) -> tuple[list[Any], list[Any]]:
    """(after, until) the day in view, newest first in both; events of one day keep their order reversed."""
    ordered = sorted(events, key=lambda event: as_day(pick(event, "day") or pick(event, "valid_on")) or date.min)[::-1]
    after = [event for event in ordered if (as_day(pick(event, "day") or pick(event, "valid_on")) or date.min) > day]
    return after, ordered[len(after) :]


# --- the numbers behind a chart -------------------------------------------------------------------------------------------------


def plain_rows(rows: Sequence[Any]) -> list[list[Any]]:
    """The label and figure of each bar."""
    return [[str(pick(row, "label")), pick(row, "fig", pick(row, "value"))] for row in rows]


def class_rows(classes: Sequence[Any]) -> list[list[Any]]:
    """The label and count of each class, the count with its link where it has one."""
    return [
        [str(pick(one, "label")), {"value": pick(one, "count"), "link": pick(one, "url")} if pick(one, "url") else pick(one, "count")]
        for one in classes
    ]


def ladder_rows(levels: Sequence[Any]) -> list[list[Any]]:
    """Each level with its count and the whole."""
    return [[str(pick(one, "label")), pick(pick(one, "fig"), "value"), pick(pick(one, "fig"), "denominator")] for one in levels]


def fall_rows(w: Waterfall) -> list[list[Any]]:
    """Each row of a waterfall; what stays unexplained has a row of its own."""
    rows: list[list[Any]] = []
    for step in w.steps:
        label = pick(step.row, "label") or as_day(pick(step.row, "as_of"))
        rows.append([label, tidy(step.value), str(pick(step.row, "sub") or "")])
    if not w.closes:
        rows.insert(-1, [_("chưa rõ nguyên nhân"), tidy(w.rest), ""])
    return rows


def unit_rows(units: Sequence[Any]) -> list[list[Any]]:
    """The name and value of every unit of a map, as words, in the order given."""
    told = any(pick(unit, "text") for unit in units)
    return [[str(pick(unit, "name")), str(pick(unit, "text") or "")] if told else [str(pick(unit, "name"))] for unit in units]
