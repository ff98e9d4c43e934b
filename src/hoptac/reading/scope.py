"""What a figure inherits from its surroundings: the time it holds for and the place or body it belongs to (guide: `as_of`, `subject`)."""

from __future__ import annotations

import re
from bisect import bisect_right

from hoptac.reading.bodies import body_at
from hoptac.reading.head import Head
from hoptac.reading.mentions import Mention, find_places
from hoptac.reading.outline import heading_times
from hoptac.reading.page import Page
from hoptac.reading.quantities import Quantity
from hoptac.reading.spans import Spans
from hoptac.reading.times import Time

_COMPARED = re.compile(
    r"(?:so\s+với|so|so\s+cùng\s+kỳ|cùng\s+kỳ|giá\s+so\s+sánh|kể\s+từ|giá|hơn|của|sau|với|lần)\s+(?:cuối\s+|đầu\s+|cùng\s+kỳ\s+)?(?:năm\s+)?$"
)
_DEADLINE = re.compile(r"(?:trước|chậm\s+nhất|muộn\s+nhất|xong|sau|hạn)(?:\s+là)?\s+(?:ngày\s+)?$")
_FINISHED = re.compile(r"hoàn\s+thành\s+(?:trước|trong|vào)?\s*(?:ngày\s+)?$")
_NOW = re.compile(r"(?<!\w)(?:hiện(?:\s+có|\s+nay|\s+tại)?|đến\s+nay|đang\s+có)(?!\w)")
_NEXT = re.compile(r"nhiệm\s+vụ|phương\s+hướng|kế\s+hoạch|mục\s+tiêu|giải\s+pháp")
_FULL_END = re.compile(r"(?<!\btp)(?<!\btx)(?<!\btt)[.!?](?=\s|$)|\n")
_LINK = frozenset({"", "(", "vào", "của", "trong", "vào cuối", "cuối", "đến", "tính đến", "ở", "đến hết", "hết"})
_SMALL_LEVELS = frozenset({"xã", "phường", "thị trấn", "đặc khu"})


