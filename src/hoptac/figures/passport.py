"""What the passport of a figure shows beside its value: why it changed, its parts, its records, other maps, rules and sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from hoptac.common import links
from hoptac.common.days import today
from hoptac.common.measures import Record, Span
from hoptac.common.measures import get as measure_of
from hoptac.common.text import format_day
from hoptac.figures import reported, words
from hoptac.figures.ask import NONE, Question
from hoptac.figures.indicators import indicator
from hoptac.figures.queries import figure, series
from hoptac.figures.types import Change, Figure, Number, Row
from hoptac.places import home
from hoptac.places.addresses import place_url
from hoptac.places.queries import by_key
from hoptac.places.tree import day_before, tree
from hoptac.registry.listing import Located, located

FIRST_YEAR = 2015  # where the trend begins; years without data are left out


def value(question: Question, **more: Any) -> Figure:
    """The figure of a question."""
    return figure(question.indicator.code, question.place_id, **question.asks, **more)


def counts_something(fig: Figure) -> bool:
    """Whether there was anything that could be counted: where no district stands, 0/0 districts is not a number."""
    return fig.denominator != 0


# --- why it changed -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Cause:
    """All changes of one kind and one direction: a row of the waterfall."""

    cause: str
    label: str
    value: Number
    sub: str
    link: str


def causes(question: Question, changes: Iterable[Change]) -> list[Cause]:
    """Changes summed by cause, what came before what went, the largest first; they add up to the whole change."""
    sums: dict[tuple[str, bool], Number] = defaultdict(int)
    groups: dict[tuple[str, bool], list[Change]] = defaultdict(list)
    for change in changes:
        key = (change.cause, change.value < 0)
        sums[key] += change.value  # type: ignore[operator]
        groups[key].append(change)
    keys = sorted((key for key in sums if sums[key]), key=lambda key: (key[1], -abs(sums[key])))
    return [_cause(question, key[0], sums[key], groups[key]) for key in keys]


def _cause(question: Question, cause: str, amount: Number, changes: list[Change]) -> Cause:
    documents = {change.document for change in changes if change.document}
    records = sum(len(change.records) for change in changes)
    parts = [_("%(n)s hồ sơ") % {"n": records}] if records else []
    if len(documents) == 1:
        parts.append(next(iter(documents)))
    elif documents:
        parts.append(_("%(n)s văn bản") % {"n": len(documents)})
    link = question.url(cause=cause, parts=()) + "#ho-so" if records else ""
    return Cause(cause, words.cause_word(cause, float(amount)), amount, ", ".join(parts), link)


# --- over time ------------------------------------------------------------------------------------------------------------------


def trend(question: Question) -> list[dict[str, Any]]:
    """Year ends, the day in view and today, each with the link to its passport; only days on which the place stood."""
    known, now = question.indicator, today()
    if known.basis != "counted":
        return _published(question)
    days = {date(year, 12, 31) for year in range(FIRST_YEAR, now.year)}
    if known.kind == "stock":
        days |= {question.day, now}
    if question.map_of is None:
        days = {day for day in days if tree().unit(question.place_id, day)}
    rows = series(known.code, question.place_id, sorted(days), map_of=question.map_of, rule=question.rule)
    plain = replace(question, period=None, since=None, parts=(), cause="")
    seen: dict[object, dict[str, Any]] = {}
    whole = question.count.denominator
    for day, amount in rows:
        if amount is not None and whole(day) != 0:
            seen[day] = {"day": day, "value": amount, "label": _label(day), "link": plain.url(day=day)}
    return list(seen.values())


def _published(question: Question) -> list[dict[str, Any]]:
    """A reported indicator over time: only what was published, each on its own day; large sums in millions."""
    found: dict[date, Any] = {}
    for row in reported.values(question.indicator.code, question.place_id):
        if row.status != "plan" and not row.definition:
            found.setdefault(row.last_day, row.value)
    plain = replace(question, period=None, since=None, parts=(), cause="")
    size = 1_000_000 if question.indicator.unit == "đồng" and any(amount >= 1_000_000 for amount in found.values()) else 1
    return [{"day": day, "value": float(found[day]) / size, "label": _label(day), "link": plain.url(day=day)} for day in sorted(found)]


def trend_unit(question: Question, points: list[dict[str, Any]]) -> str:
    """The unit of the trend's axis."""
    small = question.indicator.unit == "đồng" and points and max(point["value"] for point in points) < 100_000
    return _("triệu đồng") if small and question.indicator.basis != "counted" else question.indicator.unit_word


