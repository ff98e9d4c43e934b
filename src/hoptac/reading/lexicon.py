"""Word lists kept as data: one entry a line, `phrase = meaning` or `phrase | phrase`, `#` for remarks, `[name]` to begin a list."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from hoptac.reading.page import Page, Token
from hoptac.reading.text import same_key

_HERE = Path(__file__).parent / "data"
_WORDS = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_][^\W_]*|\S")


@cache
def lists(name: str) -> dict[str, dict[str, str]]:
    """All lists of a data file: {list: {phrase: meaning}}; phrases are comparison keys, meanings as written."""
    out: dict[str, dict[str, str]] = {}
    current: dict[str, str] = {}
    for line in (_HERE / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        line = line.split("#", 1)[0].strip()
        if line.startswith("["):
            current = out.setdefault(line.strip("[]"), {})
        elif line:
            phrase, _, meaning = line.partition("=")
            for each in phrase.split("|"):
                current[same_key(each)] = meaning.strip() or each.strip()
    return out


class Phrases:
    """Finds the longest listed phrase at a token; line breaks inside a phrase do not matter."""

    def __init__(self, entries: dict[str, str]) -> None:
        self._by_first: dict[str, tuple[str | None, dict[str, list[tuple[list[str], str]]]]] = {}
        self._lasts: set[str] = set()
        for phrase, meaning in entries.items():
            first, *rest = _WORDS.findall(phrase)
            self._lasts.add(rest[-1] if rest else first)
            alone, longer = self._by_first.get(first, (None, {}))
            if rest:
                longer.setdefault(rest[0], []).append((rest[1:], meaning))
            self._by_first[first] = (alone if rest else meaning, longer)
        for _, longer in self._by_first.values():
            for rests in longer.values():
                rests.sort(key=lambda r: -len(r[0]))

    def match(self, tokens: list[Token], i: int) -> tuple[int, str] | None:
        """(index after the phrase, meaning) of the longest phrase at tokens[i]."""
        if not 0 <= i < len(tokens):
            return None
        entry = self._by_first.get(tokens[i].text)
        if entry is None:
            return None
        alone, longer = entry
        if longer and (found := self._longer(tokens, i + 1, longer)):
            return found
        return None if alone is None else (i + 1, alone)

    @staticmethod
    def _longer(tokens: list[Token], i: int, longer: dict[str, list[tuple[list[str], str]]]) -> tuple[int, str] | None:
        """The same for phrases of two words and more, by their second word at tokens[i]."""
        n = len(tokens)
        if i < n and tokens[i].kind == "b":
            i += 1
        if i >= n:
            return None
        for rest, meaning in longer.get(tokens[i].text, ()):
            j = i + 1
            for w in rest:
                if j < n and tokens[j].kind == "b":
                    j += 1
                if j >= n or tokens[j].text != w:
                    break
                j += 1
            else:
                return j, meaning
        return None

    def spots(self, page: Page) -> list[int]:
        """The tokens of the page where a phrase may begin."""
        return page.spots_of(id(self), self._by_first)

    def begins(self, word: str) -> bool:
        """Does any phrase begin with this word?"""
        return word in self._by_first

    def ends_at(self, tokens: list[Token], i: int, longest: int = 6) -> tuple[int, str] | None:
        """(index of the first token, meaning) of the longest phrase that ends with tokens[i]."""
        if i < 0 or tokens[i].text not in self._lasts:
            return None
        for start in range(max(0, i - longest + 1), i + 1):
            found = self.match(tokens, start)
            if found and found[0] == i + 1:
                return start, found[1]
        return None


@cache
def phrases(file: str, *names: str) -> Phrases:
    """One finder over some lists of a data file (over all lists when none is named)."""
    found = lists(file)
    merged: dict[str, str] = {}
    for name in names or found:
        merged |= found[name]
    return Phrases(merged)


@cache
def words(file: str, name: str) -> frozenset[str]:
    """A list as a set of keys."""
    return frozenset(lists(file)[name])
