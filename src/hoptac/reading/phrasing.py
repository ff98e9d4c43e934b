"""The words around a number: the part of the sentence before it, the words behind its unit, and how they are trimmed to a name."""

from __future__ import annotations

from functools import cache

from hoptac.reading.bodies import body_at
from hoptac.reading.lexicon import Phrases, phrases, words
from hoptac.reading.page import Page, Token
from hoptac.reading.quantities import Quantity

_HARD = frozenset({".", ";", "!", "?", "\n", "|"})
_SOFT = frozenset({",", "(", ")", ":", "-"})
_JOIN = frozenset({"thuộc", "của", "trong", "với", "cho", "ở", "tại"})
_ABBREVIATED = frozenset({"tp", "tx", "tt", "ths", "ts", "q", "p"})


@cache
def listed(name: str) -> Phrases:
    """A list of indicator words as a finder."""
    return phrases("indicators", name)


class Phrasing:
    """Cuts windows around the quantities of one page."""

    def __init__(self, page: Page, quantities: list[Quantity], skipped: list[bool]) -> None:
        self.page, self.tokens, self.quantities, self.skipped = page, page.tokens, quantities, skipped
        self.used = 0  # index after the words that already name an earlier quantity

    def join(self, tokens: list[Token]) -> str:
        return " ".join(self.page.norm[t.start : t.end] for t in tokens)

    # --- left

    def left(self, k: int, q: Quantity) -> list[list[Token]]:
        """The parts of the sentence before the number, nearest first, as far back as the quantity before or the sentence goes."""
        stop = next((self.quantities[j].last for j in range(k - 1, -1, -1) if self.quantities[j].last <= q.first), 0)
        if stop < self.used < q.first and any(t.kind != "w" for t in self.tokens[self.used : q.first]):
            stop = self.used
        parts: list[list[Token]] = [[]]
        tabs = self.page.has_tabs
        i = q.first - 1
        while i >= stop:
            t = self.tokens[i]
            if (t.text in _HARD and not self._is_abbreviation(i)) or (
                tabs and i + 1 < len(self.tokens) and "\t" in self.page.norm[t.end : self.tokens[i + 1].start]
            ):
                break
            if t.text in _SOFT and not self._is_hyphen(i, q):
                parts.append([])
            elif not self.skipped[i]:
                parts[-1].append(t)
            i -= 1
        parts = [p[::-1] for p in parts]
        parts[0] = self._after_body(parts[0])
        return parts

    def _is_abbreviation(self, i: int) -> bool:
        return self.tokens[i].text == "." and i > 0 and self.tokens[i - 1].text in _ABBREVIATED

    def _is_hyphen(self, i: int, q: Quantity) -> bool:
        """`thương mại - dịch vụ`: a dash between two words of one name."""
        return self.tokens[i].text == "-" and 0 < i < q.first - 1 and self.tokens[i - 1].kind == "w" and self.tokens[i + 1].kind == "w"

    def _after_body(self, part: list[Token]) -> list[Token]:
        """Without a body that acts (`Sở X tham mưu bố trí`): what is left is what it does."""
        for n, t in enumerate(part):
            if (
                t.kind == "w"
                and self.page.is_capital(t)
                and t.text in ("sở", "ubnd", "chi", "văn", "trung", "liên", "hội", "phòng", "bộ", "cục", "ban", "công")
                and n + 1 < len(part)
            ):
                end = body_at(self.page, t.i)
                if (
                    end is not None
                    and end <= part[-1].i
                    and end - t.i > 1
                    and (n == 0 or part[n - 1].text not in ("của", "cho", "từ", "tại", "về", "thuộc"))
                ):
                    rest = [x for x in part if x.i >= end]
                    return self._after_body(rest)
        return part

    def content(self, part: list[Token], limit: int = 9, heads: bool = True) -> list[Token]:
        """The part without the small words at both ends, from a word that begins names where there is one."""
        out = list(part)
        links = listed("links")
        capital = self.page.is_capital
        while out:
            last = links.ends_at(self.tokens, out[-1].i, 4)
            if (
                last
                and last[0] >= out[0].i
                and not self._is_compound(last[0], out[-1].i + 1, out)
                and not (capital(out[-1]) and len(out) > 1 and capital(out[-2]))
            ):
                out = [t for t in out if t.i < last[0]]
            elif out[-1].kind != "w":
                out.pop()
            else:
                break
        while out:
            first = links.match(self.tokens, out[0].i)
            whole = listed("heads").match(self.tokens, out[0].i)
            if first and first[0] <= out[-1].i + 1 and not (whole and whole[0] > first[0]):
                out = [t for t in out if t.i >= first[0]]
            elif out[0].kind != "w":
                out.pop(0)
            else:
                break
        if len(out) == 1 and out[0].text in ("tỉnh", "huyện", "xã", "phường", "đơn"):
            return []
        return self._from_head(out, limit) if heads else out[-limit:]

    def _is_compound(self, first: int, last: int, out: list[Token]) -> bool:
        """The small word is the second half of a verb or name (`phát hiện`, `thu nhập`)."""
        acts = phrases("tasks", "acts").ends_at(self.tokens, last - 1, 3)
        return acts is not None and out[0].i <= acts[0] < first

    def _from_head(self, out: list[Token], limit: int) -> list[Token]:
        for i in range(len(out)):
            head = listed("heads").match(self.tokens, out[i].i)
            if head and (
                i == 0
                or (out[i - 1].text not in ("của", "tổng") and (head[0] - out[i].i > 1 or listed("links").match(self.tokens, out[i - 1].i)))
            ):
                return out[i : i + limit + 2]
        return out[-limit:]

    def first_content(self, parts: list[list[Token]]) -> list[Token]:
        """The nearest part before that names something (adverbials of time and reason do not)."""
        for part in parts:
            if part and not listed("adverbials").match(self.tokens, part[0].i):
                found = self.content(part)
                if found and self.join(found).lower() not in words("indicators", "generic"):
                    return found
        return []

    def label(self, q: Quantity) -> list[Token]:
        """The words before a colon at the head of the line (`Kinh phí: …`, `Quỹ hỗ trợ: …`); empty when they are general."""
        line = self.page.line_of(self.tokens[q.first].start)
        i = self.page.token_at(self.page.lines[line][0])
        while i < q.first and (
            self.tokens[i].kind != "w" or (self.tokens[i + 1].text in (".", "/", ")") and self.tokens[i].end - self.tokens[i].start < 5)
        ):
            i += 1
        end = next((j for j in range(i, min(i + 10, q.first)) if self.tokens[j].text == ":"), None)
        if (
            end is None
            or any(t.text in (".", ";") for t in self.tokens[end : q.first])
            or self.tokens[end - 1].text in ("bày", "biết", "cáo", "ý", "kết", "luận")
        ):
            return []
        out = [t for t in self.tokens[i:end] if not self.skipped[t.i] and t.kind == "w"]
        key = " ".join(t.text for t in out)
        if (
            not out
            or key in words("indicators", "generic")
            or key in words("places", "provinces")
            or self.tokens[i].text in ("ông", "bà", "đồng")
            or out[0].text in ("mục", "kết", "nhiệm", "chỉ", "xã", "huyện", "tỉnh", "tp")
        ):
            return []
        return self.content(out)

    # --- right

    def right(self, k: int, q: Quantity, limit: int = 9, depth: int = 0) -> list[Token]:
        """The words after the unit that still belong to the name."""
        following = next((j for j in range(k + 1, len(self.quantities)) if self.quantities[j].first >= q.last), None)
        stop = self.quantities[following].first if following is not None else len(self.tokens)
        out = self._run(q.last, stop, limit)
        if (
            following is not None
            and not out
            and stop == q.last
            and self.quantities[following].comparator in ("dưới", "trên", "từ ... trở lên")
        ):
            return [t for t in self.tokens[stop : self.quantities[following].last] if t.kind != "p"]
        if following is not None and not out and depth < 4 and self._only_joins(q.last, stop) and self.quantities[following].unit != q.unit:
            return self.right(following, self.quantities[following], limit, depth + 1)
        self.used = max(self.used, out[-1].i + 1) if out else self.used
        return out

    def _only_joins(self, first: int, stop: int) -> bool:
        """Between two quantities stand only words like `thuộc`, or a comma in a list that ends in a common qualifier."""
        if not 0 < stop - first <= 2:
            return False
        between = self.tokens[first:stop]
        return all(t.text in _JOIN or t.text in (",", "và") for t in between)

    def _run(self, i: int, stop: int, limit: int) -> list[Token]:
        out: list[Token] = []
        while i < stop and len(out) < limit:
            t = self.tokens[i]
            if self.skipped[i] or self.page.has_tabs and "\t" in self.page.norm[self.tokens[i - 1].end : t.start]:
                break
            if t.kind == "n" and i + 1 < len(self.tokens) and self.tokens[i + 1].text == "sao":
                out.extend(self.tokens[i : i + 2])
                i += 2
                continue
            if t.kind != "w":
                if (
                    t.text == "-"
                    and out
                    and i + 1 < stop
                    and self.tokens[i + 1].kind == "w"
                    and self.page.norm[t.start - 1 : t.end + 1] == " - "
                ):
                    i += 1
                    continue
                if t.text in ('"', "“", "”", "/", "&"):
                    i += 1
                    continue
                break
            if self._stops_right(i, stop, out):
                break
            out.append(t)
            i += 1
        while out and (
            listed("right_stops").ends_at(self.tokens, out[-1].i, 2)
            or (out[-1].text in ("được", "đã", "có", "không", "các", "những", "thêm"))
        ):
            out.pop()
        return out

    def _stops_right(self, i: int, stop: int, out: list[Token]) -> bool:
        t = self.tokens[i]
        if (
            t.kind == "w"
            and self.page.is_capital(t)
            and t.text in ("sở", "ubnd", "chi", "văn", "trung", "liên", "hội", "phòng", "bộ", "cục", "ban", "công", "báo", "đoàn")
            and self.tokens[i - 1].text not in _JOIN
            and self.tokens[i - 1].text not in ("về", "và")
            and body_at(self.page, i)
        ):
            return True
        if not listed("right_stops").match(self.tokens, i):
            return False
        kept = listed("keep_right").match(self.tokens, i)
        if kept and self.tokens[i].text == "từ":
            return kept[0] - i < 3
        if kept is None or i + 1 >= stop or self.tokens[i + 1].kind != "w":
            return True
        if t.text == "và":
            return not out or self.tokens[i + 1].text in ("có", "được", "đã", "sẽ", "đang", "bị", "còn")
        return not out and t.text in ("còn", "với", "là", "gồm", "ở")

    def bracket_after(self, q: Quantity) -> list[Token]:
        """`18,11% (công nghiệp - xây dựng)`: words alone in the brackets behind."""
        if q.last >= len(self.tokens) or self.tokens[q.last].text != "(":
            return []
        out: list[Token] = []
        for t in self.tokens[q.last + 1 : q.last + 12]:
            if t.text == ")":
                return out if out and not self.skipped[out[0].i] else []
            if t.kind == "n" or t.kind == "b" or self.skipped[t.i]:
                return []
            if t.kind == "w":
                out.append(t)
        return []
