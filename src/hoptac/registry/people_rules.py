"""What the law says about members and capital, as dated data: `data/registry/people/DAY.yaml` holds from its day until the next begins.

Pure: it is told numbers and answers with sentences. What is not known (a charter capital, a day of birth, a rule) is not judged.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import yaml
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext as _

from hoptac.common import paths
from hoptac.common.days import add_months
from hoptac.common.text import format_number
from hoptac.registry.enums import Kind
from hoptac.registry.people_enums import MemberKind

CODES = frozenset({"founders", "member_share", "foreign_share", "youngest"})
OLD_LAW_UNTIL = date(2024, 7, 1)  # from this day on the law of 2023 tells members apart by kind


@dataclass(frozen=True)
class Rule:
    """One number of a law. `sure`: seen in a public text, not only remembered. `refuses`: what breaks it is not recorded."""

    code: str
    value: int
    source: str
    sure: bool
    refuses: bool


@dataclass(frozen=True)
class Objection:
    """A sentence about something the law does not allow, with its source; `refuses` when it may not be recorded so."""

    sentence: str
    source: str
    refuses: bool
    sure: bool

    @property
    def told(self) -> str:
        """The sentence with its source, and whether the source still is to be checked."""
        known = "" if self.sure else _(", cần đối chiếu văn bản")
        return f"{self.sentence} ({self.source}{known})"


@cache
def _shipped() -> tuple[tuple[date, dict[str, Any]], ...]:
    folder = paths.DATA / "registry" / "people"
    found = []
    for file in sorted(folder.glob("[0-9]*.yaml")):
        read = yaml.safe_load(file.read_text(encoding="utf-8"))
        for row in read["rules"]:
            if row["code"] not in CODES or row["weight"] not in ("refuse", "warn") or row["status"] not in ("checked", "memory"):
                raise ImproperlyConfigured(f"{file.name}: rule {row} does not fit")
        found.append((date.fromisoformat(file.stem), read))
    return tuple(found)


def _in_force(day: date) -> dict[str, Any]:
    fits = [read for first, read in _shipped() if first <= day]
    return fits[-1] if fits else {"rules": [], "law": "", "union_of": []}


def law(day: date) -> str:
    """The law of a day, by its name; empty before the first one known."""
    return str(_in_force(day)["law"])


def rule(code: str, kind: str, day: date, member: str = "") -> Rule | None:
    """The rule for a kind of organisation (and of member) on a day; None where none is known."""
    for row in _in_force(day)["rules"]:
        if row["code"] == code and kind in row["kinds"] and row.get("member", member) == member and row.get("from", day) <= day:
            return Rule(code, row["value"], row["source"], row["status"] == "checked", row["weight"] == "refuse")
    return None


def union_of(day: date) -> frozenset[str]:
    """The kinds of organisation a union's members may be; empty where not known."""
    return frozenset(_in_force(day)["union_of"])


def kept_months() -> int:
    """How long records about people are held after their last membership or post."""
    read = yaml.safe_load((paths.DATA / "registry" / "people" / "kept.yaml").read_text(encoding="utf-8"))
    return int(read["months"])


def _against(found: Rule, sentence: str) -> Objection:
    return Objection(sentence, found.source, found.refuses, found.sure)


def too_few(kind: str, day: date, official: int) -> Objection | None:
    """Whether an organisation has fewer official members than the law asks of founders. For a union they are cooperatives."""
    found = rule("founders", kind, day)
    if found is None or official >= found.value:
        return None
    told = {"kind": Kind(kind).label, "least": found.value, "n": official}
    return _against(found, _("Mới ghi %(n)s thành viên chính thức; %(kind)s cần ít nhất %(least)s.") % told)


def too_much_of(kind: str, day: date, contribution: int | None, charter: int | None) -> Objection | None:
    """Whether one official member holds more of the charter capital than the law allows."""
    found = rule("member_share", kind, day)
    if found is None or not contribution or not charter or contribution * 100 <= found.value * charter:
        return None
    told = {"share": format_number(round(contribution * 100 / charter, 1)), "most": found.value, "capital": format_number(charter)}
    sentence = _(
        "Góp %(share)s%% vốn điều lệ (%(capital)s đồng); mỗi thành viên không quá %(most)s%%."
        " Nếu vốn điều lệ đã tăng, ghi thay đổi ấy trước."
    )
    return _against(found, sentence % told)


def too_foreign(kind: str, day: date, foreign: int, charter: int | None) -> Objection | None:
    """Whether all foreign members together hold more of the charter capital than the law allows."""
    found = rule("foreign_share", kind, day)
    if found is None or not charter or foreign * 100 <= found.value * charter:
        return None
    told = {"share": format_number(round(foreign * 100 / charter, 1)), "most": found.value}
    return _against(found, _("Vốn góp nước ngoài cộng lại là %(share)s%% vốn điều lệ; không quá %(most)s%%.") % told)


def too_young(kind: str, day: date, member: str, born: date | None) -> Objection | None:
    """Whether a person is too young on a day to be a member of a kind."""
    found = rule("youngest", kind, day, member)
    if found is None or born is None or add_months(born, 12 * found.value) <= day:
        return None
    told = {"kind": MemberKind(member).label, "least": found.value}
    return _against(found, _("Ngày vào chưa đủ %(least)s tuổi; %(kind)s phải từ %(least)s tuổi.") % told)
