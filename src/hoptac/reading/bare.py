"""Numbers that stand alone in running text and take their unit from the list they are in (guide §2, rule 11): `(NN: 214; phi NN: 87)`."""

from __future__ import annotations

from functools import cache

from hoptac.reading.amounts import Unit, rate_after, unit_at, whole
from hoptac.reading.lexicon import Phrases, phrases
from hoptac.reading.page import Page
from hoptac.reading.quantities import Quantity

_STOPS = frozenset({".", "\n", "!", "?"})
_ENDS = frozenset({",", ";", ".", ")", "(", "\n", "và", "!", ":", "đạt", "bằng", "tăng", "giảm"})
_MONEY = frozenset({"nợ", "vốn", "doanh", "lãi", "chi", "thu", "kinh", "thuế", "dư", "tiền", "lương", "giá"})
_TOLD = frozenset({"count", "measure", "money", "percent"})
_COUNTED = frozenset({"count", "guess", "measure", "money"})


@cache
def _counts() -> Phrases:
    return phrases("units", "counts")


def give_units(page: Page, quantities: list[Quantity]) -> list[Quantity]:
    """Keeps the quantities with a unit and the bare ones that can inherit one; drops the rest."""
    listed = _in_lists(page, quantities)
    out: list[Quantity] = []
    for k, q in enumerate(quantities):
        if q.unit is None and (told := _stem_unit(page, q)):
            q.unit, q.kind, q.factor = told.name, told.kind, told.factor
            q.value = whole(q.value * told.factor)
            q.denominator = whole(q.denominator * told.factor) if q.denominator else None
        elif q.unit is None:
            q.unit = _unit_for(page, q, out, k in listed)
            if q.unit is None:
                continue
            q.kind = "percent" if q.unit == "%" else "money" if q.unit == "đồng" else "count"
            _share_factor(page, q, out)
        out.append(q)
    return out


def _share_factor(page: Page, q: Quantity, before: list[Quantity]) -> None:
    """`28.000 triệu đồng (năm 2023: 6.000; …)`: the millions go on through the list."""
    told = before[-1] if before else None
    if q.unit != "đồng" or told is None or told.unit != "đồng" or told.factor == 1 or q.factor != 1 or q.value >= 100_000:
        return
    if q.number - told.last < 24 and _same_sentence(page, told.last, q.number):
        q.factor, q.value = told.factor, whole(q.value * told.factor)


def _in_lists(page: Page, quantities: list[Quantity]) -> set[int]:
    """Bare numbers that have a bare neighbour in the same sentence: an elliptic list."""
    out: set[int] = set()
    for k in range(1, len(quantities)):
        a, b = quantities[k - 1], quantities[k]
        if a.unit is None and b.unit is None and b.number - a.last < 12 and _same_sentence(page, a.last, b.number):
            out |= {k - 1, k}
    return out


def _same_sentence(page: Page, first: int, last: int) -> bool:
    return not any(t.text in _STOPS for t in page.tokens[first:last])


def _unit_for(page: Page, q: Quantity, before: list[Quantity], listed: bool) -> str | None:
    tokens = page.tokens
    after = tokens[q.last].text if q.last < len(tokens) else "."
    previous = tokens[q.number - 1] if q.number else None
    if after not in _ENDS or previous is None or previous.kind == "b":
        return None
    number = page.norm[tokens[q.number].start : tokens[q.number].end]
    grouped = any(c in number for c in ".,") or q.denominator is not None
    neighbour = _neighbour(page, q, before)
    phrase = _phrase(page, q)
    if previous.text == "(":
        return neighbour.unit if neighbour and after == ")" else None
    if phrase and tokens[phrase[0]].text in _MONEY and previous.text in ("bằng", "là", "còn", "đạt", ":") and not listed:
        return "đồng"
    noun = _noun(page, phrase)
    if neighbour and (
        previous.text == ":" or grouped or listed or (previous.kind == "w" and len(phrase) <= 8 and _is_short_item(page, phrase))
    ):
        return neighbour.unit
    if noun and (
        grouped
        or previous.text == ":"
        or listed
        or (previous.text in ("lên", "là", "còn", "đạt", "bằng", "xuống", "thành") and q.value > 1)
    ):
        return noun
    return _stem_noun(page, q) if listed or (neighbour is None and before and before[-1].last == q.first) else None


