"""Looks at a file before reading it: is it there, how large, what is it really; text in process, all else in a limited child."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from hoptac.reading.sources.base import Place, Source, SourceError
from hoptac.reading.sources.encodings import decode
from hoptac.reading.sources.limited import SECONDS, Overrun, run

LIMIT = 20 * 1024 * 1024
UNPACKED_LIMIT = 200 * 1024 * 1024
ENTRIES_LIMIT = 5000
RATIO_LIMIT = 200
TEXT_LIMIT = 2_000_000  # characters, 800 pages: what a machine with 1 GB reads in half a minute
_NAMES = {
    "docx": "tài liệu Word (.docx)",
    "pdf": "PDF",
    "html": "trang HTML",
    "text": "văn bản thuần",
    "zip": "tệp nén ZIP",
    "doc": "tệp Word cũ (.doc) hoặc tệp có mật khẩu",
    "xlsx": "bảng tính Excel (.xlsx)",
    "image": "ảnh",
    "binary": "dữ liệu nhị phân",
    "rtf": "tệp RTF",
}
_BY_SUFFIX = {".docx": "docx", ".xlsx": "xlsx", ".pdf": "pdf", ".html": "html", ".htm": "html"}


def load(path: str | os.PathLike[str], *, seconds: int = SECONDS) -> Source:
    """The text of a file, within so many seconds. Raises SourceError with a sentence for people."""
    source = _opened(Path(path), seconds)
    if len(source.text) > TEXT_LIMIT:
        many = f"{len(source.text) / 1e6:.1f}".replace(".", ",")
        raise SourceError(
            f"Tệp “{Path(path).name}” có {many} triệu ký tự, quá mức 2 triệu (khoảng 800 trang); hãy tách nhỏ rồi đọc từng phần."
        )
    return source


def _opened(file: Path, seconds: int) -> Source:
    head = _first_bytes(file)
    kind = _kind(file, head)
    wanted = _BY_SUFFIX.get(file.suffix.lower())
    if wanted and kind != wanted and kind not in ("doc", "zip") and not (wanted == "html" and kind == "text"):
        raise SourceError(
            f"Tệp “{file.name}” mang đuôi {file.suffix} nhưng bên trong là {_NAMES[kind]}; "
            "hãy đặt lại đuôi tệp cho đúng hoặc lưu lại đúng loại."
        )
    if kind == "text" and wanted != "html":
        text, encoding = decode(file.read_bytes(), file.name)
        if not text.strip():
            raise SourceError(f"Tệp “{file.name}” không có chữ nào; hãy kiểm tra lại bản gốc.")
        return Source(text, "text", encoding)
    if kind in ("docx", "xlsx"):
        check_zip(file)
    elif kind == "image" and file_is_photo(head):
        return _scan(file, 1, seconds)
    elif kind not in ("pdf", "html", "text"):
        raise SourceError(_refusal(kind, file.name))
    return _in_child("html" if kind == "text" else kind, file, seconds)


def _first_bytes(file: Path) -> bytes:
    try:
        if file.is_dir():
            raise SourceError(f"“{file.name}” là thư mục; hãy chọn một tệp trong đó.")
        size = file.stat().st_size
        if size == 0:
            raise SourceError(f"Tệp “{file.name}” trống (0 byte); hãy kiểm tra lại bản gốc rồi gửi lại.")
        if size > LIMIT:
            raise SourceError(f"Tệp “{file.name}” lớn {size / 1048576:.0f} MB, quá mức 20 MB; hãy tách nhỏ hoặc chỉ gửi phần chữ.")
        with file.open("rb") as f:
            return f.read(4096)
    except FileNotFoundError:
        raise SourceError(f"Không tìm thấy tệp “{file}”; hãy kiểm tra lại đường dẫn.") from None
    except PermissionError:
        raise SourceError(f"Không có quyền đọc tệp “{file}”; hãy cấp quyền đọc rồi thử lại.") from None
    except (OSError, ValueError) as x:
        raise SourceError(
            f"Không mở được tệp “{file}” ({getattr(x, 'strerror', None) or 'đường dẫn không hợp lệ'}); hãy kiểm tra lại đường dẫn."
        ) from None


def _kind(file: Path, head: bytes) -> str:
    """What the file really is, by its first bytes."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return _zip_kind(file)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return "doc"
    if head.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")) and b"\x00" in head:
        return "image"
    if start.startswith(b"{\\rtf"):
        return "rtf"
    if (
        start.startswith((b"<!doctype html", b"<html"))
        or (start.startswith(b"<?xml") and b"<html" in start)
        or (start.startswith(b"<") and b"<body" in start)
    ):
        return "html"
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or not _is_binary(head):
        return "text"
    return "binary"


def _zip_kind(file: Path) -> str:
    import zipfile  # here and below: plain text must open quickly

    try:
        with zipfile.ZipFile(file) as z:
            names = z.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        if file.suffix.lower() in (".docx", ".xlsx", ".zip", ""):
            raise SourceError(
                f"Tệp “{file.name}” hỏng hoặc bị cắt cụt (mục lục ZIP không đọc được); hãy tải lại hoặc xin bản gốc."
            ) from None
        return "zip"
    if "word/document.xml" in names:
        return "docx"
    return "xlsx" if "xl/workbook.xml" in names else "zip"


