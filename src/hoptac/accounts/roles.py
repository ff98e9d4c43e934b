"""Roles as dated data: `data/accounts/roles/DAY.yaml` holds from its day until the next file begins.

Read and checked once, when the first question comes; a file that does not fit stops the start (`apps`) with a sentence that says where.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import get_language

from hoptac.accounts.enums import WITHOUT_DATA, Right, Role
from hoptac.common import paths
from hoptac.common.days import today
from hoptac.places.models import Level

NEEDED = {"code", "name", "name_en", "rights", "scopes", "staff", "default_level"}
ALLOWED = NEEDED | {"takes_sector", "may_grant"}
ALL = "all"


@dataclass(frozen=True)
class RoleKind:
    """One role as it stands in a file."""

    code: str
    name: str
    name_en: str
    rights: frozenset[str]
    scopes: tuple[str, ...]
    staff: bool
    default_level: str | None
    takes_sector: bool
    may_grant: frozenset[str]

    @property
    def label(self) -> str:
        """The role in the language of the page."""
        return self.name_en if (get_language() or "vi").startswith("en") else self.name

    @property
    def sees_data(self) -> bool:
        """Whether it sees or changes data of its area."""
        return bool(self.rights - WITHOUT_DATA)


Roles = dict[str, RoleKind]


def folder() -> Path:
    """Where the role files lie."""
    return paths.DATA / "accounts" / "roles"


@cache
def shipped() -> tuple[tuple[date, Roles], ...]:
    """All role files, the earliest first."""
    files = sorted(folder().glob("*.yaml"))
    if not files:
        raise ImproperlyConfigured(f"{folder()}: no file of roles")
    return tuple((date.fromisoformat(file.stem), read(file)) for file in files)


def read(file: Path) -> Roles:
    """The roles of one file; ImproperlyConfigured says what does not fit and where."""
    rows = yaml.safe_load(file.read_text(encoding="utf-8"))
    if not isinstance(rows, list):
        raise ImproperlyConfigured(f"{file.name}: a list of roles is expected")
    for number, row in enumerate(rows, 1):
        _check(f"{file.name}, role {number}", row)
    codes = [row["code"] for row in rows]
    missing = {str(role) for role in Role} - set(codes)
    if len(set(codes)) < len(codes) or missing:
        raise ImproperlyConfigured(f"{file.name}: each role once, and none missing ({', '.join(sorted(missing)) or 'double'})")
    return {row["code"]: _role(row, codes, file.name) for row in rows}


def _check(where: str, row: Any) -> None:
    if not isinstance(row, dict) or not NEEDED <= set(row) <= ALLOWED:
        raise ImproperlyConfigured(f"{where}: the fields are {', '.join(sorted(NEEDED))}, and perhaps takes_sector, may_grant")
    where = f"{where} ({row['code']})"
    unknown = set(row["rights"]) - set(Right.values)
    if unknown or not row["rights"]:
        raise ImproperlyConfigured(f"{where}: unknown rights {sorted(unknown)}")
    if row["default_level"] not in (None, *Level.values):
        raise ImproperlyConfigured(f"{where}: unknown level {row['default_level']}")
    if not row["scopes"] or type(row["staff"]) is not bool:
        raise ImproperlyConfigured(f"{where}: scopes and staff (true or false) are needed")
    if ("grant" in row["rights"]) != bool(row.get("may_grant")):
        raise ImproperlyConfigured(f"{where}: may_grant and the right to grant go together")


def _role(row: dict[str, Any], codes: list[str], where: str) -> RoleKind:
    wanted = row.get("may_grant") or []
    may_grant = frozenset(codes if wanted == ALL else wanted)
    if not may_grant <= set(codes):
        raise ImproperlyConfigured(f"{where} ({row['code']}): may_grant names a role that is not there")
    return RoleKind(
        code=row["code"],
        name=row["name"],
        name_en=row["name_en"],
        rights=frozenset(row["rights"]),
        scopes=tuple(row["scopes"]),
        staff=row["staff"],
        default_level=row["default_level"],
        takes_sector=row.get("takes_sector", False),
        may_grant=may_grant,
    )


def on(day: date | None = None) -> Roles:
    """The roles that hold on a day (today). Before the first file its roles are taken."""
    day, files = day or today(), shipped()
    return next((roles for first, roles in reversed(files) if first <= day), files[0][1])


def role(code: str, day: date | None = None) -> RoleKind | None:
    """One role on a day; None when there is none of that name."""
    return on(day).get(code)


def label(code: str) -> str:
    """A role in words; a role that no file knows any more keeps its code."""
    known = role(code)
    return known.label if known else code


def is_staff(codes: list[str] | set[str]) -> bool:
    """Whether any of these roles must sign in with a second factor."""
    return any((known := role(code)) is None or known.staff for code in codes)
