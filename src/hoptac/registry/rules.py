"""How events make states: plain values in, intervals out. No database, no clock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from hoptac.common.errors import UserError
from hoptac.common.text import format_day
from hoptac.registry.enums import ENDING, EventKind, Legal, Operating


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


def in_force(happenings: Iterable[Happening]) -> list[Happening]:
    """The events that stand: those corrected by a later one fall away, withdrawals too; by day, then by recording."""
    every = list(happenings)
    replaced = {h.corrects for h in every if h.corrects is not None}
    standing = [h for h in every if h.order not in replaced and h.kind != EventKind.WITHDRAWN]
    return sorted(standing, key=lambda h: (h.on, h.order))


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
    )


CHANGES: dict[str, dict[str, str]] = {
    EventKind.SUSPENDED: {"legal": Legal.SUSPENDED},
    EventKind.RESUMED: {"legal": Legal.REGISTERED},
    EventKind.STOPPED: {"operating": Operating.INACTIVE},
    EventKind.RESTARTED: {"operating": Operating.ACTIVE},
}


def _next(current: Interval, happening: Happening) -> Interval:
    """The state an event leads to."""
    new: dict[str, Any] = dict(CHANGES.get(happening.kind, {}))
    new |= {name: happening.data[name] for name in ("name", "sector", "kind") if name in happening.data}
    if happening.place_id is not None:
        new["place_id"] = happening.place_id
    return replace(current, valid_from=happening.on, began=happening.order, **new)


def _is_end(happening: Happening) -> bool:
    return happening.kind in ENDING or (happening.kind == EventKind.CONVERTED and happening.data.get("kind") == "enterprise")


def intervals(happenings: Iterable[Happening]) -> list[Interval]:
    """Folds events into states that touch and never overlap.

    Raises UserError for an event before the founding, after the end, or a second founding.
    """
    done: list[Interval] = []
    current: Interval | None = None
    over: date | None = None
    for happening in in_force(happenings):
        if happening.kind == EventKind.REGISTERED:
            if current is not None or over is not None:
                raise _refuse_second(happening)
            current = _begin(happening)
            continue
        if current is None:
            raise _refuse_outside(happening, over)
        same_day = happening.on == current.valid_from
        if not same_day:
            done.append(replace(current, valid_to=happening.on, ended=happening.order))
        if _is_end(happening):
            if not done:
                raise UserError(_("Ngày kết thúc phải sau ngày đăng ký %s.") % format_day(current.valid_from))
            done[-1] = replace(done[-1], ended=happening.order)  # also where something else happened earlier on its last day
            current, over = None, happening.on
            continue
        if same_day and done and happening.kind == EventKind.CONVERTED:
            done[-1] = replace(done[-1], ended=happening.order)
        elif same_day:
            happening = replace(happening, order=current.began)  # the first event of a day is what the state began by: a founding stays one
        current = _next(current, happening)
    return [*done, current] if current else done


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
