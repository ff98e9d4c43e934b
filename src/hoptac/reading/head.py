"""The head of a document: who issues it, its number, day, type, title; and the year and place that its findings inherit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from hoptac.reading.lexicon import Phrases, lists, phrases, words
from hoptac.reading.page import Page
from hoptac.reading.symbols import Symbol
from hoptac.reading.text import fold, same_key
from hoptac.reading.times import Time

_MOTTO = re.compile(
    r"cộng\s+h[oò]a\s+x[aã]\s+h[oộ]i\s+ch[uủ]\s+ngh[iĩ]a\s+vi[eệ]t\s+nam|độc\s+lập\s*-\s*tự\s+do\s*-\s*hạnh\s+phúc|đảng\s+cộng\s+sản\s+việt\s+nam"
)
_LEVELS = r"tỉnh|thành phố|tp\.?|huyện|thị xã|quận|xã|phường|thị trấn|đặc khu"
_PLACE = re.compile(rf"(?<!\w)(?<!tác )(?:{_LEVELS})\s+")
_ABBREVIATE = (
    ("Ủy ban nhân dân", "UBND"),
    ("Uỷ ban nhân dân", "UBND"),
    ("Ủy Ban Nhân Dân", "UBND"),
    ("Hội đồng nhân dân", "HĐND"),
    ("Liên minh Hợp tác xã", "Liên minh HTX"),
    ("Liên minh hợp tác xã", "Liên minh HTX"),
)
_SIGNS = re.compile(r"(?:T/?M|KT|TL|TUQ|Q)\.|(?:PHÓ\s+)?(?:CHỦ TỊCH|GIÁM ĐỐC|BÍ THƯ|TRƯỞNG)|NƠI NHẬN|KÍNH GỬI")
_HEAD_LINES = 24
_NEAR = 400  # signs: a document's own number stands near the begin of its line


@dataclass(slots=True)
class Head:
    """What the top of the page says; empty fields where it does not."""

    issuer: str | None = None
    place: str | None = None
    level: str | None = None
    symbol: Symbol | None = None
    symbol_start: int = 0
    end: int = 0
    date: Time | None = None
    type: str | None = None
    title: str = ""
    title_start: int = 0
    title_end: int = 0
    year: str | None = None


@cache
def _titles() -> dict[str, str]:
    return lists("documents")["titles"]


@cache
def _longest_title() -> int:
    return max(map(len, _titles()))


@cache
def _bare_titles() -> dict[str, str]:
    return {fold(t): t for t in _titles()}


@cache
def _types() -> Phrases:
    return phrases("documents", "types")


def read_head(page: Page, symbols: list[Symbol], times: list[Time]) -> Head:
    """Reads the first lines of the page."""
    head = Head()
    lines = range(min(_HEAD_LINES, len(page.lines)))
    _own_number(page, head, symbols)
    _own_title(page, head, lines)
    _own_date(page, head, times)
    _own_issuer(page, head, lines)
    _own_place(page, head)
    head.year = _own_year(head, page, times)
    return head


def _own_number(page: Page, head: Head, symbols: list[Symbol]) -> None:
    for s in symbols:
        if page.line_of(s.start) >= _HEAD_LINES:
            return
        line_start = page.lines[page.line_of(s.start)][0]
        if s.start - line_start > _NEAR:
            continue
        before = page.low[line_start : s.start]
        m = re.search(r"(?:^|\s{2,}|\s)(s[oốôóòổ])\s*[:.]?\s*$", before)
        if m and (
            not before[: m.start(1)].strip()
            or before[: m.start(1)].endswith("   ")
            or _MOTTO.search(before)
            or before[: m.start(1)].strip().isupper()
        ):
            head.symbol, head.symbol_start = s, line_start + m.start(1)
            return


def _own_title(page: Page, head: Head, lines: range) -> None:
    """The title line: a document type alone (or a line of capitals that begins with one), and the lines under it up to a blank one."""
    for n in lines:
        line = page.line_text(n).strip()
        start, end = page.lines[n]
        if not line.isupper() and len(" ".join(line.split()).rstrip(" :.")) > _longest_title():
            continue
        key = same_key(page.low[start:end]).rstrip(" :.")  # the mended text: `KÊ HOẠCH` of a scan is KẾ HOẠCH
        alone = key in _titles()
        if not alone and line.isupper() and fold(key) in _bare_titles():  # a scan lost an accent: KÊ HOẠCH
            key, alone = _bare_titles()[fold(key)], True
        begins = line.isupper() and _types().match(page.tokens, page.token_at(page.lines[n][0]))
        if not alone and not begins:
            continue
        if alone and n > 0 and not line.isupper() and len(key) < 8:
            continue
        kind = _types().match(page.tokens, page.token_at(page.lines[n][0]))
        head.type = key.capitalize() if alone else kind[1] if kind else line.capitalize()
        last = n
        while last + 1 < len(page.lines) and last - n < 4 and _is_title_line(page, last + 1):
            last += 1
        head.title_start, head.title_end = page.lines[n][0], page.lines[last][1]
        head.title = page.text(head.title_start, head.title_end)
        return


def _is_title_line(page: Page, n: int) -> bool:
    line = page.line_text(n).strip()
    low = same_key(line)
    return (
        bool(line)
        and not re.match(r"[^:]{2,25}:", low)
        and not low.startswith(
            (
                "căn cứ",
                "thực hiện",
                "kính gửi",
                "i.",
                "i/",
                "1.",
                "1/",
                "điều",
                "-",
                "thời gian",
                "stt",
                "tt ",
                "biểu",
                "phần ",
                "a.",
                "kính",
                "đơn vị tính",
                "đvt",
            )
        )
        and not ("|" in line or "\t" in line or line.count(";") > 2)  # the head of a table
        and len(line) < 220
        and not line.endswith((".", ";", ":"))
        and not re.match(r"s[ốôo]\s*[:.]?\s*\d", low)
    )


def _own_date(page: Page, head: Head, times: list[Time]) -> None:
    """The date line: `Place, ngày … tháng … năm …`; else the first full day in the lines around the own number."""
    limit = page.lines[min(_HEAD_LINES, len(page.lines)) - 1][1]
    days = [t for t in times if t.kind == "day" and t.value and t.start < limit]
    for t in days:
        line_start = page.lines[page.line_of(t.start)][0]
        before = page.norm[line_start : t.start].rstrip()
        if (
            before.endswith(",")
            and re.search(r"(?:^|\s{2,}|\s|\))[^\W\d_][\w .'-]{1,40},$", before)
            and len(before.split("   ")[-1].split()) <= 7
        ):
            if head.symbol is None or abs(page.line_of(t.start) - page.line_of(head.symbol.start)) <= 4:
                head.date = t
                return
    if head.symbol is not None:
        near = [
            t for t in days if -160 < t.start - head.symbol.end < 160 and abs(page.line_of(t.start) - page.line_of(head.symbol.start)) <= 2
        ]
        head.date = near[0] if near else None


def _own_issuer(page: Page, head: Head, lines: range) -> None:
    parts: list[str] = []
    stop = page.line_of(head.symbol_start) if head.symbol else -1
    for n in lines:
        if n == stop or (stop < 0 and n > 3):
            break
        kept = page.line_text(n).strip()
        if _MOTTO.search(kept.lower()):
            line = _MOTTO.sub(lambda m: " " * len(m.group()), page.line_text(n).lower())
            kept = "".join(c if low != " " else " " for c, low in zip(page.line_text(n), line, strict=False)).strip()
        kept = re.split(r"\s{4,}|\t", kept)[0].strip(" *-_")
        if not kept or (head.title_end and page.lines[n][0] >= head.title_start):
            continue
        if (
            kept.isupper()
            and len(kept) > 3
            and not re.search(r"\d", kept)
            and same_key(kept) not in _titles()
            and not _SIGNS.match(kept)
            and not kept.startswith(("BẢNG ", "BIỂU ", "DANH SÁCH", "LỊCH ", "PHỤ LỤC"))
            and not _is_name(page, n)
        ):
            parts.append(kept)
    if parts:
        head.issuer = _issuer_name(parts)
    elif head.title:
        head.issuer = None


def _is_name(page: Page, n: int) -> bool:
    """A line of capitals that is a signer's name and no body."""
    start, end = page.lines[n]
    i = page.token_at(start)
    if i >= len(page.tokens) or page.tokens[i].start >= end or phrases("bodies", "heads").match(page.tokens, i):
        return False
    return page.tokens[i].text in words("people", "surnames") and 2 <= len(page.norm[start:end].split()) <= 5


