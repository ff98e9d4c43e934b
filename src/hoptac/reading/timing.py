"""The time a figure holds for (guide: `as_of`): told in its sentence, else inherited from paragraph, heading or title."""

from __future__ import annotations

import re
from bisect import bisect_right

from hoptac.reading.head import Head
from hoptac.reading.outline import heading_times
from hoptac.reading.page import Page
from hoptac.reading.quantities import Quantity
from hoptac.reading.spans import Spans
from hoptac.reading.times import Time

_COMPARED = re.compile(
    r"(?:so\s+với|so|so\s+cùng\s+kỳ|cùng\s+kỳ|giá\s+so\s+sánh|kể\s+từ|giá|hơn|của|sau|với|lần)\s+(?:cuối\s+|đầu\s+|cùng\s+kỳ\s+)?(?:năm\s+)?$"
    r"|gấp\s+(?:đôi|rưỡi|ba|bốn|năm)\s+$"
)
_SAME_TIME = re.compile(r"cùng\s+(?:kỳ|thời\s+điểm|thời\s+gian)(?:\s+của)?\s+$")
_DEADLINE = re.compile(r"(?:trước|chậm\s+nhất|muộn\s+nhất|xong|sau|hạn)(?:\s+là)?\s+(?:ngày\s+)?$")
_FINISHED = re.compile(r"hoàn\s+thành\s+(?:trước|trong|vào)?\s*(?:ngày\s+)?$")
_FOUNDED = re.compile(r"(?:thành\s+lập|ra\s+đời|khởi\s+động|khởi\s+công)(?:\s+(?:từ|vào|ngày|trong))*\s*$")
_SINCE = re.compile(r"\s*(?:đến|tới)\s+(?:nay|hiện\s+nay)(?!\w)")
_NOW = re.compile(r"(?<!\w)(?:hiện(?:\s+có|\s+nay|\s+tại)?|đến\s+nay|đang\s+có)(?!\w)")
_STILL = re.compile(r"(?<!\w)(?:nay\s+(?:có|đã|là)|đang\s+hoạt\s+động|vẫn|mỗi\s+năm|hằng\s+năm|các\s+năm\s+sau)(?!\w)")
_NEXT = re.compile(r"nhiệm\s+vụ|phương\s+hướng|kế\s+hoạch|mục\s+tiêu|giải\s+pháp")
_STANDARD = re.compile(r"(?:chuẩn|tiêu\s+chí|chiến\s+lược)(?!\w)[^,.;:()\n]{0,50}$")
_NATURE = re.compile(r"(?:diện\s+tích\s+tự\s+nhiên|bờ\s+biển|dân\s+số)[^,.;:()\n]{0,24}$")
_PRICE = re.compile(r"đồng/(?!(?:hợp tác xã|năm|người|doanh nghiệp|tổ hợp tác|thành viên|lao động|hộ/năm|hộ$)(?!\w))")
_WAGE = re.compile(r"(?:thu\s+nhập|lương)[^.;:\n]{0,50}$")
_EXISTING = re.compile(r"(?:rà\s+soát|khảo\s+sát|kiểm\s+tra|đôn\s+đốc|xác\s+minh|lập\s+danh\s+sách)[^,.;:\n|]{0,30}$")
_PRESENT = re.compile(r"(?<!\w)(?:có\s+mặt|tham\s+dự|dự\s+(?:họp|kỳ\s+họp|hội\s+nghị)|vắng|triệu\s+tập|tán\s+thành)(?!\w)")
_ATTENDING = frozenset({"đại biểu", "thành viên", "đồng chí", "đảng viên"})
_IN_ALL = re.compile(r"(?:tức|nghĩa\s+là)(?:\s+là)?\s+(?:đã\s+)?(?:giảm|tăng)(?:\s+được|\s+thêm)?\s+$")
_OWN_NUMBER = re.compile(r"\s*[:(]?\s*\d")
_FULL_END = re.compile(r"[.!?\n](?:(?<=\n)|(?=\s|$)(?<!\btp.)(?<!\btx.)(?<!\btt.))")
_LINK = frozenset({"", "(", "vào", "của", "trong", "vào cuối", "cuối", "đến", "tính đến", "ở", "đến hết", "hết"})
_LONGEST = 1500  # signs of a sentence; what is longer is no sentence, and looking through it for every figure would never end


def _not_far_apart(stops: list[int]) -> list[int]:
    """The ends of sentences, with more between those too far apart."""
    return [at for a, b in zip(stops, stops[1:], strict=False) for at in range(a, max(b, a + 1), _LONGEST)] + stops[-1:]


