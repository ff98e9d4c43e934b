"""The list of indicators with their values, and records as a file."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from django.http import HttpResponse

from hoptac.figures import words
from hoptac.figures.ask import Question
from hoptac.figures.indicators import Indicator
from hoptac.figures.passport import Line
from hoptac.figures.queries import figure
from hoptac.figures.types import Figure
from hoptac.places import home
from hoptac.places.kept import remembered
from hoptac.places.tree import tree

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\0")


def briefs(found: Iterable[Indicator], day: date) -> list[tuple[str, list[dict[str, Any]]]]:
    """Indicators by group, each with its figure at the home place where the place stands on the day."""
    place_id = home.home_id()
    groups: dict[str, list[dict[str, Any]]] = {}
    for one in found:
        fig = _brief(one.code, place_id, day) if place_id is not None and tree().unit(place_id, day) else None
        groups.setdefault(words.group_word(one.group), []).append({"known": one, "fig": fig})
    return list(groups.items())


def _brief(code: str, place_id: int, day: date) -> Figure:
    """For a list: the short words where nothing is known; the passport gives the reason."""
    fig = remembered(("brief", code, place_id, day), lambda: figure(code, place_id, as_of=day))
    return fig if fig.value is not None else replace(fig, why="")


def safe(text: object) -> str:
    """A cell that no spreadsheet takes for a formula."""
    plain = "" if text is None else str(text)
    return "'" + plain if plain.startswith(FORMULA) else plain


def as_csv(question: Question, lines: Iterable[Line]) -> HttpResponse:
    """The records behind the number as a file people open in a spreadsheet (UTF-8 with a mark, so that Excel reads the accents)."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{question.indicator.code}-{question.day.isoformat()}.csv"'
    response.write("\ufeff")
    writer = csv.writer(response)
    writer.writerow(["kind", "id", "name", "place", "since", "cause", "document", "change", "synthetic"])
    for line in lines:
        record = line.record
        where = "" if record.place_id is None else home.nearest(record.place_id, question.day).full_name
        cells = [record.kind, record.id, record.name, where, line.on.isoformat(), line.cause, line.document]
        writer.writerow([*map(safe, cells), line.sign if question.cause else "", "yes" if record.synthetic else "no"])
    return response
