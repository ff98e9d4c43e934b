"""Mentions of directive documents: type, number and symbol, day, issuer; and laws named without a number (guide §1)."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from hoptac.reading.bodies import body_at
from hoptac.reading.findings import Reference
from hoptac.reading.head import Head
from hoptac.reading.lexicon import Phrases, phrases, words
from hoptac.reading.page import Page, Token
from hoptac.reading.symbols import Symbol
from hoptac.reading.text import same_key
from hoptac.reading.times import Time

_OF_LAWS = ("luật", "bộ", "pháp", "nghị", "hiến")
_NUMBER_WORDS = frozenset({"số", "sô", "sổ", "só"})
_BARE_TYPES = frozenset(
    {
        "Nghị quyết",
        "Quyết định",
        "Chỉ thị",
        "Thông tư",
        "Nghị định",
        "Công văn",
        "Kết luận",
        "Thông báo",
        "Tờ trình",
        "Công điện",
        "Văn bản",
        "Báo cáo",
        "Kế hoạch",
        "Hướng dẫn",
        "Quy định",
    }
)
_ISSUING = re.compile(r"(?<!\w)(?:ban\s+hành|ký|gửi|ra|có|phát\s+hành|phê\s+duyệt|thông\s+qua|trình|đã\s+có)(?!\w)")
_ISSUED_AFTER = re.compile(r"\s*,?\s*(?:đã\s+)?(?:được\s+)?(?:[^\W\d_]+\s+){0,8}?(?:ban\s+hành|ký|phát\s+hành|thông\s+qua)\s+(?:vào\s+)?$")
_DATED_BEHIND = re.compile(r"\s*,?\s*\(?\s*(?:ban\s+hành\s+)?(?:đề\s+)?ngày\s")
_SENTENCE_END = re.compile(r"[.;!?](?=\s|$)|\n")


@cache
def _types() -> Phrases:
    return phrases("documents", "types")


def _law_name(text: str) -> str:
    """`Luật HTX` and `Luật Hợp tác xã` are one law."""
    return re.sub(r"(?<!\w)htx(?!\w)", "hợp tác xã", same_key(text))


class ReferenceReader:
    """Reads the references of one page."""

    def __init__(self, page: Page, head: Head, symbols: list[Symbol], times: list[Time]) -> None:
        self.page, self.head, self.symbols, self.times = page, head, symbols, times
        self._time_starts = [t.start for t in times]
        self.found: list[Reference] = []
        self.spans: list[tuple[int, int]] = []
        self._taken = bytearray(len(page.norm) + 1)

    def read(self) -> list[Reference]:
        for symbol in self.symbols:
            self._add_own(symbol) if symbol is self.head.symbol else self._add(symbol)
        self._bare_numbers()
        self._laws()
        self.found.sort(key=lambda r: (r.start, r.end))
        return self.found

    # --- with a symbol

    def _add_own(self, symbol: Symbol) -> None:
        head, date = self.head, self.head.date
        end = symbol.end
        if date and 0 <= date.start - symbol.end < 200:
            end = date.end
        issuer = head.issuer
        caps = (
            re.search(
                r"(?m)^\s*(CHỦ TỊCH|GIÁM ĐỐC|BỘ TRƯỞNG|THỦ TƯỚNG CHÍNH PHỦ)\b[^\n]*$", self.page.norm[head.end : symbol.end + 700].upper()
            )
            if head.type == "Quyết định"
            else None
        )
        if (
            caps
            and issuer
            and self.page.norm[symbol.end : symbol.end + 700].upper().find(caps.group(1)) >= 0
            and self._is_caps_line(caps.group(1), symbol.end)
        ):
            issuer = f"{caps.group(1).capitalize()} {issuer}" if not issuer.startswith("Chủ") else issuer
        kind = head.type
        if kind and symbol.type and kind.startswith(symbol.type):
            kind = symbol.type
        self._put(head.symbol_start, end, symbol.text, kind or symbol.type or "Công văn", date.value if date else None, issuer, 0.97)

    def _is_caps_line(self, word: str, after: int) -> bool:
        for n in range(self.page.line_of(after), min(self.page.line_of(after) + 8, len(self.page.lines))):
            line = self.page.line_text(n).strip()
            if line.startswith(word) and line.isupper():
                return True
        return False

    def _add(self, symbol: Symbol) -> None:
        start, kind = self._type_before(symbol.start)
        confidence = 0.98
        if kind is None and self._add_later_head(symbol, start):
            return
        if kind is None:
            kind = self._carried(symbol) or symbol.type
            confidence = 0.85 if kind else 0.6
        self._finish(start, symbol.end, symbol.text, kind, confidence)

    def _add_later_head(self, symbol: Symbol, start: int) -> bool:
        """A second document in the same text (annexed, or set one after the other): `Số: …` alone at the head of a line."""
        page = self.page
        n = page.line_of(symbol.start)
        if start == symbol.start or page.norm[page.lines[n][0] : start].strip():
            return False
        stop = page.lines[min(n + 2, len(page.lines) - 1)][1]
        day = next((t for t in self.times if symbol.end <= t.start < stop and t.kind == "day"), None)
        kind = next((found[1] for k in range(n + 1, min(n + 5, len(page.lines))) if (found := self._title_at(k))), None)
        if day is None and kind is None:
            return False
        self._put(
            start, day.end if day else symbol.end, symbol.text, kind or symbol.type or "Công văn", day.value if day else None, None, 0.85
        )
        return True

    def _title_at(self, n: int) -> tuple[int, str] | None:
        i = self.page.token_at(self.page.lines[n][0])
        first = self.page.line_text(n).split()
        return _types().match(self.page.tokens, i) if first and first[0].isupper() else None

    def _finish(self, start: int, end: int, symbol: str | None, kind: str | None, confidence: float) -> None:
        date, end = self._date_after(end)
        issuer, end = self._issuer_after(end)
        if date is None and _DATED_BEHIND.match(self.page.low, end):
            date, end = self._date_after(end)
        if date is None:
            date = self._date_away(start, end)
        self._put(start, end, symbol, kind, date, issuer, confidence)

    def _put(
        self, start: int, end: int, symbol: str | None, kind: str | None, date: str | None, issuer: str | None, confidence: float
    ) -> None:
        raw_start, raw_end = self.page.raw_span(start, end)
        if kind in ("Hợp đồng", "Giấy chứng nhận"):  # numbered, but no directive: its number is still no figure
            self.spans.insert(0, (start, end))
            self._taken[start:end] = b"\1" * (end - start)
            return
        self.spans.append((start, end))
        self._taken[start:end] = b"\1" * (end - start)
        self.found.append(Reference(self.page.raw[raw_start:raw_end], raw_start, raw_end, symbol, kind, date, issuer, confidence))

    def _type_before(self, at: int) -> tuple[int, str | None]:
        """Start and type of `Nghị quyết số` right before the number; a law may have its whole name between type and number."""
        tokens = self.page.tokens
        i = self.page.token_at(at) - 1
        if i >= 0 and tokens[i].text in (":", "."):
            i -= 1
        numbered = i >= 0 and tokens[i].text in _NUMBER_WORDS
        start = tokens[i].start if numbered else at
        if numbered:
            i -= 1
        if i >= 0 and tokens[i].text == ":":
            i -= 1
        ended = _types().ends_at(tokens, i, 5) if i >= 0 else None
        if ended:
            return tokens[ended[0]].start, ended[1]
        return self._named_type(i, start) if numbered else (start, None)

    def _named_type(self, i: int, start: int) -> tuple[int, str | None]:
        """`Luật Đất đai số …`, `Quyết định của UBND tỉnh số …`: the type some words before, in the same clause."""
        tokens = self.page.tokens
        for j in range(i, max(-1, i - 16), -1):
            if tokens[j].kind == "b" or tokens[j].text in (";", ".", ":", ")", "số"):
                break
            if j + 1 <= i and self.page.is_capital(tokens[j]) if tokens[j].kind == "w" else False:
                found = _types().match(tokens, j)
                if found and (found[1] in ("Luật", "Bộ luật", "Pháp lệnh") or tokens[found[0]].text in ("của", "liên")):
                    return tokens[j].start, found[1]
        return start, None

    def _carried(self, symbol: Symbol) -> str | None:
        """In a list the type of the reference before carries over when its code agrees or is silent."""
        if not self.found or not self.spans:
            return None
        last_start, last_end = self.spans[-1]
        if symbol.start - last_end > 200:
            return None
        between = self.page.low[last_end : symbol.start]
        linked = "\n" not in between and not re.search(r"[.!?]\s", between)
        last = self.found[-1].type
        if not linked or (symbol.type and last and symbol.type.split()[0] != last.split()[0]):
            return None
        return last

    # --- date and issuer

    def _time_at(self, at: int) -> Time | None:
        n = bisect_right(self._time_starts, at)
        for t in self.times[max(0, n - 1) : n + 1]:
            if t.start <= at < t.end or t.start == at:
                return t
        return None

    def _date_after(self, end: int) -> tuple[str | None, int]:
        m = re.compile(r"\s*(?:,\s*)?(\(\s*)?(?:ban\s+hành\s+)?(?:đề\s+)?(?=ngày|năm|\d)").match(self.page.low, end)
        if not m:
            return None, end
        t = self._time_at(m.end())
        if not t or t.kind not in ("day", "year", "bare") or t.start != m.end():
            return None, end
        value = t.value if self._has_year(t) else None
        stop = t.end
        if m.group(1) and self.page.low[stop : stop + 1] == ")":
            stop += 1
        return value, stop

    def _has_year(self, t: Time) -> bool:
        """A day without its year counts when the document is dated or a year stands in the same paragraph."""
        if t.kind != "day" or re.search(r"\d{4}", self.page.low[t.start : t.end]) or self.head.date:
            return True
        start, end = self.page.lines[self.page.line_of(t.start)]
        return re.search(r"(?<!\d)20\d\d(?!\d)", self.page.low[start:end]) is not None

    def _issuer_after(self, end: int) -> tuple[str | None, int]:
        m = re.compile(r"\s*(?:,\s*)?của\s+").match(self.page.low, end)
        if not m:
            return None, end
        i = self.page.token_at(m.end())
        stop = body_at(self.page, i)
        if stop is None:
            return None, end
        last = self.page.tokens[stop - 1].end
        tail = re.compile(r"\s+kh[oó][áa]\s+[ivxlc]+(?!\w)|\s+lần\s+thứ\s+[ivxlc\d]+").match(self.page.low, last)
        if tail:
            last = tail.end()
        name = re.sub(r"^BCH\b", "Ban Chấp hành", self.page.text(m.end(), last))
        return name, last

    def _date_away(self, start: int, end: int) -> str | None:
        """`ngày 10/6/2024 gửi Công văn số …`, `Công văn số … được ký ngày …`: a day elsewhere in the sentence that dates it."""
        page = self.page
        n = bisect_right(self._time_starts, start) - 1
        if n >= 0:
            t = self.times[n]
            between = page.low[t.end : start] if start - t.end < 130 else "." * 130
            if (
                t.kind == "day"
                and t.value
                and len(between) < 120
                and not _SENTENCE_END.search(between)
                and _ISSUING.search(between)
                and not self._in_reference(t.start)
            ):
                self.spans.insert(0, (t.start, t.end))
                return t.value
        if n + 1 < len(self.times):
            t = self.times[n + 1]
            between = page.low[end : t.start] if t.start - end < 100 else "." * 100
            if (
                t.start >= end
                and t.kind == "day"
                and t.value
                and len(between) < 90
                and not _SENTENCE_END.search(between)
                and _ISSUED_AFTER.match(between)
            ):
                return t.value
        return None

    def _in_reference(self, at: int) -> bool:
        return bool(self._taken[at])

    # --- a number without a symbol

    def _bare_numbers(self) -> None:
        """`Thông tư 01 ngày 19/2/2020`, `công văn 386`: the number is the symbol."""
        page, tokens = self.page, self.page.tokens
        for t in (tokens[i] for i in page.numbers):
            if not t.text.isdigit() or len(t.text) > 5 or self._in_reference(t.start):
                continue
            start, kind = self._type_before(t.start)
            if kind not in _BARE_TYPES or start == t.start:
                continue
            numbered = tokens[t.i - 1].text in _NUMBER_WORDS or tokens[t.i - 1].text == ":"
            follow = tokens[t.i + 1] if t.i + 1 < len(tokens) else None
            dated = re.match(r"\s*,?\s*\(?\s*ngày\s", page.low[t.end : t.end + 12]) is not None
            if not (numbered or dated or self._stands_alone(kind, follow, t)):
                continue
            if follow is not None and (follow.text == "%" or (follow.text in ("/", "-") and page.low[t.end : t.end + 1] in "/-")):
                continue
            if len(t.text) == 4 and 1945 <= int(t.text) <= 2099 and not (numbered or dated):
                continue
            self._finish(start, t.end, page.norm[t.start : t.end], kind, 0.8)

    def _stands_alone(self, kind: str, follow: Token | None, number: Token) -> bool:
        if kind not in ("Nghị quyết", "Quyết định", "Chỉ thị", "Thông tư", "Nghị định", "Công văn", "Kết luận"):
            return False
        before = self.page.tokens[number.i - 1]
        if kind in ("Quyết định", "Kết luận") and not self.page.norm[before.start - 8 : before.start + 1].strip()[:1].isupper():
            pass
        return (
            follow is None
            or follow.kind in ("p", "b")
            or follow.text in ("của", "về", "và", "có", "là", "trong", "tại", "do", "đã", "được", "năm")
        )

    # --- laws without a number

    def _laws(self) -> None:
        """`Luật Hợp tác xã năm 2012`: only where the text nowhere gives the number of that law."""
        tokens = self.page.tokens
        laws = [r for r in self.found if r.symbol and r.type in ("Luật", "Bộ luật", "Pháp lệnh")]
        numbered = {
            _law_name(r.surface).split(" số ")[0]: {*re.findall(r"(?:19|20)\d\d", r.symbol or ""), (r.date or "")[:4]} for r in laws
        }
        for t in (tokens[i] for i in sorted(k for w in _OF_LAWS for k in self.page.spots.get(w, ()))):
            if self._in_reference(t.start):
                continue
            found = self._law_at(t)
            if found is None:
                continue
            start, end, kind, name = found
            date, stop = self._date_after(end)
            if any(
                (n == name or (n.startswith(name) and len(name) > 8)) and (not date or date[:4] in years) for n, years in numbered.items()
            ):
                continue
            self._put(start, stop, None, kind, date, None, 0.75)

    def _law_at(self, t: Token) -> tuple[int, int, str, str] | None:
        page, tokens = self.page, self.page.tokens
        kind = _types().match(tokens, t.i)
        if t.text == "nghị":
            return self._congress(t) if kind and kind[1] == "Nghị quyết" else None
        if kind is None or kind[1] not in ("Luật", "Bộ luật", "Pháp lệnh") or not page.is_capital(t):
            return None
        i = kind[0]
        if (
            i >= len(tokens)
            or tokens[i].kind != "w"
            or not page.is_capital(tokens[i])
            or (t.i and tokens[t.i - 1].text in ("bộ", "phòng", "hội"))
        ):
            return None
        end = self._law_name_end(i)
        return t.start, tokens[end - 1].end, kind[1], _law_name(page.norm[t.start : tokens[end - 1].end])

    def _law_name_end(self, i: int) -> int:
        """A law's name: a capitalised word and the small ones after it, up to a verb, a mark or `năm`."""
        tokens, stops = self.page.tokens, words("documents", "law_stops")
        j = i + 1
        known = phrases("documents", "laws").match(tokens, i)
        if known:
            return known[0]
        while j < len(tokens) and j - i < 9:
            t = tokens[j]
            if t.kind == "w" and t.text not in stops:
                j += 1
            elif (
                t.text == ","
                and j + 1 < len(tokens)
                and tokens[j + 1].kind == "w"
                and not self.page.is_capital(tokens[j + 1])
                and tokens[j + 1].text not in stops
            ):
                j += 2
            else:
                break
        return j

    def _congress(self, t: Token) -> tuple[int, int, str, str] | None:
        """`Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XV`: a congress resolution has no number."""
        m = re.compile(
            r"nghị\s+quyết\s+đại\s+hội\s+(?:đại\s+biểu\s+)?(?:toàn\s+quốc\s+|lần\s+thứ\s+[ivxlc]+\s*|[ivxlc]+\s+|của\s+|đảng\s+bộ\s+|đảng\s*|tỉnh\s*|huyện\s*|xã\s*|thành\s+phố\s*){1,7}"
        ).match(self.page.low, t.start)
        if not m or not self.page.is_capital(t):
            return None
        end = t.start + len(m.group().rstrip())
        return t.start, end, "Nghị quyết", self.page.low[t.start : end]
