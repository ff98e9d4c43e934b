"""What a figure measures: a short noun phrase made from the words around the number (guide §2, `indicator`)."""

from __future__ import annotations

from hoptac.reading.page import Page, Token
from hoptac.reading.phrasing import Phrasing, listed
from hoptac.reading.quantities import Quantity
from hoptac.reading.text import same_key

_MEASURED = {
    "ha": "diện tích",
    "m2": "diện tích",
    "km2": "diện tích",
    "tấn": "sản lượng",
    "tạ": "sản lượng",
    "kg": "khối lượng",
    "km": "chiều dài",
    "m": "chiều dài",
    "m3": "khối lượng",
    "lít": "khối lượng",
}
_VERBS = frozenset(
    {"tăng", "giảm", "chiếm", "đạt", "bằng", "nhích", "hụt", "vượt", "tương", "cao", "nhiều", "ước", "còn", "thấp", "sụt", "đội"}
)
_LONG = (
    ("htx", "hợp tác xã"),
    ("tht", "tổ hợp tác"),
    ("qtdnd", "quỹ tín dụng nhân dân"),
    ("sp", "sản phẩm"),
    ("dn", "doanh nghiệp"),
    ("lhhtx", "liên hiệp hợp tác xã"),
)


def long_form(text: str) -> str:
    """Abbreviations written out, for telling whether a phrase already names the unit."""
    found = []
    for w in same_key(text).split():
        found.append(dict(_LONG).get(w, w))
    return " ".join(found)


