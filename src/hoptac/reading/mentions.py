"""Places named in the text: known provinces, `huyện …`, `xã …`, and the country as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from hoptac.reading.lexicon import Phrases, phrases
from hoptac.reading.page import Page, Token

_KINDS = frozenset({"miền", "núi", "biên", "giới", "vùng", "cao", "đảo", "mới"})
_NOT_OWNER = frozenset({"với", "thứ", "của", "sau", "trong", "quân", "trên", "hạng", "nhất"})
_OPENS = frozenset({".", ",", ";", ":", "\n", "biết", "toàn", "thấy", "nay", "năm", "”", "riêng"})
_ALSO = ("cả", "toàn", "(", ")", "\n")  # words of the country, and what opens and closes an aside
_TOLD = frozenset({"tăng", "giảm", "đạt", "có", "còn", "ước", "là"})


@dataclass(slots=True)
class Mention:
    """A place: where, how a subject is written (`Hương Khê`, `xã Suối Lềnh`), its level, and whether it stands in brackets."""

    start: int
    end: int
    name: str
    level: str
    aside: bool = False


@cache
def _provinces() -> Phrases:
    return phrases("places", "provinces")


@cache
def _levels() -> Phrases:
    return phrases("places", "levels")


@cache
def _country() -> Phrases:
    return phrases("places", "country")


def find_places(page: Page, people: list[tuple[int, int]]) -> list[Mention]:
    """Places in order; names of people are none."""
    out: list[Mention] = []
    tokens, after, depth, n = page.tokens, 0, 0, 0
    for i in sorted({*page.capitals, *_levels().spots(page), *(k for w in _ALSO for k in page.spots.get(w, ()))}):
        t = tokens[i]
        if i < after:
            continue
        if t.kind != "w":
            depth = depth + 1 if t.text == "(" else max(0, depth - 1) if t.text == ")" else 0 if t.kind == "b" else depth
            continue
        while n < len(people) and people[n][1] <= t.start:
            n += 1
        found = None if n < len(people) and people[n][0] <= t.start else _whole_country(page, i) or _levelled(page, i) or _province(page, i)
        if found is None:
            continue
        found[0].aside = depth > 0
        out.append(found[0])
        after = found[1]
    return out


def _whole_country(page: Page, i: int) -> tuple[Mention, int] | None:
    """`cả nước có …`: not the country something is ranked in or compared with."""
    tokens = page.tokens
    if tokens[i].text not in ("cả", "toàn"):
        return None
    found = _country().match(tokens, i)
    if not found:
        return None
    told = tokens[found[0]].text in _TOLD if found[0] < len(tokens) else False  # `GDP của cả nước tăng 6%`
    if i and (tokens[i - 1].kind == "n" or (tokens[i - 1].text in _NOT_OWNER and not (told and tokens[i - 1].text == "của"))):
        return None
    return Mention(tokens[i].start, tokens[found[0] - 1].end, "cả nước", "country"), found[0]


def _levelled(page: Page, i: int) -> tuple[Mention, int] | None:
    tokens = page.tokens
    level = _levels().match(tokens, i)
    if not level or (tokens[i].text == "xã" and i and tokens[i - 1].text == "tác"):
        return None
    first = level[0]
    while first < len(tokens) and tokens[first].text in _KINDS and not page.is_capital(tokens[first]):
        first += 1
    j = first
    while (
        j < len(tokens)
        and tokens[j].kind == "w"
        and _is_name(page, j)
        and j - first < 3
        and (j == first or page.norm[tokens[j - 1].end : tokens[j].start] == " ")
    ):
        j += 1
    if j == first or "\n" in page.norm[tokens[i].start : tokens[first].start]:
        return None
    name = page.text(tokens[first].start, tokens[j - 1].end)
    full = name if level[1] in ("tỉnh", "huyện") else page.text(tokens[i].start, tokens[j - 1].end)
    return Mention(tokens[i].start, tokens[j - 1].end, full, level[1]), j


def _is_name(page: Page, j: int) -> bool:
    word = page.norm[page.tokens[j].start : page.tokens[j].end]
    return word[0].isupper() and not (len(word) > 1 and word.isupper())


def _province(page: Page, i: int) -> tuple[Mention, int] | None:
    tokens = page.tokens
    if not page.is_capital(tokens[i]):
        return None
    known = _provinces().match(tokens, i)
    if not known or not page.is_capital(tokens[known[0] - 1]):
        return None
    return Mention(tokens[i].start, tokens[known[0] - 1].end, page.text(tokens[i].start, tokens[known[0] - 1].end), "tỉnh"), known[0]


def with_bare_levels(page: Page, places: list[Mention]) -> list[Mention]:
    """`… cho biết thị xã có 43 HTX`: a level alone that something is told of is the place of that level named last."""
    out: list[Mention] = []
    last: dict[str, Mention] = {}
    tokens, after, n = page.tokens, 0, 0
    for i in _levels().spots(page):
        if i < after:
            continue
        while n < len(places) and places[n].start <= tokens[i].start:
            out.append(places[n])
            last[places[n].level] = places[n]
            n += 1
        level = _levels().match(tokens, i)
        if level and level[1] in last and level[0] < len(tokens) and _is_told_of(tokens, i, level[0]):
            named = last[level[1]]
            out.append(Mention(tokens[i].start, tokens[level[0] - 1].end, named.name, named.level))
        after = level[0] if level else i + 1
    return out + places[n:]


def _is_told_of(tokens: list[Token], i: int, end: int) -> bool:
    before = tokens[i - 1].text if i else "."
    return before in _OPENS and tokens[end].text in _TOLD | {"đã", "hiện", "được", "kiến", "phấn", "đặt"}
