"""What a figure measures: a short noun phrase made from the words around the number (guide §2, `indicator`)."""
from __future__ import annotations

from functools import cache

from hoptac.reading.lexicon import Phrases, phrases, words
from hoptac.reading.page import Page, Token
from hoptac.reading.quantities import Quantity

_HARD = frozenset({".", ";", "!", "?", "\n"})
_SOFT = frozenset({",", "(", ")", ":", "-", "–"})
_MEASURED = {"ha": "diện tích", "m2": "diện tích", "km2": "diện tích", "tấn": "sản lượng", "tạ": "sản lượng", "kg": "khối lượng", "km": "chiều dài", "m": "chiều dài", "m3": "khối lượng", "lít": "khối lượng"}


@cache
def _list(name: str) -> Phrases:
    return phrases("indicators", name)


class IndicatorReader:
    """Names the quantities of a page one after the other; a share or change is named after the quantity before it."""

    def __init__(self, page: Page, quantities: list[Quantity], skipped: list[bool]) -> None:
        self.page, self.tokens, self.quantities, self.skipped = page, page.tokens, quantities, skipped
        self.core = ""
        self.core_end = 0
        self.stem = ""

    def read(self) -> list[str | None]:
        out: list[str | None] = []
        for k, q in enumerate(self.quantities):
            if q.role == "high" and k:
                out.append(out[-1])
                continue
            if q.role == "to" and k and (source := self._source(k)) is not None:
                out.append(out[source])
                continue
            name, core = self._name(k, q)
            out.append(name or None)
            if core:
                self.core, self.core_end = core, q.last
        return out

    def _source(self, k: int) -> int | None:
        for j in range(k - 1, max(-1, k - 4), -1):
            if self.quantities[j].role == "from":
                return j
        return None

    # --- the words on both sides

    def _left(self, k: int, q: Quantity) -> tuple[list[Token], list[list[Token]]]:
        """The words between the last mark and the number, and the parts before that in the sentence (nearest first)."""
        stop = 0
        for j in range(k - 1, -1, -1):
            if self.quantities[j].last <= q.first:
                stop = self.quantities[j].last
                break
        parts: list[list[Token]] = [[]]
        i = q.first - 1
        while i >= stop:
            t = self.tokens[i]
            if t.text in _HARD and not self._is_abbreviation(i):
                break
            if t.text in _SOFT and not (t.text == "-" and 0 < i and self.tokens[i - 1].kind == "w" and self.page.low[t.start - 1] == " " and i + 1 < q.first):
                parts.append([])
            elif not self.skipped[i]:
                parts[-1].append(t)
            i -= 1
        parts = [p[::-1] for p in parts]
        return parts[0], parts[1:]

    def _is_abbreviation(self, i: int) -> bool:
        return self.tokens[i].text == "." and i > 0 and self.tokens[i - 1].text in ("tp", "tx", "tt", "ths", "ts", "q", "p")

    def _right(self, k: int, q: Quantity, limit: int = 8) -> list[Token]:
        """The words after the unit that still belong to the name."""
        stop = len(self.tokens)
        for other in self.quantities[k + 1:]:
            if other.first >= q.last:
                stop = other.first
                break
        out: list[Token] = []
        i = q.last
        while i < stop and len(out) < limit:
            t = self.tokens[i]
            if t.text in _HARD or t.text in _SOFT and t.text != "-":
                if not (t.text == "," and out and i + 1 < stop and self._list_goes_on(i + 1)):
                    break
                i += 1
                continue
            if self.skipped[i]:
                break
            if t.text in words("indicators", "right_stops"):
                if not (_list("keep_right").match(self.tokens, i) and i + 1 < stop and self.tokens[i + 1].kind != "p") or (not out and t.text in ("và", "còn", "với", "là", "gồm", "từ", "ở")):
                    break
            out.append(t)
            i += 1
        while out and (out[-1].text in words("indicators", "right_stops") or out[-1].text in ("được", "đã", "-", "có", "không", "các", "những")):
            out.pop()
        return out

    def _list_goes_on(self, i: int) -> bool:
        return False

    def _content(self, part: list[Token], limit: int = 8) -> list[Token]:
        """The part without the small words at both ends; the last `limit` words of it."""
        out = list(part)
        links = words("indicators", "links")
        while out and (out[-1].text in links or out[-1].kind != "w"):
            out.pop()
        while out and (out[0].text in links or out[0].kind != "w"):
            out.pop(0)
        return self._from_head(out, limit)

    def _from_head(self, out: list[Token], limit: int) -> list[Token]:
        """Begins at a word that begins names (`tỷ lệ`, `doanh thu`) when there is one; never longer than `limit`."""
        for i in range(len(out)):
            if _list("heads").match(self.tokens, out[i].i) and len(out) - i <= limit + 2:
                return out[i:]
        return out[-limit:]

    def _join(self, tokens: list[Token]) -> str:
        return " ".join(self.page.norm[t.start:t.end] for t in tokens)

    # --- by kind

    def _name(self, k: int, q: Quantity) -> tuple[str, str]:
        """(indicator, what later shares and changes refer to)."""
        left, more = self._left(k, q)
        right = self._right(k, q)
        if q.kind == "percent":
            return self._percent(q, left, more, right)
        if q.kind in ("count", "guess", "none") or (q.kind == "measure" and q.unit in ("con", "điểm", "con số")):
            return self._count(q, left, more, right)
        if q.kind == "rank":
            return self._rank(left, more, right)
        if q.kind in ("times", "part"):
            return self._times(q, left, more, right)
        return self._measured(q, left, more, right)

    def _change(self, left: list[Token]) -> str | None:
        """`tăng` or `giảm` when the words right before the number tell a change."""
        for t in reversed(left[-4:]):
            if t.text in ("tăng", "nhích", "thêm", "vượt"):
                return "tăng"
            if t.text in ("giảm", "hụt", "bớt", "sụt"):
                return "giảm"
            if t.text == "hơn" and left[-1] is t:
                return "tăng"
        return None

    def _near_core(self, q: Quantity) -> str:
        """What the quantity before measures, while the sentence goes on."""
        if not self.core:
            return ""
        between = self.tokens[self.core_end:q.first]
        return "" if any(t.text in ("\n", ".") for t in between) or len(between) > 30 else self.core

    def _before_verb(self, left: list[Token], more: list[list[Token]]) -> list[Token]:
        """The noun phrase before `tăng / giảm / chiếm / đạt` in this part or, when that is bare, in the part before."""
        verbs = ("tăng", "giảm", "chiếm", "đạt", "bằng", "nhích", "hụt", "vượt", "tương", "cao", "nhiều", "ước", "còn", "thấp", "sụt", "phát", "đội")
        cut = next((i for i, t in enumerate(left) if t.text in verbs), len(left))
        return self._content(left[:cut])

    def _percent(self, q: Quantity, left: list[Token], more: list[list[Token]], right: list[Token]) -> tuple[str, str]:
        core = self._near_core(q)
        plan = _list("plans").match(self.tokens, q.last)
        subject = self._before_verb(left, more)
        change = self._change(left)
        name = self._join(subject) if subject else ""
        has_head = bool(subject) and subject[0].text in ("tỷ", "tỉ", "tốc", "mức", "cơ")
        if plan or self._join(self.tokens[q.last:q.last + 4]).lower().startswith(("so với kế hoạch", "so với kh", "so kế", "so kh")):
            base = name or core or self._first_content(more)
            return f"tỷ lệ {base} so với kế hoạch", ""
        if change:
            base = name or core or self._first_content(more)
            return (f"mức {change} {base}" if not base.startswith(("mức", "tốc độ")) else base), ""
        if has_head:
            return name, name
        if right and right[0].kind == "w" and len(right) >= 1 and not name:
            r = self._join(right)
            if right[0].text in ("tổng", "số") and core:
                return f"tỷ lệ {core} trong {r}", core
            if right[0].text not in ("cả", "toàn"):
                return f"tỷ lệ {r}", r
        if not name and (core or more):
            base = core or self._first_content(more)
            return f"tỷ lệ {base}", base
        stem = self._stem(more)
        return f"tỷ lệ {stem}{name}" if name else "tỷ lệ", name

    def _stem(self, more: list[list[Token]]) -> str:
        """Before a short item of a list (`tốt 18%, khá 41%`) the words that open the list."""
        opening = self._content(more[-1], 5) if more and len(more[-1]) <= 8 else []
        return self._join(opening) + " " if opening else ""

    def _first_content(self, more: list[list[Token]]) -> str:
        for part in more:
            content = self._content(part)
            if content:
                return self._join(content)
        return ""

    def _count(self, q: Quantity, left: list[Token], more: list[list[Token]], right: list[Token]) -> tuple[str, str]:
        unit = (q.unit or "").split("/")[0]
        if q.unit == "con số":
            return self._growth(left, more, right)
        if q.unit == "điểm" and not right:
            content = self._content(left)
            return (self._join(content) or "điểm"), ""
        change = self._change(left)
        r = self._join(right)
        if change and self._near_core(q) and not right:
            core = self._near_core(q)
            return f"số {core} {change} thêm", ""
        subject = self._content(left, 6)
        name = f"{unit} {r}".strip()
        if len(right) < 2:
            predicate = self._join(subject)
            if not predicate and not right:
                predicate = self._first_content(more)
            low = predicate.lower()
            if low.startswith(unit) or (unit and low.split()[:1] == unit.split()[:1]):
                name = f"{predicate} {r}".strip()
            elif low.startswith("tổng số"):
                name = f"{predicate[8:]} {r}".strip()
            else:
                name = f"{name} {predicate}".strip()
        return f"số {name}", name

    def _growth(self, left: list[Token], more: list[list[Token]], right: list[Token]) -> tuple[str, str]:
        return "tốc độ tăng trưởng", ""

    def _rank(self, left: list[Token], more: list[list[Token]], right: list[Token]) -> tuple[str, str]:
        about = self._content(left, 5)
        return " ".join(x for x in ("thứ hạng", self._join(right[:8]), self._join(about) if len(right) < 5 else "") if x), ""

    def _times(self, q: Quantity, left: list[Token], more: list[list[Token]], right: list[Token]) -> tuple[str, str]:
        subject = self._before_verb([t for t in left if t.text not in ("cao",)], more)
        core = self._near_core(q)
        if q.kind == "part":
            r = self._join(right)
            return (f"tỷ lệ {r or self._join(subject) or core}").strip(), ""
        base = self._join(subject) or core or self._first_content(more)
        if q.unit in ("lần",) and q.comparator and q.comparator.startswith("gấp") and self._change(left):
            return f"mức tăng {base}", ""
        return base or "số lần", ""

    def _measured(self, q: Quantity, left: list[Token], more: list[list[Token]], right: list[Token]) -> tuple[str, str]:
        change = self._change(left)
        subject = self._before_verb(left, more) or self._content(left, 8)
        core = self._near_core(q)
        if change and not subject:
            return f"mức {change} {core}".strip(), ""
        name = self._join(subject)
        if _list("heads").match(self.tokens, subject[0].i) if subject else False:
            return (f"mức {change} {name}" if change else name), name
        r = self._join(right)
        after_is = self._after_is(q)
        if after_is:
            return after_is, after_is
        measured = _MEASURED.get((q.unit or "").split("/")[0], "")
        if q.kind == "measure" and measured:
            name = f"{measured} {r} {name}".strip()
            return name, name
        if not name:
            name = r or self._first_content(more) or core
        elif len(subject) < 4 and r:
            name = f"{name} {r}"
        return name, name

    def _after_is(self, q: Quantity) -> str:
        """`hơn 915 tỷ đồng là vốn điều lệ`: the name stands behind."""
        if q.last + 1 < len(self.tokens) and self.tokens[q.last].text == "là":
            out = []
            for t in self.tokens[q.last + 1:q.last + 8]:
                if t.kind != "w" or t.text in words("indicators", "right_stops"):
                    break
                out.append(t)
            return self._join(out)
        return ""
