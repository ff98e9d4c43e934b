"""The limited child that takes a workbook apart: `python -m hoptac.sheets.child PATH` prints one JSON object.

{"sheets": [{"name", "hidden", "rows", "merged", "hidden_rows", "errors"}]} or {"error": CODE}. A day is ["2022-12-31"], the hour
with it is dropped; a time alone is its text. Rows and columns count from 0, from the sheet's first cell A1.
"""

from __future__ import annotations

import json
import re
import resource
import sys
import zipfile
from datetime import date, datetime, time, timedelta
from typing import Any

MEMORY = 1024 * 1024 * 1024
SECONDS = 30
AREA_LIMIT = 3_000_000  # cells from A1 to the last one, empty ones too: the parser makes room for all of them
PART_LIMIT = 150 * 1024 * 1024

_WIDE = re.compile(rb'r="([A-Z]{2,6})\d{1,9}"')
_ROW = re.compile(rb"<(?:\w{1,8}:)?row\b([^>]{0,400})>")
_ROW_NUMBER = re.compile(rb'\br="(\d{1,10})"')
_ERROR_CELL = re.compile(rb'<(?:\w{1,8}:)?c\b([^>]{0,200}\bt="e"[^>]{0,200})>')
_CELL_ADDRESS = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')


class Refused(Exception):
    """The workbook cannot be taken; the text is a code that the parent turns into a sentence."""


def limit() -> None:
    """What a hostile file may use at most."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def read(path: str) -> dict[str, Any]:
    """All sheets of a workbook (.xlsx, .xls, .ods). Raises Refused."""
    import python_calamine as calamine

    marks = _marks(path) if zipfile.is_zipfile(path) else {}
    try:
        book = calamine.CalamineWorkbook.from_path(path)
        return {"sheets": [_sheet(book, n, meta, marks.get(n, {})) for n, meta in enumerate(book.sheets_metadata)]}
    except (Refused, MemoryError):
        raise
    except calamine.PasswordError:
        raise Refused("password") from None
    except BaseException as x:  # the parser's panics are no Exception
        raise Refused("password" if "assword" in str(x) else "broken") from x


def _sheet(book: Any, n: int, meta: Any, marks: dict[str, Any]) -> dict[str, Any]:
    if not str(meta.typ).endswith("WorkSheet"):
        return {"name": meta.name, "hidden": True, "rows": [], "merged": [], "hidden_rows": [], "errors": []}
    sheet = book.get_sheet_by_index(n)
    if sheet.end and (sheet.end[0] + 1) * (sheet.end[1] + 1) > AREA_LIMIT:
        raise Refused("far")
    rows = [[_plain(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    return {
        "name": meta.name,
        "hidden": not str(meta.visible).endswith("Visible"),
        "rows": rows,
        "merged": [[*a, *b] for a, b in sheet.merged_cell_ranges or []],
        "hidden_rows": marks.get("hidden_rows", []),
        "errors": marks.get("errors", []),
    }


def _plain(cell: Any) -> Any:
    """A cell as JSON: whole numbers as int, days as a list of one, nothing as null."""
    if isinstance(cell, str):
        return cell or None
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() and abs(cell) < 1e15 else cell
    if isinstance(cell, datetime):
        return [cell.date().isoformat()]
    if isinstance(cell, date):
        return [cell.isoformat()]
    if isinstance(cell, (time, timedelta)):
        return str(cell)
    return cell


def _marks(path: str) -> dict[int, dict[str, Any]]:
    """What the parser does not tell of .xlsx sheets, by sheet: hidden rows and error cells. Refuses a cell that is a million columns away
    before the parser would make room for all between."""
    out: dict[int, dict[str, Any]] = {}
    with zipfile.ZipFile(path) as z:
        for n, name in enumerate(_parts(z)):
            with z.open(name) as part:
                xml = part.read(PART_LIMIT + 1)
            if len(xml) > PART_LIMIT:
                raise Refused("large")
            rows = [(m.group(1), _ROW_NUMBER.search(m.group(1))) for m in _ROW.finditer(xml)]
            tall = max((int(r.group(1)) for _, r in rows if r), default=1)
            wide = max((_column(m.group(1)) + 1 for m in _WIDE.finditer(xml)), default=26)
            if wide > 16384 or tall > 1048576 or wide * tall > AREA_LIMIT:
                raise Refused("far")
            hidden = [int(r.group(1)) - 1 for attributes, r in rows if r and b'hidden="1"' in attributes]
            marked = _ERROR_CELL.finditer(xml) if b't="e"' in xml else ()  # most sheets have none
            found = (_CELL_ADDRESS.search(m.group(1)) for m in marked)
            out[n] = {"hidden_rows": hidden, "errors": [[int(f.group(2)) - 1, _column(f.group(1))] for f in found if f]}
    return out


def _parts(z: zipfile.ZipFile) -> list[str]:
    """The parts of the sheets in the order of the workbook; by their own names where the workbook does not tell."""
    names = [name for name in z.namelist() if re.fullmatch(r"/?xl/worksheets/[^/]+\.xml", name)]
    try:
        links = dict(
            re.findall(rb'<Relationship\b(?=[^>]*\bId="([^"]+)")(?=[^>]*\bTarget="([^"]+)")', z.read("xl/_rels/workbook.xml.rels"))
        )
        ids = re.findall(rb'<(?:\w+:)?sheet\b[^>]*\b\w+:id="([^"]+)"', z.read("xl/workbook.xml"))
        ordered = [links[i].decode().removeprefix("/xl/").removeprefix("xl/") for i in ids]
    except (KeyError, UnicodeDecodeError):
        return sorted(names)
    ordered = [f"xl/{name}" for name in ordered]
    # A sheet that the scan does not reach would not be guarded: then every part is looked at, in any order.
    return ordered if set(ordered) == set(names) else sorted(names)


def _column(letters: bytes) -> int:
    value = 0
    for letter in letters:
        value = value * 26 + letter - 64
    return value - 1


def main(path: str) -> None:
    """Reads and prints; every failure becomes a code."""
    limit()
    try:
        answer = read(path)
    except Refused as x:
        answer = {"error": str(x)}
    except MemoryError:
        answer = {"error": "large"}
    except Exception:  # a parser's own fault on hostile bytes must not show a traceback
        answer = {"error": "broken"}
    sys.stdout.write(json.dumps(answer, separators=(",", ":")))


if __name__ == "__main__":
    main(sys.argv[1])
