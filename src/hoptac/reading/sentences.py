"""Sentences and list items: pieces of a line between full stops and semicolons, with what stands at the head of the line taken off."""

from __future__ import annotations

import re
from dataclasses import dataclass

from hoptac.reading.page import Page

_MARK = re.compile(
    r"\s*(?:(?P<bullet>[-+*•–✓]\s*)|(?P<number>(?:\(?(?:\d{1,2}(?:\.\d{1,2}){0,2}|[a-zđA-ZĐ]|[ivxIVX]{1,5})\s?[.)/]+(?!\d)|(?:Điều|Mục|Phần|Chương)\s+[\dIVX]+\s*[.:]?)\s*))*"
)
_BREAK = re.compile(r"[.;!?]+(?=\s|$|[”\"])")
_SHORT = re.compile(r"(?:^|[\s(])(?:tp|tx|tt|ths|ts|pgs|gs|q|p|tr|đ|ô|kt|tm|tl|st|v\.v|vv|bs|ks|mr|mt)$")


@dataclass(slots=True)
class Sentence:
    """Characters [start, end) without its closing mark, tokens [first, last)."""

    start: int
    end: int
    first: int
    last: int
    first_in_line: bool
    numbered: bool
    bulleted: bool


def split_sentences(page: Page) -> list[Sentence]:
    """All sentences of the page in order."""
    out: list[Sentence] = []
    for start, end in page.lines:
        m = _MARK.match(page.norm, start, end)
        at = m.end() if m else start
        numbered, bulleted = bool(m and m.group("number")), bool(m and m.group("bullet"))
        first = True
        for stop, after in _stops(page, at, end):
            begin = at + len(page.norm[at:stop]) - len(page.norm[at:stop].lstrip())
            if stop > begin:
                out.append(Sentence(begin, stop, page.token_at(begin), page.token_at(stop), first, numbered, bulleted))
                first = False
            at = after
    return out


def _stops(page: Page, at: int, end: int) -> list[tuple[int, int]]:
    """(end of the piece, begin of the next) for each piece of a line."""
    cuts = []
    depth_from = at
    for m in _BREAK.finditer(page.norm, at, end):
        piece = page.low[depth_from : m.start()]
        if m.group() == "." and _SHORT.search(piece[-8:]):
            continue
        if piece.count("(") > piece.count(")") and len(piece) < 400:
            continue
        cuts.append((m.start(), m.end()))
        depth_from = m.end()
    cuts.append((end, end))
    return cuts
