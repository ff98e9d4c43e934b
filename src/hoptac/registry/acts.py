"""The acts of the register as data: which fields each asks for, and which events it leads to. Reads the database, writes nothing.

A form, a line of `record` and a prepared act all name an act and give its fields as plain values; `actions.perform` records what is
planned here, `preview` shows it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hoptac.common.days import parse_day
from hoptac.common.errors import UserError
from hoptac.common.text import format_day
from hoptac.places.models import Place
from hoptac.registry import content, taxcodes
from hoptac.registry.enums import BranchKind, EventKind, Kind, Legal
from hoptac.registry.models import Organisation, State
from hoptac.registry.rules import CONTENT, ENTERPRISE

Given = Mapping[str, Any]


@dataclass(frozen=True)
class Planned:
    """An event an act leads to."""

    organisation: Organisation
    kind: str
    on: date
    place: Place | None = None
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Act:
    """An act: its words, the fields it needs and those it understands besides, and the events it leads to."""

    label: str | Promise
    needs: tuple[str, ...]
    may: tuple[str, ...]
    plan: Callable[[Organisation, Given], list[Planned]]

    @property
    def fields(self) -> tuple[str, ...]:
        """All fields, those it needs first."""
        return (*self.needs, *self.may)


def day(given: Given, name: str = "on") -> date:
    """A field that is a day."""
    value = given.get(name)
    if value in (None, ""):
        raise UserError(_("Còn thiếu ngày."))
    return value if isinstance(value, date) else parse_day(str(value))


def _place(given: Given) -> Place | None:
    value = given.get("place")
    return value if value is None or isinstance(value, Place) else Place.objects.get(pk=value)


def _plain(kind: str, *names: str) -> Callable[[Organisation, Given], list[Planned]]:
    """An act that is one event without further content than these words."""

    def plan(organisation: Organisation, given: Given) -> list[Planned]:
        return [Planned(organisation, kind, day(given), None, {name: str(given[name]) for name in names if given.get(name)})]

    return plan


def _change(organisation: Organisation, given: Given) -> list[Planned]:
    data = content.read(given)
    if not data:
        raise UserError(_("Cần ít nhất một nội dung thay đổi."))
    return [Planned(organisation, EventKind.CHANGED, day(given), None, data)]


def _move(organisation: Organisation, given: Given) -> list[Planned]:
    return [Planned(organisation, EventKind.MOVED, day(given), _place(given), content.read({"address": given.get("address")}))]


def _suspend(organisation: Organisation, given: Given) -> list[Planned]:
    data = {"until": day(given, "until").isoformat()} if given.get("until") else {}
    return [Planned(organisation, EventKind.SUSPENDED, day(given), None, data)]


def _status(organisation: Organisation, given: Given) -> list[Planned]:
    if given.get("legal") not in Legal.values:
        raise UserError(_("Tình trạng pháp lý phải là một trong: %s.") % ", ".join(Legal.values))
    return [Planned(organisation, EventKind.STATUS, day(given), None, {"legal": given["legal"]})]


def _open(organisation: Organisation, given: Given) -> list[Planned]:
    code, kind = str(given.get("code") or ""), given.get("branch_kind") or BranchKind.BRANCH
    if kind not in BranchKind.values:
        raise UserError(_("Loại đơn vị phụ thuộc phải là một trong: %s.") % ", ".join(BranchKind.values))
    taxcodes.check_branch(code, organisation.tax_code)
    told = {"kind": str(kind), "code": code, **content.read({"name": given.get("name"), "address": given.get("address")})}
    return [Planned(organisation, EventKind.OPENED, day(given), _place(given), {"branch": told})]


def _close(organisation: Organisation, given: Given) -> list[Planned]:
    return [Planned(organisation, EventKind.CLOSED, day(given), None, {"branch": {"code": str(given.get("code") or "")}})]


def _convert(organisation: Organisation, given: Given) -> list[Planned]:
    kind = given.get("kind")
    if kind not in (*Kind.values, ENTERPRISE):
        raise UserError(_("Chuyển đổi thành một trong: %s.") % ", ".join((*Kind.values, ENTERPRISE)))
    data = {"kind": str(kind)} | content.read({"name": given.get("name")})
    return [Planned(organisation, EventKind.CONVERTED, day(given), None, data)]


def organisations(given: Given, name: str) -> list[Organisation]:
    """A field that names organisations by their public ids: one, or several."""
    told = given.get(name)
    names = [told] if isinstance(told, str | Organisation) else list(told or ())
    ids = [one.public_id if isinstance(one, Organisation) else str(one) for one in names]
    known = Organisation.objects.in_bulk(ids, field_name="public_id")
    missing = [one for one in ids if one not in known]
    if missing:
        raise UserError(_("Không có tổ chức nào có mã %s trong sổ.") % ", ".join(missing))
    return [known[one] for one in dict.fromkeys(ids)]


def name_on(organisation: Organisation, on: date) -> str:
    """What an organisation was called on a day, or last."""
    names = State.objects.filter(organisation=organisation).order_by("-valid_from")
    return names.on(on).values_list("name", flat=True).first() or names.values_list("name", flat=True).first() or organisation.public_id


def _stands(organisation: Organisation, on: date) -> None:
    """Raises UserError unless the organisation stands on the day: nothing goes over into one that is no more, or not yet."""
    if not State.objects.filter(organisation=organisation).on(on).exists():
        raise UserError(_("%(name)s không tồn tại vào ngày %(day)s.") % {"name": name_on(organisation, on), "day": format_day(on)})


def _successors(organisation: Organisation, given: Given, least: int) -> list[str]:
    found = organisations(given, "into")
    if len(found) < least:
        raise UserError(_("Cần nêu ít nhất %s tổ chức kế tục (into).") % least)
    for one in found:
        if one.pk == organisation.pk:
            raise UserError(_("Một tổ chức không thể là kế tục của chính nó."))
        _stands(one, day(given))
    return [one.public_id for one in found]


def _merge(organisation: Organisation, given: Given) -> list[Planned]:
    return [Planned(organisation, EventKind.MERGED, day(given), None, {"into": _successors(organisation, given, 1)[0]})]


def _consolidate(organisation: Organisation, given: Given) -> list[Planned]:
    """Two or more become one that was founded for it: the event is each one's own."""
    into = _successors(organisation, given, 1)[0]
    others = [one for one in organisations(given, "others") if one.pk != organisation.pk and one.public_id != into]
    return [Planned(one, EventKind.CONSOLIDATED, day(given), None, {"into": into}) for one in (organisation, *others)]


