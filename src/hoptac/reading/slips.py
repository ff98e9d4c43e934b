"""Task slips: the lines around `Người thực hiện: …` that say what is to be done and by when."""

from __future__ import annotations

import re

from hoptac.reading.page import Page
from hoptac.reading.sentences import Sentence

_CONTENT = re.compile(r"\s*(?:[-+*]\s*)?(?:\d{1,2}[.)]\s*)?(?:nội\s+dung|nhiệm\s+vụ|công\s+việc|việc\s+giao|tên\s+việc|việc)[^:\n]{0,25}:")
_DETAIL = re.compile(
    r"\s*(?:[-+*]\s*)?(?:thời\s+hạn|thời\s+gian|hạn|phối\s+hợp|người\s+phối\s+hợp|đơn\s+vị\s+phối\s+hợp|yêu\s+cầu|sản\s+phẩm|kết\s+quả\s+cần)[^:\n]{0,25}:"
)


def slip_lines(page: Page, s: Sentence) -> tuple[int, int]:
    """From the content above or below to the deadline below the line that names who does it."""
    n = page.line_of(s.start)
    first = last = n
    if n and _CONTENT.match(page.low, *page.lines[n - 1]):
        first = n - 1
    while last + 1 < len(page.lines):
        below = page.lines[last + 1]
        content = _CONTENT.match(page.low, *below)
        if (content and first < n) or not (content or _DETAIL.match(page.low, *below)):
            break
        last += 1
    return page.lines[first][0], max(page.lines[last][1], s.end)