def _is_binary(head: bytes) -> bool:
    """NULs that are not UTF-16, or many control bytes."""
    if b"\x00" in head:
        even, odd = head[0::2].count(0), head[1::2].count(0)
        return not (max(even, odd) > len(head) // 4 and min(even, odd) == 0)
    odd_bytes = sum(b < 9 or 13 < b < 32 for b in head)
    return odd_bytes * 20 > len(head)


def _refusal(kind: str, name: str) -> str:
    if kind == "doc" and name.lower().endswith((".xls", ".xlsx")):
        return f"Bảng tính “{name}” được đặt mật khẩu hoặc là tệp Excel cũ (.xls); hãy bỏ mật khẩu và lưu lại thành .xlsx."
    if kind == "doc":
        return (
            f"Tệp “{name}” là tệp Word cũ (.doc) hoặc được đặt mật khẩu; "
            "hãy mở bằng Word hay LibreOffice, bỏ mật khẩu và lưu lại thành .docx."
        )
    if kind == "image":
        return f"Tệp “{name}” là ảnh; hãy nhận dạng chữ trước (OCR) rồi gửi bản có lớp chữ."
    if kind == "rtf":
        return f"Tệp “{name}” là tệp RTF; hãy mở bằng Word hay LibreOffice và lưu lại thành .docx."
    return f"Tệp “{name}” là {_NAMES[kind]}, không đọc được thành chữ; hãy gửi văn bản thuần, DOCX, XLSX, PDF hoặc HTML."


def check_zip(file: Path) -> None:
    """Reads only the directory of the archive: too many entries, too large unpacked, too densely packed, or locked."""
    import zipfile

    with zipfile.ZipFile(file) as z:
        entries = z.infolist()
    total = sum(e.file_size for e in entries)
    packed = max(1, sum(e.compress_size for e in entries))
    if any(e.flag_bits & 1 for e in entries):
        raise SourceError(f"Tệp “{file.name}” được đặt mật khẩu; hãy bỏ mật khẩu rồi lưu lại.")
    if len(entries) > ENTRIES_LIMIT or total > UNPACKED_LIMIT or (total > 5 * 1024 * 1024 and total / packed > RATIO_LIMIT):
        raise SourceError(
            f"Tệp “{file.name}” khi giải nén sẽ phình ra {total / 1048576:.0f} MB trong {len(entries)} mục, không giống tài liệu thật; "
            "hãy lưu lại tài liệu từ Word hay Excel rồi gửi lại."
        )


def file_is_photo(head: bytes) -> bool:
    """PNG and JPEG, which a scanner or a phone makes."""
    return head.startswith((b"\x89PNG", b"\xff\xd8\xff"))


def _scan(file: Path, pages: int, seconds: int) -> Source:
    """Pictures of pages, read through Tesseract where it is installed."""
    from hoptac.reading.sources import scan

    if not scan.installed():
        raise SourceError(
            f"Tệp “{file.name}” chỉ có ảnh quét, cần nhận dạng chữ (OCR); hãy cài Tesseract với tiếng Việt "
            "(Debian, Ubuntu: apt-get install tesseract-ocr tesseract-ocr-vie) rồi đọc lại, hoặc gửi bản có lớp chữ."
        )
    if pages > scan.PAGES_LIMIT:
        raise SourceError(f"Tệp “{file.name}” có {pages} trang ảnh quét, quá mức {scan.PAGES_LIMIT} trang một lần; hãy tách nhỏ.")
    return _in_child("scan", file, seconds if seconds < SECONDS else SECONDS + scan.PAGE_SECONDS * pages)


def _in_child(kind: str, file: Path, seconds: int) -> Source:
    """Lets a child with little memory and time take the file apart; whatever happens to it, we only get a sentence."""
    try:
        answer: dict[str, Any] = run([kind, str(file)], seconds=seconds)
    except Overrun:
        raise SourceError(
            f"Tệp “{file.name}” mất quá nhiều thời gian để đọc (trên {seconds} giây); hãy tách nhỏ tài liệu hoặc lưu lại thành DOCX."
        ) from None
    except ValueError:
        raise SourceError(f"Không đọc được tệp “{file.name}”: nội dung hỏng hoặc quá nặng; hãy mở và lưu lại tệp rồi thử lại.") from None
    if "error" in answer:
        raise SourceError(answer["error"].replace("{name}", file.name))
    if "scan" in answer:
        return _scan(file, answer["scan"], seconds)
    return Source(
        answer["text"],
        kind,
        encoding=answer.get("encoding", "utf-8"),
        pages=[(a, b) for a, b in answer.get("pages", [])],
        title=answer.get("title"),
        places=[(a, b, where) for a, b, where in answer.get("places", [])] or _lines(answer["text"]),
        confidence=answer.get("confidence", 1.0),
    )


def _lines(text: str) -> list[Place]:
    """The lines with words, numbered: the paragraphs of a web page."""
    places: list[Place] = []
    at = 0
    for line in text.split("\n"):
        if line.strip():
            places.append((at, at + len(line), {"paragraph": len(places) + 1}))
        at += len(line) + 1
    return places
