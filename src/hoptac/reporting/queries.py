"""Issued reports, and what became of their figures since."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from hoptac.accounts.gates import Viewer
from hoptac.common.days import Period, parse_period
from hoptac.common.errors import UserError
from hoptac.figures import queries as figures
from hoptac.figures.types import Number
from hoptac.places.queries import by_key
from hoptac.reporting.draft import UNPLACED
from hoptac.reporting.models import IssuedReport

Value = tuple[Number | None, Number | None]


def issued(viewer: Viewer) -> Any:
    """Reports the viewer may see, the latest first."""
    return IssuedReport.objects.visible_to(viewer).defer("figures").select_related("file", "pdf").order_by("-issued_at", "-pk")


@dataclass(frozen=True)
class Frozen:
    """A figure as it was issued, and what the records say of the same day now."""

    then: dict[str, Any]
    now: Value | None
    is_own: bool  # of the report's place itself, not of a unit in one of its tables

    @property
    def has_changed(self) -> bool:
        """Whether the records now give another number for the same day."""
        return self.now is not None and self.now != (self.then["value"], self.then["denominator"])

    @property
    def view(self) -> dict[str, Any]:
        """What the page's figure component reads; `now` only where it differs."""
        shown = self.then | {"unit_word": self.then["unit"]}
        return shown | ({"now": self.now[0]} if self.has_changed and self.now is not None else {})


class Now:
    """Asks the figures of a report again, each question once; the units of a table are read from one split."""

    def __init__(self, report: IssuedReport) -> None:
        self.place_id = report.place_id
        self._values: dict[tuple, Value | None] = {}
        self._splits: dict[tuple, dict[str | None, Value]] = {}
        self._places: dict[str, int] = {}

    def is_own(self, frozen: dict[str, Any]) -> bool:
        """Whether the figure is of the report's own place."""
        return frozen["why"] != UNPLACED and self._place(frozen["place"]) == self.place_id

    def _place(self, key: str) -> int:
        if key not in self._places:
            self._places[key] = by_key(key).place_id
        return self._places[key]

    def value(self, frozen: dict[str, Any]) -> Value | None:
        """What the records say now; None where the question cannot be asked any more."""
        day, map_day = date.fromisoformat(frozen["as_of"]), date.fromisoformat(frozen["map_of"])
        period = parse_period(frozen["period"]) if frozen["period"] else None
        map_of = None if map_day == day else map_day
        try:
            if self.is_own(frozen):
                return self._whole(frozen["indicator"], day, period, map_of, frozen["rule"] or "met")
            parts = self._parts(frozen["indicator"], day, map_of)
            return parts.get(None, (0, None)) if frozen["why"] == UNPLACED else parts.get(frozen["place"])
        except UserError:
            return None

    def _whole(self, code: str, day: date, period: Period | None, map_of: date | None, rule: str) -> Value | None:
        key = (code, day, period, map_of, rule)
        if key not in self._values:
            asked = {"period": period} if period else {"as_of": day}
            found = figures.figure(code, self.place_id, map_of=map_of, rule=rule, **asked)  # type: ignore[arg-type]
            self._values[key] = (found.value, found.denominator)
        return self._values[key]

    def _parts(self, code: str, day: date, map_of: date | None) -> dict[str | None, Value]:
        key = (code, day, map_of)
        if key not in self._splits:
            found = figures.figure(code, self.place_id, as_of=day, map_of=map_of, by="place")
            self._splits[key] = {row.key: (row.value, row.denominator) for row in found.rows}
        return self._splits[key]


def frozen(report: IssuedReport) -> Iterator[Frozen]:
    """Every figure of a report beside what the records say now."""
    now = Now(report)
    for one in report.figures:
        yield Frozen(one, now.value(one), now.is_own(one))
