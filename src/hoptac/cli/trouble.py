"""Sentences for what a person did not cause: a full disk, a database that is away or busy, a mistake in hoptac."""

from __future__ import annotations

import errno
from dataclasses import dataclass

from hoptac.common.speech import in_words

SAFE = (
    "Những gì đã ghi xong trước đó còn nguyên; lần ghi dở không để lại gì.",
    "What was confirmed before is intact; the unfinished write left nothing.",
)


@dataclass(frozen=True)
class Trouble:
    """What to say, and the exit code."""

    sentence: str
    code: int = 3


def _both(vietnamese: str, english: str) -> Trouble:
    return Trouble(in_words(f"{vietnamese} {SAFE[0]}", f"{english} {SAFE[1]}"))


def _of_machine(error: BaseException) -> Trouble | None:
    if isinstance(error, MemoryError):
        return _both(
            "Máy hết bộ nhớ. Đóng bớt chương trình rồi chạy lại.", "The machine is out of memory. Close other programs, then run again."
        )
    if not isinstance(error, OSError):
        return None
    where = f" ({error.filename})" if error.filename else ""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return _both(f"Đĩa đã đầy{where}. Giải phóng chỗ trống rồi chạy lại.", f"The disk is full{where}. Free some space, then run again.")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return _both(
            f"Máy không cho đọc hoặc ghi{where}. Kiểm tra quyền của tệp và thư mục rồi chạy lại.",
            f"The machine does not allow reading or writing{where}. Check the rights of the file and folder, then run again.",
        )
    return _both(
        f"Máy không làm được thao tác với tệp{where}: {error.strerror or error}. Kiểm tra đường dẫn rồi chạy lại.",
        f"The machine could not work on the file{where}: {error.strerror or error}. Check the path, then run again.",
    )


def _of_database(text: str) -> Trouble | None:
    if "database is locked" in text or "lock timeout" in text or "deadlock" in text:
        return _both(
            "Cơ sở dữ liệu đang bận vì một lệnh khác đang ghi. Đợi lệnh đó xong rồi chạy lại.",
            "The database is busy: another command is writing. Wait for it, then run again.",
        )
    if "disk is full" in text or "no space left" in text or "disk i/o error" in text or "disk full" in text:
        return _both(
            "Đĩa đã đầy hoặc hỏng khi ghi. Giải phóng chỗ trống, kiểm tra đĩa rồi chạy lại.",
            "The disk is full or failing. Free some space, check the disk, then run again.",
        )
    if 'database "' in text and "does not exist" in text:
        return _both(
            "PostgreSQL chưa có cơ sở dữ liệu mà DATABASE_URL nêu. Tạo nó (createdb) rồi chạy lại.",
            "PostgreSQL has no such database as DATABASE_URL names. Create it (createdb), then run again.",
        )
    if "no such table" in text or "does not exist" in text or "no such column" in text or "undefinedtable" in text:
        return Trouble(
            in_words(
                "Cơ sở dữ liệu chưa được chuẩn bị hoặc thuộc bản hoptac khác. Chạy ./hoptac serve (hoặc demo) một lần để chuẩn bị.",
                "The database is not prepared, or belongs to another version. Run ./hoptac serve (or demo) once to prepare it.",
            ),
            2,
        )
    if "readonly" in text or "read-only" in text or "unable to open database" in text:
        return _both(
            "Không ghi được vào cơ sở dữ liệu. Kiểm tra quyền của thư mục dữ liệu rồi chạy lại.",
            "The database cannot be written. Check the rights of the data folder, then run again.",
        )
    if "not a database" in text or "malformed" in text:
        return _both(
            "Tệp cơ sở dữ liệu hỏng hoặc không phải của hoptac. Đừng ghi thêm; phục hồi từ bản sao lưu gần nhất.",
            "The database file is damaged or not hoptac's. Write nothing more; restore the latest backup.",
        )
    return None


def explain(error: BaseException) -> Trouble:
    """The sentence that says what is safe and what to do."""
    of_machine = _of_machine(error)
    if of_machine:
        return of_machine
    module = type(error).__module__
    if module.startswith(("django.db", "sqlite3", "pysqlite3", "psycopg")):
        known = _of_database(str(error).lower())
        if known:
            return known
        if "Operational" in type(error).__name__ or "Interface" in type(error).__name__:
            return _both(
                "Không tới được cơ sở dữ liệu. Kiểm tra DATABASE_URL và máy chủ PostgreSQL rồi chạy lại.",
                "The database is away. Check DATABASE_URL and the PostgreSQL server, then run again.",
            )
    name = f"{type(error).__name__}: {str(error).splitlines()[0][:120]}" if str(error) else type(error).__name__
    return _both(
        f"hoptac gặp lỗi của chính nó ({name}). Chạy lại với HOPTAC_DEBUG=1 và gửi phần hiện ra cho người bảo trì.",
        f"hoptac met a fault of its own ({name}). Run again with HOPTAC_DEBUG=1 and send what it prints to the maintainers.",
    )