def _label(day: date) -> str:
    return str(day.year) if (day.month, day.day) == (12, 31) else format_day(day)


def spark(code: str, place_id: int, day: date, years: int = 6) -> list[Any]:
    """The values of the same day in the years before, oldest first."""
    days = [_years_back(day, n) for n in range(years, -1, -1)]
    days = [d for d in days if tree().unit(place_id, d)]
    return [amount for _day, amount in series(code, place_id, days) if amount is not None]


def _years_back(day: date, years: int) -> date:
    return day.replace(year=day.year - years, day=28 if (day.month, day.day) == (2, 29) else day.day)


# --- parts ----------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Part:
    """One part of a split as a page shows it; `fig` links to its own passport or to its records."""

    label: str
    fig: dict[str, Any]
    url: str = ""
    value: Number | None = None


@dataclass(frozen=True)
class Split:
    """A figure in parts that add up to it."""

    by: str
    title: str
    rows: list[Part]
    total: Number


def splits(question: Question, whole: Figure) -> list[Split]:
    """Every way the figure can be split: by place where units lie below, by kind, sector, star or group."""
    if whole.basis != "counted" or not whole.value:
        return []
    found = []
    for by in measure_of(question.indicator.measure).splits:
        rows = _rows(question, by)
        if len(rows) > 1 and not all(row.denominator in (0, 1) for row in rows):
            found.append(Split(by, words.by_word(by), [part(question, by, row) for row in rows], sum(row.value or 0 for row in rows)))
    return found


def _rows(question: Question, by: str) -> list[Row]:
    rows = question.count.split(by, question.day, question.period, question.map_of or question.day)
    if by == "star":
        return list(rows)
    return sorted(rows, key=lambda row: (row.key is None, -(row.value or 0), row.name))


def part(question: Question, by: str, row: Row) -> Part:
    """A row of a split with its words and its link."""
    if by == "place":
        return _place_part(question, row)
    link = question.url(parts=((by, row.key or ""),), cause="") + "#ho-so"
    label = words.part_word(by, row.key or "", question.day, question.indicator.code)
    return Part(label, {"value": row.value, "denominator": row.denominator, "link": link}, value=row.value)


def _place_part(question: Question, row: Row) -> Part:
    if row.key is None:
        return Part(_("không phân bổ được"), {"value": row.value, "denominator": row.denominator}, value=row.value)
    found = by_key(row.key)
    link = question.url(place_id=found.place_id, since=None, parts=(), cause="")
    fig = {"value": row.value, "denominator": row.denominator, "link": link}
    return Part(found.unit.label, fig, place_url(found.place_id, question.map_of or question.day), row.value)


# --- records --------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """One counted record, or one that came or went."""

    record: Record
    on: date
    cause: str
    document: str
    sign: int = 1

    def shown(self, day: date) -> dict[str, Any]:
        """As the table shows it: with its page and where it stands by the names of the day."""
        record = self.record
        where = _where(record, day)
        url = place_url(record.place_id, day) if record.kind == "place" and record.place_id else links.url(record.kind, record.id, day)
        return {
            "name": record.name, "url": url, "where": where, "on": self.on, "cause": words.cause_word(self.cause, self.sign),
            "document": self.document, "sign": self.sign, "synthetic": record.synthetic, "kind": words.kind_word(record.kind),
        }  # fmt: skip


def _where(record: Record, day: date) -> Located | None:
    """Where a record stands; for a place that is itself the record, what it belongs to."""
    if record.place_id is None:
        return None
    if record.kind != "place":
        return located(record.place_id, day)
    unit = home.nearest(record.place_id, day)
    return located(unit.parent_id, day) if unit.parent_id is not None else None


