"""What a clerk's cell means: days, numbers, money, phones, codes in all usual Vietnamese spellings.

Each reader takes a cell and gives a `Parsed`: the value, and either a `guess` (how a doubtful cell was understood, to be shown as a guess)
or a `problem` (why it cannot be, and what to write instead). An empty cell is a Parsed of None with neither. Nothing here raises.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

import yaml
from django.utils.translation import gettext as _

from hoptac.common import paths
from hoptac.common.days import today
from hoptac.common.text import fold, format_day, format_number, nfc
from hoptac.reading.text import words_to_number


@dataclass(frozen=True, slots=True)
class Parsed:
    """A cell understood."""

    value: Any = None
    guess: str = ""
    problem: str = ""


NOTHING = Parsed()
_NOTHING_WORDS = frozenset(
    {"", "-", "--", "–", "—", "x", "khong", "khong co", "khong ro", "chua co", "chua ro", "n/a", "na", "null", "none", "?", "..."}
)
_ERRORS = ("#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!")


def is_nothing(cell: Any) -> bool:
    """Whether a clerk wrote "nothing": empty, a dash, "không có"."""
    return cell is None or (isinstance(cell, str) and fold(cell) in _NOTHING_WORDS)


def error_sign(cell: Any) -> bool:
    """Whether the cell shows a formula's error."""
    return isinstance(cell, str) and cell.strip().upper() in _ERRORS


def text(cell: Any) -> Parsed:
    """Words as written: one blank between, Unicode composed; numbers and days in their Vietnamese form."""
    if cell is None:
        return NOTHING
    if isinstance(cell, bool):
        return Parsed(_("có") if cell else _("không"))
    if isinstance(cell, date):
        return Parsed(format_day(cell))
    if isinstance(cell, (int, float)):
        return Parsed(f"{cell:.15g}")
    words = " ".join(nfc(cell).replace("\u00a0", " ").replace("\u200b", "").split())
    return Parsed(words) if words else NOTHING


# --- days ---------------------------------------------------------------------------------------------------------------------------

_DMY = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4}|\d{2})")
_YMD = re.compile(r"(\d{4})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{1,2})(?:[ t]\d.*)?")
_LONG = re.compile(r"(?:ngay\s*)?(\d{1,2})\s*thang\s*(\d{1,2})\s*(?:nam|,)?\s*(\d{4}|\d{2})")
_MONTH = re.compile(r"(?:thang\s*|t)?(\d{1,2})\s*(?:[/.\-]|nam|\s)\s*(\d{4})")
_YEAR = re.compile(r"(?:nam\s*)?(\d{4})")
_FIRST_SERIAL, _LAST_SERIAL = 7306, 73051  # 1/1/1920 … 31/12/2099 as Excel counts days from 30/12/1899
_EPOCH = date(1899, 12, 30)


def day(cell: Any) -> Parsed:
    """A day: 31/12/2022, 31-12-22, 2022-12-31, "ngày 5 tháng 9 năm 2022", Excel's serial number, a month or a year alone (guessed)."""
    if is_nothing(cell):
        return NOTHING
    if isinstance(cell, date):
        return _within(cell)
    if isinstance(cell, bool):
        return Parsed(problem=_("không phải ngày; viết như 31/12/2022"))
    if isinstance(cell, (int, float)):
        return _numeric_day(cell)
    return _written_day(cell)


def _is_vast(number: float) -> bool:
    """No count, amount or serial of this world: infinite, not a number, or beyond a million billions."""
    return not abs(number) < 1e15


def _numeric_day(number: float) -> Parsed:
    if 1900 <= number <= 2100 and number == int(number):
        return Parsed(date(int(number), 1, 1), guess=_("chỉ có năm %d, hiểu là ngày 01/01") % number)
    if _FIRST_SERIAL <= number <= _LAST_SERIAL:
        found = _EPOCH + timedelta(days=int(number))
        return Parsed(found, guess=_("số %(number)d của Excel, hiểu là %(day)s") % {"number": number, "day": format_day(found)})
    shown = str(number)[:20] if _is_vast(number) else format_number(number)
    return Parsed(problem=_("“%s” không phải ngày; viết như 31/12/2022") % shown)


