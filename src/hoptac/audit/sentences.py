"""Rows as sentences: each room says in its `trail.py` how its acts are told, in Vietnamese with an English translation.

    # registry/trail.py
    KINDS = {"organisation": _("tổ chức")}                       # what the objects are called
    SENTENCES = {"product.add": _("thêm sản phẩm “%(name)s”")}   # from the row's data; missing values become "…"

The sentence goes on from the name of who acted. A key that ends in `.*` speaks for all acts that begin so. A value may be a function
of the data that gives a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hoptac.common.text import format_day

DAY = re.compile(r"[12]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
Template = str | Promise | Callable[[Mapping[str, Any]], str]

OWN: dict[str, Template] = {
    "person.view": gettext_lazy("mở dữ liệu cá nhân: %(fields)s"),
    "person.erase": gettext_lazy("xóa dữ liệu cá nhân khỏi nhật ký (%(values)s giá trị)"),
}
OWN_KINDS: dict[str, str | Promise] = {"person": gettext_lazy("người")}


class _Told(dict):
    """Values of a row; one that is not there is three dots, never an error on a page."""

    def __missing__(self, key: str) -> str:
        return "…"


@cache
def _all() -> tuple[dict[str, Template], dict[str, str | Promise]]:
    """What the rooms say, gathered once."""
    sentences, kinds = dict(OWN), dict(OWN_KINDS)
    for config in apps.get_app_configs():
        if config.name.startswith("hoptac.") and find_spec(f"{config.name}.trail"):
            room = import_module(f"{config.name}.trail")
            sentences |= getattr(room, "SENTENCES", {})
            kinds |= getattr(room, "KINDS", {})
    return sentences, kinds


def template(act: str) -> Template | None:
    """How an act is told; None when no room says."""
    sentences = _all()[0]
    found = sentences.get(act)
    while found is None and "." in act:
        act = act.rpartition(".")[0]
        found = sentences.get(f"{act}.*")
    return found


def tell(act: str, data: Any) -> str:
    """The sentence of an act, to follow the name of who acted."""
    found, told = template(act), _plain(data)
    if found is None:
        return _("làm việc “%(act)s”") % {"act": act}
    if callable(found) and not isinstance(found, Promise):
        return str(found(told))
    return str(found) % told


def _plain(data: Any) -> _Told:
    told = _Told(data if isinstance(data, dict) else {})
    for name, value in told.items():
        if isinstance(value, list):
            told[name] = ", ".join(str(part) for part in value)
        elif isinstance(value, str) and DAY.fullmatch(value):
            told[name] = format_day(date.fromisoformat(value))
    return told


def kind(name: str) -> str:
    """What objects of a kind are called."""
    return str(_all()[1].get(name, name))


def kinds() -> dict[str, str]:
    """Every kind with its word, for a choice on a page."""
    return {name: str(word) for name, word in _all()[1].items()}
