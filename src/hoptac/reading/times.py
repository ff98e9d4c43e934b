"""Days, months, quarters, halves, years and periods: where they stand and what they are in ISO-like writing (guide: `as_of`)."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass

from hoptac.reading.page import Page
from hoptac.reading.text import words_to_number


@dataclass(slots=True)
class Time:
    """A stretch of the page that names a time. `value` is ISO-like; None when the year is not known. `bare` is a year without `năm`."""

    start: int
    end: int
    value: str | None
    kind: str  # day, month, quarter, half, months, year, period, bare
    prefix: str = ""


_D = r"\d{1,2}"
_Y = r"(?:19|20)\d\d"
_NUMERAL = r"(?:\d{1,2}|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mười một)"
_GRAMMAR = re.compile(
    "|".join(
        (
            rf"(?:ngày\s+)?(?<![\d./-])(?P<d1>{_D})\s?[/.-]\s?(?P<m1>{_D})\s?[/.-]\s?(?P<y1>{_Y})(?![\d])(?!\s?[/-]\s?[a-zđ])",
            rf"(?:ngày\s+)?(?<![\d.,/-])(?P<d2>{_D})\s+tháng\s+(?P<m2>{_D})(?!\d)(?:\s*,?\s*năm\s+(?P<y2>{_Y}))?",
            rf"(?<!\w)(?:ngày|sáng|chiều|tối|trưa|trước|đến|từ|hết|hôm|sau|lúc|chậm\s+nhất)\s+(?P<d3>{_D})\s?[/-]\s?(?P<m3>{_D})(?!\d|[.,]\d|\s?[/-]\s?[\da-zđ]|\s*%)",
            rf"(?<![\w.,/])(?P<n4>{_NUMERAL})\s+tháng\s+(?:đầu|cuối)(?:\s+năm)?(?:\s*(?:năm|,)?\s*(?P<y4>{_Y}))?(?!\d)",
            rf"(?<![\w.,/])(?P<nt>{_D})\s?t\s?/\s?(?P<yt>{_Y})(?!\d)",
            rf"(?<![\w.,/])(?P<n5>{_NUMERAL})\s+tháng(?:\s+năm\s+|\s*/\s*|\s+)(?P<y5>{_Y})(?!\d)",
            rf"(?<!\w)nửa\s+(?P<n6>đầu|cuối)\s+năm(?:\s+(?P<y6>{_Y}))?",
            rf"(?<!\w)tháng\s+(?P<m7>{_D})(?!\d)(?:\s?(?:[/.-]|năm)\s?(?P<y7>{_Y})(?!\d))?",
            rf"(?<![\d./-])(?P<m8>0?[1-9]|1[0-2])\s?/\s?(?P<y8>{_Y})(?!\d|\s?[/-]\s?[a-zđ])",
            rf"(?<!\w)(?P<dd>ngày\s+(?:mùng\s+)?{_D}\s+(?:hằng|hàng)\s+(?:tháng|quý|tuần)|ngày\s+{_D}(?=\s*(?:[.,;)]|$)))",
            rf"(?<!\w)quý\s+(?P<q9>iv|i{{1,3}}|[1-4])(?!\w)(?:\s?(?:/|-|,?\s?năm)\s?(?P<y9>{_Y}))?",
            rf"(?:(?:giai\s+đoạn|nhiệm\s+kỳ|thời\s+kỳ|năm|các\s+năm)\s+)?(?<![\d.,/-])(?P<ya>{_Y})\s?-\s?(?P<yb>{_Y})(?![\d/])",
            rf"(?<!\w)(?:giai\s+đoạn\s+)?(?:từ\s+)?năm\s+(?P<yc>{_Y})\s+(?:đến|-)\s+(?:hết\s+)?(?:năm\s+)?(?P<yd>{_Y})(?!\d)",
            rf"(?<!\w)năm\s+(?:học\s+)?(?P<ye>{_Y})(?!\d)",
            r"(?<!\w)(?P<rel>năm\s+(?:nay|trước|ngoái|qua|tới|sau)|(?:cuối|hết|cả|đầu|trong)\s+năm(?!\s+\d))(?!\w)",
            rf"(?<![\d.,/-])(?P<yf>{_Y})(?!\d|[.,]\d|\s?[/%]|-)",
        )
    )
)
_WORDS = (
    "ngày sáng chiều tối trưa trước đến từ hết hôm sau lúc chậm nửa tháng quý giai nhiệm thời năm các cuối cả đầu trong một hai ba "
    "bốn sáu bảy tám "
    "chín mười"
).split()
_START = re.compile(rf"(?<!\w)(?:\d|(?:{'|'.join(_WORDS)})(?!\w))")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def _day(y: str | None, m: str, d: str) -> str | None:
    if y is None or not 1 <= int(m) <= 12 or not 1 <= int(d) <= monthrange(int(y), int(m))[1]:
        return None
    return f"{y}-{int(m):02d}-{int(d):02d}"


def _part(m: re.Match[str], year: str | None, last_year: int | None) -> tuple[str | None, str]:
    g = m.group
    if m.lastgroup in ("ye", "yf"):
        return g(m.lastgroup), "year" if m.lastgroup == "ye" else "bare"
    if g("dd"):
        return None, "monthly"
    if g("d1"):
        return _day(g("y1"), g("m1"), g("d1")), "day"
    if g("d2"):
        return _day(g("y2") or year, g("m2"), g("d2")), "day"
    if g("d3"):
        return _day(year, g("m3"), g("d3")), "day"
    if g("n4") or g("n5") or g("nt"):
        return _months(g("n4") or g("n5") or g("nt"), "cuối" in m.group(), g("y4") or g("y5") or g("yt") or year)
    if g("n6"):
        y = g("y6") or year
        return (f"{y}-H{1 if g('n6') == 'đầu' else 2}" if y else None), "half"
    if g("m7") or g("m8"):
        y = g("y7") or g("y8") or year
        month = int(g("m7") or g("m8"))
        return (f"{y}-{month:02d}" if y and 1 <= month <= 12 else None), "month"
    if g("q9"):
        y = g("y9") or year
        return (f"{y}-Q{_ROMAN.get(g('q9')) or g('q9')}" if y else None), "quarter"
    if g("ya") or g("yc"):
        return f"{g('ya') or g('yc')}/{g('yb') or g('yd')}", "period"
    shift = {"trước": -1, "ngoái": -1, "tới": 1, "sau": 1}.get(g("rel").split()[1], 0)
    return (str(int(year) + shift) if year else None), "relative"


def _months(word: str, late: bool, y: str | None) -> tuple[str | None, str]:
    count = int(word) if word.isdigit() else words_to_number(word) or 0
    if not y or not 1 <= count <= 12:
        return None, "months"
    if count == 6:
        return f"{y}-H{2 if late else 1}", "half"
    if late:
        return None, "months"
    return (f"{y}-M{count}" if count < 12 else y), "months"


def _matches(page: Page) -> list[re.Match[str]]:
    """All stretches that look like times: the grammar is tried only where a digit or one of its words begins. Kept with the page."""
    if page.times is None:
        page.times, last = [], 0
        for start in _START.finditer(page.low):
            if start.start() >= last and (m := _GRAMMAR.match(page.low, start.start())):
                page.times.append(m)
                last = m.end()
    return page.times


def find_times(page: Page, year: str | None = None) -> list[Time]:
    """All times in order. A day or month without a year takes the year last named in the same paragraph, else `year`."""
    out: list[Time] = []
    line, near = -1, year
    for m in _matches(page):
        at = page.line_of(m.start())
        if at != line:
            line, near = at, year
        value, kind = _part(m, near, None)
        if kind == "day" and value is None and (m.group("d3") or m.group("d1")) and not _could_be_day(m):
            continue
        out.append(Time(m.start(), m.end(), value, kind))
        if value and kind != "relative" and kind != "period":
            near = value[:4]
    return out


def _could_be_day(m: re.Match[str]) -> bool:
    d, month = m.group("d3") or m.group("d1"), m.group("m3") or m.group("m1")
    return 1 <= int(d) <= 31 and 1 <= int(month) <= 12
