"""The clocks of requests and the days that count, as dated data; working days as Viet Nam counts them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.core.exceptions import ImproperlyConfigured

from hoptac.accounts.subjects.enums import Asked
from hoptac.common import paths

FOLDER = Path("personal")
MOST = 400  # days a clock may run


@dataclass(frozen=True)
class Term:
    """So many days, of every kind or working days only."""

    days: int
    working: bool


@dataclass(frozen=True)
class Clocks:
    """When a request must be answered first, and when it must be done, by what was asked."""

    first: Term
    kinds: dict[str, Term]


@dataclass(frozen=True)
class Due:
    """The last days on which a request is still in time."""

    first: date
    done: date


def _term(file: str, given: Any) -> Term:
    if (
        not isinstance(given, dict)
        or not isinstance(given.get("days"), int)
        or not 0 < given["days"] <= MOST
        or set(given) - {"days", "working"}
    ):
        raise ImproperlyConfigured(f"{file}: a term is {{days: N, working: true or false}} with N from 1 to {MOST}, not {given!r}")
    return Term(given["days"], bool(given.get("working")))


@cache
def shipped() -> tuple[tuple[date, Clocks], ...]:
    """All files of clocks, the earliest first."""
    found = []
    for file in sorted((paths.DATA / FOLDER / "clocks").glob("*.yaml")):
        read = yaml.safe_load(file.read_text(encoding="utf-8"))
        kinds = {kind: _term(file.name, given) for kind, given in read["kinds"].items()}
        if set(kinds) != set(Asked.values):
            raise ImproperlyConfigured(f"{file.name}: kinds must be {', '.join(Asked.values)}")
        found.append((date.fromisoformat(file.stem), Clocks(_term(file.name, read["first_answer"]), kinds)))
    if not found:
        raise ImproperlyConfigured(f"{paths.DATA / FOLDER / 'clocks'}: no file of clocks")
    return tuple(found)


def on(day: date) -> Clocks:
    """The clocks that hold on a day; before the first file those of the first."""
    return next((clocks for first, clocks in reversed(shipped()) if first <= day), shipped()[0][1])


def due(kind: str, asked_on: date) -> Due:
    """The last days for a request made on a day. The day it was made is not counted."""
    clocks = on(asked_on)
    return Due(after(asked_on, clocks.first), after(asked_on, clocks.kinds[kind]))


def after(day: date, term: Term) -> date:
    """The day so many days on. A term that ends on a day off ends on the next working day (Bộ luật Dân sự 2015, Điều 148 khoản 5)."""
    if term.working:
        left, found = term.days, day
        while left:
            found += timedelta(days=1)
            left -= is_working(found)
        return found
    found = day + timedelta(days=term.days)
    while not is_working(found):
        found += timedelta(days=1)
    return found


def is_working(day: date) -> bool:
    """Whether offices work: no weekend, no public holiday that is known."""
    fixed, years = _holidays()
    return day.weekday() < 5 and day.strftime("%m-%d") not in fixed and day not in years


@cache
def _holidays() -> tuple[frozenset[str], frozenset[date]]:
    read = yaml.safe_load((paths.DATA / FOLDER / "holidays.yaml").read_text(encoding="utf-8"))
    return frozenset(read["fixed"]), frozenset(day for year in read["years"].values() for day in year["days"])