class Timing:
    """Answers for the quantities of one page, asked in the order of the text."""

    def __init__(
        self,
        page: Page,
        head: Head,
        times: list[Time],
        references: list[tuple[int, int]],
        tasks: list[tuple[int, int]],
        task_lines: set[int],
    ) -> None:
        self.page, self.head, self.tasks, self.task_lines = page, head, Spans(tasks), task_lines
        dated = Spans(references + ([(head.date.start, head.date.end)] if head.date else []))
        self.times = [t for t in times if t.value and t.start not in dated and t.kind != "monthly" and not self._names_standard(t)]
        self._telling: dict[int, bool] = {}
        self._starts = [t.start for t in self.times]
        self.title_time, self.title_kind = self._title_time()
        self.headings = heading_times(page, self.times, head.title_end)
        self._stops = _not_far_apart([0] + [m.end() for m in _FULL_END.finditer(page.low)] + [len(page.low)])
        self.last = self._first_time() if not head.title and not head.symbol else None
        self._attached: set[int] = set()
        self._change: tuple[str | None, int] = (None, -1)  # when the change read last began, and where

    def sentence(self, at: int) -> tuple[int, int]:
        """The sentence around a place."""
        k = bisect_right(self._stops, at)
        return self._stops[k - 1], self._stops[k] if k < len(self._stops) else len(self.page.low)

    def as_of(self, q: Quantity) -> str | None:
        """ISO-like time of the figure; `đầu kỳ` and `cuối kỳ` for the ends of a change without one."""
        start, end = self.page.tokens[q.first].start, self.page.tokens[q.last - 1].end
        after = self._right_after(q, end)
        if q.role == "from":
            self._change = (after, start)
            return after or "đầu kỳ"
        if after:
            return self._of_change(q, self._remember(after), start, self.sentence(start)[0])
        line = self.page.line_of(start)
        if line in self.task_lines:
            return None if self._exists(start) else self.title_time
        left, right = self.sentence(start)
        if q.unit in _ATTENDING and _PRESENT.search(self.page.low, left, right) and (day := self._meeting_day(start)):
            return day
        told, value = self._told(q, start, end, left, right)
        if whole := self._of_change(q, value, start, left):
            return whole
        if told:
            return value
        if q.role == "to" and not self._change[0]:
            return "cuối kỳ"
        if _STILL.search(self.page.low, left, start):
            return None
        return self._inherited(q, start, line) or ("cuối kỳ" if q.role == "to" else None)

    # --- in the sentence

    def _told(self, q: Quantity, start: int, end: int, left: int, right: int) -> tuple[bool, str | None]:
        """Whether the sentence says when the figure holds, and that time; `hiện có` says: no time."""
        before = [t for t in self.between(left, start) if self._tells(t) and t.start not in self._attached]
        if _NOW.search(self.page.low, max(left, before[-1].end if before else left), start):
            return True, None
        dated = before and before[-1].kind == "day" and self._later(q, end, right)
        if dated and dated.kind == "year" and dated.start - end < 60:
            return True, self._remember(dated.value)
        if before:
            passing = before[-1].kind == "period" or self._is_founding(before[-1])
            return True, before[-1].value if passing else self._remember(before[-1].value)
        if not (later := self._later(q, end, right)):
            return False, None
        return True, later.value

    def between(self, left: int, right: int) -> list[Time]:
        return self.times[bisect_right(self._starts, left - 1) : bisect_right(self._starts, right - 1)]

    def _later(self, q: Quantity, end: int, right: int) -> Time | None:
        """A time behind the figure in its sentence: near by, or the year the whole sentence is about."""
        for t in self.between(end, right):
            if self._is_compared(t) or t.start in self._attached:
                continue
            before = self.page.low[max(0, t.start - 24) : t.start]
            if _DEADLINE.search(before) or self._says_before(t):
                if q.unit == "%" and ";" not in self.page.low[end : t.start]:
                    return t
                done = (re.search(r"hoàn\s+thành\s+$", before) and self._says_before(t)) or _FINISHED.search(before)
                return t if done else None
            if self._has_own_number(t):
                return None
            if t.start - end < 60 and not (t.kind == "day" and t.start - end > 30):
                return t
            near = t.kind == "year" and t.start - end < 160 and before.rstrip().endswith(("cho", "trong", "vào", "của", "đến", "hết"))
            return t if near else None
        return None

    def _says_before(self, t: Time) -> bool:
        return self.page.low[t.start : t.start + 5] == "trước"

    def _has_own_number(self, t: Time) -> bool:
        """`…: năm 2023: 6.000; năm 2024 11.000`: the time goes with the number behind it."""
        return t.kind in ("year", "bare") and bool(_OWN_NUMBER.match(self.page.low, t.end))

    def _tells(self, t: Time) -> bool:
        """Says when things hold, rather than by when they must be done or what they are compared with; asked for every figure."""
        if t.start not in self._telling:
            self._telling[t.start] = self._is_telling(t)
        return self._telling[t.start]

    def _is_telling(self, t: Time) -> bool:
        if self._is_compared(t) or (t.kind == "day" and self._is_event_day(t)):
            return False
        before = self.page.low[max(0, t.start - 24) : t.start]
        if _SINCE.match(self.page.low, t.end) and before.endswith(("từ ", "từ năm ", "từ tháng ", "kể từ ")):
            return False
        return not _DEADLINE.search(before) and not self._says_before(t)

    def _is_founding(self, t: Time) -> bool:
        """`thành lập năm 2019`: tells how things stood then, and nothing of the sentences that follow."""
        return bool(_FOUNDED.search(self.page.low, max(0, t.start - 40), t.start))

    def _names_standard(self, t: Time) -> bool:
        """`theo chuẩn nghèo giai đoạn 2022-2025`: the years belong to the name of a standard and tell no figure's time."""
        return t.kind == "period" and bool(_STANDARD.search(self.page.low, max(0, t.start - 70), t.start))

    def _is_event_day(self, t: Time) -> bool:
        """`Ngày 15/7, tại hội trường …`: the day of the event told, not of its figures; `đến ngày 30/6` is another thing."""
        left, _ = self.sentence(t.start)
        opening = self.page.low[left : t.start].strip(" -–()*+.")
        return opening in ("", "sáng", "chiều", "tối", "trưa", "vừa qua", "mới đây", "hôm nay") and self.page.low[
            t.start : t.start + 3
        ] not in ("đến", "hết", "từ ")

    def _right_after(self, q: Quantity, end: int) -> str | None:
        """`2,38% (năm 2023)`, `120 HTX năm 2024`: such a time belongs to this figure alone; `gấp đôi năm 2023` compares with it."""
        k = bisect_right(self._starts, end - 1)
        if k >= len(self.times):
            return None
        t = self.times[k]
        between = self.page.low[end : t.start].strip()
        if between not in _LINK or t.kind == "relative" or "\n" in self.page.low[end : t.start] or self._has_own_number(t):
            return None
        self._attached.add(t.start)
        return None if q.kind == "times" else t.value

    def _is_compared(self, t: Time) -> bool:
        if t.kind == "relative":
            return not self.page.low[t.start : t.end].startswith(("cuối", "hết", "cả", "trong"))
        begin = max(0, t.start - 30)
        return bool(_COMPARED.search(self.page.low, begin, t.start) or _SAME_TIME.search(self.page.low, begin, t.start))

    def _meeting_day(self, at: int) -> str | None:
        """Who was present is told of the day of the meeting."""
        days = [t for t in self.between(max(0, at - 600), at) if t.kind == "day"]
        if days:
            return days[-1].value
        return self.head.date.value if self.head.date and not self.head.symbol else None

    def _of_change(self, q: Quantity, value: str | None, start: int, left: int) -> str | None:
        """`từ 8,25% (năm 2014) xuống 2,38% (năm 2023), tức giảm 5,87%`: the last is told of the whole stretch."""
        began, at = self._change
        if q.role == "to" and began and value and at >= left:
            self._change = (f"{began[:4]}/{value[:4]}", at)
        elif began and at >= left and "/" in began and _IN_ALL.search(self.page.low, max(left, start - 24), start):
            return began
        return value

    def _remember(self, value: str | None) -> str | None:
        self.last = value
        return value

    # --- from above

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
        """A text without a title or number speaks of the time its first lines tell."""
        passing = ("period", "relative", "bare", "day")
        for t in self.times:
            if t.start >= 400:
                return None
            if t.kind not in passing and self._tells(t) and not self._is_founding(t) and not self._has_own_number(t):
                return t.value
        return None

    def _inherited(self, q: Quantity, at: int, line: int) -> str | None:
        """From the sentences before in the paragraph, the stem or heading above, the title; without a title from the text so far."""
        timeless = self._is_timeless(q, at)
        earlier = self._earlier(line, at)
        if earlier and not timeless:
            return earlier
        if self.headings[line] and at not in self.tasks:
            return self.headings[line]
        if timeless:
            return None
        if self.head.title or self.head.symbol:
            if self.title_kind == "day" and self.head.type == "Phiếu giao việc":
                return None
            if at in self.tasks and (self.title_kind in ("day", "month") or self._exists(at)):
                return None
            return self.title_time
        return None if q.kind == "rank" else self.last

    def _is_timeless(self, q: Quantity, at: int) -> bool:
        """Prices, fees and what nature gave hold without a time unless one stands beside them; wages are counted by year."""
        low, begin = self.page.low, max(0, at - 60)
        return bool((_PRICE.match(q.unit or "") and not _WAGE.search(low, begin, at)) or _NATURE.search(low, begin, at))

    def _exists(self, at: int) -> bool:
        """`rà soát 58 HTX`: what a task is about is there already; it is no result of the plan's year."""
        return bool(_EXISTING.search(self.page.low, max(0, at - 50), at))

    def _earlier(self, line: int, at: int) -> str | None:
        """The time told last in the sentences before of the same paragraph; a period when it opens its sentence."""
        for t in reversed(self.between(max(self.page.lines[line][0], at - 4 * _LONGEST), at)):
            if t.kind == "bare" or t.start in self._attached or not self._tells(t) or self._is_founding(t):
                continue
            if t.kind == "period" and self.page.low[self.sentence(t.start)[0] : t.start].strip(" -–+*") not in ("", "trong", "riêng"):
                continue
            return t.value
        return None