def lines(question: Question, changes: Iterable[Change]) -> list[Line]:
    """The records behind the number; those of one part, or those that one cause brought or took."""
    if question.cause:
        rows = [
            Line(record, change.on, change.cause, change.document, 1 if change.value >= 0 else -1)
            for change in changes if change.cause == question.cause for record in change.records
        ]  # fmt: skip
        return [line for line in rows if _fits(question, line.record)]
    counting = question.count
    spans: list[Span] = counting.counted(question.day, question.period, counting.during(question.day, question.day))
    spans = [span for span in spans if span.record.id not in _rated(question)] if ("star", NONE) in question.parts else spans
    rows = [Line(span.record, span.first, span.began.cause, span.began.document) for span in spans if _fits(question, span.record)]
    return sorted(rows, key=lambda line: (line.record.name, line.record.id))


def _fits(question: Question, record: Record) -> bool:
    return all(record.keys.get(by, "") == key for by, key in question.parts if (by, key) != ("star", NONE))


def _rated(question: Question) -> frozenset[str]:
    """Products with a rating in force: of those taking part, the others wait for one."""
    rated = replace(question, indicator=indicator("ocop.rated"), parts=(), cause="")
    return frozenset(span.record.id for span in rated.count.counted(question.day, None))


def narrowings(question: Question) -> list[tuple[str, str]]:
    """What narrows the list of records, each with the address that takes it away."""
    chips = [
        (f"{words.by_word(by)}: {words.part_word(by, key, question.day, question.indicator.code)}",
         question.url(parts=tuple(p for p in question.parts if p != (by, key))) + "#ho-so")
        for by, key in question.parts
    ]  # fmt: skip
    if question.cause:
        chips.append((words.cause_word(question.cause), question.url(cause="") + "#ho-so"))
    return chips


# --- other maps and rules ----------------------------------------------------------------------------------------------


def other_maps(question: Question) -> list[dict[str, Any]]:
    """The same figure on the place's other maps, with how many units each has."""
    if question.indicator.basis != "counted":
        return []
    used, found = question.map_of or question.day, []
    for span in home.maps(question.place_id):
        if span.holds(used):
            continue
        day = next(day for day in (question.day, today(), day_before(span.after or today())) if span.holds(day))
        asked = replace(question, map_of=None if day == question.day else day, since=None, parts=(), cause="")
        if tree().unit(question.place_id, day):
            found.append({"communes": span.communes, "day": day, "fig": value(asked), "link": asked.url()})
    return found


def both_rules(question: Question) -> dict[str, Any] | None:
    """Where a title is counted: by the day the standard was met and by the day of the decision, and which records make the difference."""
    if not question.indicator.rules or question.indicator.basis != "counted":
        return None
    met, decided = replace(question, rule="met", parts=(), cause=""), replace(question, rule="decided", parts=(), cause="")
    late = [line for line in lines(met, ()) if line.record.id not in {other.record.id for other in lines(decided, ())}]
    when: dict[str, date] = {}
    for span in decided.count.spans:
        if span.first > question.day:
            when.setdefault(span.record.id, span.first)
    rows = [line.shown(question.day) | {"decided_on": when.get(line.record.id)} for line in late]
    return {"met": value(met), "decided": value(decided), "late": rows, "since_rule": question.rule}


def code_lines(fig: Figure) -> list[str]:
    """The permanent name of a figure, for those who quote it."""
    map_day = "" if fig.map_of == fig.as_of else f"<MAP.{fig.map_of:%Y%m%d}"
    rule = f"<RULE.{fig.rule.upper()}" if fig.rule else ""
    shown = "" if fig.value is None else f"<{fig.value:g}" if isinstance(fig.value, float) else f"<{fig.value}"
    when = fig.period.label.upper() if fig.period else f"{fig.as_of:%Y%m%d}"
    return [fig.indicator.code.upper(), f"{fig.place_key.upper()}<{when}", f"BASIS.{fig.basis.upper()}{map_day}{rule}{shown}"]
