"""Sorts of organisations as one number, so that counts are kept and summed small. Pure: words in, numbers out.

A cell says what is counted (a stock, or the flow of one kind of event), the kind, the legal status, whether it operates, the sector and
whether it is demonstration data. The places of the digits never change; new words take new digits at the end of their list.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

STOCK = 0
WHAT = ("", "registered", "dissolved", "merged", "consolidated", "divided", "revoked", "bankrupt")  # flows a count is kept of
KIND = ("", "htx", "tht", "lhhtx", "qtdnd")
LEGAL = ("", "registered", "suspended", "absent", "revoked", "winding_up", "insolvent")
OPERATING = ("", "active", "inactive", "pending")
SECTOR = ("", "agriculture", "industry", "trade", "transport", "construction", "credit", "environment", "other")

# name: (its words, what one step of it weighs in the number, how many steps it may have)
DIGITS: dict[str, tuple[tuple[str, ...], int, int]] = {
    "sector": (SECTOR, 2, 100),
    "operating": (OPERATING, 200, 10),
    "legal": (LEGAL, 2_000, 10),
    "kind": (KIND, 20_000, 10),
}
WEIGHT_OF_WHAT = 200_000


class Sort(NamedTuple):
    """A cell in words. An empty sector: all sectors together."""

    what: int
    kind: str
    legal: str
    operating: str
    sector: str
    synthetic: bool


@lru_cache(maxsize=4096)
def cell(what: int, kind: str, legal: str, operating: str, sector: str, synthetic: bool) -> int:
    """The number of a sort."""
    words = {"kind": kind, "legal": legal, "operating": operating, "sector": sector}
    return what * WEIGHT_OF_WHAT + sum(DIGITS[name][0].index(word) * DIGITS[name][1] for name, word in words.items()) + synthetic


@lru_cache(maxsize=4096)
def sort(number: int) -> Sort:
    """The sort of a number."""

    def word(name: str) -> str:
        words, weight, steps = DIGITS[name]
        return words[number // weight % steps]

    return Sort(number // WEIGHT_OF_WHAT, word("kind"), word("legal"), word("operating"), word("sector"), bool(number % 2))


def without_sector(number: int) -> int:
    """The same sort with all sectors together."""
    _words, weight, steps = DIGITS["sector"]
    return number - number // weight % steps * weight


def condition(params: Mapping[str, Any], whats: tuple[int, ...] = (STOCK,), column: str = "cell") -> tuple[str, list[int]]:
    """SQL that holds for the cells that fit the words of an indicator, and its parameters; the same on both engines."""
    parts, values = [], []
    rest = set(DIGITS)
    if len(whats) == 1:
        ranges = [(whats[0] * WEIGHT_OF_WHAT, (whats[0] + 1) * WEIGHT_OF_WHAT)]
        if "kind" in params:  # the highest digit: its cells stand together, and an index finds them
            rest.discard("kind")
            words, weight, _steps = DIGITS["kind"]
            numbers = [words.index(word) for word in params["kind"] if word in words]
            ranges = [(ranges[0][0] + n * weight, ranges[0][0] + (n + 1) * weight) for n in numbers]
        parts.append(f"({' OR '.join([f'{column} >= %s AND {column} < %s'] * len(ranges)) or '1 = 0'})")
        values += [edge for one in ranges for edge in one]
    else:
        parts.append(f"{column} / {WEIGHT_OF_WHAT} IN ({', '.join(['%s'] * len(whats))})")
        values += whats
    for name, (words, weight, steps) in DIGITS.items():
        if name in params and name in rest:
            numbers = [words.index(word) for word in params[name] if word in words]
            parts.append(f"({column} / {weight}) %% {steps} IN ({', '.join(['%s'] * len(numbers)) or 'NULL'})")
            values += numbers
    return " AND ".join(parts), values
