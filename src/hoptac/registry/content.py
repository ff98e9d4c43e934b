"""Registered content beyond name, kind and sector: checked and brought to the one shape events keep it in. No database."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from hoptac.common.days import parse_day
from hoptac.common.errors import UserError
from hoptac.common.text import nfc
from hoptac.registry.enums import Sector

VSIC_VERSIONS = ("2018", "2025")  # 27/2018/QĐ-TTg; 36/2025/QĐ-TTg: the same code may mean another thing
MEMBERS = {  # the law of 2012 knew one kind only: counted as official, told apart by `law`
    "official": "chính thức",
    "capital": "liên kết góp vốn",
    "associate": "liên kết không góp vốn",
    "individual": "cá nhân",
    "household": "hộ gia đình",
    "legal": "pháp nhân",
}
LAWS = ("2012", "2023")
LARGEST = 10**15  # đồng


def _text(limit: int) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        found = nfc(str(value)).strip()
        if not found or len(found) > limit:
            raise UserError(_("Nội dung “%(value)s” phải có từ 1 đến %(limit)s ký tự.") % {"value": found[:40], "limit": limit})
        return found

    return read


def _sector(value: Any) -> str:
    if value not in Sector.values:
        raise UserError(_("Lĩnh vực “%(sector)s” không có. Chọn một trong: %(all)s.") % {"sector": value, "all": ", ".join(Sector.values)})
    return str(value)


def _vsic(value: Any) -> list[str]:
    codes = [str(code).strip().upper() for code in (value if isinstance(value, list | tuple) else str(value).replace(",", " ").split())]
    wrong = [code for code in codes if not re.fullmatch(r"[A-V]|\d{2,5}", code)]
    if wrong or not codes:
        raise UserError(_("Mã ngành “%s” không đúng: một chữ cái A–V hoặc 2 đến 5 chữ số.") % ", ".join(wrong))
    return list(dict.fromkeys(codes))


def _version(value: Any) -> str:
    if str(value) not in VSIC_VERSIONS:
        raise UserError(_("Phiên bản danh mục ngành phải là một trong: %s.") % ", ".join(VSIC_VERSIONS))
    return str(value)


def _capital(value: Any) -> int:
    try:
        found = int(value)
    except (TypeError, ValueError):
        found = -1
    if not 0 <= found < LARGEST:
        raise UserError(_("Vốn điều lệ là số đồng, từ 0 đến dưới 1.000.000 tỷ."))
    return found


def _members(value: Any) -> dict[str, Any]:
    if not isinstance(value, Mapping) or not value:
        raise UserError(_("Số thành viên ghi theo loại, ví dụ official: 25."))
    found: dict[str, Any] = {}
    for name, number in value.items():
        if name == "law" and str(number) in LAWS:
            found[name] = str(number)
        elif name in MEMBERS and isinstance(number, int) and not isinstance(number, bool) and 0 <= number < 10**7:
            found[name] = number
        else:
            raise UserError(
                _("Số thành viên “%(name)s: %(value)s” không đúng. Các loại: %(all)s.")
                % {"name": name, "value": number, "all": ", ".join(MEMBERS)}
            )
    return found


def _certificate(value: Any) -> dict[str, str]:
    """Number, day, issuer, and the address as printed: it stays on the map of its day and is never followed to another."""
    if not isinstance(value, Mapping) or not set(value) <= {"no", "date", "issuer", "address"} or not value.get("no"):
        raise UserError(_("Giấy chứng nhận cần số (no), và có thể có ngày (date), nơi cấp (issuer), địa chỉ in trên giấy (address)."))
    found = {name: _text(300)(text) for name, text in value.items() if name != "date" and text}
    if value.get("date"):
        found["date"] = (value["date"] if isinstance(value["date"], date) else parse_day(str(value["date"]))).isoformat()
    return found


READ: dict[str, Callable[[Any], Any]] = {
    "name": _text(200),
    "sector": _sector,
    "address": _text(300),
    "vsic": _vsic,
    "vsic_version": _version,
    "charter_capital": _capital,
    "representative": _text(120),
    "members": _members,
    "certificate": _certificate,
}


def read(given: Mapping[str, Any]) -> dict[str, Any]:
    """The registered content among the fields of an act, as events keep it. Raises UserError for what cannot be."""
    found = {name: reader(given[name]) for name, reader in READ.items() if given.get(name) not in (None, "")}
    if "vsic" in found and "vsic_version" not in found:
        raise UserError(_("Mã ngành cần phiên bản danh mục (2018 hoặc 2025): cùng một mã có thể mang nghĩa khác."))
    return found
