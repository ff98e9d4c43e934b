"""Slips of scanning put right for reading: O and l among digits, and accents lost from common words. Lengths never change."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_DIGITS = re.compile(r"(?<![^\W_])(?=[lo.,]{0,9}\d)(?=[\d.,]{0,15}[lo])[\dlo]{1,16}(?:[.,][\dlo]{1,9}){0,6}(?![^\W_])")
_MIXED = re.compile(r"[lo\d](?:(?<=[lo])[.,]{0,9}\d|(?<=\d)[.,]{0,15}[lo])")
_TAIL = re.compile(r"[aăâêioôơuưy](?:ch|[pct])(?!\w)")
_LONGEST_WORD = 40
_FINAL = re.compile(r"(?<!\w)[^\W\d_]*[aăâeêioôơuưy](?:ch|[pct])(?!\w)")
_SMALL = frozenset("của với và trước tại về được các trong năm tháng ngày là có cho từ đến".split())
_SMALL_BARE = {"cua": "của", "voi": "với", "truoc": "trước", "duoc": "được", "thang": "tháng"}
_HAT = re.compile("[ăâêôơưđ]")


def mend(low: str) -> str:
    """Lower-case text as it was meant: only what looks scanned is touched."""
    slips = [m for m in _DIGITS.finditer(low) if not re.fullmatch(r"\d+l", m.group())] if _MIXED.search(low) else []
    toneless = sum(1 for m in _TAIL.finditer(low) if _is_toneless(low, m.start(), m.end()))
    if not slips and toneless < 2:
        return low
    low = _DIGITS.sub(lambda m: m.group().replace("o", "0").replace("l", "1"), low)
    if len(slips) + toneless < 2:
        return low
    return _mend_words(low)


def _is_toneless(low: str, at: int, end: int) -> bool:
    """Whether the word that ends there has a hat and no tone, which its last letter asks for."""
    while at and low[at - 1].isalnum() and not low[at - 1].isdecimal():
        at -= 1
        if end - at > _LONGEST_WORD:
            return False
    word = low[at:end]
    return bool(_HAT.search(word)) and word != "tôt" and not (at and (low[at - 1].isdecimal() or low[at - 1] == "_"))


@cache
def _known() -> tuple[dict[str, list[str]], set[tuple[str, str]]]:
    """Words by their bare letters, and pairs of neighbours, from all word lists."""
    from hoptac.reading.lexicon import lists

    words: dict[str, list[str]] = {}
    pairs: set[tuple[str, str]] = set()
    for file in ("documents", "units", "bodies", "tasks", "indicators", "figures", "people"):
        for name, entries in lists(file).items():
            if name == "surnames":
                continue
            for phrase in entries:
                parts = [p for p in phrase.split() if p.isalpha()]
                pairs.update(zip(parts, parts[1:], strict=False))
                for p in parts:
                    same = words.setdefault(_bare(p), [])
                    if p not in same:
                        same.append(p)
    return words, pairs


def _bare(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c)).replace("đ", "d")


def _mend_words(low: str) -> str:
    """A word is replaced by one with the same letters when that makes a known pair with a neighbour, or when it is no word at all."""
    words, pairs = _known()
    found = list(re.finditer(r"[^\W\d_]+", low))
    texts = [m.group() for m in found]
    out, at = [], 0
    for k, m in enumerate(found):
        word = texts[k]
        before, after = texts[k - 1] if k else "", texts[k + 1] if k + 1 < len(texts) else ""
        best = _better(word, before, after, words, pairs)
        if best != word and len(best) == len(word):
            out.append(low[at : m.start()] + best)
            at, texts[k] = m.end(), best
    return "".join(out) + low[at:]


def _better(word: str, before: str, after: str, words: dict[str, list[str]], pairs: set[tuple[str, str]]) -> str:
    if (before, word) in pairs or (word, after) in pairs or word in ("sô", "số", "sổ"):
        return word
    if word not in _SMALL and _bare(word) in _SMALL_BARE:
        return _SMALL_BARE[_bare(word)]
    same = words.get(_bare(word), [])
    next_bare = _bare(after)
    for other in same:
        if (before, other) in pairs or (other, after) in pairs:
            return other
    for other in same:
        if any((other, n) in pairs for n in words.get(next_bare, [])):
            return other
    toneless = _FINAL.fullmatch(word) and _HAT.search(word)
    return same[0] if toneless and len(same) == 1 else word
