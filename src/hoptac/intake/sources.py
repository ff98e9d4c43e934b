"""From a file to its text, in the reading room's limited child process; its refusals become sentences for people."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from django.utils.translation import gettext as _

from hoptac.common.errors import UserError
from hoptac.reading import Findings
from hoptac.reading.sources import Source, SourceError, load, read_within

MAX_BYTES = 20 * 1024 * 1024
SECONDS = 12  # for opening a file, and again for reading it: someone waits, and so do all whom the same worker serves
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")  # no database keeps these; PDF fonts without a table give them
_KIND = re.compile(r"\.(docx|xlsx|pdf|txt|html?|png|jpe?g)$", re.IGNORECASE)


def text_of_file(path: Path) -> str:
    """The text of a file on disk. Places of findings count in it."""
    return source_of_file(path).text


def source_of_file(path: Path, seconds: int | None = None) -> Source:
    """The text of a file on disk with the places of its parts in the original."""
    try:
        source = load(path, seconds=seconds) if seconds else load(path)
    except SourceError as error:
        raise UserError(str(error)) from None
    source.text = _UNSTORABLE.sub(" ", source.text)  # a blank for each, so that places stay
    if not source.text.strip():
        raise UserError(_("Văn bản không có chữ nào. Nếu là bản quét, hãy nhận dạng chữ trước rồi đưa vào lại."))
    return source


def source_of_bytes(content: bytes, label: str) -> Source:
    """An upload, opened. The file lies in a folder of its own while it is read, under our name."""
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
            return source_of_file(path, SECONDS)
        except UserError as error:  # the sender's own name for it
            raise UserError(error.sentence.replace(str(path), label).replace(name, label)) from None


def findings_in(source: Source) -> Findings:
    """What is read in it, within the time a person waits; a long text in the reading room's limited child."""
    try:
        found = read_within(source.text, seconds=SECONDS)
    except SourceError as error:
        raise UserError(str(error)) from None
    for one in [*found.references, *found.figures, *found.assignments, *found.people]:
        one.confidence = round(one.confidence * source.confidence, 3)  # a text recognised from a picture is less sure
    return found


def clean_text(text: str) -> str:
    """Pasted text as it is kept: one kind of line end. Offsets count in this text."""
    if "\x00" in text:
        raise UserError(_("Đây không phải là văn bản chữ. Dán lại phần chữ, hoặc đưa tệp DOCX, PDF hay TXT."))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise UserError(_("Chưa có chữ nào để đọc. Dán văn bản hoặc chọn một tệp."))
    return text