class IndicatorReader:
    """Names the quantities of a page one after the other; a share or change is named after the quantity before it."""

    def __init__(self, page: Page, quantities: list[Quantity], skipped: list[bool]) -> None:
        self.page, self.tokens, self.quantities = page, page.tokens, quantities
        self.words = Phrasing(page, quantities, skipped)
        self.core = ""
        self.core_end = 0
        self.by_unit: dict[str | None, tuple[str, int]] = {}

    def read(self) -> list[str | None]:
        out: list[str | None] = []
        for k, q in enumerate(self.quantities):
            if q.role == "high" and k:
                out.append(out[-1])
                continue
            source = self._source(k) if q.role == "to" else None
            if source is not None:
                out.append(out[source])
                continue
            name, core = self._name(k, q)
            name = " ".join(name.split())
            out.append(name or None)
            if core:
                self.core, self.core_end = " ".join(core.split()), q.last
                self.by_unit[q.unit] = (self.core, q.last)
        return out

    def _source(self, k: int) -> int | None:
        return next((j for j in range(k - 1, max(-1, k - 4), -1) if self.quantities[j].role == "from"), None)

    def _name(self, k: int, q: Quantity) -> tuple[str, str]:
        """(indicator, what later shares and changes refer to)."""
        left, *more = self.words.left(k, q)
        if not left and more and q.first and self.tokens[q.first - 1].text == "(" and q.kind == "count" and q.last - q.first == 1:
            left, *more = more
        left = self._with_coordinated(left, more)
        right = self.words.right(k, q)
        if q.kind == "percent":
            return self._percent(q, left, more, right)
        if q.kind in ("count", "guess", "none") or (q.kind == "measure" and q.unit in ("con", "điểm", "con số")):
            return self._count(k, q, left, more, right)
        if q.kind == "rank":
            return self._rank(left, more, right)
        if q.kind in ("times", "part"):
            return self._times(q, left, more, right)
        return self._measured(k, q, left, more, right)

    # --- helpers

    def _with_coordinated(self, left: list[Token], more: list[list[Token]]) -> list[Token]:
        """`Công nghiệp, xây dựng 17 tỷ`: the name began before the comma, at the head of the sentence."""
        if (
            len(more) == 1
            and 0 < len(left) <= 5
            and 0 < len(more[0]) <= 3
            and left[0].i == more[0][-1].i + 2
            and self.tokens[left[0].i - 1].text == ","
            and not listed("adverbials").match(self.tokens, more[0][0].i)
            and not listed("links").match(self.tokens, left[0].i)
        ):
            return more[0] + left
        return left

    def _change(self, left: list[Token]) -> str | None:
        """`tăng` or `giảm` when the words right before the number tell a change."""
        for n, t in enumerate(reversed(left[-4:])):
            before = left[-n - 2].text if len(left) > n + 1 else ""
            if t.text in ("tăng", "nhích", "vượt", "đội") or (n == 0 and t.text == "thêm"):
                return "tăng"
            if t.text in ("giảm", "hụt", "bớt", "sụt"):
                return "giảm"
            if n == 0 and t.text == "hơn":
                return "giảm" if before in ("thấp", "ít", "kém") else "tăng"
        return None

    def _near_core(self, q: Quantity) -> str:
        """What the quantity before measures, while the sentence goes on."""
        if not self.core:
            return ""
        if q.first - self.core_end > 30:
            return ""
        return "" if any(t.text in ("\n", ".") for t in self.tokens[self.core_end : q.first]) else self.core

    def _same_unit_core(self, q: Quantity) -> str:
        """What the last quantity of the same unit measured, not too far back."""
        core, end = self.by_unit.get(q.unit, ("", 0))
        return core if core and q.first - end < 60 else ""

    def _before_verb(self, left: list[Token]) -> list[Token]:
        """The noun phrase before `tăng / giảm / chiếm / đạt`."""
        cut = next(
            (
                i
                for i, t in enumerate(left)
                if i and (t.text in _VERBS or (t.text == "phát" and i + 1 < len(left) and left[i + 1].text == "sinh"))
            ),
            len(left),
        )
        return self.words.content(left[:cut]) or (
            self.words.content(left) if cut < len(left) and left and left[0].text not in _VERBS else []
        )

    def _labelled(self, name: str, q: Quantity) -> str:
        """A short name takes the label of its line with it."""
        if len(name.split()) > 3:
            return name
        label = self.words.join(self.words.label(q))
        return f"{name} {label}" if label and not set(same_key(label).split()) <= set(same_key(name).split()) else name

    # --- by kind

    def _percent(self, q: Quantity, left: list[Token], more: list[list[Token]], right: list[Token]) -> tuple[str, str]:
        core = self._near_core(q)
        subject = self._before_verb(left)
        name = self.words.join(subject)
        against = self._plan(q)
        change = None if q.role == "from" else self._change(left)
        base = name or core or self.words.join(self.words.first_content(more)) or self._same_unit_core(q)
        bracket = self.words.join(self.words.bracket_after(q))
        if bracket and not against:
            head = "mức tăng" if "tăng" in (t.text for t in left) or self._was_change else "tỷ lệ"
            self._was_change = head == "mức tăng"
            return f"{head} {bracket}", ""
        self._was_change = False
        if against:
            return f"tỷ lệ {base} so với {against}", ""
        if change:
            if same_key(base).startswith(("grdp", "gdp")):
                return f"tốc độ {change} {base}", base
            return (base if same_key(base).startswith(("mức", "tốc độ")) else f"mức {change} {base}"), base
        return self._share(q, left, more, right, name, core)

    _was_change = False

    def _share(self, q: Quantity, left: list[Token], more: list[list[Token]], right: list[Token], name: str, core: str) -> tuple[str, str]:
        """A part of a whole: `chiếm 3% …`, `98% doanh nghiệp …`, `tỷ lệ hộ nghèo 2%`, `(46%)`."""
        r = self.words.join(right)
        if any(t.text == "góp" for t in left[-3:]):
            return f"đóng góp {name.replace('đóng góp', '') or core} {r}", ""
        if same_key(name).startswith(("tỷ", "tỉ", "tốc", "mức", "cơ cấu", "lãi suất", "độ che phủ")):
            return name, name
        shared = any(t.text in ("chiếm", "bằng", "tương") for t in left[-3:])
        if r and shared and (name or core):
            return f"tỷ lệ {name or core} trong {r}", name or core
        if r and right[0].text in ("tổng", "số") and (name or core):
            return f"tỷ lệ {name or core} trong {r}", name or core
        if r and (not name or len(name.split()) <= 3) and right[0].text not in ("cả", "toàn"):
            return f"tỷ lệ {name} {r}", r
        if not name:
            base = core or self.words.join(self.words.first_content(more)) or self._same_unit_core(q)
            return f"tỷ lệ {base}", base
        opening = (
            self.words.content(more[-1], 5)
            if more and 0 < len(more[-1]) <= 8 and len(name.split()) <= 3
            else self.words.label(q)
            if len(name.split()) <= 3
            else []
        )
        stem = self.words.join(opening)
        return (f"{stem} {name}" if same_key(stem).startswith(("tỷ lệ", "tỉ lệ")) else f"tỷ lệ {stem} {name}"), name

    def _plan(self, q: Quantity) -> str:
        """What a percentage is measured against: `kế hoạch`, `dự toán`."""
        found = listed("plans").match(self.tokens, q.last)
        if not found:
            return ""
        words = [t for t in self.tokens[q.last : found[0]] if t.text not in ("so", "với")]
        text = self.words.join(words).lower()
        return "kế hoạch" if text == "kh" else text

    def _count(self, k: int, q: Quantity, left: list[Token], more: list[list[Token]], right: list[Token]) -> tuple[str, str]:
        unit = (q.unit or "").split("/")[0]
        if q.unit == "con số":
            return "tốc độ tăng trưởng", ""
        core = self._near_core(q)
        if q.unit == "điểm" and not right:
            return (self.words.join(self.words.content(left)) or core or "điểm"), ""
        change = None if q.role == "from" else self._change(left)
        if change and core and not right:
            return f"số {core} {change} thêm", ""
        predicate = self.words.content(left, 6)
        if unit == "đơn vị" and not right and core and len(predicate) <= 1:
            return f"số {core}", core
        name = self._counted(unit, predicate, right, more, core, q)
        return f"số {name}", name

    def _counted(self, unit: str, predicate: list[Token], right: list[Token], more: list[list[Token]], core: str, q: Quantity) -> str:
        r, p = self.words.join(right), self.words.join(predicate)
        if not p and not right:
            p = self.words.join(self.words.first_content(more))
        if unit == "người":
            p = self._person_noun(q, p)
        if len(right) >= 2:
            return f"{unit} {r} {p if 0 < len(predicate) <= 2 else ''}"
        whole = long_form(p)
        if whole.startswith("tổng số"):
            whole, p = whole[8:], p[8:]
        if whole.startswith("số "):
            whole, p = whole[3:], p[3:]
        if unit and (whole.startswith(unit) or whole.split()[:1] == unit.split()[:1]):
            return f"{p} {r}"
        if 0 < len(predicate) <= 2 and core and not right and self._follows_directly(q) and not whole.startswith(core):
            return f"{unit} {core} {p}"
        return self._labelled(f"{unit} {r} {p}".strip(), q)

    def _follows_directly(self, q: Quantity) -> bool:
        """No mark between the quantity before and this one: the former is the subject (`12 HTX sử dụng 300 lao động`)."""
        return q.first - self.core_end < 12 and all(t.kind == "w" for t in self.tokens[self.core_end : q.first])

    def _person_noun(self, q: Quantity, p: str) -> str:
        """Of `người` in a list, who they are: the noun named before in the sentence."""
        finder = listed("people_nouns")
        i = q.first - 1
        while i >= 0 and self.tokens[i].text not in (".", "\n") and q.first - i < 70:
            found = finder.match(self.tokens, i)
            if found:
                noun = self.words.join(self.tokens[i : found[0]])
                return p if same_key(noun) in same_key(p) else f"{noun} {p}"
            i -= 1
        return p

    def _rank(self, left: list[Token], more: list[list[Token]], right: list[Token]) -> tuple[str, str]:
        about = self.words.content(left, 5) or (self.words.first_content(more) if len(right) < 4 else [])
        return f"thứ hạng {self.words.join(right[:8])} {self.words.join(about) if len(right) < 5 else ''}", ""

    def _times(self, q: Quantity, left: list[Token], more: list[list[Token]], right: list[Token]) -> tuple[str, str]:
        subject = self._before_verb([t for t in left if t.text != "cao"])
        core = self._near_core(q)
        if q.kind == "part":
            return (
                f"tỷ lệ {self.words.join(right)} {self.words.join(subject) if len(right) < 3 else ''} {'' if right or subject else core}",
                "",
            )
        if q.unit in ("năm", "lần") and not q.comparator and right:
            return f"số {q.unit} {self.words.join(right)}", ""
        base = self.words.join(subject) or core or self.words.join(self.words.first_content(more))
        if q.comparator and q.comparator.startswith("gấp") and self._change(left):
            return f"mức tăng {base}", ""
        return base or "số lần", ""

    def _measured(self, k: int, q: Quantity, left: list[Token], more: list[list[Token]], right: list[Token]) -> tuple[str, str]:
        change = None if q.role == "from" else self._change(left)
        subject = self._before_verb(left)
        core = self._near_core(q)
        if q.kind == "duration" and left:
            subject = self.words.content(left, 7, heads=False) or subject
        if len(subject) == 1 and subject[0].text in ("cao", "thấp", "nhiều", "ít", "lớn"):
            subject = []
        if change and not subject:
            return f"mức {change} {core}", ""
        name = self.words.join(subject)
        if same_key(name) in ("bình quân", "trung bình", "bq") and core:
            return f"{core} bình quân", ""
        if subject and listed("heads").match(self.tokens, subject[0].i):
            if len(subject) <= 2 and right:
                name = f"{name} {self.words.join(right)}"
            name = self._labelled(name, q)
            return (f"mức {change} {name}" if change else name), name
        after = self._after_is(q)
        if after:
            return after, after
        r = self.words.join(right) or self.words.join(self._source_of_money(q))
        measured = _MEASURED.get((q.unit or "").split("/")[0], "")
        if q.kind == "measure" and measured:
            name = f"{measured} {r} {name}"
            return name, name
        if not name:
            name = r or self.words.join(self.words.first_content(more)) or core or self._same_unit_core(q)
        elif len(subject) < 4:
            name = f"{self._same_rate_core(q, subject)} {name} {r}"
        return self._labelled(name, q), name

    def _same_rate_core(self, q: Quantity, subject: list[Token]) -> str:
        """`giá mận đầu vụ 35.000 đồng/kg, cuối vụ 8.000 đồng/kg`: the second names only what differs."""
        core = self._near_core(q)
        return core if core and self.by_unit.get(q.unit, ("", 0))[0] == core and "/" in (q.unit or "") else ""

    def _source_of_money(self, q: Quantity) -> list[Token]:
        """`12,5 tỷ đồng từ ngân sách tỉnh hỗ trợ HTX`."""
        if q.kind == "money" and q.last + 1 < len(self.tokens) and self.tokens[q.last].text in ("từ", "cho", "để"):
            return (
                [t for t in self.tokens[q.last + 1 : q.last + 8] if t.kind == "w"]
                if all(t.kind == "w" for t in self.tokens[q.last : q.last + 4])
                else []
            )
        return []

    def _after_is(self, q: Quantity) -> str:
        """`hơn 915 tỷ đồng là vốn điều lệ`: the name stands behind."""
        if q.last + 1 >= len(self.tokens) or self.tokens[q.last].text != "là":
            return ""
        out = []
        for t in self.tokens[q.last + 1 : q.last + 8]:
            if t.kind != "w" or listed("right_stops").match(self.tokens, t.i):
                break
            out.append(t)
        return self.words.join(out)
