"""The errands of the register as a person finds them: which fields each form asks for, and which ones are possible as things stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from hoptac.registry import errands
from hoptac.registry.enums import Legal, Operating
from hoptac.registry.models import Event, State

PAPER = ("document", "note")


@dataclass(frozen=True)
class Errand:
    """A short form: the act behind it, what it is called, the fields it asks for besides the day and the paper."""

    slug: str
    act: str
    label: str | Promise
    fields: tuple[str, ...]
    fits: Callable[[State], bool] = lambda _state: True
    ends: bool = False

    @property
    def asked(self) -> tuple[str, ...]:
        """Every field of the form, in order."""
        return ("note",) if self.act == errands.WITHDRAW else ("on", *self.fields, *PAPER)


def _suspended(state: State) -> bool:
    return state.legal == Legal.SUSPENDED


def _of(operating: str) -> Callable[[State], bool]:
    return lambda state: state.operating == operating


def _with_branches(state: State) -> bool:
    return state.organisation.branches.filter(valid_to__isnull=True).exists()


CERTIFICATE = ("certificate_no", "certificate_date", "certificate_issuer", "certificate_address")
MEMBERS = ("official", "capital", "associate")
REGISTER = Errand(
    "new", errands.REGISTER, gettext_lazy("Đăng ký tổ chức mới"),
    ("kind", "name", "place", "address", "sector", "tax_code", "operating", "charter_capital", "representative", *MEMBERS, *CERTIFICATE),
)  # fmt: skip
WITHDRAW = Errand("withdraw", errands.WITHDRAW, gettext_lazy("Rút một ghi chép"), ())
GROUPS: tuple[tuple[str | Promise, tuple[Errand, ...]], ...] = (
    (
        gettext_lazy("Thay đổi nội dung đăng ký"),
        (
            Errand("name", "change", gettext_lazy("Đổi tên"), ("name",)),
            Errand("move", "move", gettext_lazy("Chuyển trụ sở"), ("place", "address")),
            Errand("sector", "change", gettext_lazy("Đổi lĩnh vực"), ("sector",)),
            Errand("lines", "change", gettext_lazy("Đổi ngành, nghề"), ("vsic_version", "vsic")),
            Errand("capital", "change", gettext_lazy("Đổi vốn điều lệ"), ("charter_capital",)),
            Errand("representative", "change", gettext_lazy("Đổi người đại diện theo pháp luật"), ("representative",)),
            Errand("members", "change", gettext_lazy("Cập nhật số thành viên"), MEMBERS),
            Errand("certificate", "change", gettext_lazy("Cấp lại, đổi giấy chứng nhận"), CERTIFICATE),
            Errand("convert", "convert", gettext_lazy("Chuyển đổi loại hình"), ("turns", "name")),
        ),
    ),
    (
        gettext_lazy("Tình trạng"),
        (
            Errand("suspend", "suspend", gettext_lazy("Tạm ngừng kinh doanh"), ("until",), lambda state: not _suspended(state)),
            Errand("resume", "resume", gettext_lazy("Kinh doanh trở lại"), (), _suspended),
            Errand("start", "start", gettext_lazy("Bắt đầu hoạt động"), (), _of(Operating.PENDING)),
            Errand(
                "stop", "stop", gettext_lazy("Ngừng hoạt động, chờ giải thể"), (), lambda state: state.operating != Operating.INACTIVE
            ),
            Errand("restart", "restart", gettext_lazy("Hoạt động trở lại"), (), _of(Operating.INACTIVE)),
            Errand("status", "status", gettext_lazy("Đổi tình trạng pháp lý"), ("legal",)),
        ),
    ),
    (
        gettext_lazy("Đơn vị phụ thuộc"),
        (
            Errand(
                "open-branch", "open_branch", gettext_lazy("Mở đơn vị phụ thuộc"), ("branch_kind", "code", "branch_name", "address"),
            ),
            Errand("close-branch", "close_branch", gettext_lazy("Đóng đơn vị phụ thuộc"), ("open_code",), _with_branches),
        ),
    ),
    (
        gettext_lazy("Tổ chức lại"),
        (
            Errand("merge", "merge", gettext_lazy("Sáp nhập vào tổ chức khác"), ("into",), ends=True),
            Errand("consolidate", "consolidate", gettext_lazy("Hợp nhất thành tổ chức mới"), ("into", "other", "other_2"), ends=True),
            Errand("divide", "divide", gettext_lazy("Chia thành các tổ chức mới"), ("into", "into_2", "into_3"), ends=True),
            Errand("split", "split", gettext_lazy("Tách ra tổ chức mới"), ("into",)),
        ),
    ),
    (
        gettext_lazy("Chấm dứt"),
        (
            Errand("dissolve", "dissolve", gettext_lazy("Giải thể"), (), ends=True),
            Errand("revoke", "revoke", gettext_lazy("Thu hồi giấy chứng nhận"), ("reason",), ends=True),
            Errand("bankrupt", "bankrupt", gettext_lazy("Phá sản"), (), ends=True),
        ),
    ),
)  # fmt: skip
BY_SLUG = {one.slug: one for _label, group in GROUPS for one in group}


def possible(state: State | None) -> list[tuple[str | Promise, list[Errand]]]:
    """The errands that make sense for what an organisation is; none once it is no more."""
    if state is None:
        return []
    found = [(label, [one for one in group if one.fits(state)]) for label, group in GROUPS]
    return [(label, group) for label, group in found if group]


def of_event(event: Event) -> Errand | None:
    """The form that corrects an event; None where it can only be withdrawn."""
    if event.kind == "registered":
        fields = tuple(name for name in REGISTER.fields if name not in ("tax_code", "operating"))
        return Errand("correct", errands.CORRECT, gettext_lazy("Sửa một ghi chép"), fields)
    act = errands.ACT_OF.get(event.kind)  # type: ignore[call-overload]
    if act is None:
        return None
    fields = _held(event) if act == "change" else next(one for one in BY_SLUG.values() if one.act == act).fields
    return Errand("correct", errands.CORRECT, gettext_lazy("Sửa một ghi chép"), fields)


def _held(event: Event) -> tuple[str, ...]:
    """The fields a change told."""
    groups = {"members": MEMBERS, "certificate": CERTIFICATE, "vsic_version": ("vsic_version",)}
    return tuple(field for name in event.data for field in groups.get(name, (name,)))
