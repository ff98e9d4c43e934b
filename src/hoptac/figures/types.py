"""The one type of every number a province speaks."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from hoptac.common.days import Period
from hoptac.common.measures import Record
from hoptac.figures.indicators import Indicator
from hoptac.places.tree import Unit

Number = int | float


@dataclass(frozen=True)
class Row:
    """One part of a split: its key (CODE@DAY, or a word), name, and share of the value. Key None: could not be placed."""

    key: str | None
    name: str
    value: Number | None
    denominator: Number | None = None
    link: str = ""


@dataclass(frozen=True)
class Explained:
    """A counted record and why it counts: since when, by which document."""

    record: Record
    on: date
    cause: str
    document: str
    place_key: str
    place_name: str


@dataclass(frozen=True)
class Change:
    """What changed the value on one day for one reason; `value` is signed."""

    cause: str
    value: Number
    on: date
    document: str
    records: tuple[Record, ...] = ()


@dataclass(frozen=True)
class Rival:
    """What another source says of the same thing."""

    value: Number
    comparator: str
    source: str
    day: date
    period: tuple[date, date] | None
    status: str
    definition: str
    synthetic: bool
    document: str = ""


@dataclass(frozen=True)
class Figure:
    """A value with everything a reader may ask of it.

    map_of: the day of the map it is read on. value None: `why` says what is missing. records: how many records were counted.
    """

    indicator: Indicator
    place: Unit
    place_key: str
    as_of: date
    map_of: date
    value: Number | None
    denominator: Number | None = None
    period: Period | None = None
    basis: str = "counted"
    status: str = "actual"
    rule: str | None = None
    source: str = ""
    comparator: str = ""
    provisional: bool = False
    synthetic: bool = False
    records: int | None = None
    why: str = ""
    explain: tuple[Explained, ...] = ()
    rows: tuple[Row, ...] = ()
    since: date | None = None
    earlier: Number | None = None
    changes: tuple[Change, ...] = ()
    rivals: tuple[Rival, ...] = field(default=(), compare=False)

    @property
    def unit(self) -> str:
        """The unit in Vietnamese, as data."""
        return self.indicator.unit

    @property
    def unit_word(self) -> str:
        """The unit in the language of the page."""
        return self.indicator.unit_word

    @property
    def link(self) -> str:
        """The permanent address of the figure's passport."""
        query = {"place": self.place_key, "as_of": self.as_of.isoformat()}
        if self.map_of != self.as_of:
            query["map_of"] = self.map_of.isoformat()
        if self.period is not None:
            query["period"] = self.period.label
            if self.period.calendar == "report":  # an address that means the same wherever it is read
                query["period"] = f"{self.period.first}..{self.period.last}"
        if self.rule == "decided":
            query["rule"] = self.rule
        return f"/figures/{self.indicator.code}?{urlencode(query, safe='@')}"
