"""By when a task is due (guide §3, `deadline`): a day, month, quarter or year; counted days; or the text of a monthly day."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from hoptac.reading.page import Page
from hoptac.reading.times import Time

_BEFORE = re.compile(
    r"(?:trước|chậm\s+nhất(?:\s+là|\s+vào|\s+đến|\s+trong)?|muộn\s+nhất|xong\s+trong|xong|hoàn\s+thành(?:\s+xong)?(?:\s+trong|\s+vào|\s+trước)?|trong|đến\s+hết|hết|thời\s+hạn|thời\s+gian(?:\s+hoàn\s+thành)?|hạn(?:\s+cuối)?|là\s+trước|từ|vào|đến|kể\s+từ|thực\s+hiện\s+từ|cuối|đầu|tới|phiên\s+họp|kỳ\s+họp)(?:\s+là)?\s*:?\s*(?:\d{1,2}\s*(?:h|giờ)\d{0,2}(?:\s+\d{1,2}(?:\s+phút)?)?,?\s+)?(?:ngày\s+)?$"
)
_MONTHLY = re.compile(r"(?:trước\s+)?(ngày\s+(?:mùng\s+)?\d{1,2}\s+(?:hằng|hàng)\s+tháng)")
_COUNTED = re.compile(r"(?:trong(?:\s+vòng|\s+thời\s+hạn)?|sau)\s+(\d{1,3})\s+ngày(?!\s+làm\s+việc)")
_WEEK = re.compile(r"tuần\s+(đầu|thứ\s+nhất|thứ\s+hai|thứ\s+ba|cuối|1|2|3|4)\s+(?:của\s+)?$")
_WEEK_END = {"đầu": 7, "thứ nhất": 7, "1": 7, "thứ hai": 14, "2": 14, "thứ ba": 21, "3": 21, "4": 28}


def deadline_in(page: Page, start: int, end: int, times: list[Time], meeting: str | None) -> str | None:
    """The last time in page[start:end] that sets a limit."""
    monthly = _MONTHLY.search(page.low, start, end)
    if monthly:
        return page.text(monthly.start(1), monthly.end(1))
    best = None
    for t in times:
        if t.start < start or t.end > end or not t.value or t.kind in ("bare", "period"):
            continue
        week = _WEEK.search(page.low, max(start, t.start - 24), t.start)
        if week and t.kind == "month":
            best = _week_end(t.value, " ".join(week.group(1).split()))
        elif t.kind == "relative":
            if re.search(r"(?:trước|trong|hoàn\s+thành|đến)\s+$", page.low[max(start, t.start - 16) : t.start]) and page.low[
                t.start : t.end
            ].startswith(("cuối", "hết")):
                best = t.value
        elif page.low[t.start : t.start + 5] in ("trước", "hết n", "chậm ") or _BEFORE.search(page.low, max(start, t.start - 40), t.start):
            if t.kind != "year" or re.search(
                r"(?:hoàn\s+thành|xong|trước|hết|chậm\s+nhất|thời\s+hạn)[^.;]{0,12}$", page.low[max(start, t.start - 30) : t.start]
            ):
                best = t.value
    if best is None and meeting:
        counted = _COUNTED.search(page.low, start, end)
        if counted:
            best = (date.fromisoformat(meeting) + timedelta(days=int(counted.group(1)))).isoformat()
    return best


def _week_end(month: str, week: str) -> str:
    year, number = int(month[:4]), int(month[5:7])
    day = _WEEK_END.get(week) or monthrange(year, number)[1]
    return f"{month}-{day:02d}"


def due_cell(page: Page, start: int, end: int, times: list[Time]) -> str | None:
    """The deadline in a table cell, where the bare time is enough."""
    for t in times:
        if start <= t.start < end and t.value:
            return t.value
    return None
