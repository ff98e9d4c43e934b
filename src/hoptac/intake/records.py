"""The records behind a check: every question to the figures room, asked once a document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from hoptac.common.days import Period, today
from hoptac.common.errors import UserError
from hoptac.figures import queries, reported
from hoptac.figures.indicators import Indicator, indicators
from hoptac.figures.models import ReportedValue, Status
from hoptac.figures.types import Figure, Number
from hoptac.intake.when import When, year_to
from hoptac.places.tree import Tree, day_before, tree

FIRST_YEAR = 2010  # no end of year before is looked at


@dataclass(frozen=True)
class Hit:
    """A record that was found: its value, and where it holds. `row` is the published value behind it, if it is one."""

    code: str
    value: Number
    denominator: Number | None
    day: date
    map_of: date
    rule: str | None = None
    comparator: str = ""
    source: str = ""
    definition: str = ""
    link: str = ""
    records: int = 1
    row: ReportedValue | None = None


def hit_of(figure: Figure) -> Hit | None:
    """A counted figure as a hit; None where it has no value."""
    if figure.value is None:
        return None
    return Hit(
        figure.indicator.code,
        figure.value,
        figure.denominator,
        figure.as_of,
        figure.map_of,
        figure.rule,
        figure.comparator,
        figure.source,
        "",
        figure.link,
        figure.records if figure.records is not None else 1,
    )


class Records:
    """Answers what the records say, and remembers it while one document is checked."""

    def __init__(self) -> None:
        self._figures: dict[tuple, Figure | None] = {}
        self._values: dict[tuple[str, int], list[ReportedValue]] = {}

    def figure(self, code: str, place_id: int, when: When, map_of: date | None = None, rule: str = "met") -> Figure | None:
        """The figure for a day, or for its period if the indicator is a flow; None where the place is not on that map."""
        flow = indicators()[code].kind == "flow"
        period = when.period if flow else None
        map_of = map_of or when.map_of
        key = (code, place_id, None if flow else when.day, period, map_of, rule)
        if key not in self._figures:
            self._figures[key] = self._ask(code, place_id, when.day, period, map_of, rule)
        return self._figures[key]

    @staticmethod
    def _ask(code: str, place_id: int, day: date, period: Period | None, map_of: date | None, rule: str) -> Figure | None:
        asked = {"period": period} if period else {"as_of": day}
        try:
            return queries.figure(code, place_id, map_of=map_of, rule=rule, **asked)  # type: ignore[arg-type]
        except UserError:
            return None

    def is_counted(self, code: str, place_id: int, when: When) -> bool:
        """Whether the register counts this indicator here on this day; where it does not, published values speak."""
        figure = self.figure(code, place_id, when)
        return figure is not None and figure.basis == "counted" and figure.value is not None

    def published(self, code: str, place_id: int) -> list[ReportedValue]:
        """What anybody published about an indicator at a place; plans are no records."""
        key = (code, place_id)
        if key not in self._values:
            self._values[key] = [row for row in reported.values(code, place_id) if row.status != Status.PLAN]
        return self._values[key]

    def spoken(self, code: str, place_id: int, when: When) -> list[ReportedValue]:
        """Published values that speak of this very day or period."""
        flow = indicators()[code].kind == "flow"
        return [row for row in self.published(code, place_id) if _speaks(row, when, flow)]

    def row_hit(self, row: ReportedValue, when: When) -> Hit:
        """A published value as a hit."""
        figure = self.figure(row.indicator, row.place_id, When(row.last_day, _row_period(row), "stated"))
        link = figure.link if figure else ""
        value = reported.plain(row.value)
        assert value is not None
        return Hit(
            row.indicator,
            value,
            reported.plain(row.denominator),
            row.last_day,
            row.last_day,
            None,
            row.comparator,
            row.source,
            row.definition,
            link,
            1,
            row,
        )

    # --- elsewhere ------------------------------------------------------------------------------------------------------------

    def other_maps(self, place_id: int, day: date) -> list[date]:
        """A day of every other map of the place: its cuts divide time into maps. The whole country has too many to be told apart."""
        map_ = tree()
        if map_.last(place_id).level == "country":
            return []
        cuts = [cut for cut in map_.cut_days(place_id) if cut <= today()]
        firsts = [day_before(cuts[0])] if cuts else []
        days = [*firsts, *cuts]
        own = max((d for d in days if d <= day), default=days[0] if days else day)
        if cuts and day < cuts[0]:
            own = days[0]
        return sorted((_stands(map_, place_id, d) for d in days if d != own), key=lambda d: abs(d - day))

    def other_days(self, code: str, place_id: int, when: When) -> Iterator[When]:
        """Days on which a number may also be looked for: published ones and ends of years, the nearest first."""
        days = {row.last_day for row in self.published(code, place_id)}
        days |= {date(year, 12, 31) for year in range(FIRST_YEAR, today().year + 1)}
        for day in sorted((d for d in days if d != when.day and d <= today()), key=lambda d: (abs(d - when.day), d)):
            yield When(day, year_to(day), "stated")

    def values_on(self, known: Indicator, place_id: int, days: list[date]) -> dict[date, object]:
        """The counted value on each of several days, from one reading of the records."""
        try:
            return dict(queries.series(known.code, place_id, days))
        except UserError:
            return {}


def _row_period(row: ReportedValue) -> Period:
    if row.period_first and row.period_last:
        label = str(row.period_first.year)
        whole = row.period_first == date(row.period_first.year, 1, 1) and row.period_last == date(row.period_first.year, 12, 31)
        return Period(row.period_first, row.period_last, label if whole else f"{row.period_first}..{row.period_last}")
    return year_to(row.last_day)


def _speaks(row: ReportedValue, when: When, flow: bool) -> bool:
    if row.period_first is None or row.period_last is None:
        return row.as_of == when.day
    if flow:
        return (row.period_first, row.period_last) == (when.period.first, when.period.last)
    return row.period_first <= when.day <= row.period_last


def _stands(map_: Tree, place_id: int, day: date) -> date:
    """The day, or the last before it on which the place was on the map."""
    ended = map_.ended(place_id)
    return ended - timedelta(days=1) if ended and ended <= day else day
