"""From a file to its text, in the reading room's limited child process; its refusals become sentences for people."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from django.utils.translation import gettext as _

from hoptac.common.errors import UserError
from hoptac.reading.sources import SourceError, load

MAX_BYTES = 20 * 1024 * 1024
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")  # no database keeps these; PDF fonts without a table give them
_KIND = re.compile(r"\.(docx|xlsx|pdf|txt|html?|png|jpe?g)$", re.IGNORECASE)


def text_of_file(path: Path) -> str:
    """The text of a file on disk. Places of findings count in it."""
    try:
        text = _UNSTORABLE.sub(" ", load(path).text)  # a blank for each, so that places stay
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
        raise UserError(_("Tệp “%s” lớn hơn 20 MB. Bỏ bớt ảnh hoặc tách tệp rồi đưa vào lại.") % label)
    kind = _KIND.search(label)
    name = "upload" + (kind[0].lower() if kind else ".txt")
    with tempfile.TemporaryDirectory(prefix="hoptac-read-") as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        try:
            return text_of_file(path)
        except UserError as error:  # the sender's own name for it
            raise UserError(error.sentence.replace(str(path), label).replace(name, label)) from None


def clean_text(text: str) -> str:
    """Pasted text as it is kept: one kind of line end. Offsets count in this text."""
    if "\x00" in text:
        raise UserError(_("Đây không phải là văn bản chữ. Dán lại phần chữ, hoặc đưa tệp DOCX, PDF hay TXT."))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise UserError(_("Chưa có chữ nào để đọc. Dán văn bản hoặc chọn một tệp."))
    return text
