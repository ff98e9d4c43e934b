"""A text made ready for reading: composed, with one kind of blank and dash, and every place mapped back to the text as given.

Three views of the same characters, all of one length: `norm` (NFC, spelling kept), `low` (lower case, new tone placement) and the
tokens over them. `raw_span` leads from a place in them to code points of the text as given."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator

from hoptac.reading.scans import mend
from hoptac.reading.text import place_tones
from hoptac.reading.wraps import unwrap

_BLANKS = {c: " " for c in "\u00a0\u2007\u2009\u202f\u2002\u2003\u3000\x0b\x0c"} | {
    "\r": "\n",
    "\u2028": "\n",
    "\u2029": "\n",
    "\x85": "\n",
}
_ALIKE = (
    {c: "-" for c in "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"}
    | {c: "'" for c in "\u2018\u2019"}
    | {c: "/" for c in "\u2044\u2215"}
    | {"\u00d0": "Đ", "\u00f0": "đ", "\uff0c": ","}
)
_TABLE = str.maketrans(_BLANKS | _ALIKE)
_UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_GROUPING = "\u00a0\u2009\u202f\u2007"
_HAS_UNSEEN = re.compile("[" + _UNSEEN + "]|\r\n")
_HAS_GROUPS = re.compile(rf"\d[{_GROUPING}]\d")
_LONGEST_NUMBER = 30  # signs: groups set apart by blanks make no longer one
_TOKEN = re.compile(r"(?P<w>[^\W\d_][^\W_]*)|(?P<n>\d+(?:[.,]\d+)*)|(?P<b>\n)|(?P<p>\S)")


class Token:
    """A number (n), word (w), mark (p) or line break (b): `text` in lower case, `start`/`end` into Page.norm, `i` its place in the page."""

    __slots__ = ("kind", "text", "start", "end", "i")

    def __init__(self, kind: str, text: str, start: int, end: int, i: int) -> None:
        self.kind, self.text, self.start, self.end, self.i = kind, text, start, end, i

    def __repr__(self) -> str:
        return f"{self.kind}:{self.text}"


def _clusters(raw: str) -> Iterator[tuple[str, int, int]]:
    """Base characters with their combining marks, composed; unseen characters vanish."""
    i, n = 0, len(raw)
    while i < n:
        j = i + 1
        while j < n and unicodedata.combining(raw[j]):
            j += 1
        piece = raw[i:j]
        if piece in _UNSEEN or (piece == "\r" and raw[j : j + 1] == "\n"):
            i = j
            continue
        yield unicodedata.normalize("NFC", piece), i, j
        i = j


class Page:
    """The text and its tokens."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.times: list[re.Match[str]] | None = None  # what times.py found, kept because it is asked twice
        self._starts: list[int] | None = None
        self._ends: list[int] | None = None
        plain = unicodedata.is_normalized("NFC", raw) and not _HAS_UNSEEN.search(raw)
        composed = raw if plain else self._compose(raw)
        self.norm = unwrap(composed.translate(_TABLE))
        low = self.norm.lower()
        if len(low) != len(self.norm):  # İ and the like grow when lowered
            low = "".join(c.lower() if len(c.lower()) == 1 else c for c in self.norm)
        self.low = mend(place_tones(low))
        self.tokens = self._tokenise(composed)
        self._token_starts = [t.start for t in self.tokens]
        self.has_tabs = "\t" in self.norm
        self.spots = self._index()
        self.numbers = [t.i for t in self.tokens if t.kind == "n"]
        self.capitals = [t.i for t in self.tokens if t.kind == "w" and self.norm[t.start].isupper()]
        self.bodies: dict[int, int | None] = {}  # what bodies.py found at a token: it is asked again and again
        self.units: dict[int, object] = {}  # the same of amounts.py
        self._found_spots: dict[int, list[int]] = {}
        self._found_capitals: dict[frozenset[str], list[int]] = {}
        self.lines = self._split_lines()
        self._line_starts = [s for s, _ in self.lines]

    def _compose(self, raw: str) -> str:
        parts: list[str] = []
        self._starts, self._ends = [], []
        for piece, start, end in _clusters(raw):
            parts.append(piece)
            self._starts.extend([start] * len(piece))
            self._ends.extend([end] * len(piece))
        return "".join(parts)

    def _tokenise(self, composed: str) -> list[Token]:
        out: list[Token] = []
        grouped = _HAS_GROUPS.search(composed) is not None
        for m in _TOKEN.finditer(self.low):
            kind, text, (start, end) = m.lastgroup or "p", m.group(), m.span()
            if grouped and kind == "n" and out and self._joins_number(out[-1], text, start, composed):
                out[-1].text, out[-1].end = out[-1].text + "." + text, end
                continue
            out.append(Token(kind, text, start, end, len(out)))
        return out

    def _index(self) -> dict[str, list[int]]:
        """Where each word stands: rules look only at the places where they can begin."""
        out: dict[str, list[int]] = {}
        for t in self.tokens:
            if t.text in out:
                out[t.text].append(t.i)
            else:
                out[t.text] = [t.i]
        return out

    def spots_of(self, key: int, firsts: Collection[str]) -> list[int]:
        """The tokens, in order, whose word is one of these; kept with the page under the key."""
        found = self._found_spots.get(key)
        if found is None:
            found = sorted(i for word, places in self.spots.items() if word in firsts for i in places)
            self._found_spots[key] = found
        return found

    def capitals_of(self, words: frozenset[str]) -> list[int]:
        """The same for words that begin with a capital letter."""
        found = self._found_capitals.get(words)
        if found is None:
            found = self._found_capitals[words] = [i for i in self.capitals if self.tokens[i].text in words]
        return found

    @staticmethod
    def _joins_number(last: Token, text: str, start: int, composed: str) -> bool:
        """`12<nbsp>500`: one number whose thousands are set apart by a no-break or thin blank."""
        head = text.split(",")[0]
        return (
            last.kind == "n"
            and last.end - last.start < _LONGEST_NUMBER
            and last.end == start - 1
            and composed[last.end] in _GROUPING
            and len(head) == 3
            and "," not in last.text
            and len(last.text.split(".")[0]) <= 3
        )

    def _split_lines(self) -> list[tuple[int, int]]:
        lines, at = [], 0
        for piece in self.norm.split("\n"):
            lines.append((at, at + len(piece)))
            at += len(piece) + 1
        return lines

    def line_of(self, at: int) -> int:
        """The number of the line that holds this place."""
        return max(bisect_right(self._line_starts, at) - 1, 0)

    def line_text(self, number: int) -> str:
        start, end = self.lines[number]
        return self.norm[start:end]

    def token_at(self, at: int) -> int:
        """Index of the first token that begins at or after this place."""
        return bisect_left(self._token_starts, at)

    def tokens_in(self, start: int, end: int) -> list[Token]:
        """The tokens that begin in norm[start:end]."""
        return self.tokens[self.token_at(start) : self.token_at(end)]

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Code points of the text as given for norm[start:end]."""
        if self._starts is None or self._ends is None:
            return start, end
        return self._starts[start], self._ends[end - 1]

    def text(self, start: int, end: int) -> str:
        """The spelling of norm[start:end] with single blanks: what goes into the fields of a finding."""
        return " ".join(self.norm[start:end].split())

    def is_capital(self, token: Token) -> bool:
        """Does the word begin with a capital letter in the text?"""
        return self.norm[token.start].isupper()
