"""A figure over quarters, and its neighbours to set beside it: what the reader's own exploring asks for, as JSON."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from hoptac.common.days import today
from hoptac.common.text import format_day
from hoptac.figures.ask import Question
from hoptac.figures.passport import FIRST_YEAR
from hoptac.figures.queries import series
from hoptac.places import home
from hoptac.places.listing import ordered
from hoptac.places.shell import capital
from hoptac.places.tree import Unit, tree
from hoptac.web.numbers import number

FORMAT = "series"
ENDS = ((3, 31), (6, 30), (9, 30), (12, 31))


def can(question: Question) -> bool:
    """Only what stands on a day and is counted has a value at the end of every quarter."""
    return question.indicator.kind == "stock" and question.indicator.basis == "counted"


def address(question: Question) -> str:
    """Where the series of a question is asked."""
    return f"{_plain(question).url()}&format={FORMAT}"


def _plain(question: Question) -> Question:
    return replace(question, period=None, since=None, parts=(), cause="")


def quarters(question: Question) -> dict[str, Any]:
    """The value at the end of each quarter and today, on days when the place stood and something could be counted."""
    now = today()
    days = [date(year, month, day) for year in range(FIRST_YEAR, now.year + 1) for month, day in ENDS]
    days = [day for day in days if day < now and (question.map_of or tree().unit(question.place_id, day))] + [now]
    if question.map_of is None and tree().unit(question.place_id, now) is None:
        days.pop()
    whole = question.count.denominator
    rows = series(question.indicator.code, question.place_id, days, map_of=question.map_of, rule=question.rule)
    points = [
        {"day": day.isoformat(), "shown": format_day(day), "value": float(value), "text": number(value)}  # type: ignore[arg-type]
        for day, value in rows
        if value is not None and whole(day) != 0
    ]
    unit = home.nearest(question.place_id, question.map_of or question.day)
    return {
        "key": unit.code, "place": capital(unit.full_name), "unit": question.indicator.unit_word, "points": points,
        "others": _others(question, unit),
    }  # fmt: skip


def _others(question: Question, unit: Unit) -> list[dict[str, str]]:
    """The units below on the day; of one that has none below, those beside it."""
    map_, day = tree(), question.map_of or question.day
    units = map_.below(unit.place_id, day) or (map_.below(unit.parent_id, day) if unit.parent_id is not None else [])
    plain = _plain(question)
    return [
        {"key": one.code, "name": one.full_name, "url": f"{plain.url(place_id=one.place_id)}&format={FORMAT}"}
        for one in ordered([one for one in units if one.place_id != unit.place_id])
    ]
