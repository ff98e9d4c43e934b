"""What other sources say, set beside the figure: the difference split into definition, date and real difference. None is corrected."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from hoptac.common.days import Period
from hoptac.common.text import format_day
from hoptac.figures.ask import Question
from hoptac.figures.passport import value
from hoptac.figures.types import Figure, Number, Rival
from hoptac.places.tree import tree
from hoptac.web.numbers import number, signed


@dataclass(frozen=True)
class Beside:
    """What another source says, set against this figure."""

    rival: Rival
    fig: dict[str, Any]
    kind: str
    word: str | None
    note: str


def beside(question: Question, mine: Figure) -> list[Beside]:
    """The other sources side by side with the difference, split into definition, date and real difference."""
    return [_beside(question, mine, rival) for rival in mine.rivals]


def _beside(question: Question, mine: Figure, rival: Rival) -> Beside:
    fig = {"value": rival.value, "unit_word": mine.unit_word, "comparator": rival.comparator}
    if rival.status == "plan":
        return Beside(rival, fig, "not_comparable", None, _("Số kế hoạch, không phải kết quả."))
    if mine.value is None:
        return Beside(rival, fig, "unknown", None, _("Hồ sơ chưa có số để so."))
    gap = rival.value - mine.value  # type: ignore[operator]
    if rival.definition:
        return Beside(rival, fig, "other_definition", None, rival.definition)
    if rival.period is not None and question.indicator.kind == "flow" and not _is_own_period(question, rival):
        return _other_period(question, rival, fig)
    same_day = rival.day == mine.as_of or (rival.period is not None and rival.period[0] <= mine.as_of <= rival.period[1])
    if same_day:
        return _same_day(rival, fig, gap)
    there = _at(question, rival.day)
    if there is not None and there == rival.value:
        return Beside(rival, fig, "other_date", None, _("Ngày %(day)s hồ sơ cũng đếm đúng số này.") % {"day": format_day(rival.day)})
    if there is None:
        return Beside(rival, fig, "other_date", _("Khác ngày"), _("Nguồn nói về ngày %(day)s.") % {"day": format_day(rival.day)})
    note = _("Nguồn nói về ngày %(day)s; ngày đó hồ sơ đếm %(n)s, chênh %(gap)s.")
    told = {"day": format_day(rival.day), "n": number(there), "gap": signed(rival.value - there)}  # type: ignore[operator]
    return Beside(rival, fig, "differs", _("Khác ngày, lệch"), note % told)


def _is_own_period(question: Question, rival: Rival) -> bool:
    first = question.period.first if question.period else date(question.day.year, 1, 1)
    return rival.period == (first, question.day)


def _other_period(question: Question, rival: Rival, fig: dict[str, Any]) -> Beside:
    """A flow told of another period: set against what the records say of that very period."""
    assert rival.period is not None
    first, last = rival.period
    there = None
    if question.indicator.basis == "counted" and tree().unit(question.place_id, last):
        there = value(replace(question, day=last, period=Period(first, last, f"{first}..{last}"), since=None, parts=(), cause="")).value
    if there is None:
        return Beside(rival, fig, "other_date", _("Khác kỳ"), _("Nguồn nói về một kỳ khác."))
    if there == rival.value:
        return Beside(rival, fig, "other_date", _("Khớp ở kỳ ấy"), _("Cả kỳ ấy hồ sơ cũng đếm đúng số này."))
    note = _("Nguồn nói về kỳ khác; cả kỳ ấy hồ sơ đếm %s.") % number(there)
    return Beside(rival, fig, "differs", _("Khác kỳ, lệch"), note)


def _same_day(rival: Rival, fig: dict[str, Any], gap: Number) -> Beside:
    if rival.comparator:
        return Beside(rival, fig, "within_bound", None, _("Nguồn chỉ nói “%s”.") % rival.comparator)
    if not gap:
        return Beside(rival, fig, "agrees", None, _("Cùng ngày, cùng định nghĩa."))
    return Beside(rival, fig, "differs", _("Lệch %s") % signed(gap), _("Cùng ngày, cùng định nghĩa: cần đối chiếu hồ sơ."))


def _at(question: Question, day: date) -> Number | None:
    """What the records say on another day."""
    if question.indicator.basis != "counted" or not tree().unit(question.place_id, day):
        return None
    return value(replace(question, day=day, period=None, since=None, parts=(), cause="")).value
