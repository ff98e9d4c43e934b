"""Personal values as a list shows them: enough to tell two people apart, too little to reach them. The one place for it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from hoptac.common.personal import Kind

DOT = "•"


def _phone(value: Any) -> str:
    """0912 345 678 → 09•• ••• 678."""
    digits = re.sub(r"\D", "", str(value))
    if digits.startswith("84") and len(digits) > 9:
        digits = "0" + digits[2:]
    if len(digits) < 8:
        return DOT * 8
    return f"{digits[:2]}{DOT * 2} {DOT * 3} {digits[-3:]}"


def _mail(value: Any) -> str:
    """lan.nguyen@quangninh.gov.vn → l•••@quangninh.gov.vn; of a name too short nothing."""
    name, at, host = str(value).partition("@")
    return f"{name[:1]}{DOT * 3}@{host}" if at and len(name) > 2 else DOT * 8


def _birth(value: Any) -> str:
    """Only the year of birth."""
    if isinstance(value, date):
        return f"{DOT * 2}/{DOT * 2}/{value.year}"
    found = re.search(r"(?<!\d)(19|20)\d\d(?!\d)", str(value))
    return f"{DOT * 2}/{DOT * 2}/{found[0]}" if found else DOT * 8


def _hidden(_value: Any) -> str:
    return DOT * 8


def _open(value: Any) -> str:
    """Who is spoken of has to be told on the pages of his own office."""
    return str(value)


_MASKS: dict[str, Callable[[Any], str]] = {
    Kind.PHONE: _phone,
    Kind.EMAIL: _mail,
    Kind.CITIZEN: lambda _value: DOT * 12,  # its digits tell province, sex and year of birth: none is shown
    Kind.BIRTH: _birth,
    Kind.NAME: _open,
    Kind.ACCOUNT: _open,
    Kind.FACT: _open,
}


def masked(value: Any, kind: str) -> str:
    """A value as everybody who may see the record sees it; empty where there is none. A kind without a mask of its own shows nothing."""
    if value in (None, ""):
        return ""
    return _MASKS.get(kind, _hidden)(value)
