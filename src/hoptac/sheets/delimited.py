"""Tables as text: commas, semicolons or tabs, in any encoding that can be told."""

from __future__ import annotations

import csv
import io
import unicodedata

from django.utils.translation import gettext as _

from hoptac.common.errors import UserError
from hoptac.reading.sources.base import SourceError
from hoptac.reading.sources.encodings import decode

SEPARATORS = (";", "\t", ",", "|")
ROWS_LIMIT = 300_000


def read_delimited(data: bytes, name: str) -> tuple[list[list[str | None]], str]:
    """(rows, encoding). Cells stay text: "057" keeps its nought. Raises UserError when it is no table of text."""
    try:
        text, encoding = decode(data, name)
    except SourceError as x:
        raise UserError(str(x)) from None
    if "\x00" in text[:4096]:
        raise UserError(_("Tệp “%s” không phải bảng tính. Gửi tệp .xlsx, .xls, .ods hoặc .csv.") % name)
    text = unicodedata.normalize("NFC", text)
    first = text[:5].lower()
    if first.startswith("sep=") and "\n" in text:  # Excel's own hint
        separator, text = text[4], text.split("\n", 1)[1]
    else:
        separator = _separator(text)
    csv.field_size_limit(1_000_000)
    try:
        rows: list[list[str | None]] = [
            [cell.strip() or None for cell in row] for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        ]
    except csv.Error:
        raise UserError(_("Tệp “%s” có dấu nháy kép không đóng. Mở bằng Excel hay LibreOffice và lưu lại.") % name) from None
    if len(rows) > ROWS_LIMIT:
        raise UserError(_("Bảng tính “%s” quá lớn để đọc. Tách thành nhiều tệp.") % name)
    return rows, encoding


def _separator(text: str) -> str:
    """The sign that parts most lines into the same number of cells; a semicolon goes before a comma, which Vietnamese numbers hold."""
    lines = [line for line in text[:200_000].splitlines()[:60] if line.strip()]
    best, score = ",", 0.0
    for separator in SEPARATORS:
        counts = [line.count(separator) for line in lines]
        common = max(set(counts), key=counts.count, default=0)
        share = counts.count(common) / len(counts) if counts and common else 0.0
        if share * min(common, 20) > score * (1.3 if separator == "," else 1.0):
            best, score = separator, share * min(common, 20)
    return best
