"""What the screens show, as plain values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hoptac.accounts.subjects import holdings
from hoptac.accounts.subjects.enums import OPEN, State
from hoptac.accounts.subjects.holdings import Holding
from hoptac.accounts.subjects.models import Request
from hoptac.common.days import today
from hoptac.common.personal import Subject

SHOWN = 5  # rows of one sort that a page shows; the file holds all
STATE_TONES = {State.DONE: "ok", State.IN_PART: "note", State.REFUSED: "none"}


@dataclass(frozen=True)
class Clock:
    """How a request stands against its clocks: a word and a colour that say the same."""

    due: date | None
    tone: str
    word: str
    symbol: str


@dataclass(frozen=True)
class Line:
    """One request in the list."""

    request: Request
    asked: str
    who: str
    clock: Clock


def clock(row: Request, day: date) -> Clock:
    """The clock that runs now: the first answer, then the whole."""
    if row.state not in OPEN:
        return Clock(None, STATE_TONES[State(row.state)], str(State(row.state).label), "check")
    due = row.done_due if row.answered_on else row.first_due
    left = (due - day).days
    what = _("làm xong") if row.answered_on else _("trả lời lần đầu")
    if left < 0:
        late = ngettext("quá hạn %(n)s ngày", "quá hạn %(n)s ngày", -left) % {"n": -left}
        return Clock(due, "bad", f"{what}: {late}", "warn")
    if left == 0:
        return Clock(due, "warn", _("%s: hôm nay") % what, "clock")
    word = ngettext("còn %(n)s ngày", "còn %(n)s ngày", left) % {"n": left}
    return Clock(due, "warn" if left <= 2 else "note", f"{what}: {word}", "clock")


def lines(rows: Iterable[Request]) -> list[Line]:
    """Requests with their clocks: the open ones first, the latest of them at the top."""
    day = today()
    told = [Line(row, str(row.get_asked_display()), holdings.called(row.subject) or _("(không còn tên)"), clock(row, day)) for row in rows]
    return sorted(told, key=lambda one: (one.clock.due is None, one.clock.due or date.max, -one.request.pk))


@dataclass
class Group:
    """Rows held for one reason."""

    why: str
    rule: str
    rows: list[Holding] = field(default_factory=list)
    count: int = 0


def groups(subject: Subject) -> list[Group]:
    """What is held about a person, by why it is held; of many rows a page shows the first few."""
    found: dict[str, Group] = {}
    for one in holdings.of(subject):
        group = found.setdefault(one.declaration.code, Group(one.why, one.hold_why))
        group.count += 1
        if len(group.rows) < SHOWN:
            group.rows.append(one)
    return list(found.values())


def openable(shown: Iterable[Group]) -> list[tuple[str, str]]:
    """Values that are masked on the page and may be opened: a name for the form, and what it says."""
    return [
        (f"{one.declaration.code}|{one.row.pk}|{value.name}", f"{value.label}: {value.masked}")
        for group in shown
        for one in group.rows
        for value in one.fields
        if value.kind and value.value not in (None, "", {}, []) and value.masked != holdings.words(value.value)
    ]


def correctable(shown: Iterable[Group]) -> list[tuple[str, str]]:
    """Values that may be corrected where they stand."""
    return [
        (f"{one.declaration.code}|{one.row.pk}|{value.name}", f"{value.label}: {value.masked}")
        for group in shown
        for one in group.rows
        for value in one.fields
        if value.name in one.declaration.correct
    ]
