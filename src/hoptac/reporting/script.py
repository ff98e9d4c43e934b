"""The hand that writes figures into sentences: asks the one engine, and remembers every figure with the words it was written in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from hoptac.common.days import Period
from hoptac.common.text import format_day, format_money, format_number
from hoptac.figures import queries, reported
from hoptac.figures.types import Figure, Number
from hoptac.places.tree import Unit
from hoptac.reporting.draft import Said
from hoptac.reporting.words import unit_on, whole


class Script:
    """One report being written about a place, a day and a map."""

    def __init__(self, place_id: int, as_of: date, map_of: date | None) -> None:
        self.place_id, self.as_of = place_id, as_of
        self.given_map = map_of if map_of != as_of else None
        self.map_day = map_of or as_of
        self.unit: Unit = unit_on(place_id, as_of, self.map_day)
        self.said: list[Said] = []

    def ask(self, code: str, *, on: date | None = None, period: Period | None = None, **more: Any) -> Figure:
        """A figure of the place on the report's day (or another), on the report's map."""
        day = None if period else on or self.as_of
        return queries.figure(code, self.place_id, as_of=day, period=period, map_of=self.given_map, **more)

    def known(self, code: str, *, on: date | None = None, **more: Any) -> Figure | None:
        """The figure where it is one of that very day: a count, or a value published for the day; else None."""
        found = self.ask(code, on=on, **more)
        return found if found.value is not None and self._is_exact(found) else None

    def published(self, code: str, year: int) -> Figure | None:
        """A value published for a whole year under the indicator's own definition, as a number and not as a bound; else None."""
        found = self.ask(code, period=Period(date(year, 1, 1), date(year, 12, 31), str(year)))
        return found if found.value is not None and self._is_exact(found) else None

    def _is_exact(self, found: Figure) -> bool:
        if found.basis != "reported":
            return True
        row = reported.best(reported.values(found.indicator.code, self.place_id), found.as_of, found.period, found.indicator.kind)
        return row is not None and row.last_day == found.as_of and not row.definition and not row.comparator

    def say(self, figure: Figure, surface: str) -> str:
        """The words, after noting that they say this figure."""
        self.said.append(Said(figure, surface))
        return surface

    def count(self, figure: Figure, noun: str = "") -> str:
        """ "665 hợp tác xã", "98/98 xã": the value as a person writes it, with its unit or another noun for it."""
        noun = noun or figure.unit
        number = format_number(figure.value)
        if figure.denominator is not None:
            number += "/" + format_number(figure.denominator)
        return self.say(figure, f"{number} {noun}")

    def amount(self, figure: Figure) -> str:
        """ "10,28%", "8.200 USD", "73,348 triệu đồng"."""
        if figure.unit == "%":
            return self.say(figure, format_number(figure.value) + "%")
        if figure.unit == "đồng":
            return self.say(figure, format_money(figure.value))
        return self.count(figure)

    def cell(self, figure: Figure, value: Number | None, **of: Any) -> str:
        """A number in a table: a part of a figure, at its own place where it has one."""
        part = replace(figure, value=value, records=value, rows=(), explain=(), changes=(), rivals=(), **of)
        return self.say(part, format_number(value))

    def opening(self, on: date | None = None) -> str:
        """ "Đến ngày 31/12/2022, toàn tỉnh": the map first where it is not the day's own, so that the day said last is the figures'."""
        day = f"đến ngày {format_day(on or self.as_of)}, {whole(self.unit)}"
        if self.given_map is None:
            return "Đ" + day[1:]
        return f"Theo địa giới hành chính ngày {format_day(self.given_map)}, {day}"

    def opening_of_table(self) -> str:
        """ "đến ngày 31/12/2022" in a caption, again with the map before the day."""
        map_words = "" if self.given_map is None else f"theo địa giới hành chính ngày {format_day(self.given_map)}, "
        return f"{map_words}đến ngày {format_day(self.as_of)}"

    def list_counts(self, figures: Iterable[Figure | None], tails: Iterable[str] = ()) -> str:
        """ "có 665 hợp tác xã, 210 tổ hợp tác; chưa có liên hiệp hợp tác xã"; empty when nothing is known."""
        there, none = [], []
        for figure in figures:
            if figure is None:
                continue
            if figure.value == 0 and figure.denominator is None:
                none.append(self.say(figure, f"chưa có {figure.unit}"))
            else:
                there.append(self.count(figure))
        parts = (["có " + join(there)] if there else []) + none
        return "; ".join(parts)


def join(parts: list[str]) -> str:
    """ "a, b và c"."""
    return " và ".join(filter(None, (", ".join(parts[:-1]), parts[-1]))) if parts else ""
