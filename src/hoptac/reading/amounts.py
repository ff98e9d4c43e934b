"""Numbers in figures and in words, multipliers and units: `5.935 nghìn thành viên`, `27 tỷ 350 triệu đồng`, `ba chục HTX`, `đồng/kg`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from hoptac.reading.lexicon import Phrases, phrases, words
from hoptac.reading.page import Page, Token
from hoptac.reading.text import words_to_number

Number = int | float


@dataclass(slots=True)
class Amount:
    """A plain number: tokens [first, last) and its value."""

    first: int
    last: int
    value: Number
    in_words: bool = False


@dataclass(slots=True)
class Unit:
    """What follows a number: the multiplier, the unit as the guide writes it, its kind, and the index after it."""

    last: int
    name: str | None
    factor: int
    kind: str  # percent, money, measure, duration, count, guess, none


_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?")
_PERSON_SLIPS = frozenset({"ng", "ngưòi", "nguời", "ngừơi", "ngươi", "nguoi"})
_DECIMAL = re.compile(r"\d+[.,]\d+")


@cache
def _unit_list(name: str) -> Phrases:
    return phrases("units", name)


def digits_value(text: str) -> Number | None:
    """`29.378` -> 29378, `0,62` -> 0.62, `2036` -> 2036."""
    if text.isdigit():
        return int(text) if len(text) < 16 else None
    if _GROUPED.fullmatch(text):
        text = text.replace(".", "").replace(",", ".")
    elif _ENGLISH.fullmatch(text):
        text = text.replace(",", "")
    elif _DECIMAL.fullmatch(text):
        text = text.replace(",", ".")
    else:
        return None
    return whole(float(text))


def whole(x: Number) -> Number:
    """20.0 -> 20; binary dust of a multiplication removed."""
    if isinstance(x, int):
        return x
    x = float(f"{x:.15g}")
    return int(x) if x.is_integer() and abs(x) < 2**53 else x


def amount_at(tokens: list[Token], i: int) -> Amount | None:
    """The number that begins at token i, in digits or in words."""
    if i >= len(tokens):
        return None
    if tokens[i].kind == "n":
        value = digits_value(tokens[i].text)
        return None if value is None else Amount(i, i + 1, value)
    return _words_at(tokens, i)


def _words_at(tokens: list[Token], i: int) -> Amount | None:
    known = words("figures", "number_words")
    if tokens[i].text not in known:
        return None
    j = i
    while j < len(tokens) and tokens[j].text in known and j - i < 12:
        j += 1
    while j > i:
        if tokens[j - 1].text not in ("triệu", "tỷ", "tỉ", "nghìn", "ngàn", "vạn") or j - i > 2:
            value = words_to_number(" ".join(t.text for t in tokens[i:j]))
            if value is not None:
                return Amount(i, j, value, in_words=True)
        j -= 1
    return None


def unit_at(page: Page, i: int) -> Unit:
    """The multiplier and unit that begin at token i; kind `none` when there is neither."""
    unit = page.units.get(i)
    if not isinstance(unit, Unit):
        unit = page.units[i] = _read_unit(page, i)
    return unit


def _read_unit(page: Page, i: int) -> Unit:
    tokens = page.tokens
    found = _unit_list("percent").match(tokens, i)
    if found:
        return Unit(found[0], found[1], 1, "percent")
    scaled = _unit_list("scaled").match(tokens, i)
    if scaled:
        return Unit(scaled[0], "đồng", int(scaled[1]), "money")
    factor, j = 1, i
    multiplier = _unit_list("multipliers").match(tokens, i)
    if multiplier:
        factor, j = int(multiplier[1]), multiplier[0]
    return _named_unit(page, j, factor)


def _named_unit(page: Page, j: int, factor: int) -> Unit:
    tokens = page.tokens
    if j < len(tokens) and tokens[j].kind == "b":
        nothing_yet = j + 1 < len(tokens) and page.is_capital(tokens[j + 1]) if j + 1 < len(tokens) and tokens[j + 1].kind == "w" else True
        if nothing_yet:
            return Unit(j, "đồng" if factor >= 10**6 else None, factor, "money" if factor >= 10**6 else "none")
        j += 1
    for kind, name in (("money", "money"), ("measure", "measures"), ("duration", "durations"), ("count", "counts")):
        found = _unit_list(name).match(tokens, j)
        if found and _whole_word(page, found[0], found[1]):
            other = _unit_list("counts").match(tokens, j) if kind != "count" else None
            if other and other[0] > found[0]:
                return Unit(_coordinated(page, j, other[0]), other[1], factor, "count")
            if kind == "count":
                return Unit(*_with_partners(page, j, found[0], found[1]), factor, "count")
            return Unit(found[0], found[1], factor, kind)
    guess = _guessed(page, j)
    if guess and not (factor >= 10**6):
        return Unit(j + 1, guess, factor, "guess")
    if factor >= 10**6:
        return Unit(j, "đồng", factor, "money")
    return Unit(j, None, factor, "none")


def _whole_word(page: Page, last: int, name: str) -> bool:
    """`đ` and `m` are units only when they stand free (`500 đ`, `500đ`), not as the first letter of something."""
    return not (
        name == "đồng"
        and page.tokens[last - 1].text == "đ"
        and last < len(page.tokens)
        and page.tokens[last].text == "/"
        and last + 1 < len(page.tokens)
        and page.tokens[last + 1].text == "c"
    )


def _coordinated(page: Page, first: int, last: int) -> int:
    return _with_partners(page, first, last, "")[0]


def _with_partners(page: Page, first: int, last: int, name: str) -> tuple[int, str]:
    """`tỉnh, thành phố` and `xã, phường` count together as one unit."""
    tokens = page.tokens
    if _unit_list("places").match(tokens, first) is None:
        return last, name
    parts = [name]
    while last + 1 < len(tokens) and tokens[last].text == ",":
        more = _unit_list("places").match(tokens, last + 1)
        if not more or page.is_capital(tokens[last + 1]):
            break
        follow = tokens[more[0]] if more[0] < len(tokens) else None
        if follow is not None and follow.kind == "w" and page.is_capital(follow):
            break
        parts.append(more[1])
        last = more[0]
    return last, ", ".join(parts)


def _guessed(page: Page, j: int) -> str | None:
    """An unlisted noun: the next word, when it is no small word or verb."""
    if j >= len(page.tokens):
        return None
    t = page.tokens[j]
    if t.kind != "w" or t.text in words("units", "no_units") or len(t.text) < 2:
        return None
    word = page.norm[t.start : t.end]
    if word[0].isupper() and not word.isupper():
        return None
    return word if word.isupper() else t.text


def rate_after(page: Page, last: int) -> tuple[int, str]:
    """`/HTX/năm` or `/1 người/1 tháng` after a unit: (index after it, `/hợp tác xã/năm`)."""
    tokens, parts = page.tokens, ""
    while last + 1 < len(tokens) and tokens[last].text == "/":
        j = last + 1
        if tokens[j].text in ("1", "01", "một") and j + 1 < len(tokens) and tokens[j + 1].kind == "w":
            j += 1
        if tokens[j].kind != "w" or tokens[j].text in ("kh", "kế"):
            break
        end, name = _rate_word(page, j)
        if name is None:
            break
        parts += "/" + name
        last = end
    return last, parts


def _rate_word(page: Page, j: int) -> tuple[int, str | None]:
    for name in ("durations", "measures", "counts"):
        found = _unit_list(name).match(page.tokens, j)
        if found:
            return found
    t = page.tokens[j]
    if t.text in _PERSON_SLIPS:
        return j + 1, "người"
    close = page.norm[t.start - 1] == "/"
    return (j + 1, t.text) if close and t.text not in words("units", "no_units") else (j, None)
