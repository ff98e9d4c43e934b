"""What a document says about itself: its day, the place it is about, its title, its own number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hoptac.common.days import today
from hoptac.intake.subject import document_place
from hoptac.intake.when import page_of, period_of
from hoptac.reading import Findings
from hoptac.reading.head import Head, read_head
from hoptac.reading.symbols import find_symbols
from hoptac.reading.times import find_times


@dataclass(frozen=True)
class About:
    """The head of a document, understood; empty where it does not say."""

    day: date | None
    place_id: int | None
    place_name: str
    title: str
    number: str
    type: str
    issuer: str


def about(text: str, findings: Findings, as_of: date | None = None) -> About:
    """Reads the head, and where it names no place takes the one most of the figures name."""
    page = page_of(text)
    head = read_head(page, find_symbols(page), find_times(page))
    day = _day(head)
    subjects = [one.subject for one in findings.figures]
    named = f"{head.level or ''} {head.place}".strip() if head.place else None
    return About(
        day,
        document_place(subjects, named, as_of or day or last_day(findings) or today()),
        head.place or "",
        " ".join(head.title.split()),
        head.symbol.text if head.symbol else "",
        head.type or "",
        head.issuer or "",
    )


def _day(head: Head) -> date | None:
    period = period_of(head.date.value) if head.date else None
    return period.last if period else None


def last_day(findings: Findings) -> date | None:
    """A day on which the places named most likely stood: the latest a figure speaks of."""
    days = [period.last for period in (period_of(one.as_of) for one in findings.figures) if period]
    return min(max(days), today()) if days else None
