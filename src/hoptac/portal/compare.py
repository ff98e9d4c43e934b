"""Two days of a place set side by side: every figure on both, and for each difference exactly one kind of main cause."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from typing import Any

import yaml
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hoptac.common import paths
from hoptac.common.text import format_day
from hoptac.figures import passport, reported
from hoptac.figures.ask import Question
from hoptac.figures.indicators import Indicator, indicators
from hoptac.figures.queries import figure
from hoptac.figures.types import Change, Figure, Number
from hoptac.places.kept import remembered
from hoptac.places.tree import Unit, tree
from hoptac.web.numbers import signed

REAL, MAP, CRITERIA, DEFINITION, LATE, SAME = "real", "map", "criteria", "definition", "late", "same"
KINDS = (REAL, MAP, CRITERIA, DEFINITION, LATE, SAME)
FIGURES = (
    "htx.total", "htx.active", "tht.total", "lhhtx.total", "ntm.commune.standard", "ntm.commune.advanced", "ntm.commune.model",
    "ntm.district.completed", "ntm.district.advanced", "ocop.participating", "ocop.groups", "ocop.rated", "ocop.rated.five",
    "grdp.growth", "grdp.per_capita", "income.per_capita", "enterprise.total",
)  # fmt: skip
BY_MAP = frozenset({"map", "retyped"})
BY_RECORDING = frozenset({"corrected", "register_began"})


@dataclass(frozen=True)
class Pair:
    """One figure on two days. `kind` is None where one of the two is unknown and nothing can be compared."""

    question: Question  # of the later day
    before: Figure
    after: Figure
    kind: str | None
    why: str
    link: str
    closes: bool

    @property
    def indicator(self) -> Indicator:
        return self.after.indicator

    @property
    def difference(self) -> Number | None:
        if self.before.value is None or self.after.value is None:
            return None
        return self.after.value - self.before.value

    @property
    def tone(self) -> str:
        """Green or red only where the direction is agreed, and only for real changes over the same whole."""
        good = self.indicator.direction
        if not self.difference or good == "none" or self.kind != REAL or self.before.denominator != self.after.denominator:
            return ""
        return "good" if (self.difference > 0) == (good == "up") else "bad"


def pairs(unit: Unit, first: date, last: date, only: str = "") -> list[Pair]:
    """Every figure of the place on both days; those that are known on neither are left out."""
    found = [
        remembered(("pair", code, unit.place_id, first, last), partial(pair, indicators()[code], unit, first, last))
        for code in ([only] if only else FIGURES)
    ]
    return [one for one in found if only or one.before.value is not None or one.after.value is not None]


def pair(known: Indicator, unit: Unit, first: date, last: date) -> Pair:
    """One figure on two days, why it differs, and whether the causes add up."""
    question = Question(known, unit.place_id, last, since=first)
    before = figure(known.code, unit.place_id, as_of=first)
    after = figure(known.code, unit.place_id, as_of=last, since=first)
    link = question.url() + "#vi-sao" if known.basis == "counted" else question.url(since=None)
    if _unknown(before) or _unknown(after):
        missing = before if _unknown(before) else after
        return Pair(question, before, after, None, _missing(missing), link, True)
    kind = main_kind(known, before, after, unit.place_id)
    closes = after.basis != "counted" or before.basis != "counted" or sum(c.value for c in after.changes) == after.value - before.value  # type: ignore[operator]
    return Pair(question, before, after, kind, _why(question, kind, before, after), link, closes)


def _unknown(fig: Figure) -> bool:
    """No value, or a count where there was nothing that could be counted (0/0 districts)."""
    return fig.value is None or fig.denominator == 0


def _missing(fig: Figure) -> str:
    if fig.value is not None:
        return _("Ngày %(day)s không có %(unit)s nào để đếm.") % {"day": format_day(fig.as_of), "unit": fig.unit_word}
    return fig.why or _("Ngày %(day)s chưa có dữ liệu.") % {"day": format_day(fig.as_of)}


def main_kind(known: Indicator, before: Figure, after: Figure, place_id: int) -> str:
    """Exactly one kind: the same, else another definition, else the cause with the largest share; the criteria where they changed."""
    if (before.value, before.denominator) == (after.value, after.denominator) and before.basis == after.basis:
        return SAME
    if before.basis != after.basis or _definition(known, place_id, before) != _definition(known, place_id, after):
        return DEFINITION
    shares: dict[str, Number] = defaultdict(int)
    for change in after.changes:
        shares[_kind_of(known, change)] += change.value
    if before.denominator != after.denominator and before.value == after.value:
        return MAP
    kind = max((MAP, LATE, REAL), key=lambda name: abs(shares[name]))
    return CRITERIA if kind == REAL and criteria(known.code, before.as_of) != criteria(known.code, after.as_of) else kind


def _kind_of(known: Indicator, change: Change) -> str:
    """Titles end and begin with the units that hold them: where these were merged, the map did it."""
    if change.cause in BY_MAP or (change.cause == "merged" and known.measure == "programmes.titles"):
        return MAP
    return LATE if change.cause in BY_RECORDING else REAL


def _definition(known: Indicator, place_id: int, fig: Figure) -> tuple[str, str]:
    """What a published value counts and how firm it is; counted values always follow the one definition."""
    if fig.basis == "counted":
        return "", ""
    row = reported.best(reported.values(known.code, place_id), fig.as_of, None, known.kind)
    return (row.definition, row.status if row.status == "plan" else "") if row else ("", "")


@lru_cache(maxsize=1)
def _in_force() -> dict[str, list[dict[str, Any]]]:
    rows = yaml.safe_load((paths.DATA / "criteria-in-force.yaml").read_text(encoding="utf-8"))
    return {code: row["sets"] for row in rows for code in row["indicators"]}


def criteria(code: str, day: date) -> str:
    """The criteria under which titles or stars were given on a day; empty where the figure rests on none."""
    held = [row for row in _in_force().get(code, ()) if row["from"] <= day]
    if not held:
        return ""
    name = str(held[-1].get("name_en") or held[-1]["name"]) if get_language() == "en" else str(held[-1]["name"])
    return _("%s (ngày hoặc văn bản chưa chắc)") % name if held[-1].get("unsure") else name


# --- in words -------------------------------------------------------------------------------------------------------------------


def word(kind: str) -> str:
    """What a kind is called."""
    return {
        REAL: _("Thay đổi thật"), MAP: _("Do bản đồ"), CRITERIA: _("Khác bộ tiêu chí"), DEFINITION: _("Khác định nghĩa"),
        LATE: _("Ghi sau ngày đó"), SAME: _("Không đổi"),
    }[kind]  # fmt: skip


TONES = {REAL: ("ok", "check"), MAP: ("note", "map"), CRITERIA: ("note", "differs"), DEFINITION: ("note", "differs"),
         LATE: ("info", "edit"), SAME: ("none", "equal")}  # fmt: skip


def _why(question: Question, kind: str, before: Figure, after: Figure) -> str:
    parts = []
    if kind == DEFINITION:
        sides = (_definition(question.indicator, question.place_id, fig)[0] .rstrip(".") or _usual(fig) for fig in (before, after))
        parts.append(_("Ngày đầu: %(a)s. Ngày sau: %(b)s.") % dict(zip("ab", sides, strict=True)))
    if kind == CRITERIA:
        days = (before.as_of, after.as_of)
        parts.append(
            _("Ngày đầu xét theo %(a)s, ngày sau theo %(b)s.")
            % {"a": criteria(question.indicator.code, days[0]) or _("quy định cũ"), "b": criteria(question.indicator.code, days[1])}
        )
    told = _causes(question, after.changes)
    if told and after.basis == "counted":
        parts.append(told[:1].upper() + told[1:] + ".")
    if before.denominator != after.denominator and before.denominator is not None:
        parts.append(_("Tính trên %(a)s rồi %(b)s %(unit)s.") % {"a": before.denominator, "b": after.denominator, "unit": after.unit_word})
    if kind == REAL and after.basis == "reported":
        parts.append(" → ".join(dict.fromkeys(str(fig.source) for fig in (before, after) if fig.source)))
    return " ".join(parts)


def _usual(fig: Figure) -> str:
    return _("đếm từ hồ sơ") if fig.basis == "counted" else _("định nghĩa thường dùng")


def _causes(question: Question, changes: Iterable[Change]) -> str:
    """+52 thành lập mới, −24 giải thể: every cause, so that the sum can be followed."""
    return ", ".join(f"{signed(cause.value)} {cause.label[:1].lower()}{cause.label[1:]}" for cause in passport.causes(question, changes))


def counts(found: list[Pair]) -> list[dict[str, Any]]:
    """How many differences of each kind, those that occur; they add up to all that can be compared."""
    rows = []
    for kind in KINDS:
        n = sum(pair.kind == kind for pair in found)
        if n:
            rows.append({"kind": kind, "tone": TONES[kind][0], "icon": TONES[kind][1], "count": n, "word": word(kind)})
    return rows


def none_of(found: list[Pair]) -> list[str]:
    """The kinds that do not occur, by their words: said too, so that a reader need not wonder."""
    return [word(kind) for kind in KINDS if not any(pair.kind == kind for pair in found)]


def same_map(place_id: int, first: date, last: date) -> bool:
    """Whether the same units stand below the place on both days."""
    units = [frozenset(unit.place_id for unit in tree().inside(place_id, day)) for day in (first, last)]
    return units[0] == units[1]
