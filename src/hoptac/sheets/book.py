"""Opening a workbook or a text table a person hands in, whatever program it comes from."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _

from hoptac.common.errors import UserError
from hoptac.reading.sources.base import SourceError
from hoptac.reading.sources.opening import check_zip
from hoptac.sheets.delimited import read_delimited

Value = str | int | float | bool | date | None

SIZE_LIMIT = 30 * 1024 * 1024
SECONDS = 45


@dataclass(slots=True)
class Sheet:
    """One sheet: `rows[r][c]` from its first cell on, ragged; `hidden_rows` and `errors` (cells that show #REF! and the like) by index."""

    name: str
    rows: list[list[Value]]
    hidden: bool = False
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)  # first row, first column, last row, last column
    hidden_rows: frozenset[int] = frozenset()
    errors: frozenset[tuple[int, int]] = frozenset()

    def value(self, row: int, column: int) -> Value:
        """The cell, None outside the sheet."""
        line = self.rows[row] if row < len(self.rows) else []
        return line[column] if column < len(line) else None


@dataclass(slots=True)
class Book:
    """What was handed in: its label, its kind (xlsx, xls, ods, csv), its sheets."""

    name: str
    kind: str
    sheets: list[Sheet]
    encoding: str = ""

    def visible(self) -> list[Sheet]:
        """Sheets a person sees that hold anything."""
        return [
            sheet for sheet in self.sheets if not sheet.hidden and any(any(cell not in (None, "") for cell in row) for row in sheet.rows)
        ]


def open_book(path: str | os.PathLike[str], name: str = "") -> Book:
    """Reads .xlsx, .xls, .ods in a limited child, and CSV or tab-separated text of any encoding that can be told.

    `name` is the sender's label. Raises UserError with a sentence that says what is wrong with the file and how to mend it.
    """
    file, label = Path(path), name or Path(path).name
    kind = _kind(file, label)
    if kind == "csv":
        rows, encoding = read_delimited(file.read_bytes(), label)
        return Book(label, kind, [Sheet(Path(label).stem, list(rows))], encoding)
    if kind in ("xlsx", "ods"):
        try:
            check_zip(file)
        except SourceError as x:
            raise UserError(str(x)) from None
    return Book(label, kind, [_sheet(one) for one in _in_child(file, label)])


def _kind(file: Path, label: str) -> str:
    try:
        size = file.stat().st_size
        with file.open("rb") as f:
            head = f.read(4096)
    except (OSError, ValueError):
        raise UserError(_("Không mở được tệp “%s”. Kiểm tra tên tệp, đường dẫn và quyền đọc.") % label) from None
    if size == 0:
        raise UserError(_("Tệp “%s” trống (0 byte). Mở lại bản gốc, lưu rồi gửi lại.") % label)
    if size > SIZE_LIMIT:
        raise UserError(_("Tệp “%(name)s” lớn %(size)d MB, quá mức 30 MB. Tách thành nhiều tệp.") % {"name": label, "size": size >> 20})
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(file, label)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return "xls"
    if head.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"\x7fELF", b"MZ")) or _is_binary(head):
        raise UserError(_("Tệp “%s” không phải bảng tính. Gửi tệp .xlsx, .xls, .ods hoặc .csv.") % label)
    return "csv"


def _is_binary(head: bytes) -> bool:
    """Control signs no text holds; UTF-16, which is full of noughts, has them in every other byte only."""
    noughts = [head[n::2].count(0) for n in (0, 1)]
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff")) or (max(noughts) > len(head) // 5 and not min(noughts))
    return not wide and sum(b < 9 or 13 < b < 32 for b in head) * 50 > len(head)


def _zip_kind(file: Path, label: str) -> str:
    import zipfile

    try:
        with zipfile.ZipFile(file) as z:
            names = set(z.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise UserError(_("Tệp “%s” hỏng hoặc bị cắt cụt. Tải lại hoặc xin bản gốc.") % label) from None
    if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
        return "xlsx"
    if "content.xml" in names and "mimetype" in names:
        return "ods"
    raise UserError(_("Tệp “%s” không phải bảng tính. Gửi tệp .xlsx, .xls, .ods hoặc .csv.") % label)


def _in_child(file: Path, label: str) -> list[dict]:
    root = str(Path(__file__).resolve().parents[2])
    env = {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": root, "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-P", "-m", "hoptac.sheets.child", str(file.resolve())]
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, env=env, check=False)
        answer = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        answer = {"error": "slow"}
    except ValueError:  # the child died: out of memory, out of time, or the parser's own fault
        answer = {"error": "heavy"}
    if "error" in answer:
        raise UserError(_refusal(answer["error"]) % label)
    return answer["sheets"]


def _refusal(code: str) -> str:
    return {
        "password": _("Bảng tính “%s” được đặt mật khẩu. Mở bằng Excel, bỏ mật khẩu (Tệp › Thông tin › Bảo vệ) rồi lưu lại."),
        "far": _("Bảng tính “%s” có ô nằm quá xa vùng dữ liệu. Chép phần có dữ liệu sang một bảng tính mới rồi gửi lại."),
        "large": _("Bảng tính “%s” quá lớn để đọc. Tách thành nhiều tệp."),
        "slow": _("Bảng tính “%s” mất quá nhiều thời gian để đọc. Tách thành nhiều tệp, hoặc lưu thành .csv."),
        "heavy": _("Bảng tính “%s” hỏng hoặc quá nặng để đọc. Mở bằng Excel hay LibreOffice, lưu lại thành .xlsx rồi gửi lại."),
    }.get(code, _("Bảng tính “%s” hỏng hoặc bị cắt cụt. Mở bằng Excel hay LibreOffice và lưu lại, hoặc xin bản gốc."))


def _sheet(one: dict) -> Sheet:
    return Sheet(
        name=str(one["name"]),
        rows=[_row(row) for row in one["rows"]],
        hidden=bool(one["hidden"]),
        merged=[tuple(range_) for range_ in one["merged"]],
        hidden_rows=frozenset(one["hidden_rows"]),
        errors=frozenset((r, c) for r, c in one["errors"]),
    )


def _row(cells: Iterable) -> list[Value]:
    return [date.fromisoformat(cell[0]) if type(cell) is list else cell for cell in cells]