def _issuer_name(parts: list[str]) -> str:
    """The issuing body from lines of capitals; the line above a complete name is its superior and drops out."""
    names: list[str] = []
    for part in parts:
        if names and re.match(rf"(?:{_LEVELS})\s", part.lower()):
            names[-1] += " " + part
        else:
            names.append(part)
    name = _small(names[-1])
    if len(names) > 1 and name.lower() in ("văn phòng", "thanh tra", "ban tiếp công dân"):
        return f"{name} {_small(names[-2])}"
    if len(names) > 1 and not _PLACE.search(name.lower()):
        above = _PLACE.search(names[-2].lower())
        if above:
            name += " " + _small(names[-2][above.start() :])
    return name


def _small(caps: str) -> str:
    """`UBND TỈNH AN LĨNH` as it is written in running text: UBND tỉnh An Lĩnh."""
    party = re.match(r"(tỉnh|thành|huyện|thị|quận|đảng)\s+[uủ][yỷ]\s+", same_key(caps))
    if party:
        kind, rest = caps[: party.end()].strip().capitalize(), caps[party.end() :]
        small = _small(rest)
        return f"{kind} {small[:1].lower() + small[1:] if _PLACE.match(same_key(rest)) else rest.title()}"
    m = _PLACE.search(same_key(caps))
    front, level, place = (caps[: m.start()], m.group().strip().lower(), caps[m.end() :]) if m else (caps, "", "")
    short = " ".join(w if w in ("UBND", "HĐND", "HTX", "NTM", "BCĐ", "OCOP", "MTTQ", "KTTT", "VP") else w.lower() for w in front.split())
    short = short[:1].upper() + short[1:]
    for long, brief in _ABBREVIATE:
        short = short.replace(long, brief)
    return " ".join(x for x in (short, level, place.title()) if x)


