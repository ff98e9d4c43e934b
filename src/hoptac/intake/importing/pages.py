"""A sheet as its page shows it: counts to click on, rows with their cells, what is wrong where and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hoptac.intake.importing import organisations
from hoptac.intake.importing.actions import Preview, kind_of
from hoptac.intake.importing.rows import Outcome, Row
from hoptac.intake.models import Sheet
from hoptac.sheets.table import Table

PER_PAGE = 50
SHOWN = ("kind", "tax_code", "founded", "commune", "sector", "members", "capital", "status")
WHERE = ("commune", "district", "province", "address")
NUMBERS = ("members", "capital")
LOOKS: dict[str, tuple[str, str, Any]] = {
    Outcome.NEW: ("ok", "plus", gettext_lazy("Mới")),
    Outcome.CHANGED: ("info", "edit", gettext_lazy("Thay đổi")),
    Outcome.SAME: ("none", "check", gettext_lazy("Giống")),
    Outcome.DOUBT: ("warn", "merge", gettext_lazy("Có thể trùng")),
    Outcome.PROBLEM: ("bad", "warn", gettext_lazy("Có vấn đề")),
    Outcome.SKIPPED: ("none", "close", gettext_lazy("Bỏ qua")),
}


@dataclass
class Cell:
    """A cell of the page: its text, the old one where it changes, how it was guessed, and what is wrong with it."""

    code: str
    label: str
    text: str = ""
    old: str = ""
    guess: str = ""
    problem: str = ""
    typed: str = ""
    suggestions: list[str] = field(default_factory=list)
    is_number: bool = False


@dataclass
class Line:
    """A row of the page."""

    number: int
    outcome: str
    tone: str
    icon: str
    word: str
    name: Cell
    cells: list[Cell]
    others: list[Cell]  # problems and guesses of fields that have no column on the page
    near: list[Any]
    hidden: bool

    @property
    def is_bad(self) -> bool:
        return self.outcome == Outcome.PROBLEM


def heads(table: Table, kind: str) -> list[tuple[str, str, bool]]:
    """(code, label, is it a number) of the columns the page shows: those the sheet has."""
    labels = {one.code: str(one.label) for one in kind_of(kind).fields()}
    has = {column.field for column in table.columns}
    shown = [code for code in SHOWN if code in has or (code == "commune" and has & set(WHERE))]
    return [(code, labels[code], code in NUMBERS) for code in shown]


def lines(rows: list[Row], columns: list[tuple[str, str, bool]], kind: str) -> list[Line]:
    """The rows of one page."""
    labels = {one.code: str(one.label) for one in kind_of(kind).fields()}
    return [_line(row, columns, labels) for row in rows]


def _line(row: Row, columns: list[tuple[str, str, bool]], labels: dict[str, str]) -> Line:
    tone, icon, word = LOOKS[row.outcome]
    cells = [_cell(row, code, label, is_number) for code, label, is_number in columns]
    seen = {"name", *(code for code, _label, _is_number in columns)}
    told = {problem.field for problem in row.problems} | set(row.guesses) | {code for code, _old, _new in row.changes}
    others = [_cell(row, code, labels.get(code, code)) for code in sorted(told - seen)]
    return Line(
        row.number, str(row.outcome), tone, icon, str(word), _cell(row, "name", labels["name"]), cells, others, row.near, row.hidden
    )


def _cell(row: Row, code: str, label: str, is_number: bool = False) -> Cell:
    cell = Cell(code, label, _shown(row, code), is_number=is_number)
    raw = row.cells.get(code)
    cell.typed = "" if raw is None else organisations.words("", raw)
    cell.guess = row.guesses.get(code, "")
    problem = next((one for one in row.problems if one.field == code), None)
    if problem:
        cell.problem = problem.why
        cell.suggestions = [text for text in problem.suggestion.split("; ") if text][:4]
    for changed, old, new in row.changes:
        if changed == code:
            cell.old, cell.text = old, new
    return cell


def _shown(row: Row, code: str) -> str:
    value = row.values.get("place") if code == "commune" and row.values.get("place") else row.values.get(code)
    if value is None and row.cells.get(code) is not None:
        value = row.cells[code]
        return organisations.words("", value)
    return organisations.words(code, value)


def strip(seen: Preview, asked: str, address: Any) -> list[dict[str, Any]]:
    """The counts by outcome; each leads to its rows."""
    found = []
    for outcome, (tone, _icon, word) in LOOKS.items():
        count = seen.counts[outcome]
        if count:
            current = asked == outcome
            found.append(
                {"kind": tone, "count": count, "word": str(word).lower(), "url": address(None if current else outcome), "current": current}
            )
    return found


def paged(seen: Preview, asked: str, number: str | None) -> Page:
    """The rows asked for: those that need a person first, each group in the order of the sheet."""
    rows = [row for row in seen.rows if not asked or row.outcome == asked]
    if not asked:
        rows.sort(key=lambda row: (row.outcome not in (Outcome.PROBLEM, Outcome.DOUBT), row.number))
    return Paginator(rows, PER_PAGE).get_page(number)


def matching(table: Table, kind: str) -> list[dict[str, Any]]:
    """Each column with the field it was taken for, and what else it could be."""
    fields = kind_of(kind).fields()
    options = [(one.code, str(one.label)) for one in fields]
    labels = dict(options)
    return [
        {
            "index": column.index,
            "head": column.head,
            "field": column.field or "",
            "label": labels.get(column.field or "", ""),
            "unlike": labels.get(column.unlike, ""),
            "options": options,
        }
        for column in table.columns
        if column.head
    ]


def about(sheet: Sheet, seen: Preview) -> list[str]:
    """What stands under the title."""
    first, last = seen.table.head_rows
    where = _("tiêu đề ở dòng %d") % first if first == last else _("tiêu đề ở dòng %(first)d–%(last)d") % {"first": first, "last": last}
    return [sheet.file.label, _("trang tính “%s”") % seen.table.sheet, where, _("%d dòng") % len(seen.rows)]
