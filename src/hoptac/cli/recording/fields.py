"""What may stand in a field of a line, read into a plain value; whatever else is a UserError that names the field."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from hoptac.common.days import parse_day
from hoptac.common.errors import UserError
from hoptac.common.speech import in_words

Reader = Callable[[str, Any], Any]


def _refuse(name: str, wanted: tuple[str, str]) -> UserError:
    return UserError(in_words(f"trường “{name}” phải là {wanted[0]}.", f"the field “{name}” must be {wanted[1]}."))


def text(limit: int = 200) -> Reader:
    """Words, not empty, up to a length."""

    def read(name: str, value: Any) -> str:
        if not isinstance(value, str) or not value.strip():
            raise _refuse(name, ("chữ, không để trống", "text, not empty"))
        try:
            value.encode("utf-8")
        except UnicodeEncodeError:
            raise _refuse(name, ("chữ Unicode hợp lệ", "valid Unicode text")) from None
        if any(ord(sign) < 32 and sign not in "\n\t" for sign in value):
            raise _refuse(name, ("chữ không có ký tự điều khiển", "text without control characters"))
        if len(value) > limit:
            raise _refuse(name, (f"chữ dài nhất {limit} ký tự", f"text of {limit} signs at most"))
        return value.strip()

    return read


def day(name: str, value: Any) -> date:
    """A day written 2022-12-31, of a time a register can speak of."""
    if not isinstance(value, str):
        raise _refuse(name, ("một ngày dạng 2022-12-31", "a day as 2022-12-31"))
    found = parse_day(value)
    if not 1945 <= found.year <= 2100:
        raise _refuse(name, ("một ngày từ năm 1945 đến 2100", "a day from 1945 to 2100"))
    return found


def number(name: str, value: Any) -> Decimal:
    """A number, not negative beyond reason: as JSON number or text."""
    try:
        found = Decimal(str(value)) if isinstance(value, int | float | str) and not isinstance(value, bool) else None
    except InvalidOperation:
        found = None
    if found is None or not found.is_finite() or abs(found) >= Decimal(10) ** 17:
        raise _refuse(name, ("một số, ví dụ 8200 hoặc 2.6", "a number, as 8200 or 2.6"))
    return round(found, 6)


def whole(name: str, value: Any) -> int:
    """A whole number, not negative."""
    found = number(name, value)
    if found != found.to_integral_value() or found < 0:
        raise _refuse(name, ("một số nguyên không âm", "a whole number, not negative"))
    return int(found)


def line(name: str, value: Any) -> int:
    """The number of another line of the same file."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise _refuse(name, ("số của một dòng phía trên trong cùng tệp", "the number of an earlier line of the same file"))
    return value


def id_or_line(name: str, value: Any) -> str | int:
    """An object by id, or by the number of the line that made it."""
    return line(name, value) if isinstance(value, int) else text(120)(name, value)


def choice(*values: str) -> Reader:
    """One of a few words."""

    def read(name: str, value: Any) -> str:
        if value not in values:
            raise _refuse(name, (f"một trong: {', '.join(values)}", f"one of: {', '.join(values)}"))
        return value

    return read


def words(name: str, value: Any) -> list[str]:
    """A list of words, or one text with commas between them."""
    told = value.split(",") if isinstance(value, str) else value
    if not isinstance(told, list) or not told or not all(isinstance(one, str) and one.strip() for one in told):
        raise _refuse(name, ("danh sách các từ", "a list of words"))
    return [one.strip() for one in told]


def ids_or_lines(name: str, value: Any) -> list[str | int]:
    """Objects by id, or by the numbers of the lines that made them: one or several."""
    told = value if isinstance(value, list) else [value]
    if not told:
        raise _refuse(name, ("một hay nhiều đối tượng", "one or more objects"))
    return [id_or_line(name, one) for one in told]


def names_and_values(name: str, value: Any) -> dict[str, Any]:
    """A JSON object; what may stand in it the room says that takes it."""
    if not isinstance(value, dict) or not value:
        raise _refuse(name, ("một đối tượng JSON", "a JSON object"))
    return value


def yes(name: str, value: Any) -> bool:
    """true or false."""
    if not isinstance(value, bool):
        raise _refuse(name, ("true hoặc false", "true or false"))
    return value
