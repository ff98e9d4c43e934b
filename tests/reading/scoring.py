"""Scores a reading against an annotated text, in the terms of the annotation guide: one to one, precision, recall, F1."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Any

from hoptac.reading.text import normalise_symbol, same_key

Item = dict[str, Any]
LONG = (
    ("liên hiệp htx", "liên hiệp hợp tác xã"),
    ("htx", "hợp tác xã"),
    ("tht", "tổ hợp tác"),
    ("ntm", "nông thôn mới"),
    ("ubnd", "ủy ban nhân dân"),
    ("ptnt", "phát triển nông thôn"),
    ("sp", "sản phẩm"),
    ("dn", "doanh nghiệp"),
    ("qtdnd", "quỹ tín dụng nhân dân"),
)
SMALL = frozenset("số của và các được so với tại là trong có đã cho về theo từ đến một".split())


def key(text: str | None) -> str:
    out = same_key(text or "")
    for short, full in LONG:
        out = re.sub(rf"(?<!\w){short}(?!\w)", full, out)
    return out


def dice(a: str | None, b: str | None) -> float:
    x, y = (set(re.findall(r"\w+", key(s))) - SMALL for s in (a, b))
    return 2 * len(x & y) / (len(x) + len(y)) if x and y else 0.0


def overlap(a: Item, b: Item) -> bool:
    return bool(a["start"] < b["end"] and b["start"] < a["end"])


def pairs(gold: list[Item], found: list[Item], same: Callable[[Item, Item], bool]) -> list[tuple[Item, Item]]:
    """A maximum one-to-one matching."""
    edges = [[j for j, f in enumerate(found) if same(g, f)] for g in gold]
    owner: dict[int, int] = {}

    def grow(i: int, seen: set[int]) -> bool:
        for j in edges[i]:
            if j not in seen:
                seen.add(j)
                if j not in owner or grow(owner[j], seen):
                    owner[j] = i
                    return True
        return False

    for i in range(len(gold)):
        grow(i, set())
    return [(gold[i], found[j]) for j, i in owner.items()]


def _near(a: Any, b: Any) -> bool:
    return a is b if a is None or b is None else abs(a - b) <= 1e-6 * max(1.0, abs(a), abs(b))


def same_unit(a: str | None, b: str | None) -> bool:
    x, y = key(a), key(b)
    if x == y:
        return True
    if not x or not y or "/" in x + y or "%" in (x, y) or "điểm phần trăm" in (x, y):
        return False
    p, q = re.split(r"[\s,]+", x), re.split(r"[\s,]+", y)
    n = min(len(p), len(q))
    return p[:n] == q[:n]


def same_figure(a: Item, b: Item) -> bool:
    return overlap(a, b) and _near(a["value"], b["value"]) and _near(a["denominator"], b["denominator"]) and same_unit(a["unit"], b["unit"])


def same_reference(a: Item, b: Item) -> bool:
    if not a["symbol"] or not b["symbol"]:
        return not a["symbol"] and not b["symbol"] and overlap(a, b) and key(a["type"]) == key(b["type"])
    return normalise_symbol(a["symbol"]) == normalise_symbol(b["symbol"]) and a["date"] == b["date"] and key(a["type"]) == key(b["type"])


def same_task(a: Item, b: Item) -> bool:
    return overlap(a, b) and (key(a["lead"]) == key(b["lead"]) or dice(a["lead"], b["lead"]) >= 0.67)


LAYERS: dict[str, tuple[str, Callable[[Item, Item], bool]]] = {
    "references": ("references", same_reference),
    "figures": ("figures", same_figure),
    "figures with indicator": ("figures", lambda a, b: same_figure(a, b) and dice(a["indicator"], b["indicator"]) >= 0.5),
    "assignments": ("assignments", same_task),
    "people": ("people", lambda a, b: key(a["name"]) == key(b["name"])),
}


def f1(texts: list[tuple[Item, Item]]) -> dict[str, float]:
    """{layer: F1} over (annotated, found) pairs of texts."""
    out = {}
    for layer, (kind, same) in LAYERS.items():
        hits = sum(len(pairs(g[kind], f[kind], same)) for g, f in texts)
        total = sum(len(g[kind]) + len(f[kind]) for g, f in texts)
        out[layer] = 2 * hits / total if total else 1.0
    return out


def nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)
