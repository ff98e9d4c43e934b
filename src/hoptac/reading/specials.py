"""Ranks, multiples, digits and parts in words: top 10, thứ 3/63, gấp rưỡi, tăng 26 bậc, một phần ba (guide §2, rules 4-6)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hoptac.reading.amounts import Number, amount_at, unit_at
from hoptac.reading.page import Page, Token


@dataclass(slots=True)
class Special:
    """A quantity told by a fixed turn of phrase."""

    first: int
    last: int
    number: int
    value: Number
    denominator: Number | None
    unit: str
    kind: str
    comparator: str | None = None


_RANK_BEFORE = frozenset("đứng xếp hạng vị trí cao lớn nhiều đạt giữ thấp nhanh tốt dẫn vươn top nhóm".split())
_RANK_AFTER = frozenset("cả toàn trong của vùng khu miền / trên về sau tỉnh".split())
_EVENTS = frozenset(
    "hội kỳ phiên khóa nhiệm đại lần năm văn nội việc nhóm cách mạng bản điểm khâu trường hợp ngày sáng chiều tối vào".split()
)
_HALF_BOUNDS = frozenset("già quá non hơn gần ngót".split())
_NOT_HALVED = frozenset("năm tháng ngày giờ tuần thế nhiệm đầu cuối triệu tỷ tỉ nghìn ngàn vạn chừng đêm".split())
_TIMES = {"đôi": 2, "hai": 2, "rưỡi": 1.5, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}


def at(page: Page, i: int) -> Special | None:
    """The special quantity that begins at token i."""
    rule = _RULES.get(page.tokens[i].text)
    return rule(page, i) if rule else None


def _text(tokens: list[Token], i: int) -> str:
    return tokens[i].text if 0 <= i < len(tokens) else ""


def _top(page: Page, i: int) -> Special | None:
    tokens = page.tokens
    amount = amount_at(tokens, i + 1)
    return Special(i, amount.last, i + 1, amount.value, None, "hạng", "rank", "top") if amount and tokens[i + 1].kind == "n" else None


def _ordinal(page: Page, i: int) -> Special | None:
    """`thứ 3/63`, `đứng thứ hai cả nước`; `lần thứ 6` counts times, `năm thứ hai` years."""
    tokens = page.tokens
    before, earlier = _text(tokens, i - 1), {_text(tokens, k) for k in range(max(0, i - 4), i)}
    word = _text(tokens, i + 1)
    amount = amount_at(tokens, i + 1)
    value: Number | None = 2 if word == "nhì" else 1 if word == "nhất" else amount.value if amount else None
    last = amount.last if amount else i + 2
    if value is None:
        return None
    after = _text(tokens, last)
    if before in ("lần", "năm"):
        return _repeated(page, i, last, value, before)
    denominator = None
    if after == "/" and _text(tokens, last + 1).isdigit():
        other = amount_at(tokens, last + 1)
        denominator, last = (other.value, other.last) if other else (None, last)
    elif among := _among(page, last, value):
        denominator, last = among
    ranked = bool(earlier & _RANK_BEFORE) or (after in _RANK_AFTER and word not in ("nhất",) and before not in _EVENTS)
    if not ranked or before in ("văn", "sáng", "chiều", "tối"):
        return None
    first = i
    return Special(first, last, i + 1, value, denominator, "hạng", "rank")


def _among(page: Page, i: int, value: Number) -> tuple[Number, int] | None:
    """`trong 11 huyện, thị xã`, `trên tổng số 34 tỉnh` behind a rank: how many are ranked, and the index after them."""
    tokens = page.tokens
    if _text(tokens, i) not in ("trong", "trên"):
        return None
    j = i + 1
    while _text(tokens, j) in ("tổng", "số") and j - i < 3:
        j += 1
    other = amount_at(tokens, j)
    if other is None or other.in_words or other.value < value:
        return None
    unit = unit_at(page, other.last)
    return (other.value, unit.last) if unit.kind == "count" and unit.factor == 1 else None


def _repeated(page: Page, i: int, last: int, value: Number, noun: str) -> Special | None:
    tokens = page.tokens
    before = _text(tokens, i - 2)
    if before in ("hội", "kỳ", "họp", "phiên", "khóa", "bộ", "tỉnh", "huyện", "xã", "quốc", "biểu", "đảng", "học"):
        return None
    straight = {_text(tokens, k) for k in range(last, last + 3)} & {"liên", "tiếp", "liền"}
    if noun == "năm" and not (straight or before in ("là", ",", "")):
        return None
    return Special(i - 1, last, i + 1, value, None, noun, "times")


def _placed(page: Page, i: int) -> Special | None:
    """`xếp 9/63`, `xếp hạng 12/34`, `hạng 5/63`."""
    tokens = page.tokens
    j = i + 1
    while _text(tokens, j) in ("hạng", "vị", "trí", "ở", "thứ", "số") and j - i < 5:
        j += 1
    if j > i + 1 and tokens[j - 1].text == "thứ":
        return None
    amount = amount_at(tokens, j)
    if amount is None or _text(tokens, j) == "" or tokens[j].kind != "n":
        return None
    if j > i + 1 or tokens[i].text in ("hạng", "xếp"):
        among = _among(page, amount.last, amount.value)
        if among:
            return Special(j, among[1], j, amount.value, among[0], "hạng", "rank")
    if _text(tokens, amount.last) == "/" and _text(tokens, amount.last + 1).isdigit():
        other = amount_at(tokens, amount.last + 1)
        if other and _text(tokens, other.last) not in ("%",) and (other.value in (63, 34, 64) or tokens[i].text != "đạt"):
            unit_follows = _text(tokens, other.last) in ("tỉnh", "xã", "huyện", "đơn", "địa")
            return (
                Special(j, other.last, j, amount.value, other.value, "hạng", "rank")
                if not unit_follows or tokens[i].text in ("xếp", "đứng", "hạng")
                else None
            )
    return None


def _multiple(page: Page, i: int) -> Special | None:
    """`gấp đôi`, `gấp rưỡi`, `gấp hơn 2 lần`, `gấp 1,5 lần`."""
    tokens, j = page.tokens, i + 1
    middle = ""
    while _text(tokens, j) in ("hơn", "gần", "khoảng", "trên", "tới", "đến", "ít", "nhất"):
        middle += " " + tokens[j].text
        j += 1
    amount = amount_at(tokens, j)
    if _text(tokens, j) in ("đôi", "rưỡi"):
        value: Number = _TIMES[tokens[j].text]
        last = j + 1
    elif amount:
        value, last = amount.value, amount.last
    else:
        return None
    if _text(tokens, last) == "rưỡi":
        value, last = value + 0.5, last + 1
    if _text(tokens, last) == "lần":
        last += 1
    elif tokens[j].kind == "n":
        return None
    before = _text(tokens, i - 1)
    first = i - 1 if before in ("hơn", "gần", "khoảng", "trên") else i
    comparator = ((before + " ") if first < i else "") + "gấp" + middle
    return Special(first, last, j, value, None, "lần", "times", comparator)


def _double(page: Page, i: int) -> Special | None:
    """`nhân đôi`, `tăng gấp đôi` is with `gấp`."""
    if _text(page.tokens, i + 1) == "đôi":
        return Special(i, i + 2, i + 1, 2, None, "lần", "times")
    return None


def _part_in_words(page: Page, i: int) -> Special | None:
    """`một phần ba`, `hai phần năm`, `một nửa`."""
    tokens = page.tokens
    if _text(tokens, i + 1) == "nửa" and tokens[i].text == "một":
        return Special(i, i + 2, i, 1, 2, "phần", "part")
    if _text(tokens, i + 1) != "phần" or _text(tokens, i + 2) in ("trăm", "nghìn", "mười", ""):
        return None
    low, high = amount_at(tokens, i), amount_at(tokens, i + 2)
    if low and high and low.last == i + 1 and high.in_words and high.value > low.value:
        return Special(i, high.last, i, low.value, high.value, "phần", "part")
    return None


def _half(page: Page, i: int) -> Special | None:
    """`già nửa`, `quá nửa`, `hơn nửa số hộ`; not `hơn nửa năm`."""
    tokens = page.tokens
    if _text(tokens, i - 1) not in _HALF_BOUNDS or _text(tokens, i + 1) in _NOT_HALVED:
        return None
    return Special(i - 1, i + 1, i, 1, 2, "phần", "part", tokens[i - 1].text)


def _out_of(page: Page, i: int) -> Special | None:
    """`cứ 10 hộ thì có 6 hộ`: 6 of 10."""
    tokens = page.tokens
    whole_part = amount_at(tokens, i + 1)
    if not whole_part:
        return None
    for j in range(whole_part.last, min(whole_part.last + 14, len(tokens) - 2)):
        if tokens[j].text in (".", ";", "\n"):
            return None
        if tokens[j].text in ("thì", "có") and (part := amount_at(tokens, j + 1)) and tokens[j + 1].kind in "nw":
            unit = unit_at(page, part.last)
            if part.value <= whole_part.value and unit.kind in ("count", "measure", "guess", "none"):
                name = unit.name or unit_at(page, whole_part.last).name
                return Special(i + 1, unit.last, i + 1, part.value, whole_part.value, name or "", "count") if name else None
    return None


_RULES: dict[str, Callable[[Page, int], Special | None]] = {
    "top": _top,
    "tốp": _top,
    "thứ": _ordinal,
    "xếp": _placed,
    "hạng": _placed,
    "đứng": _placed,
    "gấp": _multiple,
    "nhân": _double,
    "nửa": _half,
    "cứ": _out_of,
    "một": _part_in_words,
    "hai": _part_in_words,
    "ba": _part_in_words,
    "bốn": _part_in_words,
    "năm": _part_in_words,
}
STARTS = frozenset(_RULES)  # words a special quantity begins with
