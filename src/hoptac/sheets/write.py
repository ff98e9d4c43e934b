"""Tables out: XLSX with typed cells, CSV and JSON, streamed. Text of users stays text: no live formula, no live link."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO, Any

from hoptac.common.text import format_day


@dataclass(frozen=True)
class Head:
    """A column of a table that leaves: `kind` is text, whole, number, money, percent or day; width in signs."""

    label: str
    kind: str = "text"
    width: int = 16
    code: str = ""  # the key in JSON; the label where empty


_FORMATS = {"whole": "#,##0", "number": "#,##0.##", "money": "#,##0", "percent": "0.0%", "day": "dd/mm/yyyy"}
_LIVE = ("=", "+", "-", "@", "\t", "\r", "\x00")


@contextmanager
def whole_file(path: str | os.PathLike[str]) -> Iterator[Path]:
    """A file that is there wholly or not at all: written beside its place, then moved into it."""
    goal = Path(path)
    draft = goal.with_name(f".{goal.name}.{os.getpid()}.tmp")
    try:
        yield draft
        with draft.open("rb") as f:
            os.fsync(f.fileno())
        draft.replace(goal)
    finally:
        draft.unlink(missing_ok=True)


def write_xlsx(
    path: str | os.PathLike[str] | IO[bytes],
    heads: Sequence[Head],
    rows: Iterable[Sequence[Any]],
    *,
    sheet: str = "Danh sách",
    lines: Sequence[str] = (),
) -> int:
    """One sheet with a frozen head and filters; `lines` stand above the table (title, day, map).
    Says how many rows. Rows are not kept in memory."""
    import xlsxwriter

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(path if isinstance(path, str) or hasattr(path, "write") else str(path), options)
    page = book.add_worksheet(sheet_name(sheet))
    bold = book.add_format({"bold": True})
    head_format = book.add_format({"bold": True, "text_wrap": True, "valign": "vcenter", "bottom": 1, "bg_color": "#EEF2F0"})
    formats = {kind: book.add_format({"num_format": code}) for kind, code in _FORMATS.items()}
    styles = [formats.get(head.kind) for head in heads]
    for column, head in enumerate(heads):
        page.set_column(column, column, head.width, styles[column])
    for n, line in enumerate(lines):
        page.write_string(n, 0, line, bold)
    top = len(lines) + 1 if lines else 0
    for column, head in enumerate(heads):
        page.write_string(top, column, head.label, head_format)
    page.freeze_panes(top + 1, 0)
    page.repeat_rows(top)
    count = 0
    for row in rows:
        count += 1
        _put(page, top + count, row, styles)
    page.autofilter(top, 0, top + max(count, 1), max(len(heads) - 1, 0))
    book.close()
    return count


def _put(page: Any, at: int, row: Sequence[Any], styles: Sequence[Any]) -> None:
    for column, value in enumerate(row):
        if value is None or value == "":
            continue
        if isinstance(value, str):
            page.write_string(at, column, value[:32767])
        elif isinstance(value, date):
            page.write_datetime(at, column, value, styles[column])
        else:
            page.write_number(at, column, value, styles[column])


def sheet_name(name: str) -> str:
    """A name Excel takes: at most 31 signs, none of []:*?/\\."""
    plain = "".join(" " if c in "[]:*?/\\" else c for c in name).strip().strip("'")
    return plain[:31] or "Danh sách"


def write_csv(path: str | os.PathLike[str], heads: Sequence[Head], rows: Iterable[Sequence[Any]]) -> int:
    """UTF-8 with the mark Excel needs. A cell that a spreadsheet would run gets an apostrophe before it."""
    count = 0
    with open(path, "w", encoding="utf-8-sig", newline="") as f:
        out = csv.writer(f)
        out.writerow([harmless(head.label) for head in heads])
        for row in rows:
            count += 1
            out.writerow([_csv_cell(value) for value in row])
    return count


def _csv_cell(value: Any) -> Any:
    if isinstance(value, str):
        return harmless(value)
    return format_day(value) if isinstance(value, date) else value


def harmless(text: str) -> str:
    """Text no spreadsheet takes for a formula."""
    return "'" + text if text.startswith(_LIVE) else text


def write_json(path: str | os.PathLike[str], heads: Sequence[Head], rows: Iterable[Sequence[Any]]) -> int:
    """A list of objects, one a line."""
    count = 0
    keys = [head.code or head.label for head in heads]
    with open(path, "w", encoding="utf-8") as f:
        f.write("[")
        for row in rows:
            f.write(",\n" if count else "\n")
            json.dump(dict(zip(keys, row, strict=True)), f, ensure_ascii=False, default=_json_value)
            count += 1
        f.write("\n]\n")
    return count


def _json_value(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