def _written_day(cell: str) -> Parsed:
    words = fold(cell).strip(" .,;'`")
    if words.isdigit() and len(words) == 5:
        return _numeric_day(int(words))
    if words.isdigit() and len(words) == 8:
        return _digits_day(words)
    if m := _YMD.fullmatch(words):
        return _made(int(m[1]), int(m[2]), int(m[3]), cell)
    if m := (_DMY.fullmatch(words) or _LONG.fullmatch(words)):
        return _day_month_year(int(m[1]), int(m[2]), m[3], cell)
    if m := _MONTH.fullmatch(words):
        if 1 <= int(m[1]) <= 12 and 1900 <= int(m[2]) <= 2100:
            return Parsed(date(int(m[2]), int(m[1]), 1), guess=_("chỉ có tháng, hiểu là ngày đầu tháng"))
    if m := _YEAR.fullmatch(words):
        return _numeric_day(int(m[1]))
    if m := (_DMY.search(words) or _LONG.search(words)):
        found = _day_month_year(int(m[1]), int(m[2]), m[3], cell)
        return found if found.problem else Parsed(found.value, guess=_("lấy %s trong ô có thêm chữ") % format_day(found.value))
    return Parsed(problem=_("“%s” không phải ngày; viết như 31/12/2022") % cell.strip()[:40])


def _digits_day(digits: str) -> Parsed:
    """31122022 or 20221231."""
    for year, month, day_ in ((digits[4:], digits[2:4], digits[:2]), (digits[:4], digits[4:6], digits[6:])):
        try:
            found = date(int(year), int(month), int(day_))
        except ValueError:
            continue
        if 1900 <= found.year <= 2100:
            return Parsed(found, guess=_("tám chữ số liền, hiểu là %s") % format_day(found))
    return Parsed(problem=_("“%s” không phải ngày; viết như 31/12/2022") % digits)


def _day_month_year(first: int, second: int, year: str, cell: str) -> Parsed:
    full = int(year)
    guess = ""
    if len(year) == 2:
        full += 2000 if full <= today().year % 100 + 1 else 1900
        guess = _("năm hai chữ số, hiểu là %d") % full
    if second > 12 >= first:
        found = _made(full, first, second, cell)
        return found if found.problem else Parsed(found.value, guess=_("tháng đứng trước, hiểu là %s") % format_day(found.value))
    found = _made(full, second, first, cell)
    return found if found.problem or not guess else Parsed(found.value, guess=guess)


def _made(year: int, month: int, day_: int, cell: str) -> Parsed:
    if not 1 <= month <= 12:
        return Parsed(problem=_("“%s”: không có tháng này; viết ngày/tháng/năm như 31/12/2022") % cell.strip()[:40])
    if not 1900 <= year <= 2100:
        return Parsed(problem=_("“%s”: năm phải từ 1900 đến 2100") % cell.strip()[:40])
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day_ <= last:
        return Parsed(
            problem=_("“%(cell)s”: không có ngày này; tháng %(month)d/%(year)d có %(last)d ngày")
            % {"cell": cell.strip()[:40], "month": month, "year": year, "last": last}
        )
    return Parsed(date(year, month, day_))


def _within(found: date) -> Parsed:
    if 1900 < found.year <= 2100:
        return Parsed(found)
    return Parsed(problem=_("“%s”: năm phải từ 1900 đến 2100") % format_day(found))


# --- numbers and money --------------------------------------------------------------------------------------------------------------