class Scope:
    """Answers for the quantities of one page, asked in the order of the text."""

    def __init__(
        self,
        page: Page,
        head: Head,
        times: list[Time],
        references: list[tuple[int, int]],
        people: list[tuple[int, int]],
        tasks: list[tuple[int, int]],
        task_lines: set[int],
    ) -> None:
        self.page, self.head, self.tasks, self.task_lines = page, head, Spans(tasks), task_lines
        spans = references + ([(head.date.start, head.date.end)] if head.date else [])
        dated = Spans(spans)
        self.times = [t for t in times if t.value and t.start not in dated and t.kind != "monthly"]
        self._starts = [t.start for t in self.times]
        cited = Spans(references)
        places = find_places(page, people)
        self.places = [p for p in places if p.start not in cited]
        self._place_starts = [p.start for p in self.places]
        self.default = self._default(places)
        self.title_time, self.title_kind = self._title_time()
        self.headings = heading_times(page, self.times, head.title_end)
        self._stops = [0] + [m.end() for m in _FULL_END.finditer(page.low)] + [len(page.low)]
        self.last = self._first_time() if not head.title and not head.symbol else None
        self._attached: set[int] = set()

    # --- time

    def _title_time(self) -> tuple[str | None, str | None]:
        """The time the title names, if it names just one."""
        inside = [t for t in self.times if self.head.title_start <= t.start < self.head.title_end]
        year = [t for t in inside if t.kind != "day"]
        inside = year or inside
        if len({t.value for t in inside}) == 1 and inside[0].kind != "period":
            return inside[0].value, inside[0].kind
        if len(inside) > 1 and all(t.kind == "year" for t in inside) and _NEXT.search(self.page.low, inside[0].end, inside[1].start):
            return inside[0].value, "year"  # `Kết quả năm 2024, nhiệm vụ năm 2025`: the report is on the first
        return None, None

    def _first_time(self) -> str | None:
        return next((t.value for t in self.times if t.kind not in ("period", "relative", "bare", "day") and t.start < 700), None)

    def _sentence(self, at: int) -> tuple[int, int]:
        k = bisect_right(self._stops, at)
        return self._stops[k - 1], self._stops[k] if k < len(self._stops) else len(self.page.low)

    def as_of(self, q: Quantity) -> str | None:
        """ISO-like time of the figure; `đầu kỳ` and `cuối kỳ` for the ends of a change without one."""
        start, end = self.page.tokens[q.first].start, self.page.tokens[q.last - 1].end
        after = self._right_after(end)
        if q.role == "from":
            return after or "đầu kỳ"
        if after:
            return self._remember(after)
        line = self.page.line_of(start)
        if line in self.task_lines:
            return self.title_time
        left, right = self._sentence(start)
        before = [t for t in self._between(left, start) if self._tells(t) and t.start not in self._attached]
        now = _NOW.search(self.page.low, max(left, before[-1].end if before else left), start)
        if now:
            return None
        dated = before and before[-1].kind == "day" and self._later(end, right)
        if dated and dated.kind == "year" and dated.start - end < 60:
            return self._remember(dated.value)
        if before:
            return before[-1].value if before[-1].kind == "period" else self._remember(before[-1].value)
        later = self._later(end, right)
        if later:
            return later.value
        return self._inherited(start, line) or ("cuối kỳ" if q.role == "to" else None)

    def _between(self, left: int, right: int) -> list[Time]:
        return self.times[bisect_right(self._starts, left - 1) : bisect_right(self._starts, right - 1)]

    def _later(self, end: int, right: int) -> Time | None:
        """A time behind the figure in its sentence: near by, or the year the whole sentence is about."""
        for t in self._between(end, right):
            if self._is_compared(t):
                continue
            before = self.page.low[max(0, t.start - 24) : t.start]
            if _DEADLINE.search(before) or self.page.low[t.start : t.start + 5] == "trước":
                return (
                    t
                    if re.search(r"hoàn\s+thành\s+$", before)
                    and self.page.low[t.start : t.start + 5] == "trước"
                    or _FINISHED.search(before)
                    else None
                )
            if t.start - end < 60 and not (t.kind == "day" and t.start - end > 30):
                return t
            return (
                t
                if t.kind == "year" and t.start - end < 160 and before.rstrip().endswith(("cho", "trong", "vào", "của", "đến", "hết"))
                else None
            )
        return None

    def _tells(self, t: Time) -> bool:
        """Says when things hold, rather than by when they must be done or what they are compared with."""
        if self._is_compared(t) or (t.kind == "day" and self._is_event_day(t)):
            return False
        before = self.page.low[max(0, t.start - 24) : t.start]
        return not _DEADLINE.search(before) and self.page.low[t.start : t.start + 5] != "trước"

    def _is_event_day(self, t: Time) -> bool:
        """`Ngày 15/7, tại hội trường …`: the day of the event told, not of its figures; `đến ngày 30/6` is another thing."""
        left, _ = self._sentence(t.start)
        opening = self.page.low[left : t.start].strip(" -–()*+.")
        return opening in ("", "sáng", "chiều", "tối", "trưa", "vừa qua", "mới đây", "hôm nay") and self.page.low[
            t.start : t.start + 3
        ] not in ("đến", "hết", "từ ")

    def _right_after(self, end: int) -> str | None:
        """`2,38% (năm 2023)`, `120 HTX năm 2024`: such a time belongs to this figure alone."""
        k = bisect_right(self._starts, end - 1)
        if k >= len(self.times):
            return None
        t = self.times[k]
        between = self.page.low[end : t.start].strip()
        if between not in _LINK or t.kind == "relative" or "\n" in self.page.low[end : t.start]:
            return None
        self._attached.add(t.start)
        return t.value if t.kind != "bare" or between else t.value

    def _is_compared(self, t: Time) -> bool:
        if t.kind == "relative":
            return not self.page.low[t.start : t.end].startswith(("cuối", "hết", "cả", "trong"))
        return bool(_COMPARED.search(self.page.low, max(0, t.start - 30), t.start))

    def _remember(self, value: str | None) -> str | None:
        self.last = value
        return value

    def _inherited(self, at: int, line: int) -> str | None:
        """From the sentences before in the paragraph, the stem or heading above, the title; without a title from the text so far."""
        line_start = self.page.lines[line][0]
        earlier = [
            t
            for t in self._between(line_start, at)
            if self._tells(t) and t.kind not in ("period", "bare") and t.start not in self._attached
        ]
        if earlier:
            return earlier[-1].value
        if self.headings[line] and at not in self.tasks:
            return self.headings[line]
        if self.head.title or self.head.symbol:
            if self.title_kind == "day" and (at in self.tasks or self.head.type == "Phiếu giao việc"):
                return None
            return self.title_time
        return self.last

    # --- subject

    def _default(self, places: list[Mention]) -> str | None:
        if self.head.place:
            return f"{self.head.level} {self.head.place}" if self.head.level in _SMALL_LEVELS else self.head.place
        about = self._titled_body()
        if about:
            return about
        if places and (places[0].start < 400 or len(places) > 0 and places[0].start * 4 < len(self.page.low)):
            return places[0].name
        return "cả nước" if self.page.low.strip() else None

    def _titled_body(self) -> str | None:
        """`Hội nghị thành viên HTX Tân Phong`: the organisation a title is about."""
        if not self.head.title:
            return None
        for t in self.page.tokens_in(self.head.title_start, self.head.title_end):
            if t.text in ("htx", "hợp", "công", "quỹ") and self.page.is_capital(t):
                end = body_at(self.page, t.i)
                if end and end - t.i >= 2:
                    return self.page.text(t.start, min(self.page.tokens[end - 1].end, self.head.title_end))
        return None

    def of_whom(self, q: Quantity) -> str | None:
        """The place named before the figure in its sentence, or at the head of its paragraph, else that of the text."""
        at = self.page.tokens[q.first].start
        line = self.page.line_of(at)
        if line in self.task_lines:
            return self.default
        left, _ = self._sentence(at)
        line_start = self.page.lines[line][0]
        body = self._labelled(line_start)
        if body:
            return body
        near = [p for p in self._places(left, at) if self._may_own(p, left)]
        if near:
            return near[-1].name
        if self.head.place:
            return self.default
        paragraph = [p for p in self._places(line_start, at) if not p.aside]
        return paragraph[0].name if paragraph else self.default

    def _places(self, left: int, right: int) -> list[Mention]:
        return self.places[bisect_right(self._place_starts, left - 1) : bisect_right(self._place_starts, right - 1)]

    def _may_own(self, p: Mention, sentence: int) -> bool:
        """In a document of one place only smaller places, the country, or a place that opens the sentence take a figure over."""
        if p.aside:
            return False
        if not self.head.place:
            return True
        if p.name == self.head.place:
            return True
        opens = p.start - sentence < 14
        return opens or (
            p.level in ("huyện", "xã", "phường", "thị xã", "thị trấn", "country", "đặc khu")
            and not (self.head.level in _SMALL_LEVELS and p.level in ("huyện",))
        )

    def _labelled(self, line_start: int) -> str | None:
        """`5/ Quỹ hỗ trợ phát triển HTX: …` speaks of that fund."""
        i = self.page.token_at(line_start)
        tokens = self.page.tokens
        while i < len(tokens) and (tokens[i].kind in "np") and i - self.page.token_at(line_start) < 4:
            i += 1
        if i + 1 < len(tokens) and (
            tokens[i].text in ("quỹ", "htx") or (tokens[i].text, tokens[i + 1].text) in (("công", "ty"), ("liên", "hiệp"))
        ):
            end = body_at(self.page, i)
            if end and end < len(tokens) and tokens[end].text == ":" and end - i > 1:
                return self.page.text(tokens[i].start, tokens[end - 1].end)
        return None
