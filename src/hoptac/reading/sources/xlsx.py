"""XLSX: every sheet as lines of cells parted by tabs, with the address of every cell."""

from __future__ import annotations

import re
import zipfile
from datetime import date, datetime
from typing import Any

from hoptac.reading.sources.base import Place, SourceError

_AREA_LIMIT = 3_000_000  # cells from the first to the last, empty ones too: the parser makes room for all of them
_CELLS_LIMIT = 300_000
_PART_LIMIT = 80 * 1024 * 1024
_ADDRESS = re.compile(rb'<(?:\w{1,8}:)?c\s[^<>]{0,200}?\br=["\']([A-Z]{1,6})(\d{1,9})["\']')
_BROKEN = "Bảng tính “{name}” hỏng hoặc bị cắt cụt; hãy mở bằng Excel hay LibreOffice và lưu lại, hoặc xin bản gốc."


def read_xlsx(path: str) -> dict[str, object]:
    """{"text", "places"} of a workbook."""
    from python_calamine import CalamineWorkbook

    try:
        _refuse_far_cells(path)
        book = CalamineWorkbook.from_path(path)
        sheets = [(name, book.get_sheet_by_name(name)) for name in book.sheet_names]
        lines: list[str] = []
        places: list[Place] = []
        at = count = 0
        for name, sheet in sheets:
            first_row, first_column = sheet.start or (0, 0)
            for n, cells in enumerate(sheet.to_python(skip_empty_area=True)):
                texts = [_plain(cell) for cell in cells]
                for m, text in enumerate(texts):
                    if text:
                        places.append((at, at + len(text), {"sheet": name, "cell": f"{letters(first_column + m)}{first_row + n + 1}"}))
                    at += len(text) + 1
                lines.append("\t".join(texts))
                count += sum(map(bool, texts))
            lines.append("")
            at += 1
    except (SourceError, MemoryError):
        raise
    except BaseException as x:  # the parser's panics are no Exception
        raise SourceError(_BROKEN) from x
    if count > _CELLS_LIMIT:
        raise SourceError("Bảng tính “{name}” có quá nhiều ô (trên 300.000); hãy tách nhỏ.")
    return {"text": "\n".join(lines), "places": places}


def _refuse_far_cells(path: str) -> None:
    """A sheet of 2 kB may name one cell a million columns away, and the parser would make room for all between."""
    with zipfile.ZipFile(path) as z:
        for name in z.namelist():
            if not re.fullmatch(r"/?xl/worksheets/[^/]+\.xml", name):
                continue
            with z.open(name) as part:
                xml = part.read(_PART_LIMIT + 1)
            wide = tall = 0
            for m in _ADDRESS.finditer(xml):
                wide, tall = max(wide, _number(m.group(1))), max(tall, int(m.group(2)))
            if wide > 16384 or tall > 1048576 or wide * tall > _AREA_LIMIT or len(xml) > _PART_LIMIT:
                raise SourceError(
                    "Bảng tính “{name}” có ô nằm quá xa (hàng hoặc cột không có thật); "
                    "hãy chép phần bảng có số liệu sang một bảng tính mới rồi gửi lại."
                )


def letters(column: int) -> str:
    """0 -> A, 26 -> AA."""
    out = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        out = chr(65 + rest) + out
    return out


def _number(name: bytes) -> int:
    value = 0
    for letter in name:
        value = value * 26 + letter - 64
    return value


def _plain(cell: Any) -> str:
    """A cell as a Vietnamese document would print it."""
    if isinstance(cell, bool):
        return "có" if cell else "không"
    if isinstance(cell, float):
        return f"{cell:.0f}" if cell.is_integer() else f"{cell:.10g}".replace(".", ",")
    if isinstance(cell, (date, datetime)):
        return f"{cell.day:02d}/{cell.month:02d}/{cell.year}"
    return " ".join(str(cell).split())
