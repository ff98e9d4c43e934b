"""When letters leave."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from hoptac.common.days import VIET_NAM
from hoptac.notices.enums import Way

MORNING = time(7)  # gathered letters leave then, Mondays for those of the week
TRIES = 5
PAUSES = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=4))  # after each failure


def leaves_at(way: str, now: datetime) -> datetime | None:
    """From when the letter of a notice made now may leave; None where none is wanted."""
    if way == Way.MAIL:
        return now
    if way not in (Way.DAILY, Way.WEEKLY):
        return None
    here = now.astimezone(VIET_NAM)
    morning = datetime.combine(here.date(), MORNING, VIET_NAM)
    days = (0 if here < morning else 1) if way == Way.DAILY else (7 - here.weekday()) % 7
    if way == Way.WEEKLY and days == 0 and here >= morning:
        days = 7
    return morning + timedelta(days=days)


def next_try(tries: int, now: datetime) -> datetime | None:
    """When a letter that failed so many times is tried again; None: no more."""
    return now + PAUSES[tries - 1] if tries < TRIES else None
