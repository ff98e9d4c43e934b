"""Programmes as data: their levels, groups and rules come from data/programmes/*.yaml. No code names a programme."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

import yaml
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hoptac.common import paths
from hoptac.common.errors import UserError


@dataclass(frozen=True)
class Level:
    """A level of a programme. `rank` orders levels: a higher one includes the lower."""

    code: str
    name: str
    name_en: str
    rank: int


@dataclass(frozen=True)
class Programme:
    """A programme as its file describes it."""

    code: str
    name: str
    name_en: str
    subject: str  # place, product or organisation
    levels: dict[str, Level]
    groups: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    inherit: dict[str, Any] = field(default_factory=dict)
    validity_months: int | None = None

    def level(self, code: str) -> Level:
        """A level by code; a UserError names those there are."""
        if code not in self.levels:
            raise UserError(
                _("Bậc “%(level)s” không có trong chương trình %(name)s. Các bậc: %(all)s.")
                % {"level": code, "name": self.name, "all": ", ".join(self.levels)}
            )
        return self.levels[code]

    def group_windows(self, code: str) -> list[tuple[str, date, date | None, str, str]]:
        """Which group a group counts as over time: (group, first, after, document that opened, document that closed)."""
        rows = self.groups.get(code) or [{"from": date.min}]
        papers = [row.get("document", "") for row in rows]
        closings = [*papers[1:], ""]
        return [
            (row.get("same_as", code), row["from"], row.get("to"), paper, closing)
            for row, paper, closing in zip(rows, papers, closings, strict=True)
        ]

    def group_name(self, code: str, day: date) -> str:
        """What a group is called on a day, under the rubric then in force."""
        for row in self.groups.get(code, []):
            if row["from"] <= day and (row.get("to") is None or day < row["to"]):
                return row["name_en"] if get_language() == "en" and row.get("name_en") else row["name"]
        return code


def _read(file) -> Programme:
    raw = yaml.safe_load(file.read_text(encoding="utf-8"))
    levels = {row["code"]: Level(row["code"], row["name"], row["name_en"], rank) for rank, row in enumerate(raw["levels"], 1)}
    return Programme(
        raw["code"],
        raw["name"],
        raw["name_en"],
        raw["subject"],
        levels,
        raw.get("groups", {}),
        raw.get("inherit", {}),
        raw.get("validity_months"),
    )


@lru_cache
def programmes() -> dict[str, Programme]:
    """All shipped programmes by code."""
    return {p.code: p for p in map(_read, sorted((paths.DATA / "programmes").glob("*.yaml")))}


def programme(code: str) -> Programme:
    """A programme by code; a UserError names those there are."""
    if code not in programmes():
        raise UserError(_("Chương trình “%(code)s” không có. Các chương trình: %(all)s.") % {"code": code, "all": ", ".join(programmes())})
    return programmes()[code]
