"""XLSX with the standard library only: sheets as lines of cells as Excel shows them, parted by tabs, with the address of every cell."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

from hoptac.reading.sources.base import Place, SourceError
from hoptac.reading.sources.numberformats import shown, styles_of

CELLS_LIMIT = 300_000
PART_LIMIT = 120 * 1024 * 1024
_WIDEST, _TALLEST = 16384, 1048576
_ADDRESS = re.compile(r"([A-Z]{1,6})(\d{1,9})")
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_BROKEN = "Bảng tính “{name}” hỏng hoặc bị cắt cụt; hãy mở bằng Excel hay LibreOffice và lưu lại, hoặc xin bản gốc."
_FAR = (
    "Bảng tính “{name}” có ô nằm ngoài bảng (hàng hoặc cột không có thật); "
    "hãy chép phần bảng có số liệu sang một bảng tính mới rồi gửi lại."
)
_MANY = "Bảng tính “{name}” có quá nhiều ô (trên 300.000); hãy tách nhỏ."


def read_xlsx(path: str) -> dict[str, object]:
    """{"text", "places"} of a workbook."""
    try:
        with zipfile.ZipFile(path) as z:
            return _read(z)
    except (SourceError, MemoryError):
        raise
    except Exception as x:  # BadZipFile, ParseError, KeyError and their kin
        raise SourceError(_BROKEN) from x


def _read(z: zipfile.ZipFile) -> dict[str, object]:
    names = set(z.namelist())
    strings = list(_strings(z)) if "xl/sharedStrings.xml" in names else []
    workbook = ElementTree.fromstring(_part(z, "xl/workbook.xml"))
    styles = styles_of(ElementTree.fromstring(_part(z, "xl/styles.xml")) if "xl/styles.xml" in names else None)
    since_1904 = any(_name(e) == "workbookPr" and e.get("date1904") in ("1", "true") for e in workbook.iter())
    out = _Out()
    for title, part in _sheets(z, workbook, names):
        rows, merged = _cells(z, part, strings, styles, since_1904, CELLS_LIMIT - len(out.places))
        _fill_down(rows, merged)
        out.put(title, rows)
    return {"text": "\n".join(out.lines), "places": out.places}


def _sheets(z: zipfile.ZipFile, workbook: ElementTree.Element, names: set[str]) -> Iterator[tuple[str, str]]:
    """(name, part) of every sheet, in the order of the tabs."""
    relations = ElementTree.fromstring(_part(z, "xl/_rels/workbook.xml.rels"))
    targets = {r.get("Id"): (r.get("Target") or "") for r in relations}
    for sheet in workbook.iter():
        if _name(sheet) != "sheet":
            continue
        target = targets.get(sheet.get(_REL, ""), "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if part in names:  # a chart sheet is none
            yield " ".join((sheet.get("name") or "").split()), part


def _part(z: zipfile.ZipFile, name: str) -> bytes:
    with z.open(name) as part:
        xml = part.read(PART_LIMIT + 1)
    if len(xml) > PART_LIMIT or b"<!ENTITY" in xml:
        raise SourceError("Bảng tính “{name}” có phần thân khác thường (quá lớn hoặc khai báo lạ); hãy lưu lại từ Excel rồi gửi lại.")
    return xml


def _name(e: ElementTree.Element) -> str:
    return e.tag.rsplit("}", 1)[-1]


def _words(e: ElementTree.Element) -> str:
    """The text of a string, without the reading aids of Asian letters."""
    return "".join(c.text or "" for c in e.iter() if _name(c) == "t" and c is not e) or (e.text or "" if _name(e) == "t" else "")


def _strings(z: zipfile.ZipFile) -> Iterator[str]:
    for e in ElementTree.fromstring(_part(z, "xl/sharedStrings.xml")):
        if _name(e) == "si":
            yield "".join(c.text or "" for run in e if _name(run) != "rPh" for c in run.iter() if _name(c) == "t")


# --- one sheet

Rows = dict[int, dict[int, tuple[str, str]]]  # row to column to (text, address)


def _cells(
    z: zipfile.ZipFile, part: str, strings: list[str], styles: list[str], since_1904: bool, left: int
) -> tuple[Rows, list[tuple[int, int, int, int]]]:
    """The cells that hold something, and the merged ranges; room is made only for what is there."""
    rows: Rows = {}
    merged: list[tuple[int, int, int, int]] = []
    count, row, column = 0, 0, 0
    _part(z, part)  # its size is looked at before it is parsed
    with z.open(part) as stream:
        for event, e in ElementTree.iterparse(stream, events=("start", "end")):
            name = _name(e)
            if event == "start":
                if name == "row":
                    row, column = _row_number(e.get("r"), row + 1), 0
                continue
            if name == "c":
                at, column = _address(e.get("r"), row, column + 1)
                text = _shown(e, strings, styles, since_1904)
                if text:
                    count += 1
                    rows.setdefault(at, {})[column] = (text, f"{letters(column - 1)}{at}")
                if count > left:
                    raise SourceError(_MANY)
                e.clear()
            elif name == "row":
                e.clear()
            elif name == "mergeCell" and (m := re.fullmatch(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})", e.get("ref") or "")):
                merged.append((_number(m[1]), int(m[2]), _number(m[3]), int(m[4])))
    return rows, merged


def _row_number(told: str | None, next_one: int) -> int:
    number = int(told) if told and told.isdecimal() and len(told) < 12 else next_one
    if not 0 < number <= _TALLEST:
        raise SourceError(_FAR)
    return number


def _address(told: str | None, row: int, next_column: int) -> tuple[int, int]:
    m = _ADDRESS.fullmatch(told or "")
    column, at = (_number(m[1]), _row_number(m[2], row)) if m else (next_column, row)
    if column > _WIDEST or at < 1:
        raise SourceError(_FAR)
    return at, column


def _shown(cell: ElementTree.Element, strings: list[str], styles: list[str], since_1904: bool) -> str:
    """A cell as it is seen: the shared or own string, a number in its format, yes or no; an error is empty."""
    kind = cell.get("t") or "n"
    if kind == "inlineStr":
        text = "".join(_words(c) for c in cell if _name(c) == "is")
    else:
        value = next((c.text or "" for c in cell if _name(c) == "v"), "").strip()
        style = cell.get("s") or ""
        look = styles[int(style)] if style.isdecimal() and int(style) < len(styles) else ""
        if kind == "s":
            text = strings[int(value)] if value.isdecimal() and int(value) < len(strings) else ""
        elif kind == "b":
            text = {"1": "có", "0": "không"}.get(value, "")
        elif kind == "e":
            text = ""
        elif kind == "n":
            text = shown(value, look, since_1904)
        else:
            text = value
    return " ".join(text.split())


def _fill_down(rows: Rows, merged: list[tuple[int, int, int, int]]) -> None:
    """A name merged over several rows stands in each of them; a sentence or a number does not."""
    for left, top, right, bottom in merged[:5000]:
        text, address = rows.get(top, {}).get(left, ("", ""))
        if left != right or bottom - top > 200 or not text or len(text) > 80 or any(c.isdigit() for c in text):
            continue
        for row in range(top + 1, bottom + 1):
            if row in rows:
                rows[row].setdefault(left, (text, address))


# --- the text


@dataclass(slots=True)
class _Out:
    """The text so far. Rows and columns without anything in between are told by one empty line or cell, however many they are."""

    lines: list[str]
    places: list[Place]
    at: int

    def __init__(self) -> None:
        self.lines, self.places, self.at = [], [], 0

    def put(self, sheet: str, rows: Rows) -> None:
        used = sorted({column for row in rows.values() for column in row})
        place: dict[int, int] = {}
        for n, column in enumerate(used):
            place[column] = place[used[n - 1]] + min(column - used[n - 1], 2) if n else 0
        last = 0
        for number in sorted(rows):
            if last and number > last + 1:
                self._line("")
            self._row(sheet, rows[number], place)
            last = number
        self._line("")

    def _row(self, sheet: str, row: dict[int, tuple[str, str]], place: dict[int, int]) -> None:
        width = place[max(row)] + 1
        cells = [("", "")] * width
        for column, cell in row.items():
            cells[place[column]] = cell
        at = self.at
        for text, address in cells:
            if text:
                self.places.append((at, at + len(text), {"sheet": sheet, "cell": address}))
            at += len(text) + 1
        self._line("\t".join(text for text, _ in cells))

    def _line(self, line: str) -> None:
        self.lines.append(line)
        self.at += len(line) + 1


def letters(column: int) -> str:
    """0 -> A, 26 -> AA."""
    out = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        out = chr(65 + rest) + out
    return out


def _number(name: str) -> int:
    value = 0
    for letter in name:
        value = value * 26 + ord(letter) - 64
    return value
