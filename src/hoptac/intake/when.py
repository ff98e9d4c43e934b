"""Which day a figure speaks of: the one stated for it, else the last stated in its paragraph, else the one asked, else the document's."""

from __future__ import annotations

import calendar
import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from hoptac.common.days import Period, parse_period, today
from hoptac.common.errors import UserError
from hoptac.reading.page import Page
from hoptac.reading.times import find_times

Span = tuple[int, int]
_MAP_WORDS = re.compile(r"(?:địa giới(?: hành chính)?|bản đồ(?: hành chính)?|sắp xếp)(?: (?:của|tại|từ))?\s*$")


@dataclass(frozen=True)
class When:
    """The day of a figure, and the period where it speaks of what happened. origin: stated, paragraph, asked, document or today.

    map_of: the day of the map, where the text names one ("theo địa giới hành chính ngày 01/7/2025").
    """

    day: date
    period: Period
    origin: str
    words: str = ""
    map_of: date | None = None

    @property
    def map_day(self) -> date:
        """The day of the map the figure is read on."""
        return self.map_of or self.day


@dataclass(frozen=True)
class _Stated:
    start: int
    paragraph: int
    value: str
    words: str


def period_of(text: str | None) -> Period | None:
    """`2022`, `2022-06`, `2022-06-30`, `2025-Q1`, `2024-H1`, `2025-M4` (its first four months), `2021/2025`; None for anything else."""
    if not text:
        return None
    try:
        return _period(text.strip())
    except (ValueError, UserError):
        return None


def _period(text: str) -> Period | None:
    if "/" in text:
        ends = [period_of(part) for part in text.split("/", 1)]
        return Period(ends[0].first, ends[1].last, f"{ends[0].first}..{ends[1].last}") if ends[0] and ends[1] else None
    if re.fullmatch(r"\d{4}(-[QH]\d)?", text):
        return parse_period(text)
    if match := re.fullmatch(r"(\d{4})-M(\d{1,2})", text):
        first, last = date(int(match[1]), 1, 1), _month_end(int(match[1]), int(match[2]))
        return Period(first, last, f"{first}..{last}")
    if match := re.fullmatch(r"(\d{4})-(\d{2})", text):
        last = _month_end(int(match[1]), int(match[2]))
        return Period(last.replace(day=1), last, f"{last.replace(day=1)}..{last}")
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return year_to(date.fromisoformat(text))
    return None


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def year_to(day: date) -> Period:
    """The year up to a day: what a flow is asked for when only a day is known."""
    first = date(day.year, 1, 1)
    return Period(first, day, str(day.year) if (day.month, day.day) == (12, 31) else f"{first}..{day}")


@lru_cache(maxsize=2)
def page_of(text: str) -> Page:
    """The text made ready: its head and its days are asked of the same page."""
    return Page(text)


class Days:
    """The days stated in a text, with what to fall back on."""

    def __init__(self, text: str, skip: Iterable[Span] = (), as_of: date | None = None, document_date: date | None = None) -> None:
        self.as_of, self.document_date = as_of, document_date
        self.page = page_of(text)
        self._paragraphs = [start for start, _end in self.page.lines]
        self._raw_starts = [self.page.raw_span(start, start + 1)[0] for start in self._paragraphs if start < len(self.page.norm)]
        year = document_date or as_of
        self._maps: list[_Stated] = []
        self._stated = list(self._read(list(skip), str(year.year) if year else None))

    def _read(self, skip: list[Span], year: str | None) -> Iterable[_Stated]:
        """Days of documents that are only named, periods and "năm trước" say nothing about the figures around them."""
        for time in find_times(self.page, year):
            start, end = self.page.raw_span(time.start, time.end)
            if time.kind in ("period", "relative") or period_of(time.value) is None:
                continue
            if any(first < end and start < last for first, last in skip):
                continue
            one = _Stated(start, self._paragraph(time.start), time.value or "", self.page.raw[start:end])
            if _MAP_WORDS.search(self.page.low, max(time.start - 40, 0), time.start):
                self._maps.append(one)
            else:
                yield one

    def _paragraph(self, at: int) -> int:
        return bisect_right(self._paragraphs, at)

    def _raw_paragraph(self, at: int) -> int:
        """The paragraph of a place in the text as given."""
        return bisect_right(self._raw_starts, at)

    def when(self, stated: str | None, at: int) -> When:
        """The day of the figure that stands at a place in the text, and the day of its map."""
        return replace(self._day(stated, at), map_of=self._map(at))

    def _map(self, at: int) -> date | None:
        """The map named in the paragraph before the figure; for the row of a table, the last one named above it."""
        before = [one for one in self._maps if one.start < at]
        if not before:
            return None
        paragraph, last = self._raw_paragraph(at), before[-1]
        in_table = "\t" in self.page.line_text(paragraph - 1)
        period = period_of(last.value) if last.paragraph == paragraph or in_table else None
        return period.last if period else None

    def _day(self, stated: str | None, at: int) -> When:
        if own := period_of(stated):
            return When(own.last, own, "stated", stated or "")
        if near := self._near(at):
            period = period_of(near.value)
            assert period is not None
            return When(period.last, period, "paragraph", near.words)
        for day, origin in ((self.as_of, "asked"), (self.document_date, "document")):
            if day is not None:
                return When(day, year_to(day), origin)
        return When(today(), year_to(today()), "today")

    def _near(self, at: int) -> _Stated | None:
        paragraph = self._raw_paragraph(at)
        here = [one for one in self._stated if one.paragraph == paragraph]
        before = [one for one in here if one.start < at]
        return before[-1] if before else here[-1] if here else None
