"""What a figure inherits from its surroundings: the time it holds for and the place or body it belongs to (guide: `as_of`, `subject`)."""
from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from hoptac.reading.head import Head
from hoptac.reading.lexicon import Phrases, phrases
from hoptac.reading.page import Page
from hoptac.reading.quantities import Quantity
from hoptac.reading.times import Time

_COMPARED = re.compile(r"(?:so\s+với|so|so\s+cùng\s+kỳ|cùng\s+kỳ|giá\s+so\s+sánh|kể\s+từ|của)\s+(?:cuối\s+|đầu\s+|cùng\s+kỳ\s+)?(?:năm\s+)?$")
_NOW = re.compile(r"(?<!\w)(?:hiện(?:\s+có|\s+nay|\s+tại)?|đến\s+nay|đang\s+có)(?!\w)")
_END = re.compile(r"[.!?](?=\s|$)|\n")


@dataclass(slots=True)
class Mention:
    """A place named in the text: where, and as the subject is written."""

    start: int
    end: int
    name: str
    level: str


@cache
def _provinces() -> Phrases:
    return phrases("places", "provinces")


@cache
def _levels() -> Phrases:
    return phrases("places", "levels")


def find_places(page: Page) -> list[Mention]:
    """Places in order: known provinces, `huyện …`, `xã …`, and the country as a whole."""
    out: list[Mention] = []
    tokens, i = page.tokens, 0
    while i < len(tokens):
        t = tokens[i]
        country = phrases("places", "country").match(tokens, i)
        if country and t.text in ("cả", "toàn"):
            out.append(Mention(t.start, tokens[country[0] - 1].end, "cả nước", "country"))
            i = country[0]
            continue
        level = _levels().match(tokens, i)
        if level:
            j = level[0]
            while j < len(tokens) and tokens[j].kind == "w" and page.is_capital(tokens[j]) and j - level[0] < 3:
                j += 1
            if j > level[0] and tokens[level[0]].start - tokens[level[0] - 1].end < 3:
                name = page.text(tokens[level[0]].start, tokens[j - 1].end)
                full = name if level[1] in ("tỉnh", "huyện") else page.text(t.start, tokens[j - 1].end)
                out.append(Mention(t.start, tokens[j - 1].end, full, level[1]))
                i = j
                continue
        known = _provinces().match(tokens, i) if t.kind == "w" and page.is_capital(t) else None
        if known:
            out.append(Mention(t.start, tokens[known[0] - 1].end, page.text(t.start, tokens[known[0] - 1].end), "tỉnh"))
            i = known[0]
            continue
        i += 1
    return out


class Scope:
    """Answers for each quantity, in the order of the text."""

    def __init__(self, page: Page, head: Head, times: list[Time], references: list[tuple[int, int]]) -> None:
        self.page, self.head = page, head
        self.times = [t for t in times if t.value and not any(s <= t.start < e for s, e in references)]
        self.places = [p for p in find_places(page) if not any(s <= p.start < e for s, e in references)]
        self.title_time = self._title_time()
        self.last: str | None = None
        self.last_line = -1
        self.subject = self._default()
        self._place_i = 0

    def _title_time(self) -> str | None:
        inside = [t for t in self.times if self.head.title_start <= t.start < self.head.title_end]
        values = {t.value for t in inside}
        return inside[0].value if len(values) == 1 else None

    def _default(self) -> str | None:
        if self.head.place:
            small = self.head.level in ("xã", "phường", "thị trấn", "đặc khu")
            return f"{self.head.level} {self.head.place}" if small else self.head.place
        return self.places[0].name if self.places else None

    # --- time

    def _sentence(self, at: int) -> tuple[int, int]:
        start = 0
        for m in _END.finditer(self.page.low, max(0, at - 900), at):
            start = m.end()
        m2 = _END.search(self.page.low, at)
        return max(start, 0 if start else max(0, at - 900)), m2.start() if m2 else len(self.page.low)

    def as_of(self, q: Quantity) -> str | None:
        start, end = self.page.tokens[q.first].start, self.page.tokens[q.last - 1].end
        after = self._right_after(end)
        if q.role == "from":
            return after or "đầu kỳ"
        if after:
            return self._remember(after, start)
        left, right = self._sentence(start)
        inside = [t for t in self.times if left <= t.start < right and not self._is_compared(t)]
        before = [t for t in inside if t.end <= start]
        if _NOW.search(self.page.low, max(left, before[-1].end if before else left), start):
            return None
        if before:
            return self._remember(before[-1].value, start)
        later = [t for t in inside if t.start >= end]
        if later and later[0].start - end < 60:
            return self._remember(later[0].value, start) if later[0].kind != "day" else later[0].value
        inherited = self._inherited(start)
        return inherited or ("cuối kỳ" if q.role == "to" else None)

    def _right_after(self, end: int) -> str | None:
        """`2,38% (năm 2023)`, `120 HTX năm 2024`."""
        for t in self.times:
            if t.start >= end:
                between = self.page.low[end:t.start]
                return t.value if between.strip() in ("", "(", "vào", "của", "trong", "vào cuối", "cuối", "đến", "tính đến") and t.kind != "relative" else None
        return None

    def _is_compared(self, t: Time) -> bool:
        return bool(_COMPARED.search(self.page.low, max(0, t.start - 30), t.start)) or self.page.low[t.start:t.end].startswith("so ")

    def _remember(self, value: str | None, at: int) -> str | None:
        self.last, self.last_line = value, self.page.line_of(at)
        return value

    def _inherited(self, at: int) -> str | None:
        """From the sentence before in the paragraph, the lines above that open the list, else from the title or the text so far."""
        line = self.page.line_of(at)
        if self.last_line == line:
            return self.last
        if self.head.title:
            return self.title_time
        return self.last

    # --- subject

    def of_whom(self, q: Quantity) -> str | None:
        """The last place named before the figure in its sentence or paragraph, else that of the text."""
        at = self.page.tokens[q.first].start
        line_start = self.page.lines[self.page.line_of(at)][0]
        left, right = self._sentence(at)
        near = [p for p in self.places if left <= p.start < at]
        if near:
            self.subject = near[-1].name if not self.head.place else near[-1].name
            return self._own(near[-1])
        paragraph = [p for p in self.places if line_start <= p.start < at]
        if self.head.place:
            return self._default()
        if paragraph:
            return paragraph[-1].name
        return self.subject

    def _own(self, p: Mention) -> str:
        return p.name
