"""The outline of a document: which heading or stem stands above a line, and the time it names for all that follows under it."""

from __future__ import annotations

import re
from bisect import bisect_left

from hoptac.reading.page import Page
from hoptac.reading.times import Time

_LEVELS = (
    (re.compile(r"\s*(?:phần|chương)\s+(?:[ivx\d]+|thứ)"), 1),
    (re.compile(r"\s*[ivx]{1,5}\s?[./)-]"), 2),
    (re.compile(r"\s*\d{1,2}\s?[./)](?!\d)"), 3),
    (re.compile(r"\s*(?:điều|mục)\s+\d"), 3),
    (re.compile(r"\s*\d{1,2}\.\d{1,2}\.?\d{0,2}\.?\s"), 4),
    (re.compile(r"\s*[a-zđ]\s?[.)]"), 5),
    (re.compile(r"\s*(?:bảng|biểu)\s+(?:số\s+)?\d"), 6),
    (re.compile(r"\s*[-+*•]"), 7),
)
_OF_TABLE = re.compile(r"[|\t]|^\s*s?tt\s")


def level_of(page: Page, n: int) -> int | None:
    """Depth of a line in the outline: numbered headings 1-5, an opening line with a colon 6, items 7; None for plain paragraphs."""
    start, end = page.lines[n]
    for pattern, level in _LEVELS:
        if pattern.match(page.low, start, end):
            return level
    if page.norm[start:end].rstrip().endswith(":"):
        return 6
    line = page.norm[start:end].strip()
    return 0 if line.isupper() and len(line) > 3 else None


def heading_times(page: Page, times: list[Time], begin: int) -> list[str | None]:
    """For every line the time named by the nearest heading or stem above it."""
    starts = [t.start for t in times]
    stack: list[tuple[int, str | None]] = []
    out: list[str | None] = []
    for n, (start, end) in enumerate(page.lines):
        level = level_of(page, n) if start >= begin else None
        if level is None:
            while stack and stack[-1][0] >= 6 and page.norm[start:end].strip() and not _OF_TABLE.search(page.low, start, end):
                stack.pop()
        else:
            while stack and stack[-1][0] >= level:
                stack.pop()
        out.append(next((v for _, v in reversed(stack) if v), None))
        if level is not None and level < 7 and _is_heading(page, start, end, level):
            inside = {t.value for t in times[bisect_left(starts, start) : bisect_left(starts, end)] if t.kind != "relative"}
            stack.append((level, next(iter(inside)) if len(inside) == 1 else None))
    return out


def _is_heading(page: Page, start: int, end: int, level: int) -> bool:
    """A heading is short and no full sentence; a stem ends in a colon."""
    line = page.norm[start:end].strip()
    return line.endswith(":") or level == 0 or (len(line) < 130 and not line.endswith((".", ";", ",")))
