"""What fields are called for the person they are about: the model's own word where it has one, else ours."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hoptac.accounts import areas, roles
from hoptac.audit import sentences
from hoptac.common.personal import Kind

KINDS: dict[Kind, str | Promise] = {
    Kind.NAME: _("Họ và tên"),
    Kind.PHONE: _("Điện thoại"),
    Kind.EMAIL: _("Thư điện tử"),
    Kind.CITIZEN: _("Số định danh cá nhân"),
    Kind.BIRTH: _("Ngày sinh"),
    Kind.HOME: _("Nơi ở"),
    Kind.PHOTO: _("Ảnh"),
    Kind.ACCOUNT: _("Tên đăng nhập"),
}
NAMES: dict[str, str | Promise] = {
    "role": _("Vai trò"), "scope_kind": _("Loại phạm vi"), "scope_id": _("Mã phạm vi"), "sector": _("Lĩnh vực"), "basis": _("Căn cứ"),
    "valid_from": _("Từ ngày"), "valid_to": _("Đến trước ngày"), "language": _("Ngôn ngữ"), "last_login": _("Đăng nhập gần nhất"),
    "is_active": _("Còn hoạt động"), "created_at": _("Lập lúc"), "failures": _("Số lần nhập sai liên tiếp"),
    "must_reset": _("Phải đặt lại mật khẩu"), "made_at": _("Lập lúc"), "until": _("Có hiệu lực đến"), "at": _("Lúc"), "act": _("Việc"),
    "whence": _("Từ đâu"), "object_kind": _("Loại hồ sơ"), "object_id": _("Mã hồ sơ"), "why": _("Lý do"), "value": _("Giá trị"),
    "entry": _("Dòng nhật ký"), "field": _("Mục"), "ip": _("Địa chỉ mạng"), "ip_address": _("Địa chỉ mạng"),
    "user_agent": _("Trình duyệt"), "path_info": _("Trang"), "attempt_time": _("Lúc"), "last_seen_at": _("Hoạt động gần nhất"),
    "last_used_at": _("Dùng gần nhất"), "type": _("Loại"), "verified": _("Đã xác minh"), "provider": _("Nơi cấp định danh"),
    "uid": _("Mã ở nơi cấp"), "extra_data": _("Dữ liệu nơi cấp gửi"), "date_joined": _("Gắn lúc"), "data": _("Nội dung"),
    "read_at": _("Đọc lúc"), "kind": _("Loại"), "way": _("Cách báo"), "letter": _("Thư"), "sent_at": _("Gửi lúc"), "wish": _("Nội dung"),
    "identity": _("Đã xác minh bằng"), "asked": _("Yêu cầu"), "received_on": _("Nhận ngày"), "state": _("Tình trạng"),
    "answered_on": _("Trả lời ngày"), "closed_on": _("Khép ngày"), "note": _("Ghi chú"), "what": _("Bước"), "purpose": _("Mục đích"),
    "text": _("Nội dung"), "text_version": _("Bản"), "given_at": _("Đồng ý lúc"), "given_how": _("Đồng ý bằng"),
    "withdrawn_at": _("Rút lại lúc"), "since": _("Từ"), "lifted_at": _("Thôi lúc"), "title": _("Tên"), "read_on": _("Ngày"),
    "decision": _("Quyết định"), "reason": _("Lý do"), "prepared_at": _("Lập lúc"), "decided_at": _("Quyết định lúc"),
    "committed_at": _("Ghi lúc"), "issued_at": _("Phát hành lúc"), "recorded_at": _("Ghi lúc"), "organisation": _("Tổ chức"),
    "post": _("Chức danh"), "training": _("Trình độ"), "contribution": _("Vốn góp"), "form": _("Hình thức"), "sex": _("Giới tính"),
    "is_foreign": _("Nhà đầu tư nước ngoài"), "left_because": _("Lý do thôi"), "document_label": _("Văn bản"), "source": _("Nguồn"),
}  # fmt: skip


def label(model: type[models.Model], name: str, kind: Kind | None = None) -> str:
    """A field in words; a name nobody gave a word is told as it is."""
    first = name.split(".")[-1]
    try:
        word = model._meta.get_field(name.split(".")[0]).verbose_name
    except FieldDoesNotExist:
        word = ""
    ours = NAMES.get(first) or (KINDS.get(kind) if kind else None)
    return str(ours or (word if isinstance(word, Promise) else first))


CODES: dict[str, Callable[[str], str]] = {
    "role": roles.label,
    "scope_kind": lambda code: str(areas.kinds()[code].label) if code in areas.kinds() else code,
    "act": lambda act: sentences.tell(act, {}),
    "object_kind": sentences.kind,
}


def code(model: type[models.Model], name: str, value: object) -> str:
    """What a code stands for, as its room says or as the model lists it; empty where the field holds no code."""
    if not isinstance(value, str) or not value:
        return ""
    if name in CODES:
        return CODES[name](value)
    try:
        choices = model._meta.get_field(name).flatchoices  # type: ignore[union-attr]
    except (FieldDoesNotExist, AttributeError):
        return ""
    return str(dict(choices).get(value, ""))
