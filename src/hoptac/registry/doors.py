"""Doors of higher rooms on the list of organisations: a label and an address, for who holds a right. The list knows no room above."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.functional import Promise

from hoptac.accounts import gates

_doors: list[tuple[str | Promise, str, str, str]] = []


def add(label: str | Promise, url_name: str, icon: str, right: str) -> None:
    """Called by rooms when they start."""
    if not any(url_name == known for _label, known, _icon, _right in _doors):
        _doors.append((label, url_name, icon, right))


def actions(viewer: Any) -> list[dict[str, Any]]:
    """The doors a viewer may open, as buttons of a page's head."""
    mine = [one for one in _doors if gates.may(viewer, one[3])]
    return [{"label": label, "url": reverse(url_name), "icon": icon} for label, url_name, icon, _right in mine]
