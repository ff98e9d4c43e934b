"""From a file to its text, in the reading room's limited child process; its refusals become sentences for people."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.utils.translation import gettext as _

from hoptac.common.errors import UserError

MAX_BYTES = 20 * 1024 * 1024
KINDS = (".docx", ".pdf", ".txt")


def text_of_file(path: Path) -> str:
    """The text of a file on disk."""
    from hoptac.reading.sources import SourceError, load

    try:
        text = load(path)
    except SourceError as error:
        raise UserError(str(error)) from None
    if not text.strip():
        raise UserError(_("Văn bản không có chữ nào. Nếu là bản quét, hãy nhận dạng chữ trước rồi đưa vào lại."))
    return text


def text_of_bytes(content: bytes, label: str) -> str:
    """The text of an upload. The file lies in a folder of its own while it is read, under our name."""
    if not content:
        raise UserError(_("Tệp “%s” rỗng. Chọn lại tệp văn bản.") % label)
    if len(content) > MAX_BYTES:
        raise UserError(_("Tệp “%(label)s” lớn hơn %(mib)s MB. Bỏ bớt ảnh hoặc tách tệp rồi đưa vào lại.") % {"label": label, "mib": 20})
    suffix = Path(label).suffix.lower()
    with tempfile.TemporaryDirectory(prefix="hoptac-read-") as folder:
        path = Path(folder) / f"upload{suffix if suffix in KINDS else '.txt'}"
        path.write_bytes(content)
        return text_of_file(path)


def clean_text(text: str) -> str:
    """Pasted text as it is kept: line ends made one kind, NUL refused. Offsets count in this text."""
    if "\x00" in text:
        raise UserError(_("Đây không phải là văn bản chữ. Dán lại phần chữ, hoặc đưa tệp DOCX, PDF hay TXT."))
    if len(text.encode()) > MAX_BYTES:
        raise UserError(_("Văn bản dài quá 20 MB. Tách ra rồi đưa vào từng phần."))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise UserError(_("Chưa có chữ nào để đọc. Dán văn bản hoặc chọn một tệp."))
    return text
