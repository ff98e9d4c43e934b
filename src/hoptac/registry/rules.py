"""How events make states: plain values in, intervals out. No database, no clock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from heapq import merge
from typing import Any

from django.utils.translation import gettext as _

from hoptac.common.errors import UserError
from hoptac.common.text import format_day
from hoptac.registry.enums import BESIDE, ENDING, EventKind, Legal, Operating

ENTERPRISE = "enterprise"  # what a cooperative may become that is no organisation of this register
COLUMNS = ("name", "sector", "kind")
# Further content of the register an event may set: the seat's address, lines of business with the version of their code list, charter
# capital in đồng, the representative by law, members by kind, the certificate {no, date, issuer, address}.
CONTENT = ("address", "vsic", "vsic_version", "charter_capital", "representative", "members", "certificate")


@dataclass(frozen=True)
class Happening:
    """An event as the rules see it. `order` is the order of recording, which decides within one day."""

    order: int
    kind: str
    on: date
    place_id: int | None = None
    corrects: int | None = None
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Interval:
    """What an organisation was from one day to another. `began` and `ended` are the orders of the events at each end."""

    valid_from: date
    valid_to: date | None
    kind: str
    name: str
    place_id: int
    sector: str
    legal: str
    operating: str
    began: int
    ended: int | None = None
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Step:
    """An event with what the organisation was before it and what it is after; None where it is not."""

    happening: Happening
    before: Interval | None
    after: Interval | None


def in_force(happenings: Iterable[Happening]) -> list[Happening]:
    """The events that stand: those corrected by a later one fall away, withdrawals too; by day, then by recording."""
    every = list(happenings)
    replaced = {h.corrects for h in every if h.corrects is not None}
    standing = [h for h in every if h.order not in replaced and h.kind != EventKind.WITHDRAWN]
    return sorted(standing, key=lambda h: (h.on, h.order))


def _cuts_suspension(later: Happening, until: date) -> bool:
    """Whether an event after a suspension takes the place of its running out."""
    if later.on > until:
        return False
    return later.kind in (EventKind.RESUMED, EventKind.SUSPENDED, EventKind.STATUS) or is_end(later)


def _with_ends_of_suspensions(events: list[Happening]) -> list[Happening]:
    """A suspension told with its last day runs out by itself on the day after, unless it was cut short or told anew before."""
    ends: list[Happening] = []
    for n, one in enumerate(events):
        until = one.data.get("until") if one.kind == EventKind.SUSPENDED else None
        if until:
            after = date.fromisoformat(until) + timedelta(days=1)
            if after > one.on and not any(_cuts_suspension(later, after) for later in events[n + 1 :]):
                ends.append(Happening(one.order, EventKind.RESUMED, after))
    return list(merge(ends, events, key=lambda h: h.on)) if ends else events  # on its day running out comes first


def _refuse_second(happening: Happening) -> UserError:
    return UserError(_("Tổ chức đã đăng ký rồi; không thể đăng ký lần nữa ngày %s.") % format_day(happening.on))


def _begin(happening: Happening) -> Interval:
    data = happening.data
    if happening.place_id is None:
        raise UserError(_("Đăng ký cần có địa bàn của trụ sở."))
    return Interval(
        happening.on,
        None,
        data["kind"],
        data["name"],
        happening.place_id,
        data.get("sector", "other"),
        Legal.REGISTERED,
        data.get("operating", Operating.ACTIVE),
        happening.order,
        None,
        {name: data[name] for name in CONTENT if name in data},
    )


CHANGES: dict[str, dict[str, str]] = {
    EventKind.SUSPENDED: {"legal": Legal.SUSPENDED},
    EventKind.RESUMED: {"legal": Legal.REGISTERED},
    EventKind.STARTED: {"operating": Operating.ACTIVE},
    EventKind.STOPPED: {"operating": Operating.INACTIVE},
    EventKind.RESTARTED: {"operating": Operating.ACTIVE},
}


def _next(current: Interval, happening: Happening) -> Interval:
    """The state an event leads to."""
    new: dict[str, Any] = dict(CHANGES.get(happening.kind, {}))
    data = happening.data
    new |= {name: data[name] for name in COLUMNS if name in data}
    if happening.kind == EventKind.STATUS:
        new["legal"] = data["legal"]
    facts = {name: data[name] for name in CONTENT if name in data}
    if facts:
        new["facts"] = current.facts | facts
    if happening.place_id is not None:
        new["place_id"] = happening.place_id
    return replace(current, valid_from=happening.on, began=happening.order, **new)


def is_end(happening: Happening) -> bool:
    """Whether the organisation is no more from the day of the event."""
    return happening.kind in ENDING or (happening.kind == EventKind.CONVERTED and happening.data.get("kind") == ENTERPRISE)


class _Fold:
    """States while the events are gone through."""

    def __init__(self) -> None:
        self.done: list[Interval] = []
        self.current: Interval | None = None
        self.over: date | None = None

    def take(self, happening: Happening) -> None:
        """One more event. Raises UserError for one before the founding or after the end, or a second founding."""
        if happening.kind == EventKind.REGISTERED:
            if self.current is not None or self.over is not None:
                raise _refuse_second(happening)
            self.current = _begin(happening)
            return
        current = self.current
        if current is None:
            raise _refuse_outside(happening, self.over)
        if happening.kind in BESIDE:
            return
        same_day = happening.on == current.valid_from
        if not same_day:
            self.done.append(replace(current, valid_to=happening.on, ended=happening.order))
        if is_end(happening):
            self._end(happening, current)
            return
        if same_day and self.done and happening.kind == EventKind.CONVERTED:
            self.done[-1] = replace(self.done[-1], ended=happening.order)
        elif same_day:
            happening = replace(happening, order=current.began)  # the first event of a day is what the state began by: a founding stays one
        self.current = _next(current, happening)

    def _end(self, happening: Happening, current: Interval) -> None:
        if not self.done:
            raise UserError(_("Ngày kết thúc phải sau ngày đăng ký %s.") % format_day(current.valid_from))
        self.done[-1] = replace(self.done[-1], ended=happening.order)  # also where something else happened earlier on its last day
        self.current, self.over = None, happening.on


def intervals(happenings: Iterable[Happening]) -> list[Interval]:
    """Folds events into states that touch and never overlap.

    Raises UserError for an event before the founding, after the end, or a second founding.
    """
    fold = _Fold()
    for happening in _with_ends_of_suspensions(in_force(happenings)):
        fold.take(happening)
    return [*fold.done, fold.current] if fold.current else fold.done


def steps(happenings: Iterable[Happening]) -> list[Step]:
    """The events that stand, each with what the organisation was before and after it."""
    fold, found = _Fold(), []
    for happening in _with_ends_of_suspensions(in_force(happenings)):
        before = fold.current
        fold.take(happening)
        found.append(Step(happening, before, fold.current))
    return found


def _refuse_outside(happening: Happening, over: date | None) -> UserError:
    kind = EventKind(happening.kind).label
    if over is not None:
        return UserError(
            _("Không ghi được “%(kind)s” ngày %(day)s: tổ chức đã chấm dứt từ %(over)s.")
            % {"kind": kind, "day": format_day(happening.on), "over": format_day(over)}
        )
    return UserError(
        _("Không ghi được “%(kind)s” ngày %(day)s: trước ngày đăng ký của tổ chức. Kiểm tra lại ngày.")
        % {"kind": kind, "day": format_day(happening.on)}
    )
