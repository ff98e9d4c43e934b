"""The one place for Vietnamese numbers, dates, money and names: how we write them, how we read them, how we compare them."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

MINUS = "\u2212"
_TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng: the order of a Vietnamese dictionary
_DASHES: dict[int, str] = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-")
_QUOTES: dict[int, str] = dict.fromkeys(map(ord, "\u2018\u2019\u02bc\u00b4`"), "'") | dict.fromkeys(map(ord, "\u201c\u201d\u201e"), '"')
_SAME: dict[int, str] = _DASHES | _QUOTES | {0x00D0: "Đ", 0x00F0: "đ"}  # Icelandic Ð, ð typed for Đ, đ
_IS_SAME = re.compile("[" + "".join(map(chr, _SAME)) + "]")  # looking first is quicker than translating


# --- Comparing -------------------------------------------------------------------------------------------------------------------


def _open_syllables() -> dict[str, str]:
    """Old to new place of the tone in open syllables: oà -> òa, oẻ -> ỏe, uý -> úy. Closed ones (hoàn) are spelled one way only."""
    pairs = {}
    for first, second in (("o", "a"), ("o", "e"), ("u", "y")):
        for tone in _TONES:
            pairs[first + nfc(second + tone)] = nfc(first + tone) + second
    return pairs


def nfc(s: str) -> str:
    """Composed Unicode, the form everything is stored in."""
    return unicodedata.normalize("NFC", s)


_NEW_PLACE = _open_syllables()
_OLD = re.compile("[ou][" + "".join(x[1] for x in _NEW_PLACE) + r"](?<!q..)(?!\w)")  # in `quý` the u belongs to q: the tone stays on y
_QU = re.compile("q([ùủũúụ])y")  # ... and is put back there when typed `qúy`


def place_tones(low: str) -> str:
    """Lower-case NFC text with every tone in its new place: hoà -> hòa, thuý -> thúy, quý stays."""
    moved = _OLD.sub(lambda m: _NEW_PLACE.get(m.group(), m.group()), low)
    return _QU.sub(lambda m: nfc("quy" + unicodedata.normalize("NFD", m.group(1))[-1]), moved)


def same_key(s: str) -> str:
    """The key for comparing names: accents count, but case, Unicode form, tone placement (Hoà = Hòa), dashes, quotes and blanks do not."""
    plain = s.translate(_SAME) if _IS_SAME.search(s) else s
    return place_tones(" ".join(nfc(plain).lower().split()))


def fold(s: str) -> str:
    """The key for searching: lower case, no accents, đ as d, single blanks. fold("Đầm Hà") == "dam ha"."""
    decomposed = unicodedata.normalize("NFD", s.translate(_SAME).lower())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c)).replace("đ", "d")
    return " ".join(bare.split())


def normalise_symbol(s: str) -> str:
    """The identity of a document number: `Số 09/NQ-CP`, `9/NQ-CP` and `9-nq-cp` are one; so are QĐ and QD."""
    t = nfc(s.translate(_SAME)).upper()
    t = re.sub(r"^\s*SỐ\s*[:.]?(?=[\s\d])", "", t)
    t = re.sub(r"\s+", "", t).replace("Đ", "D")
    t = re.sub(r"[-/]+", "-", t).strip("-")
    return re.sub(r"^0+(?=\d)", "", t)


_LETTERS = {c: chr(ord("A") + i) for i, c in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}


def sort_key(s: str) -> str:
    """Vietnamese collation: letters a ă â b c d đ e ê … first, tones only between words that are otherwise equal; 2 before 10."""
    letters, tones = [], []
    for part in re.split(r"(\d+)", same_key(s)):
        if part.isdigit():
            letters.append("0" + part.zfill(12))
            continue
        for c in part:
            marks = unicodedata.normalize("NFD", c)
            tone = next((m for m in marks if m in _TONES), "")
            bare = nfc(marks.replace(tone, "")) if tone else c
            letters.append(_LETTERS.get(bare, " " if bare.isspace() else "." if not bare.isalpha() else "~" + bare))
            tones.append(str(_TONES.index(tone) + 1) if tone else "0")
    return "".join(letters) + "\x01" + "".join(tones)


# --- Writing ---------------------------------------------------------------------------------------------------------------------

Numeric = int | float | Decimal


def format_number(x: Numeric | None, decimals: int | None = None) -> str:
    """1087 -> `1.087`; 2.6 -> `2,6`; -5 -> `−5`; None -> empty. `decimals` fixes the places, else only those needed (at most 6)."""
    if x is None:
        return ""
    number = Decimal(str(x))
    places = 6 if decimals is None else decimals
    rounded = number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    whole, _, rest = f"{abs(rounded):.{places}f}".partition(".")
    if decimals is None:
        rest = rest.rstrip("0")
    sign = MINUS if rounded < 0 else ""
    return sign + f"{int(whole):,}".replace(",", ".") + ("," + rest if rest else "")


def format_percent(x: Numeric | None, decimals: int = 1) -> str:
    """77 -> `77,0%`."""
    return "" if x is None else format_number(x, decimals) + "%"


def format_money(dong: Numeric | None) -> str:
    """2600000000 -> `2,6 tỷ đồng`; 350000000 -> `350 triệu đồng`; 9500 -> `9.500 đồng`. At most three decimals."""
    if dong is None:
        return ""
    amount = Decimal(str(dong))
    for size, word in ((10**9, " tỷ đồng"), (10**6, " triệu đồng")):
        if abs(amount) >= size:
            return format_number((amount / size).quantize(Decimal("0.001"), rounding=ROUND_HALF_UP)) + word
    return format_number(amount) + " đồng"


def format_day(day: date | None) -> str:
    """31/12/2022."""
    return "" if day is None else f"{day.day:02d}/{day.month:02d}/{day.year}"


def format_long_day(day: date | None) -> str:
    """`ngày 05 tháng 9 năm 2026`: a zero before days under 10 and months 1 and 2 only, as state documents write it."""
    if day is None:
        return ""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


# --- Reading ---------------------------------------------------------------------------------------------------------------------

_SHORT_DAY = re.compile(r"(?<!\d)(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4})(?!\d)")
_LONG_DAY = re.compile(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})(?!\d)")


def parse_day_vi(text: str) -> date | None:
    """The first day named in the text: 31/12/2022, 31-12-2022 or `ngày 05 tháng 9 năm 2026`; None if there is none or it cannot be."""
    key = same_key(text)
    found = min((m for m in (_SHORT_DAY.search(key), _LONG_DAY.search(key)) if m), key=lambda m: m.start(), default=None)
    if not found:
        return None
    try:
        return date(int(found.group(3)), int(found.group(2)), int(found.group(1)))
    except ValueError:
        return None


_GROUPED = re.compile(r"[-\u2212]?\d{1,3}(?:[.\u00a0\u202f ]\d{3})+(?:,\d+)?")
_PLAIN = re.compile(r"[-\u2212]?\d+(?:[.,]\d+)?")


def parse_number_vi(text: str) -> int | float | None:
    """`1.087` -> 1087; `2,6` -> 2.6; `3.790,18` -> 3790.18; None if it is no number. A point groups thousands only before three digits."""
    s = text.strip()
    if _GROUPED.fullmatch(s):
        s = re.sub(r"[.\u00a0\u202f ]", "", s)
    elif not _PLAIN.fullmatch(s):
        return None
    s = s.replace(",", ".").replace("\u2212", "-")
    value = float(s) if "." in s else int(s)
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 2**53 else value


_DIGIT_WORDS = {
    "không": 0,
    "một": 1,
    "mốt": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "tư": 4,
    "năm": 5,
    "lăm": 5,
    "nhăm": 5,
    "sáu": 6,
    "bảy": 7,
    "bẩy": 7,
    "tám": 8,
    "chín": 9,
}
_SCALE_WORDS = {"nghìn": 10**3, "ngàn": 10**3, "vạn": 10**4, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}


def words_to_number(text: str) -> int | None:
    """`hai mươi bốn` -> 24, `ba chục` -> 30, `một trăm linh năm` -> 105, `hai triệu rưỡi` -> 2500000; None if any word is no number."""
    words = same_key(text).split()
    return _words_value(words) if words else None


def _words_value(words: list[str]) -> int | None:
    total, rest, last_scale = 0, words, 0
    for scale in ("tỷ", "tỉ", "triệu", "vạn", "nghìn", "ngàn"):
        if scale in rest:
            at = rest.index(scale)
            head = _hundreds(rest[:at]) if at else None
            if head is None:
                return None
            total += head * _SCALE_WORDS[scale]
            last_scale, rest = _SCALE_WORDS[scale], rest[at + 1 :]
    if rest == ["rưỡi"] and last_scale:
        return total + last_scale // 2
    if not rest:
        return total if last_scale else None
    tail = _hundreds(rest)
    return None if tail is None else total + tail


def _hundreds(words: list[str]) -> int | None:
    """A number below one thousand in words."""
    if "trăm" not in words:
        return _tens(words)
    at = words.index("trăm")
    head = _DIGIT_WORDS.get(words[at - 1]) if at == 1 else None
    rest = words[at + 1 :]
    if head is None:
        return None
    if rest == ["rưỡi"]:
        return head * 100 + 50
    if rest[:1] in (["linh"], ["lẻ"]):
        unit = _DIGIT_WORDS.get(rest[1]) if len(rest) == 2 else None
        return None if unit is None else head * 100 + unit
    tail = _tens(rest) if rest else 0
    return None if tail is None else head * 100 + tail


def _tens(words: list[str]) -> int | None:
    match words:
        case [one]:
            return {"mười": 10, "chục": 10}.get(one, _DIGIT_WORDS.get(one))
        case ["mười", unit]:
            return 10 + _DIGIT_WORDS[unit] if unit in _DIGIT_WORDS else None
        case [ten, "mươi" | "mười" | "chục"]:
            return _DIGIT_WORDS[ten] * 10 if _DIGIT_WORDS.get(ten) else None
        case [ten, "chục", "rưỡi"]:
            return _DIGIT_WORDS[ten] * 10 + 5 if _DIGIT_WORDS.get(ten) else None
        case [ten, "mươi" | "mười", unit]:
            known = _DIGIT_WORDS.get(ten) and unit in _DIGIT_WORDS
            return _DIGIT_WORDS[ten] * 10 + _DIGIT_WORDS[unit] if known else None
        case [ten, unit] if _DIGIT_WORDS.get(ten) and unit in ("mốt", "tư", "lăm", "nhăm"):
            return _DIGIT_WORDS[ten] * 10 + _DIGIT_WORDS[unit]  # spoken: "hai tư", "ba lăm"
    return None
