"""A draft as a file: which formats there are, and writing one so that it is whole or not there."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from hoptac.common.errors import UserError
from hoptac.reporting import layout, pdf
from hoptac.reporting.draft import Draft


@dataclass(frozen=True)
class Format:
    """A file format: its extension, media type and maker."""

    extension: str
    media_type: str
    make: Callable[[Draft], bytes]


FORMATS = {
    "docx": Format("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", layout.to_docx),
    "pdf": Format("pdf", "application/pdf", pdf.to_pdf),
}


def format_of(name: str) -> Format:
    """The format a file name asks for by its extension."""
    extension = Path(name).suffix.lower().lstrip(".")
    if extension not in FORMATS:
        raise UserError(_("Báo cáo ghi ra tệp .docx hoặc .pdf; “%s” không phải loại nào trong đó. Đổi đuôi tên tệp.") % Path(name).name)
    return FORMATS[extension]


def check_target(target: Path) -> None:
    """Refuses a target that cannot be written, before any work is done."""
    folder = target.parent
    if target.is_dir():
        raise UserError(_("“%s” là một thư mục. Ghi thêm tên tệp .docx hoặc .pdf.") % target)
    if not folder.is_dir():
        raise UserError(_("Không có thư mục “%s”. Tạo thư mục đó trước, hoặc chọn nơi khác.") % folder)
    if not os.access(folder, os.W_OK | os.X_OK):
        raise UserError(_("Không ghi được vào thư mục “%s”. Kiểm tra quyền, hoặc chọn nơi khác.") % folder)


def write(content: bytes, target: Path) -> None:
    """Puts the bytes at the target in one step: a temporary file beside it, fsync, rename. What was there stays until then."""
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".hoptac-", suffix=target.suffix)
    except OSError as error:
        raise UserError(_("Không ghi được “%(file)s”: %(why)s.") % {"file": target, "why": error.strerror}) from None
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        os.chmod(name, 0o666 & ~_umask())
        os.replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    now = os.umask(0)
    os.umask(now)
    return now
