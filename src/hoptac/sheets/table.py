"""Finding the table on a sheet: its heads (one row or several), its data rows, and what stands around them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from hoptac.common.errors import UserError
from hoptac.common.text import fold
from hoptac.sheets import values
from hoptac.sheets.book import Book, Sheet, Value
from hoptac.sheets.columns import Column, Field, match

LOOK = 40  # heads stand within the first rows
HEAD_ROWS = 3


@dataclass(slots=True)
class Row:
    """A data row: its number as Excel shows it, its cells, whether Excel hides it, the group heads it stands under ("Huyện Ba Chẽ")."""

    number: int
    cells: list[Value]
    hidden: bool = False
    group: str = ""


@dataclass(slots=True)
class Table:
    """A table understood: columns with their fields, rows of data; `left_out` tells which rows were not taken as data and why."""

    sheet: str
    columns: list[Column]
    rows: list[Row]
    title: str = ""
    stated_day: date | None = None
    head_rows: tuple[int, int] = (0, 0)  # first and last as Excel numbers them
    left_out: list[tuple[int, str]] = field(default_factory=list)
    errors: frozenset[tuple[int, int]] = frozenset()  # (row number, column) of cells that show a formula's error

    def column_of(self, code: str) -> Column | None:
        """The column taken for a field."""
        return next((column for column in self.columns if column.field == code), None)


def find_table(book: Book, fields: Sequence[Field], remembered: Mapping[str, str] | None = None) -> Table:
    """The sheet and place that fit the fields best. Raises UserError when no row looks like heads of such a table."""
    best: tuple[float, Sheet, int, int, list[Column]] | None = None
    for sheet in book.visible():
        for first, last, columns in _candidates(sheet, fields, remembered):
            score = _worth(columns, fields) + 0.001 * min(len(sheet.rows), 1000) + 0.5 * (last - first)
            if best is None or score > best[0]:
                best = (score, sheet, first, last, columns)
    if best is None:
        wanted = ", ".join(str(one.label) for one in fields if one.required)
        raise UserError(
            _("Không tìm thấy dòng tiêu đề trong “%(name)s”. Bảng cần ít nhất các cột: %(columns)s.")
            % {"name": book.name, "columns": wanted}
        )
    __, sheet, first, last, columns = best
    return _table(sheet, first, last, columns)


def _candidates(sheet: Sheet, fields: Sequence[Field], remembered: Mapping[str, str] | None):
    """Rows among the first that could be heads, with the rows below that go on with them: all required fields are found among them."""
    width = max((len(row) for row in sheet.rows[: LOOK * 3]), default=0)
    required = {one.code for one in fields if one.required}
    for first in range(min(LOOK, len(sheet.rows))):
        if sum(isinstance(cell, str) and bool(cell.strip()) for cell in sheet.rows[first]) < 2:
            continue
        last = first
        while last - first + 1 < HEAD_ROWS and last + 1 < len(sheet.rows) and _continues(sheet, last + 1):
            last += 1
        columns = match(_heads(sheet, first, last, width), fields, _samples(sheet, last + 1, width), remembered)
        found = {column.field for column in columns if column.field}
        if found and required <= found:
            yield first, last, columns


def _may_be_head(row: list[Value]) -> bool:
    """Heads are words; a row with days or amounts is data."""
    filled = [cell for cell in row if not values.is_nothing(cell)]
    return bool(filled) and all(isinstance(cell, str) and not re.search(r"\d{4,}|\d[/.]\d", cell) for cell in filled)


def _continues(sheet: Sheet, row: int) -> bool:
    """Whether a row of words goes on with the heads above it: each of its cells stands beneath a head that reaches over several columns."""
    width = len(sheet.rows[row])
    filled = [column for column in range(width) if not values.is_nothing(sheet.value(row, column))]
    open_above = {column for column in range(width) if values.is_nothing(sheet.value(row - 1, column))}
    return (
        _may_be_head(sheet.rows[row])
        and all(c in open_above or (c + 1 in filled and c + 1 in open_above) for c in filled)
        and len(filled) < width
    )


def _heads(sheet: Sheet, first: int, last: int, width: int) -> list[str]:
    """The head of each column: a merged head holds for all columns beneath it, lower rows are put behind."""
    levels = []
    for row in range(first, last + 1):
        line = [_text(sheet.value(row, column)) for column in range(width)]
        for top, left, bottom, right in sheet.merged:
            if top <= row <= bottom and left < width:
                told = _text(sheet.value(top, left)) if row == top else ""
                for column in range(left, min(right + 1, width)):
                    line[column] = line[column] or told
        levels.append(line)
    return [" ".join(dict.fromkeys(filter(None, (level[column] for level in levels)))) for column in range(width)]


def _text(cell: Value) -> str:
    return str(values.text(cell).value or "")


def _samples(sheet: Sheet, start: int, width: int) -> list[list[Value]]:
    rows = sheet.rows[start : start + 60]
    return [[row[column] if column < len(row) else None for row in rows] for column in range(width)]


def _worth(columns: Sequence[Column], fields: Sequence[Field]) -> float:
    weights = {one.code: 2.0 if one.required else 1.0 for one in fields}
    return sum(weights[column.field] * column.score for column in columns if column.field)


def _table(sheet: Sheet, first: int, last: int, columns: list[Column]) -> Table:
    used = [column.index for column in columns if column.field]
    table = Table(sheet.name, columns, [], head_rows=(first + 1, last + 1))
    above = [" ".join(filter(None, map(_text, row))) for row in sheet.rows[:first]]
    table.title = next((line for line in above if len(line) > 12), "")
    table.stated_day = stated_day(" ".join(above))
    table.errors = frozenset((row + 1, column) for row, column in sheet.errors)
    group = ""
    for index in range(last + 1, len(sheet.rows)):
        cells = sheet.rows[index]
        kind = _kind_of_row(cells, used, index - last)
        if kind == "data":
            table.rows.append(Row(index + 1, cells, index in sheet.hidden_rows, group))
        elif kind == "group":
            group = next(_text(cell) for cell in reversed(cells) if not values.is_nothing(cell))
            table.left_out.append((index + 1, _("tiêu đề nhóm: %s") % group[:60]))
        elif kind:
            table.left_out.append((index + 1, kind))
    return table


_TOTAL = re.compile(r"^(?:[ivx]+\.?\s+|\d+\.?\s+|[a-z]\.\s+)?(?:tong(?: cong| so)?|cong|toan tinh|luy ke|trung binh)\b")
_SIGNED = re.compile(r"^(?:nguoi lap|thu truong|ke toan|tm\.|kt\.|noi nhan|chu tich|giam doc|(?:.{0,40}, )?ngay\b.*\bthang\b|ghi chu:)")


def _kind_of_row(cells: list[Value], used: Sequence[int], after_head: int) -> str:
    """ "data", "group", "" for an empty row, else the reason why the row is left out."""
    filled = [cell for cell in cells if cell is not None and cell != ""]
    if len(filled) > 6 and sum(isinstance(cell, str) for cell in filled) > 3 and not _is_short(filled):
        return "data"  # the common case, told without a closer look
    filled = [cell for cell in filled if _text(cell)]
    if not filled:
        return ""
    if after_head <= 2 and _is_index_row(filled):
        return _("dòng đánh số cột")
    words = [fold(_text(cell)) for cell in filled if isinstance(cell, str)]
    if words and any(_TOTAL.match(word) for word in words[:2]) and len(words) <= 3:
        return _("dòng tổng cộng")
    if words and len(filled) <= 3 and any(_SIGNED.match(word) for word in words):
        return _("chữ ký hoặc ghi chú dưới bảng")
    told = [cells[index] for index in used if index < len(cells) and not values.is_nothing(cells[index])]
    if len(told) <= 1 and len(filled) <= 2 and words:
        return "group" if _is_group(filled) else "data"
    return "data"


def _is_short(filled: list[Value]) -> bool:
    """Whether all cells are a few signs, as in a row that numbers the columns."""
    return all(len(cell) < 6 if isinstance(cell, str) else True for cell in filled)


def _is_index_row(filled: list[Value]) -> bool:
    """(1) (2) (3)… or A B C beneath the heads."""
    signs = [_text(cell).strip("() ") for cell in filled]
    numbers = [int(sign) for sign in signs if sign.isdigit() and len(sign) < 3]
    letters = [sign for sign in signs if len(sign) == 1 and sign.isalpha()]
    return len(filled) >= 3 and len(numbers) + len(letters) == len(filled) and numbers == sorted(set(numbers)) and len(numbers) >= 2


_GROUP = re.compile(r"^(?:[ivx]{1,5}|[a-z]|\d{1,2})[.)]?$")
_GROUP_WORDS = re.compile(
    r"^(?:(?:[ivx]{1,5}|[a-z]|\d{1,2})[.)]?\s+)?"
    r"(?:huyen|thanh pho|thi xa|quan|xa|phuong|dac khu|tinh|nhom|linh vuc|hop tac xa|to hop tac)\b"
)


def _is_group(filled: list[Value]) -> bool:
    first, last = fold(_text(filled[0])), fold(_text(filled[-1]))
    numbered = len(filled) == 2 and bool(_GROUP.match(first)) and not first.isdigit()
    return numbered or (len(filled) == 1 or bool(_GROUP.match(first))) and bool(_GROUP_WORDS.match(last)) and len(last) < 60


_STATED = re.compile(
    r"(?:tinh den|den ngay|den het ngay|den het|thoi diem|ngay)\s*(?:ngay\s*)?"
    r"(\d{1,2})\s*(?:[/.\-]|thang)\s*(\d{1,2})\s*(?:[/.\-]|nam)\s*(\d{4})"
)


def stated_day(text: str) -> date | None:
    """The day a sheet says it tells of: "tính đến 15/6/2023", "đến hết ngày 31 tháng 12 năm 2022"."""
    m = _STATED.search(fold(text))
    try:
        return date(int(m[3]), int(m[2]), int(m[1])) if m else None
    except ValueError:
        return None