_VIETNAMESE = re.compile(r"[-+]?\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_ENGLISH = re.compile(r"[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_PLAIN = re.compile(r"[-+]?\d+(?:[.,]\d+)?")
_AMOUNT = re.compile(r"([-+]?\d[\d.,]*)\s*([a-z%.]*(?:\s[a-z.]+)?)")
_SCALES = {
    "": 1, "dong": 1, "d": 1, "vnd": 1, "nghin": 10**3, "ngan": 10**3, "nghin dong": 10**3, "ngan dong": 10**3, "k": 10**3,
    "trieu": 10**6, "tr": 10**6, "tr.d": 10**6, "trd": 10**6, "trieu dong": 10**6, "tr dong": 10**6, "tr.dong": 10**6,
    "ty": 10**9, "ti": 10**9, "ty dong": 10**9, "ti dong": 10**9, "ty.d": 10**9, "tyd": 10**9,
}  # fmt: skip
_APPROXIMATE = ("khoang ", "tren ", "gan ", "hon ", "duoi ", "~", "uoc ", "≈", "tu ")


def number(cell: Any) -> Parsed:
    """A number: 1.087, 1,087, 1 087, 2,6, "20 người", "hai mươi"; both separators are told apart, what stays doubtful is a guess."""
    if is_nothing(cell):
        return NOTHING
    if isinstance(cell, (bool, date)):
        return Parsed(problem=_("không phải số"))
    if isinstance(cell, (int, float)):
        return Parsed(problem=_("“%s” không phải số") % str(cell)[:20]) if _is_vast(cell) else Parsed(cell)
    words = fold(cell).strip(" .;'`")
    rough = next((mark for mark in _APPROXIMATE if words.startswith(mark)), "")
    words = words.removeprefix(rough).strip()
    found = _digits(words.replace(" ", "").replace("\u00a0", "")) or _with_words(words) or _in_words(cell)
    if found is None:
        return Parsed(problem=_("“%s” không phải số") % cell.strip()[:40])
    if rough and not found.guess:
        return Parsed(found.value, guess=_("số ước chừng trong ô “%s”") % cell.strip()[:40])
    return found


def _digits(s: str) -> Parsed | None:
    if len(s) > 24:  # no number of this world
        return None
    if _VIETNAMESE.fullmatch(s):
        return Parsed(_number(s.replace(".", "").replace(",", ".")))
    if _ENGLISH.fullmatch(s):
        value = _number(s.replace(",", ""))
        doubtful = s.count(",") == 1 and "." not in s
        return Parsed(value, guess=_("dấu phẩy hiểu là ngăn hàng nghìn: %s") % format_number(value) if doubtful else "")
    if _PLAIN.fullmatch(s):
        return Parsed(_number(s.replace(",", ".")))
    return None


def _with_words(words: str) -> Parsed | None:
    m = re.fullmatch(r"([-+]?\d[\d.,]*)\s*([a-z][a-z /.]{0,30})", words)
    found = _digits(m[1].rstrip(".,")) if m else None
    return Parsed(found.value, guess=_("lấy số %s trong ô có thêm chữ") % format_number(found.value)) if found else None


def _in_words(cell: str) -> Parsed | None:
    value = words_to_number(cell)
    return None if value is None else Parsed(value, guess=_("số viết bằng chữ, hiểu là %s") % format_number(value))


def _number(s: str) -> int | float:
    value = float(s) if "." in s else int(s)
    return int(value) if isinstance(value, float) and value.is_integer() else value


def whole(cell: Any) -> Parsed:
    """A whole number that is not below nought."""
    found = number(cell)
    if found.value is None or found.problem:
        return found
    if found.value < 0:
        return Parsed(problem=_("không thể là số âm"))
    if found.value != int(found.value):
        return Parsed(problem=_("phải là số nguyên, không phải %s") % format_number(found.value))
    return Parsed(int(found.value), found.guess)


def money(cell: Any, scale: int = 1) -> Parsed:
    """Đồng: "2,5 tỷ", "500 tr.đ", "1.200.000.000"; `scale` is the unit the column's head states (10**6 for "triệu đồng")."""
    if is_nothing(cell):
        return NOTHING
    if isinstance(cell, (int, float)) and not isinstance(cell, bool) and not _is_vast(cell):
        return Parsed(round(cell * scale)) if cell >= 0 else Parsed(problem=_("không thể là số âm"))
    if isinstance(cell, str) and (m := _AMOUNT.fullmatch(fold(cell).strip(" ;'`").rstrip("."))):
        unit, found = m[2].strip().rstrip("."), _digits(m[1].rstrip(".,"))
        if found and found.value >= 0 and unit in _SCALES:
            return Parsed(round(found.value * (_SCALES[unit] if unit else scale)), found.guess)
    found = number(cell)
    return (
        found
        if found.problem
        else Parsed(problem=_("“%s” không phải số tiền; viết như 2.500.000.000 hoặc 2,5 tỷ") % str(cell).strip()[:40])
    )


# --- phones, mail and codes ---------------------------------------------------------------------------------------------------------


@cache
def _phones() -> dict[str, Any]:
    return yaml.safe_load((paths.DATA / "sheets" / "phones.yaml").read_text(encoding="utf-8"))


def phone(cell: Any) -> Parsed:
    """A Vietnamese phone number as digits with its leading 0: "0912.345.678", "+84 912 345 678", 912345678; the first of several."""
    if is_nothing(cell):
        return NOTHING
    if isinstance(cell, float) and cell.is_integer() and not _is_vast(cell):
        cell = int(cell)
    if isinstance(cell, (bool, float, date)):
        return Parsed(problem=_("không phải số điện thoại"))
    parts = [part for part in re.split(r"[;,/\n]|\s-\s|\shoac\s", fold(str(cell))) if re.search(r"\d{6}|\d[\d .()-]{6,}\d", part)]
    if not parts:
        return Parsed(problem=_("“%s” không phải số điện thoại; viết như 0912 345 678") % str(cell).strip()[:40])
    found = _one_phone(re.sub(r"\D", "", parts[0]), isinstance(cell, int))
    if len(parts) > 1 and not found.problem:
        return Parsed(found.value, guess=_("ô có nhiều số, lấy số đầu %s") % found.value)
    return found


def _one_phone(digits: str, lost: bool) -> Parsed:
    guess = ""
    if digits.startswith("0084"):
        digits = "0" + digits[4:]
    elif digits.startswith("84") and len(digits) in (11, 12):
        digits = "0" + digits[2:]
    elif not digits.startswith("0") and len(digits) in (9, 10):
        digits = "0" + digits
        guess = _("thêm số 0 đã mất ở đầu: %s") % digits
    for old, new in _phones()["mobile_2018"].items():
        if len(digits) == 11 and digits.startswith(old):
            digits = new + digits[len(old) :]
            guess = _("đầu số cũ 11 chữ số, đổi thành %s") % digits
    if re.fullmatch(r"0[35789]\d{8}|02\d{9}|0[3-8]\d{7,8}", digits):
        return Parsed(digits, guess)
    return Parsed(problem=_("“%s” không đủ chữ số của một số điện thoại (10 số, máy bàn 11 số)") % digits)


def email(cell: Any) -> Parsed:
    """An address of electronic mail."""
    if is_nothing(cell):
        return NOTHING
    found = str(cell).strip().strip(";,").lower()
    if re.fullmatch(r"[^@\s]{1,64}@[^@\s.]+(?:\.[^@\s.]+)+", found):
        return Parsed(found)
    return Parsed(problem=_("“%s” không phải địa chỉ thư điện tử") % found[:40])


def tax_code(cell: Any) -> Parsed:
    """A tax code's digits: 10, 10-3, or 12 of a citizen; blanks and points dropped, a lost leading 0 given back as a guess.
    Whether the check digit fits is the register's to say."""
    if is_nothing(cell):
        return NOTHING
    if isinstance(cell, float) and cell.is_integer() and not _is_vast(cell):
        cell = int(cell)
    digits = re.sub(r"[\s.\-'`]", "", str(cell))
    if not digits.isdigit():
        return Parsed(problem=_("“%s” không phải mã số thuế (10 chữ số, đơn vị phụ thuộc thêm -001)") % str(cell).strip()[:40])
    if len(digits) == 9:
        return Parsed("0" + digits, guess=_("thêm số 0 đã mất ở đầu: %s") % ("0" + digits))
    if len(digits) == 13:
        return Parsed(f"{digits[:10]}-{digits[10:]}")
    if len(digits) in (10, 12):
        return Parsed(digits)
    return Parsed(problem=_("mã số thuế “%(code)s” có %(n)d chữ số, phải là 10, 12 hoặc 13") % {"code": digits[:20], "n": len(digits)})


def choice(cell: Any, words: dict[str, str]) -> Parsed:
    """One of a list: `words` maps folded spellings to codes. The whole cell, else the longest spelling in it as a guess."""
    if is_nothing(cell):
        return NOTHING
    written = fold(str(cell)).strip(" .;")
    if written in words:
        return Parsed(words[written])
    held = [spelling for spelling in words if re.search(rf"(?<!\w){re.escape(spelling)}(?!\w)", written)]
    codes = {words[spelling] for spelling in held}
    if len(codes) == 1:
        best = max(held, key=len)
        return Parsed(words[best], guess=_("hiểu theo chữ “%s” trong ô") % best)
    if held:
        best = max(held, key=len)
        if all(other == best or other in best for other in held):
            return Parsed(words[best], guess=_("hiểu theo chữ “%s” trong ô") % best)
    return Parsed(problem=_("“%s” không có trong danh mục") % str(cell).strip()[:40])


Reader = Callable[[Any], Parsed]
READERS: dict[str, Reader] = {
    "text": text, "day": day, "number": number, "whole": whole, "money": money, "phone": phone, "email": email, "tax_code": tax_code,
}  # fmt: skip
