"""Heads of the chain kept outside the database: proof that the chain up to a row was what it is.

A person with full access to the database can rebuild a chain without a flaw. Against a head kept elsewhere the rebuilt one does not hold.
One head a day is kept in a folder (`HOPTAC_ANCHORS`, by default `anchors/` beside the database; best on another machine) and sent by mail
where `HOPTAC_ANCHOR_MAIL` names an address.
"""

from __future__ import annotations

import json
import os
import re
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from hoptac.audit.chain import START
from hoptac.common import paths
from hoptac.common.errors import UserError
from hoptac.common.speech import in_words


class Head(NamedTuple):
    """After so many rows the chain ended in this hash."""

    rows: int
    hash: str

    def line(self) -> str:
        """As `audit head` prints it for people; read back by `read`."""
        return f"{self.rows} {self.hash}"


def current() -> Head:
    """The head of the chain in the database now."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT (SELECT COUNT(*) FROM audit_entry), (SELECT hash FROM audit_entry ORDER BY id DESC LIMIT 1)")
        rows, hash = cursor.fetchone()
    return Head(rows, hash or START)


def read(file: Path) -> Head:
    """The head in a file, as `audit head` printed it, plain or as JSON. Raises UserError when there is none."""
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise UserError(
            in_words(f"Không đọc được tệp {file}. Kiểm tra đường dẫn.", f"The file {file} cannot be read. Check the path.")
        ) from None
    found = _from_json(text) or _from_line(text)
    if found is None:
        raise UserError(
            in_words(
                f"{file} không chứa đầu chuỗi. Dùng tệp mà ./hoptac audit head đã in ra.",
                f"{file} holds no head. Use what ./hoptac audit head printed.",
            )
        )
    return found


def _from_json(text: str) -> Head | None:
    try:
        told: Any = json.loads(text)
        rows, hash = told["rows"], told["head"]
    except (ValueError, TypeError, KeyError):
        return None
    return Head(rows, hash) if type(rows) is int and isinstance(hash, str) and re.fullmatch("[0-9a-f]{64}", hash) else None


def _from_line(text: str) -> Head | None:
    match = re.search(r"^\s*(\d{1,18})\s+([0-9a-f]{64})\s*$", text, re.MULTILINE)
    return Head(int(match[1]), match[2]) if match else None


def folder() -> Path:
    """Where heads are kept."""
    return Path(os.environ.get("HOPTAC_ANCHORS") or paths.data_folder() / "anchors")


def kept() -> list[Head]:
    """All heads kept in the folder."""
    return [read(file) for file in sorted(folder().glob("head-*.json"))]


def is_kept(day: date) -> bool:
    """Whether the day has its head already."""
    return _file(day).exists()


def _file(day: date) -> Path:
    return folder() / f"head-{day.isoformat()}.json"


def keep(head: Head, day: date) -> Path:
    """Keeps a head for a day: wholly there or not at all. The first one of a day stays; later ones get a number."""
    place = folder()
    place.mkdir(parents=True, exist_ok=True)
    file = _file(day)
    hidden = place / f".head-{os.getpid()}"
    hidden.write_text(json.dumps({"rows": head.rows, "head": head.hash, "day": day.isoformat()}) + "\n")
    with hidden.open("rb") as handle:
        os.fsync(handle.fileno())
    try:
        os.link(hidden, file)
    except FileExistsError:
        os.replace(hidden, place / f"head-{day.isoformat()}-{head.rows}.json")
    hidden.unlink(missing_ok=True)
    handle_of = os.open(place, os.O_RDONLY)
    os.fsync(handle_of)
    os.close(handle_of)
    return file