def _is_short_item(page: Page, phrase: list[int]) -> bool:
    """The words before an elliptic number follow a comma or semicolon: `…, xây dựng 860`."""
    first = phrase[0] - 1 if phrase else -1
    if first > 0 and page.tokens[first].kind == "n" and page.tokens[phrase[0]].text == "sao":  # `…, 4 sao 75, 5 sao 2`
        first -= 2 if page.tokens[first - 1].text in ("hạng", "đạt") else 1
    return first >= 0 and page.tokens[first].text in (",", ";", ":", "(")


def _phrase(page: Page, q: Quantity) -> list[int]:
    """Indices of the words between the last mark and the number."""
    out: list[int] = []
    i = q.number - 1
    while i >= 0 and len(out) < 20:
        t = page.tokens[i]
        if t.text in (":", "(") and not out:
            i -= 1
            continue
        if t.kind != "w" and t.text != "-":
            break
        out.append(i)
        i -= 1
    while out and page.tokens[out[-1]].kind != "w":
        out.pop()
    return out[::-1]


def _noun(page: Page, phrase: list[int]) -> str | None:
    """The counted noun a phrase begins with: `Thành viên 41.370`, `Tổng số HTX: 204`."""
    for i in phrase[:5]:
        if page.tokens[i].text in ("tổng", "số", "có", "là", "lượng", "các", "nâng", "đưa"):
            continue
        found = _counts().match(page.tokens, i)
        return found[1] if found else None
    return None


def _stem_noun(page: Page, q: Quantity) -> str | None:
    """The counted noun in the words that open the list: `Kết quả phân loại HTX năm 2022: tốt 45, khá 88`."""
    i = q.number - 1
    while i >= 0 and page.tokens[i].text not in _STOPS and page.tokens[i].text != ":" and q.number - i < 60:
        i -= 1
    if i < 0 or page.tokens[i].text != ":":
        return None
    j = i - 1
    while j >= 0 and page.tokens[j].text not in _STOPS and i - j < 16:
        j -= 1
    for k in range(j + 1, i):
        found = _counts().match(page.tokens, k)
        if found and found[1] not in ("nhóm", "loại", "kết quả", "số", "kế hoạch", "báo cáo"):
            return found[1]
    return None


def _stem_unit(page: Page, q: Quantity) -> Unit | None:
    """The unit in brackets at the end of the words that open the list: `Diện tích (ha): lúa 312, ngô 57,5`."""
    tokens = page.tokens
    after = tokens[q.last].text if q.last < len(tokens) else "."
    if after not in _ENDS or q.factor != 1:
        return None
    i = q.number - 1
    while i >= 0 and tokens[i].text not in _STOPS and tokens[i].text != ":" and q.number - i < 60:
        i -= 1
    if i < 3 or tokens[i].text != ":" or tokens[i - 1].text != ")":
        return None
    j = next((k for k in range(i - 2, max(i - 12, 0), -1) if tokens[k].text == "("), None)
    if j is None:
        return None
    while j + 1 < i and tokens[j + 1].text in ("đơn", "vị", "tính", "đvt", ":"):
        j += 1
    unit = unit_at(page, j + 1)
    last, rate = rate_after(page, unit.last)
    return Unit(last, unit.name + rate, unit.factor, unit.kind) if last == i - 1 and unit.name and unit.kind in _TOLD else None


def _neighbour(page: Page, q: Quantity, before: list[Quantity]) -> Quantity | None:
    """The quantity before in the same sentence, when it counts something."""
    if not before or before[-1].kind not in _COUNTED or before[-1].last > q.number:
        return None
    if q.number - before[-1].last > 18:
        return None
    between = page.tokens[before[-1].last : q.number]
    return None if any(t.text in _STOPS for t in between) else before[-1]
