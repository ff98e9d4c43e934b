"""Numbers that stand alone in running text and take their unit from the list they are in (guide §2, rule 11): `(NN: 214; phi NN: 87)`."""
from __future__ import annotations

from functools import cache

from hoptac.reading.amounts import unit_at
from hoptac.reading.lexicon import Phrases, phrases
from hoptac.reading.page import Page
from hoptac.reading.quantities import Quantity

_STOPS = frozenset({".", "\n", "!", "?"})
_ENDS = frozenset({",", ";", ".", ")", "(", "\n", "và", "!", ":"})
_MONEY = frozenset({"nợ", "vốn", "doanh", "lãi", "chi", "thu", "kinh", "thuế", "dư", "tiền", "lương", "giá"})


@cache
def _counts() -> Phrases:
    return phrases("units", "counts")


def give_units(page: Page, quantities: list[Quantity]) -> list[Quantity]:
    """Keeps the quantities with a unit and the bare ones that can inherit one; drops the rest."""
    out: list[Quantity] = []
    for q in quantities:
        if q.unit is not None:
            out.append(q)
            continue
        unit = _unit_for(page, q, out)
        if unit:
            q.unit = unit
            q.kind = "percent" if unit == "%" else "money" if unit == "đồng" else "count"
            out.append(q)
    return out


def _unit_for(page: Page, q: Quantity, before: list[Quantity]) -> str | None:
    tokens = page.tokens
    after = tokens[q.last].text if q.last < len(tokens) else "."
    previous = tokens[q.number - 1].text if q.number else ""
    if after not in _ENDS or not previous:
        return None
    grouped = any(c in page.norm[tokens[q.number].start:tokens[q.number].end] for c in ".,")
    listed = previous in ("(", ":") or (grouped and tokens[q.number - 1].kind == "w")
    neighbour = _neighbour(page, q, before)
    if previous == "(" and (after != ")" or not neighbour):
        return None
    phrase = _phrase(page, q)
    noun = _noun(page, phrase)
    if phrase and tokens[phrase[0]].text in _MONEY and previous in ("bằng", "là", "còn", "đạt", ":"):
        return "đồng"
    if noun and (grouped or previous == ":") and not neighbour:
        return noun
    if neighbour and (listed or (_elliptic(q, before) and tokens[q.number - 1].kind == "w" and len(phrase) <= 8)):
        return neighbour.unit
    return noun if noun and grouped else None


def _phrase(page: Page, q: Quantity) -> list[int]:
    """Indices of the words between the last mark and the number."""
    out: list[int] = []
    i = q.number - 1
    while i >= 0 and len(out) < 12:
        t = page.tokens[i]
        if t.text in (":", "(") and not out:
            i -= 1
            continue
        if t.kind != "w" and t.text != "-":
            break
        out.append(i)
        i -= 1
    return out[::-1]


def _noun(page: Page, phrase: list[int]) -> str | None:
    """The counted noun a phrase begins with: `Thành viên 41.370`, `Tổng số HTX: 204`."""
    for i in phrase[:4]:
        if page.tokens[i].text in ("tổng", "số", "có", "là", "lượng"):
            continue
        found = _counts().match(page.tokens, i)
        return found[1] if found else None
    return None


def _neighbour(page: Page, q: Quantity, before: list[Quantity]) -> Quantity | None:
    """The quantity before in the same sentence, when it counts something."""
    if not before or before[-1].kind not in ("count", "guess", "measure", "money"):
        return None
    between = page.tokens[before[-1].last:q.first]
    return None if len(between) > 18 or any(t.text in _STOPS for t in between) else before[-1]


def _elliptic(q: Quantity, before: list[Quantity]) -> bool:
    return bool(before) and isinstance(q.value, int | float)


def _unused(page: Page, i: int) -> str | None:
    return unit_at(page, i).name
