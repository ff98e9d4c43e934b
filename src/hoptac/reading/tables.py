"""Tables in plain text: cells parted by tabs or pipes, or flattened into lines with single blanks (guide §2, rule 10)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from hoptac.reading.amounts import Number, digits_value
from hoptac.reading.columns import Column, split_heads
from hoptac.reading.lexicon import Phrases, phrases
from hoptac.reading.page import Page
from hoptac.reading.text import same_key

_NUMBER_CELL = re.compile(r"(?P<sign>[-+]\s?)?(?P<x>\d[\d.,]*)\s*(?:/\s*(?P<y>\d[\d.,]*))?\s*(?P<p>%)?")
_EMPTY_CELL = frozenset({"-", "—", "…", "...", "..", "x", "", "+", "–", "/"})
_FLAT_MARK = re.compile(
    r"\s*(?:(?P<number>\d{1,3}(?:\.\d{1,2})*)[.)]?|(?P<roman>[IVX]{1,5})[.)]?|(?P<letter>[a-zđA-ZĐ])[.)]|(?P<bullet>[-+*•]))\s+(?=\S)"
)
_ROW_MARK = re.compile(r"(?:\d{1,3}|[ivx]{1,5}|[a-zđ]|\d{1,2}\.\d{1,2})[.)]?")
_LONGEST_CELL = 40
_DIGIT = re.compile(r"\d")
_HEAD_MARK = re.compile(r"(?:stt|tt|số\s+tt)(?!\w)")


@dataclass(slots=True)
class Cell:
    """A cell: its place in the page and its text in lower case."""

    start: int
    end: int
    text: str


@dataclass(slots=True)
class Row:
    """A data row: what it is about, its unit column, its value cells (column number, cell); `cells` all of them as found."""

    line: int
    mark: Cell | None
    label: Cell | None
    unit: Cell | None
    values: list[tuple[int, Cell]]
    cells: list[Cell] = field(default_factory=list)


@dataclass(slots=True)
class Table:
    """Consecutive rows under one head."""

    columns: list[Column]
    rows: list[Row]
    head_line: int
    flat: bool
    heads: list[Cell] = field(default_factory=list)

    numeric: bool = field(init=False)  # counted once: it is asked for every row

    def __post_init__(self) -> None:
        self.numeric = sum(len(r.values) for r in self.rows) >= max(2, len(self.rows) // 2)


@cache
def _units() -> Phrases:
    return phrases("units", "money", "scaled", "percent", "measures", "counts", "multipliers", "durations")


def cell_number(text: str) -> tuple[Number, Number | None, bool] | None:
    """Value, denominator and whether a % is printed, of a cell that is nothing but a number."""
    m = _NUMBER_CELL.fullmatch(text.strip())
    if not m:
        return None
    if m.group("y") and re.fullmatch(r"(?:19|20)\d\d", m.group("y")) and len(m.group("x")) < 3:
        return None  # 9/2025 is a month
    value = digits_value(m.group("x").rstrip(".,"))
    other = digits_value(m.group("y")) if m.group("y") else None
    return None if value is None or (m.group("y") and other is None) else (value, other, bool(m.group("p")))


def find_tables(page: Page) -> list[Table]:
    """All tables of the page, in order."""
    tables: list[Table] = []
    n = ruled = 0  # `ruled`: lines up to here are cells that make no table
    tried = 0  # lines up to here were already seen not to go on under a head without a mark
    while n < len(page.lines):
        table = None
        if n >= ruled:
            table, ruled = _delimited(page, n)
        if table is None:
            table, tried = _flat(page, n, tried)
        if table:
            tables.append(table)
            n = table.rows[-1].line + 1
        else:
            n += 1
    return tables


# --- parted by tabs or pipes


def _cells(page: Page, n: int) -> list[Cell]:
    """The cells of a line parted by pipes (with or without outer ones), tabs or bare semicolons; empty cells keep their place."""
    start, end = page.lines[n]
    line = page.norm[start:end]
    mark = "|" if "|" in line else "\t" if "\t" in line or line.count(";") < 3 or "; " in line.strip() else ";"
    if mark not in line:
        return []
    left, right = 0, len(line)
    if mark == "|":
        left = line.index("|") + 1 if line.lstrip().startswith("|") else 0
        right = line.rindex("|") if line.rstrip().endswith("|") and line.rindex("|") >= left else right
    out, at = [], left
    for piece in line[left:right].split(mark):
        first = start + at + len(piece) - len(piece.lstrip())
        last = first + len(piece.strip())
        out.append(Cell(first, last, page.low[first:last]))
        at += len(piece) + 1
    return out


def _delimited(page: Page, n: int) -> tuple[Table | None, int]:
    """The table that begins at this line, and the line up to which its cells were looked at."""
    grid: list[tuple[int, list[Cell]]] = []
    while n + len(grid) < len(page.lines):
        cells = _cells(page, n + len(grid))
        if len(cells) < 2:
            break
        grid.append((n + len(grid), cells))
    seen = n + len(grid)
    grid = [(k, c) for k, c in grid if any(x.text.strip("-: =") for x in c)]
    if len(grid) < 2:
        return None, seen
    heads, body = _head_rows(grid)
    if not body:
        return None, n + 1
    width = max(len(c) for _, c in grid)
    columns = [_grid_column(page, heads, k) for k in range(width)]
    _mend_unit_column(page, columns, body)
    rows = [_grid_row(k, cells, columns) for k, cells in body]
    return Table(columns, rows, n, False, heads[0] if heads else []), seen


def _mend_unit_column(page: Page, columns: list[Column], body: list[tuple[int, list[Cell]]]) -> None:
    """`Đơn vị` heads a column of units, or one of offices and communes: its first cells tell."""
    for k, column in enumerate(columns):
        if column.role != "unit" or column.text.strip(" .:") != "đơn vị":
            continue
        cells = [cells[k] for _, cells in body[:6] if k < len(cells) and cells[k].text]
        units = sum(
            _units().match(page.tokens, i) is not None and _is_whole(page, c, i) for c in cells if (i := page.token_at(c.start)) >= 0
        )
        if units * 2 < len(cells):
            column.role = ""


def _is_whole(page: Page, cell: Cell, first: int) -> bool:
    """Whether the cell is a unit and nothing more: `triệu đồng/HTX`, not `Xã An Sinh`."""
    found = _units().match(page.tokens, first)
    last = page.token_at(cell.end)
    return bool(found and (found[0] >= last or page.tokens[found[0]].text in ("/", ".", "(", "đồng")))


def _grid_column(page: Page, heads: list[list[Cell]], k: int) -> Column:
    """One column from the head cells above it; its place is that of the lowest filled one."""
    mine = []
    for row in heads:
        upper = row is not heads[-1]
        at = k
        while upper and 0 < at < len(row) and not row[at].text:  # a merged head cell spans the empty ones to its right
            at -= 1
        if at < len(row) and row[at].text and (at == k or (k < len(heads[-1]) and heads[-1][k].text)):
            mine.append(row[at])
    text = " ".join(dict.fromkeys(c.text for c in mine))
    if not mine:
        return Column("")
    column = Column.of(page.norm, text, mine[-1].start, mine[-1].end)
    column.above = [(c.start, c.end) for c in mine[:-1]]
    return column


def _head_rows(grid: list[tuple[int, list[Cell]]]) -> tuple[list[list[Cell]], list[tuple[int, list[Cell]]]]:
    """Head rows hold no numbers but years and column numbers; at most three."""
    heads: list[list[Cell]] = []
    for at, (_, cells) in enumerate(grid):
        numbers = [c for c in cells if cell_number(c.text) and not re.fullmatch(r"(?:19|20)\d\d", c.text)]
        numbering = (
            len(numbers) > 1 and [c.text for c in numbers] == [str(int(numbers[0].text) + i) for i in range(len(numbers))]
            if all(c.text.isdigit() for c in numbers) and numbers
            else False
        )
        if at >= 3 or (numbers and not numbering and at > 0) or (numbers and at == 0):
            return heads, grid[at:]
        heads.append(cells if not numbering else [])
    return heads[:1], grid[1:]


def _grid_row(line: int, cells: list[Cell], columns: list[Column]) -> Row:
    mark = label = unit = None
    values: list[tuple[int, Cell]] = []
    for k, c in enumerate(cells):
        role = columns[k].role if k < len(columns) else ""
        if role == "mark" or (k == 0 and mark is None and not role and _ROW_MARK.fullmatch(c.text) and len(cells) > 2):
            mark = c
        elif role == "unit":
            unit = c
        elif cell_number(c.text) and label is not None and role not in ("lead", "with", "task", "due"):
            values.append((k, c))
        elif label is None and c.text:
            label = c
    return Row(line, mark, label, unit, values, cells)


# --- flattened


def _flat(page: Page, n: int, tried: int) -> tuple[Table | None, int]:
    """A head line that begins with TT/STT (or is followed by numbered rows), then rows that end in numbers or begin with 1, 2, 3."""
    start, end = page.lines[n]
    head = page.low[start:end]
    marked = bool(_HEAD_MARK.match(head.lstrip()))
    if not marked and n < tried:
        return None, tried
    rows: list[Row] = []
    k, numeric = n + 1, False
    while k < len(page.lines):
        row = _flat_row(page, k)
        if row is None or not _goes_with(page, row, len(rows), marked, numeric):
            break
        rows.append(row)
        numeric = numeric or bool(row.values)
        k += 1
    return _flat_table(page, n, rows, marked), (tried if marked else max(tried, k - 1))


def _flat_table(page: Page, n: int, rows: list[Row], marked: bool) -> Table | None:
    """The table of these rows under the head line n, unless they are too few or too unlike."""
    start, end = page.lines[n]
    head = page.low[start:end]
    if not rows or (
        not marked and (len(rows) < 2 or len({len(r.values) for r in rows if r.values}) > 2 or min(len(r.values) for r in rows) < 2)
    ):
        return None
    if not marked and any(r.mark is None for r in rows) and not _looks_like_head(head):
        return None
    width = max((len(r.values) for r in rows), default=0)
    numeric = sum(len(r.values) >= 1 for r in rows) * 2 >= len(rows) and width
    if not numeric:
        return Table([], rows, n, True) if marked and all(r.mark for r in rows) else None
    columns, has_unit = split_heads(page, start, end, width)
    for r in rows:
        r.values = [(width - len(r.values) + i, c) for i, (_, c) in enumerate(r.values)]
        if has_unit or _ends_in_unit(page, r):
            _take_unit(page, r)
        r.values = [(i, c) for i, c in r.values if c.text not in _EMPTY_CELL]
    return Table(columns, rows, n, True)


def _looks_like_head(head: str) -> bool:
    return any(
        w in head
        for w in (
            "chỉ tiêu",
            "đvt",
            "đơn vị",
            "tổng số",
            "huyện",
            "xã",
            "năm 20",
            "nội dung",
            "lĩnh vực",
            "tên ",
            "kế hoạch",
            "thực hiện",
            "tỷ lệ",
        )
    ) and not head.rstrip().endswith((".", ";", ":"))


def _goes_with(page: Page, row: Row, before: int, marked: bool, numeric: bool) -> bool:
    """Whether a row goes on the table of so many rows before it; numeric: whether any of them holds numbers."""
    if not before:
        return bool((row.mark and (marked or row.values or row.mark.text.isdigit())) or len(row.values) >= 2)
    if len(row.values) >= 2 or (row.values and row.mark):
        return True
    if row.mark is None or row.label is None or (row.mark.text[0] in "ivx" and page.norm[row.mark.end : row.mark.end + 1] == "."):
        return False
    if row.mark.text.replace(".", "").isdigit() and not numeric:
        return marked or int(row.mark.text.split(".")[0]) == before + 1
    return marked and len(row.label.text) < 60 and row.mark.text[0] in "ivx0123456789"


def _flat_row(page: Page, n: int) -> Row | None:
    start, end = page.lines[n]
    if page.token_at(end) - page.token_at(start) < 2:
        return None
    mark, first = _flat_mark(page, start, end)
    if first is None:
        return None
    values: list[tuple[int, Cell]] = []
    at = end
    tail = page.low[max(start, end - _LONGEST_CELL) : end].split()  # most lines end in words: look at one before all
    worded = len(tail) > 1 and tail[-1] not in _EMPTY_CELL and not _DIGIT.search(tail[-1])
    for piece in [] if worded else reversed(list(re.finditer(r"\S+", page.low[start:end]))):
        text = piece.group()
        if not (text in _EMPTY_CELL or (text[-1] not in ".,;:" and cell_number(text))) or start + piece.start() <= first:
            break
        values.insert(0, (0, Cell(start + piece.start(), start + piece.end(), text)))
        at = start + piece.start()
    label_start = first
    label_end = start + len(page.low[start:at].rstrip())
    if label_end <= label_start or (mark is None and len(values) < 2):
        return None
    if page.low[start:end].rstrip().endswith((".", ";", ":")) and not values:
        return None
    if not any(cell_number(c.text) for _, c in values):
        values = []
        label_end = start + len(page.low[start:end].rstrip())
        if mark is None:
            return None
    return Row(n, mark, Cell(label_start, label_end, page.low[label_start:label_end]), None, values)


def _flat_mark(page: Page, start: int, end: int) -> tuple[Cell | None, int | None]:
    """The row mark at the head of a line (`1`, `1.2`, `II`, `a)`, `-`) and where the label begins."""
    m = _FLAT_MARK.match(page.norm, start, end)
    if m is None:
        bare = len(page.norm[start:end]) - len(page.norm[start:end].lstrip())
        return None, (start + bare if bare < end - start else None)
    return Cell(m.start(m.lastgroup or 0), m.end(m.lastgroup or 0), page.low[m.start(m.lastgroup or 0) : m.end(m.lastgroup or 0)]), m.end()


def _unit_tail(page: Page, row: Row) -> tuple[int, int] | None:
    """The unit words at the end of a flattened label: (start, end)."""
    if row.label is None:
        return None
    tokens, low = page.tokens, page.token_at(row.label.start)
    first = page.token_at(row.label.end)
    stop = first
    while first > low:
        found = _units().ends_at(tokens, first - 1, 5)
        if found is None or found[0] <= low:
            break
        first = found[0]
        scaled = phrases("units", "multipliers").ends_at(tokens, first - 1, 2)
        if scaled and scaled[0] > low:
            first = scaled[0]
        if tokens[first - 1].text != "/":
            return tokens[first].start, row.label.end
        first -= 1
    return None if first == stop or tokens[first].text == "/" else (tokens[first].start, row.label.end)


def _ends_in_unit(page: Page, row: Row) -> bool:
    tail = _unit_tail(page, row)
    return tail is not None and page.low[tail[0] : tail[1]] in (
        "ha",
        "tấn",
        "%",
        "con",
        "m2",
        "km",
        "tỷ đồng",
        "triệu đồng",
        "tr.đồng",
        "tr.đ",
        "trđ",
        "hộ",
        "người",
        "htx",
        "tht",
        "kg",
        "tạ",
        "tiêu chí",
    )


def _take_unit(page: Page, row: Row) -> None:
    tail = _unit_tail(page, row)
    if tail and row.label:
        row.unit = Cell(tail[0], tail[1], page.low[tail[0] : tail[1]])
        end = row.label.start + len(page.low[row.label.start : tail[0]].rstrip())
        row.label = Cell(row.label.start, end, page.low[row.label.start : end])


def same_label(a: str, b: str) -> bool:
    return same_key(a) == same_key(b)
