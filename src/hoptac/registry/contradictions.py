"""What no life can hold: events that contradict what stood before them, or one another on a day. Plain values; no database.

Kept apart from the fold: what an older version once took in is still folded, but nothing new of that sort is recorded.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext as _

from hoptac.common.text import format_day
from hoptac.registry import rules
from hoptac.registry.enums import EventKind, Kind, Legal, Operating
from hoptac.registry.rules import CONTENT, Happening, Interval, Step

OPPOSITES = (
    {EventKind.SUSPENDED, EventKind.RESUMED},
    {EventKind.STOPPED, EventKind.RESTARTED},
    {EventKind.STARTED, EventKind.STOPPED},
)
ONCE = {EventKind.MOVED, EventKind.PLACED, EventKind.CONVERTED, EventKind.STATUS, EventKind.SUSPENDED}  # not two that differ on one day


def _suspended(step: Step, before: Interval) -> str:
    if before.legal == Legal.SUSPENDED and not step.happening.data.get("until"):
        return _("tổ chức đang tạm ngừng kinh doanh rồi")
    until = step.happening.data.get("until")
    return _("ngày cuối của kỳ tạm ngừng đứng trước ngày đầu") if until and until < step.happening.on.isoformat() else ""


def _resumed(step: Step, before: Interval) -> str:
    return "" if before.legal == Legal.SUSPENDED else _("tổ chức không tạm ngừng kinh doanh vào ngày đó")


def _stopped(step: Step, before: Interval) -> str:
    return _("tổ chức đã ngừng hoạt động rồi") if before.operating == Operating.INACTIVE else ""


def _restarted(step: Step, before: Interval) -> str:
    return "" if before.operating == Operating.INACTIVE else _("tổ chức không ngừng hoạt động vào ngày đó")


def _started(step: Step, before: Interval) -> str:
    return "" if before.operating == Operating.PENDING else _("tổ chức đã hoạt động rồi")


def _moved(step: Step, before: Interval) -> str:
    if step.happening.place_id != before.place_id:
        return ""
    address = step.happening.data.get("address")
    return "" if address and address != before.facts.get("address") else _("trụ sở đã ở nơi đó rồi")


def _changed(step: Step, before: Interval) -> str:
    data = step.happening.data
    same = all(value_of(before, name) == data[name] for name in (*rules.COLUMNS, *CONTENT) if name in data)
    return _("không có gì khác với nội dung đang đăng ký") if data and same else ""


def _converted(step: Step, before: Interval) -> str:
    kind = step.happening.data.get("kind")
    return _("tổ chức đã là %s rồi") % Kind(kind).label if kind == before.kind else ""


def _status(step: Step, before: Interval) -> str:
    return _("tình trạng pháp lý đã như vậy rồi") if step.happening.data.get("legal") == before.legal else ""


LOOKS: dict[str, Callable[[Step, Interval], str]] = {
    EventKind.SUSPENDED: _suspended,
    EventKind.RESUMED: _resumed,
    EventKind.STOPPED: _stopped,
    EventKind.RESTARTED: _restarted,
    EventKind.STARTED: _started,
    EventKind.MOVED: _moved,
    EventKind.PLACED: _moved,
    EventKind.CHANGED: _changed,
    EventKind.CONVERTED: _converted,
    EventKind.STATUS: _status,
}


def value_of(state: Interval, name: str) -> Any:
    """The registered content of that name: a column or a further fact."""
    return getattr(state, name) if name in rules.COLUMNS else state.facts.get(name)


def _said(happening: Happening, why: str) -> str:
    return _("Không ghi được “%(kind)s” ngày %(day)s: %(why)s.") % {
        "kind": EventKind(happening.kind).label,
        "day": format_day(happening.on),
        "why": why,
    }


def objections(happenings: Iterable[Happening]) -> list[str]:
    """A sentence for each event that cannot be, in order. Folding itself may raise UserError too."""
    events = list(happenings)
    found = _of_days(rules.in_force(events))
    real = {(h.order, h.kind) for h in events}
    for step in rules.steps(events):
        look = LOOKS.get(step.happening.kind)
        if look is None or step.before is None or (step.happening.order, step.happening.kind) not in real:
            continue
        why = look(step, step.before)
        if why:
            found.append(_said(step.happening, why))
    return [*found, *_of_branches(rules.in_force(events))]


def _of_days(events: list[Happening]) -> list[str]:
    """Two events of one day that cannot both be."""
    days: dict[Any, list[Happening]] = defaultdict(list)
    for one in events:
        days[one.on].append(one)
    return [
        _said(later, _("cùng ngày đã có “%s”") % EventKind(one.kind).label)
        for same in days.values()
        for n, later in enumerate(same)
        for one in same[:n]
        if _contradict(one, later)
    ]


def _contradict(one: Happening, later: Happening) -> bool:
    if any({one.kind, later.kind} == pair for pair in OPPOSITES):
        return True
    if one.kind != later.kind:
        return False
    if one.kind in ONCE:
        return (one.place_id, one.data) != (later.place_id, later.data)
    return one.kind == EventKind.CHANGED and any(one.data[name] != later.data[name] for name in one.data.keys() & later.data.keys())


def _of_branches(events: list[Happening]) -> list[str]:
    """A dependent unit opened twice, or closed without being open."""
    opened: set[str] = set()
    found = []
    for one in events:
        code = one.data.get("branch", {}).get("code", "") if one.kind in (EventKind.OPENED, EventKind.CLOSED) else ""
        if not code:
            continue
        if one.kind == EventKind.OPENED and code in opened:
            found.append(_said(one, _("đơn vị %s đang mở rồi") % code))
        if one.kind == EventKind.CLOSED and code not in opened:
            found.append(_said(one, _("không có đơn vị %s đang mở") % code))
        (opened.add if one.kind == EventKind.OPENED else opened.discard)(code)
    return found
