"""Cuts the time a product holds a star into certificates of 36 months, each renewed at or before its last day."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from hoptac.common.days import add_months


@dataclass
class Held:
    """A star held from a day; until another (another star then, or none), or still. `lapses`: it ends with its certificate."""

    first: date
    star: int
    after: date | None = None
    lapses: bool = False
    renewed: list[date] = field(default_factory=list)  # days of renewal that are known or meant


def latest_start(held: Held, day: date, months: int) -> bool:
    """Whether a certificate that ends on the day can belong to this time: it began no earlier than the star was given."""
    return held.first <= add_months(day, -months)


def _renewal(rng: random.Random, last: date) -> date:
    """A working day in the last three months of a certificate."""
    while True:
        day = last - timedelta(days=rng.randrange(90))
        if day.weekday() < 5:
            return day


def starts(held: Held, months: int, until: date, rng: random.Random) -> list[date]:
    """The first days of the certificates. One that lapses ends exactly on `after`."""
    last_start = add_months(held.after, -months) if held.after is not None and held.lapses else None
    found = [held.first]
    while True:
        runs_out = add_months(found[-1], months)
        if last_start is not None:
            if found[-1] == last_start:
                return found
            found.append(last_start if last_start <= runs_out else _renewal(rng, runs_out))
            continue
        if (held.after is not None and held.after <= runs_out) or runs_out >= until:
            return found
        meant = [day for day in held.renewed if found[-1] < day <= runs_out]
        found.append(meant[0] if meant else _renewal(rng, runs_out))
