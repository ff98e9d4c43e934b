"""Words for what figures hold as codes: causes of change, parts, groups of indicators."""

from __future__ import annotations

from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hoptac.figures.ask import NONE
from hoptac.programmes.data import programme
from hoptac.registry.enums import EventKind, Kind, Sector
from hoptac.registry.models import Producer


def group_word(group: str) -> str:
    """A group of indicators."""
    words = {
        "collective_economy": _("Kinh tế tập thể"),
        "new_rural": _("Nông thôn mới"),
        "products": _("Sản phẩm OCOP"),
        "economy": _("Kinh tế, xã hội"),
    }
    return words.get(group, group)


def cause_word(cause: str, change: float = 1) -> str:
    """Why a record entered (change above 0) or left a count."""
    came = change >= 0
    words = {
        "founded": _("Thành lập mới"),
        "map": _("Vào địa bàn do bản đồ") if came else _("Ra khỏi địa bàn do bản đồ"),
        "converted": _("Chuyển từ loại hình khác") if came else _("Chuyển sang loại hình khác"),
        "moved": _("Chuyển trụ sở đến") if came else _("Chuyển trụ sở đi"),
        "corrected": _("Sửa ghi chép"),
        "recognised": _("Được công nhận") if came else _("Được công nhận hạng khác"),
        "revoked": _("Thu hồi"),
        "expired": _("Hết hạn"),
        "merged": _("Lập mới do sáp nhập") if came else _("Sáp nhập"),
        "retyped": _("Đổi loại đơn vị"),
        "enrolled": _("Tham gia mới"),
        "left": _("Thôi tham gia"),
        "rubric": _("Đổi bộ tiêu chí"),
        "register_began": _("Hồ sơ bắt đầu"),
        "reported": _("Số công bố thay đổi"),
    }
    if cause in words:
        return words[cause]
    label = str(EventKind(cause).label) if cause in EventKind.values else cause
    return label[:1].upper() + label[1:]


def by_word(by: str) -> str:
    """A way of splitting a figure."""
    words = {
        "place": _("Theo địa bàn"),
        "kind": _("Theo loại hình"),
        "sector": _("Theo lĩnh vực"),
        "star": _("Theo hạng sao"),
        "group": _("Theo nhóm"),
        "type": _("Theo loại đơn vị"),
    }
    return words[by]


def part_word(by: str, key: str, day: date, code: str) -> str:
    """One part of a split, as people call it on the day."""
    if not key:
        return _("chưa rõ")
    if by == "sector" and key in Sector.values:
        return _capital(str(Sector(key).label))
    if by == "kind":
        return _capital(str(Kind(key).label) if key in Kind.values else _producer_word(key))
    if by == "group":
        return programme("ocop").group_name(key, day)
    if by == "star":
        if key == NONE:
            return _("Chưa xếp hạng")
        level = programme("ocop").levels.get(key)
        return key if level is None else level.name_en if get_language() == "en" else level.name
    return _capital(key)


def _producer_word(key: str) -> str:
    words = {Producer.ORGANISATION: _("tổ chức kinh tế tập thể"), Producer.COMPANY: _("doanh nghiệp"), Producer.HOUSEHOLD: _("hộ sản xuất")}
    return words.get(key, key)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def kind_word(kind: str) -> str:
    """What a record is."""
    words = {"organisation": _("tổ chức"), "place": _("đơn vị"), "product": _("sản phẩm"), "group": _("nhóm")}
    return words.get(kind, _("hồ sơ"))