def _own_place(page: Page, head: Head) -> None:
    """Level and name of the place the document is about: from its issuer, the date line or the title."""
    if head.issuer:
        party = re.match(r"(tỉnh|thành|huyện|thị|quận)\s+ủy\s+", same_key(head.issuer))
        if party:
            head.level, head.place = (
                {"thành": "thành phố", "thị": "thị xã"}.get(party.group(1), party.group(1)),
                head.issuer[party.end() :].strip(),
            )
            return
        m = _PLACE.search(same_key(head.issuer))
        if m:
            head.level, head.place = m.group().strip(), head.issuer[m.end() :].strip()
            return
    if head.title:
        found = place_in(head.title)
        if found:
            head.level, head.place = found
            return
    if head.date:
        line_start = page.lines[page.line_of(head.date.start)][0]
        name = re.split(r"\s{2,}|\t", page.norm[line_start : head.date.start].rstrip(" ,"))[-1].strip()
        if 0 < len(name.split()) <= 4 and name[:1].isupper():
            head.place = name


def place_in(text: str) -> tuple[str, str] | None:
    """The last `tỉnh An Lĩnh`-like place named in a title: (level, name); of `huyện X, tỉnh Y` the smaller."""
    found, last_end = None, -9
    for m in _PLACE.finditer(text.lower()):
        name = []
        for word in text[m.end() :].split()[:4]:
            if not word[0].isupper() or word in ("NĂM", "GIAI", "VỀ", "NGÀY", "THÁNG", "QUÝ", "ĐẾN", "TRÊN", "UBND", "HĐND"):
                break
            name.append(word.rstrip(",.;:)"))
            if word[-1] in ",.;:)":
                break
        if name:
            full = " ".join(name)
            if found and m.start() - last_end <= 2:
                break
            last_end = m.end() + len(full)
            found = (m.group().strip(), full.title() if full.isupper() else full)
    return found


def _own_year(head: Head, page: Page, times: list[Time]) -> str | None:
    if head.date and head.date.value:
        return head.date.value[:4]
    years = [t.value[:4] for t in times if t.value and head.title_start <= t.start < head.title_end and t.kind != "period"]
    if years:
        return years[-1]
    named = [t.value[:4] for t in times if t.value and t.kind in ("day", "year", "month", "half", "quarter")]
    return named[0] if named else None