def _divide(organisation: Organisation, given: Given) -> list[Planned]:
    return [Planned(organisation, EventKind.DIVIDED, day(given), None, {"into": _successors(organisation, given, 2)})]


def _split(organisation: Organisation, given: Given) -> list[Planned]:
    return [Planned(organisation, EventKind.SPLIT, day(given), None, {"into": _successors(organisation, given, 1)})]


def _revoke(organisation: Organisation, given: Given) -> list[Planned]:
    return [Planned(organisation, EventKind.REVOKED, day(given), None, {"reason": str(given["reason"])} if given.get("reason") else {})]


PAPER = ("document", "note")
ACTS: dict[str, Act] = {
    "change": Act(gettext_lazy("Thay đổi nội dung đăng ký"), ("on",), ("name", "sector", *CONTENT, *PAPER), _change),
    "move": Act(gettext_lazy("Chuyển trụ sở"), ("on", "place"), ("address", *PAPER), _move),
    "suspend": Act(gettext_lazy("Tạm ngừng kinh doanh"), ("on",), ("until", *PAPER), _suspend),
    "resume": Act(gettext_lazy("Kinh doanh trở lại"), ("on",), PAPER, _plain(EventKind.RESUMED)),
    "status": Act(gettext_lazy("Đổi tình trạng pháp lý"), ("on", "legal"), PAPER, _status),
    "start": Act(gettext_lazy("Bắt đầu hoạt động"), ("on",), PAPER, _plain(EventKind.STARTED)),
    "stop": Act(gettext_lazy("Ngừng hoạt động, chờ giải thể"), ("on",), PAPER, _plain(EventKind.STOPPED)),
    "restart": Act(gettext_lazy("Hoạt động trở lại"), ("on",), PAPER, _plain(EventKind.RESTARTED)),
    "open_branch": Act(gettext_lazy("Mở đơn vị phụ thuộc"), ("on", "code", "name"), ("branch_kind", "place", "address", *PAPER), _open),
    "close_branch": Act(gettext_lazy("Đóng đơn vị phụ thuộc"), ("on", "code"), PAPER, _close),
    "convert": Act(gettext_lazy("Chuyển đổi loại hình"), ("on", "kind"), ("name", *PAPER), _convert),
    "merge": Act(gettext_lazy("Sáp nhập vào tổ chức khác"), ("on", "into"), PAPER, _merge),
    "consolidate": Act(gettext_lazy("Hợp nhất thành tổ chức mới"), ("on", "into"), ("others", *PAPER), _consolidate),
    "divide": Act(gettext_lazy("Chia thành các tổ chức mới"), ("on", "into"), PAPER, _divide),
    "split": Act(gettext_lazy("Tách ra tổ chức mới"), ("on", "into"), PAPER, _split),
    "revoke": Act(gettext_lazy("Thu hồi giấy chứng nhận"), ("on",), ("reason", *PAPER), _revoke),
    "dissolve": Act(gettext_lazy("Giải thể"), ("on",), PAPER, _plain(EventKind.DISSOLVED)),
    "bankrupt": Act(gettext_lazy("Phá sản"), ("on",), PAPER, _plain(EventKind.BANKRUPT)),
}


def plan(act: str, organisation: Organisation, given: Given) -> list[Planned]:
    """The events an act leads to. Raises UserError for an unknown act, a missing field or a value that cannot be."""
    known = ACTS.get(act)
    if known is None:
        raise UserError(_("Không có việc “%(act)s”. Chọn một trong: %(all)s.") % {"act": act, "all": ", ".join(ACTS)})
    missing = [name for name in known.needs if given.get(name) in (None, "", [])]
    if missing:
        raise UserError(_("Còn thiếu: %s.") % ", ".join(missing))
    return known.plan(organisation, given)
