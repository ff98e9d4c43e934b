"""From bytes to lines: what each line asks for, and what is wrong with those that cannot be read."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hoptac.common.errors import UserError
from hoptac.common.speech import in_words

LARGEST = 64 * 1024 * 1024


@dataclass(frozen=True)
class Line:
    """One act as written."""

    number: int
    act: str
    fields: dict[str, Any]


@dataclass(frozen=True)
class Problem:
    """What is wrong with a line and how to mend it."""

    line: int
    sentence: str

    def __str__(self) -> str:
        return in_words(f"dòng {self.line}: {self.sentence}", f"line {self.line}: {self.sentence}")


class _Twice(ValueError):
    """A field is given twice in one line."""


def load(path: Path) -> bytes:
    """The bytes of the file; a UserError for one that cannot be an acts file at all."""
    try:
        if path.is_dir():
            raise UserError(in_words(f"{path} là thư mục. Đưa một tệp JSONL.", f"{path} is a folder. Give a JSONL file."))
        size = path.stat().st_size
        if not path.is_file():  # a device or a pipe has no end, or never begins
            raise UserError(
                in_words(f"{path} không phải là tệp thường. Đưa một tệp JSONL.", f"{path} is not a regular file. Give a JSONL file.")
            )
        if size > LARGEST:
            raise UserError(
                in_words(
                    f"Tệp {path} quá lớn ({size // 2**20} MB, nhiều nhất 64 MB). Chia thành nhiều tệp.",
                    f"{path} is too large ({size // 2**20} MB; 64 MB at most). Split it.",
                )
            )
        content = path.read_bytes()
    except FileNotFoundError:
        raise UserError(in_words(f"Không có tệp {path}. Kiểm tra đường dẫn.", f"There is no file {path}. Check the path.")) from None
    except (ValueError, OSError) as error:
        raise UserError(
            in_words(
                f"Không đọc được tệp {path} ({error}). Kiểm tra đường dẫn và quyền.",
                f"{path} cannot be read ({error}). Check the path and rights.",
            )
        ) from None
    if not content.strip():
        raise UserError(in_words(f"Tệp {path} trống. Mỗi dòng ghi một việc dạng JSON.", f"{path} is empty. Write one act in JSON a line."))
    return content


def parse(content: bytes) -> tuple[list[Line], list[Problem]]:
    """The acts, and the lines that are none."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise UserError(
            in_words(
                "Đây không phải là tệp văn bản UTF-8. Cần tệp JSONL: mỗi dòng một việc dạng JSON.",
                "This is not a UTF-8 text file. JSONL is needed: one act in JSON a line.",
            )
        )
    lines, problems = [], []
    for number, row in enumerate(text.split("\n"), 1):
        if not row.strip():
            continue
        read = _line(number, row)
        (lines if isinstance(read, Line) else problems).append(read)  # type: ignore[arg-type]
    return lines, problems


def _line(number: int, row: str) -> Line | Problem:
    try:
        fields = json.loads(row, object_pairs_hook=_once, parse_constant=_no_constant)
    except _Twice as error:
        return Problem(number, in_words(f"trường “{error}” ghi hai lần. Bỏ một.", f"the field “{error}” stands twice. Leave one out."))
    except (ValueError, RecursionError):
        return Problem(
            number,
            in_words(
                'không phải là JSON đúng. Ví dụ: {"act":"dissolve","id":"…","on":"2022-12-31"}',
                'is not JSON. Example: {"act":"dissolve","id":"…","on":"2022-12-31"}',
            ),
        )
    if not isinstance(fields, dict) or not isinstance(fields.get("act"), str):
        return Problem(number, in_words("cần một đối tượng JSON có trường “act”.", "a JSON object with the field “act” is needed."))
    return Line(number, fields.pop("act"), fields)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise _Twice(name)
        found[name] = value
    return found


def _no_constant(word: str) -> None:
    raise ValueError(word)
