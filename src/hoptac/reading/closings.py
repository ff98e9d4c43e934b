"""Closing formulas: `Chánh Văn phòng X; Giám đốc các Sở: A, B và … chịu trách nhiệm thi hành`, one lead over commas and semicolons."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from hoptac.reading.leads import Leads
from hoptac.reading.lexicon import Phrases, phrases
from hoptac.reading.page import Page
from hoptac.reading.sentences import Sentence

_ENFORCE = re.compile(
    r"(?:chịu|có)\s+trách\s+nhiệm\s+(?:tổ\s+chức\s+)?(?:thi\s+hành|thực\s+hiện|triển\s+khai)"
    r"|căn\s+cứ\s+(?:quyết\s+định|kế\s+hoạch|nghị\s+quyết|chỉ\s+thị)(?:\s+này)?\s+(?:tổ\s+chức\s+)?(?:thi\s+hành|thực\s+hiện)"
)
_REACH = 700  # characters from the first body to what they must do
_LOOSE = 14  # words between the names that may tell which bodies are meant


@dataclass(slots=True)
class Closing:
    """A lead of many bodies: tokens [first, limit), the end of its sentence, the index of its last piece."""

    first: int
    limit: int
    end: int
    piece: int


@cache
def _list(sheet: str, name: str) -> Phrases:
    return phrases(sheet, name)


def closing_at(page: Page, leads: Leads, sentences: list[Sentence], k: int) -> Closing | None:
    """The closing formula that begins with piece k of a line; None when the pieces name more than bodies."""
    s = sentences[k]
    if not (s.numbered or s.first_in_line):
        return None
    line_end = page.lines[page.line_of(s.start)][1]
    m = _ENFORCE.search(page.low, s.start, min(line_end, s.start + _REACH))
    if m is None:
        return None
    last_piece = k
    while sentences[last_piece].end < m.start():
        if page.norm[sentences[last_piece].end : sentences[last_piece].end + 1] != ";" or last_piece + 1 >= len(sentences):
            return None
        last_piece += 1
    first, limit = _after_openings(page, s), page.token_at(m.start())
    last = leads.at(first)
    if last is None or last >= limit or not _only_bodies(page, leads, last, limit):
        return None
    return Closing(first, limit, sentences[last_piece].end, last_piece)


def _after_openings(page: Page, s: Sentence) -> int:
    i = s.first
    while i < s.last and (found := _list("tasks", "openings").match(page.tokens, i)):
        i = found[0]
    return i


def _only_bodies(page: Page, leads: Leads, j: int, limit: int) -> bool:
    """Names of bodies and a few words that tell which, but nothing that is done."""
    loose = 0
    while j < limit:
        field = _list("bodies", "fields").match(page.tokens, j)
        found = leads.at(j) or (field[0] if field else None)
        if found:
            j = found
            continue
        t = page.tokens[j]
        if t.text == "." or (_list("tasks", "acts").match(page.tokens, j) and not page.is_capital(t)):
            return False
        loose += t.kind == "w"
        j += 1
    return loose < _LOOSE
