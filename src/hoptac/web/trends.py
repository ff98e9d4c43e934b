"""The series over time: where its line, its points and what is written beside them stand. Texts never lie over each other."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from hoptac.web.charts import nice_step, rounded, tidy, value_of
from hoptac.web.numbers import as_day, figure_view, number, pick

SIGN = 8.0  # how wide one sign of a value is at most, and how high its line, in the units of the picture
LINE = 15.0


@dataclass(frozen=True)
class TrendPoint:
    x: float
    y: float
    label: str
    text: str
    url: str
    after: bool
    current: bool
    shown: bool  # whether its value is written beside it, there:
    text_x: float
    text_y: float
    anchor: str


@dataclass(frozen=True)
class Trend:
    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    ticks: list[tuple[float, str]]
    points: list[TrendPoint]
    labels: list[tuple[float, str, bool]]
    before: str
    after: str
    day_x: float | None
    text: str


def trend(points: Sequence[Any], day: date | None = None, width: int = 760, height: int = 270) -> Trend | None:
    """A series over time; what lies after the day in view is dashed. Points have `day`, `value`, and maybe `label` and `link`."""
    rows = [(as_day(pick(point, "day") or pick(point, "as_of")), value_of(point), point) for point in points]
    known = sorted(((on, value, point) for on, value, point in rows if on and value is not None), key=lambda row: row[0])
    if len(known) < 2:
        return None
    narrow = width < 500
    left, right, top, bottom = 46 if narrow else 42, width - (22 if narrow else 70), 18, height - 30
    step = nice_step(max(value for _on, value, _point in known) or 1)
    high = math.ceil(max(value for _on, value, _point in known) / step + 0.05) * step
    low = math.floor(min(0.0, *(value for _on, value, _point in known)) / step) * step
    first, last = known[0][0], known[-1][0]

    def x_of(on: date) -> float:
        return rounded(left + (on - first).days / ((last - first).days or 1) * (right - left))

    def y_of(value: float) -> float:
        return rounded(bottom - (value - low) / ((high - low) or 1) * (bottom - top))

    ticks = [(y_of(low + i * step), number(tidy(low + i * step))) for i in range(round((high - low) / step) + 1)]
    drawn = _trend_points(known, day, x_of, y_of, (left, right, bottom, narrow))
    past = [point for point in drawn if not point.after]
    later = ([past[-1]] if past else []) + [point for point in drawn if point.after]
    inside = day is not None and first <= day < last
    return Trend(
        width, height, left, right, top, bottom, ticks, drawn, _axis_labels(drawn, narrow),
        " ".join(f"{p.x},{p.y}" for p in past), " ".join(f"{p.x},{p.y}" for p in later) if len(later) > 1 else "",
        x_of(day) if inside and day else None, "; ".join(f"{p.label}: {p.text}" for p in drawn),
    )  # fmt: skip


def _trend_points(
    known: list[tuple[date, float, Any]], day: date | None, x_of: Any, y_of: Any, frame: tuple[int, int, int, bool]
) -> list[TrendPoint]:
    past = [on for on, _value, _point in known if day is None or on <= day]
    current, ends = (past[-1] if past else None), (known[0][0], known[-1][0])
    drawn = []
    for on, value, point in known:
        fig = pick(point, "figure") or (point if pick(point, "link") or pick(point, "unit_word") else None)
        view = figure_view(fig if fig is not None else tidy(value))
        x, y = x_of(on), y_of(value)
        drawn.append(
            TrendPoint(x, y, str(pick(point, "label") or on.year), view.text, view.url, day is not None and on > day, on == current,
                       on == current or on in ends, x, y, "middle")
        )  # fmt: skip
    return _with_values(drawn, x_of(day) if day is not None and ends[0] <= day < ends[1] else None, frame)


def _with_values(drawn: list[TrendPoint], day_x: float | None, frame: tuple[int, int, int, bool]) -> list[TrendPoint]:
    """Where each value is written: the current one first, then the last, then the first. One that finds no room is left to the table."""
    taken: list[Box] = [] if day_x is None else [Box(day_x, 18, day_x + 140, 36)]  # the words beside the day in view
    placed = list(drawn)
    shown = [i for i, point in enumerate(drawn) if point.shown]
    for i in sorted(shown, key=lambda i: (not drawn[i].current, -i)):
        point, last = drawn[i], i == len(drawn) - 1
        free = next((at for at in _spots(point, last, frame) if not any(at[3].over(other) for other in taken)), None)
        if free is None:
            placed[i] = replace(point, shown=False)
            continue
        taken.append(free[3])
        placed[i] = replace(point, text_x=free[0], text_y=free[1], anchor=free[2])
    return placed


@dataclass(frozen=True)
class Box:
    """The room a text takes."""

    left: float
    top: float
    right: float
    bottom: float

    def over(self, other: Box) -> bool:
        """Whether the two touch."""
        return self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom


def _spots(point: TrendPoint, last: bool, frame: tuple[int, int, int, bool]) -> Iterator[tuple[float, float, str, Box]]:
    """Places for a point's value, the best first: right of the last, below right of the current one, above the others; in the frame."""
    left, right, bottom, narrow = frame
    x, y, wide = point.x, point.y, len(point.text) * SIGN * (1.3 if point.current else 1)
    low, high = y + 22, y - 12
    first = [(x + 10, y + 5, "start")] if last and not narrow else []
    side = "end" if last and narrow else "start"
    near = [(right if last and narrow else x + 10, low, side), (right if last and narrow else x + 10, high, side)]
    middle = [(max(x, left + wide / 2), high, "middle"), (max(x, left + wide / 2), low, "middle")]
    far = [(x - 8, high, "end"), (x - 8, low, "end")]
    far += [(x + dx, at, anchor) for at in (low + 22, high - 22, low + 44, high - 44) for dx, anchor in ((10, "start"), (-8, "end"))]
    for at_x, at_y, anchor in [*first, *(near + middle if point.current or last else middle + near), *far]:
        start = at_x - {"start": 0, "middle": wide / 2, "end": wide}[anchor]
        tall = LINE * (1.3 if point.current else 1)
        if LINE <= at_y <= bottom - 4 and start >= left - 8 and start + wide <= right + (24 if narrow else 72):
            yield at_x, at_y, anchor, Box(start, at_y - tall, start + wide, at_y + 4)


def _axis_labels(drawn: list[TrendPoint], narrow: bool) -> list[tuple[float, str, bool]]:
    """Labels of the axis, as many as find room; those of the ends and of the day in view come first."""
    room = 44 if narrow else 48
    taken: list[int] = []
    order = sorted(range(len(drawn)), key=lambda i: (not drawn[i].current, i not in (0, len(drawn) - 1), i))
    for i in order:
        if all(abs(drawn[i].x - drawn[j].x) >= room for j in taken):
            taken.append(i)
    edge = drawn[-1].x + (18 if narrow else 60)  # a long label at the end is drawn back into the picture
    return [(min(drawn[i].x, edge - len(drawn[i].label) * 3.6), drawn[i].label, drawn[i].current) for i in sorted(taken)]


def trend_rows(points: Sequence[Any]) -> list[list[Any]]:
    """The day and value of every point that has them."""
    rows = [[as_day(pick(point, "day") or pick(point, "as_of")), value_of(point)] for point in points]
    return sorted([row for row in rows if row[0] and row[1] is not None], key=lambda row: row[0])  # type: ignore[arg-type,return-value]
