"""Which column holds what: heads of any clerk's sheet matched to the fields a form knows, with accents or without."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache

from hoptac.common.text import fold
from hoptac.sheets.values import READERS, error_sign, is_nothing

SURE, LIKELY = 0.95, 0.6
NEAR = 0.84  # from here on two heads differ by typing errors


@dataclass(frozen=True)
class Field:
    """Something a sheet may tell: `names` are the heads clerks write for it, best first; `reader` a key of values.READERS or "choice"."""

    code: str
    label: str
    names: tuple[str, ...]
    reader: str = "text"
    required: bool = False
    choices: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Column:
    """A column of the sheet: where it stands, its head as written, the field it was taken for and how sure that is."""

    index: int
    head: str
    field: str | None = None
    score: float = 0.0
    remembered: bool = False
    scale: int = 1  # of money: "(triệu đồng)" in the head is 10**6
    unlike: str = ""  # the field its head names while its cells hold something else: told, not taken


_FILLER = frozenset("so cua va cac theo tai ten ma ngay nam co la (neu ve".split())
_SCALES = (
    ("ty dong", 10**9),
    ("trieu dong", 10**6),
    ("tr.d", 10**6),
    ("trd", 10**6),
    ("nghin dong", 10**3),
    ("ngan dong", 10**3),
    ("1000d", 10**3),
)


@cache
def _words(head: str) -> tuple[str, ...]:
    plain = "".join(c if c.isalnum() else " " for c in fold(head))
    return tuple(plain.split())


@cache
def likeness(head: str, name: str) -> float:
    """How well a head fits a name, 0 to 1: equal, the name's words within the head, or nearly the same letters (typing errors)."""
    a, b = _words(head), _words(name)
    if not a or not b:
        return 0.0
    if a == b or "".join(a) == "".join(b):
        return 1.0
    if _within(b, a):
        return 0.9 - 0.04 * min(len(a) - len(b), 8)
    if _within(a, b):
        weight = sum(word not in _FILLER for word in a)
        return 0.75 - 0.05 * (len(b) - len(a)) if weight else 0.0
    if set(b) <= set(a):
        return 0.75 - 0.04 * min(len(a) - len(b), 8)
    return 0.85 * _letters(" ".join(a), " ".join(b))


def _letters(one: str, other: str) -> float:
    """The share of letters in common and in order, 0 below `NEAR`; most pairs are told apart by their lengths or their letters alone."""
    if 2 * min(len(one), len(other)) < NEAR * (len(one) + len(other)):
        return 0.0
    if 2 * (Counter(one) & Counter(other)).total() < NEAR * (len(one) + len(other)):
        return 0.0
    ratio = SequenceMatcher(None, one, other).ratio()
    return ratio if ratio >= NEAR else 0.0


def _within(few: Sequence[str], many: Sequence[str]) -> bool:
    return any(tuple(many[i : i + len(few)]) == tuple(few) for i in range(len(many) - len(few) + 1))


def match(
    heads: Sequence[str], fields: Sequence[Field], samples: Sequence[list], remembered: Mapping[str, str] | None = None
) -> list[Column]:
    """Each column with its field: what this office chose before, else the best likeness of head and of contents; a field once."""
    remembered = remembered or {}
    taken: dict[int, tuple[str, float, bool]] = {}
    used: set[str] = set()
    known = {one.code for one in fields}
    for index, head in enumerate(heads):
        code = remembered.get(fold(head))
        if code in known and code not in used:
            taken[index] = (code, 1.0, True)
            used.add(code)
        elif code == "":  # told before to leave this column alone
            taken[index] = ("", 1.0, True)
    for score, index, code in sorted(_scores(heads, fields, samples), key=lambda one: (-one[0], one[1])):
        if index not in taken and code not in used and score >= LIKELY:
            taken[index] = (code, score, False)
            used.add(code)
    return [
        _column(index, head, taken.get(index), "" if index in taken else _named(head, fields, used)) for index, head in enumerate(heads)
    ]


def _column(index: int, head: str, found: tuple[str, float, bool] | None, unlike: str) -> Column:
    code, score, before = found or ("", 0.0, False)
    return Column(index, head, code or None, score, before, scale_of(head), unlike)


def _named(head: str, fields: Sequence[Field], used: set[str]) -> str:
    """The field a head plainly names though the column was not taken for it."""
    free = (one for one in fields if one.code not in used)
    return next((one.code for one in free if max(likeness(head, name) for name in (one.label, *one.names)) >= SURE), "")


def scale_of(head: str) -> int:
    """The unit of money a head states: 10**6 for "Vốn điều lệ (triệu đồng)", 1 where none stands."""
    plain = fold(head)
    return next((scale for words, scale in _SCALES if words in plain), 1)


def _scores(heads: Sequence[str], fields: Sequence[Field], samples: Sequence[list]) -> Iterable[tuple[float, int, str]]:
    for index, head in enumerate(heads):
        if not head:
            continue
        for one in fields:
            best = max((likeness(head, name) - 0.002 * n for n, name in enumerate((one.label, *one.names))), default=0.0)
            if best >= LIKELY - 0.1:
                yield best * (0.4 + 0.6 * fit(one, samples[index] if index < len(samples) else [])), index, one.code


def fit(one: Field, cells: Iterable) -> float:
    """The share of filled cells that can be what the field holds; 1 where nothing is filled or the field takes any words."""
    reader = READERS.get(one.reader)
    filled = [cell for cell in cells if not is_nothing(cell) and not error_sign(cell)][:40]
    if reader is None or one.reader == "text" or not filled:
        return 1.0
    share = sum(not reader(cell).problem for cell in filled) / len(filled)
    return share if len(filled) > 2 else max(share, 0.6)  # one or two bad cells say little against the head
