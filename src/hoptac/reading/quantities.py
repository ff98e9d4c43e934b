"""Quantities in running text: number, denominator, multiplier, unit, comparator; ranges and from-to pairs (guide §2, rules 1-3, 12)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from hoptac.reading import specials
from hoptac.reading.amounts import Amount, Number, Unit, amount_at, rate_after, unit_at, whole
from hoptac.reading.lexicon import Phrases, phrases, words
from hoptac.reading.masks import Masks
from hoptac.reading.page import Page


@dataclass(slots=True)
class Quantity:
    """One number of the text with what belongs to it: tokens [first, last), `number` the index of the number itself."""

    first: int
    last: int
    number: int
    value: Number
    denominator: Number | None
    unit: str | None
    kind: str  # percent, money, measure, duration, count, guess, none, rank, times, part, digits
    comparator: str | None = None
    role: str | None = None  # low, high (a range); from, to (a change)
    factor: int = 1
    in_words: bool = False
    table: bool = False


_THOUSANDS = re.compile(r"[1-9]\d{0,2},\d{3}")  # `1,234 thành viên`: nobody counts thousandths of a member


@cache
def _comparators() -> Phrases:
    return phrases("figures", "comparators")


@cache
def _after() -> Phrases:
    return phrases("figures", "after")


class QuantityReader:
    """Finds the quantities of one page; `masks` says which numbers are none."""

    def __init__(self, page: Page, masks: Masks) -> None:
        self.page, self.masks, self.tokens = page, masks, page.tokens
        self.found: list[Quantity] = []

    def read(self) -> list[Quantity]:
        after, page = 0, self.page
        starts = specials.STARTS | words("figures", "number_words")
        for i in sorted({*page.numbers, *(k for word in starts for k in page.spots.get(word, ()))}):
            if i < after or self.masks.closed[i]:
                continue
            special = specials.at(page, i)
            after = self._take_special(special) if special is not None else self._plain(i) or i + 1
        self._changes()
        return self.found

    def _take_special(self, s: specials.Special) -> int:
        q = Quantity(
            s.first, s.last, s.number, s.value, s.denominator, s.unit, s.kind, s.comparator, in_words=self.tokens[s.number].kind != "n"
        )
        if s.kind == "part":
            self._compare(q)
        self.found.append(q)
        return s.last

    # --- one number

    def _plain(self, i: int) -> int | None:
        amount = amount_at(self.tokens, i)
        if amount is None or (amount.in_words and not self._word_may_count(amount)):
            return None
        ranged = self._range(amount)
        if ranged:
            return ranged
        q = self._quantity(amount)
        if q is None:
            return None
        self._compare(q)
        self.found.append(q)
        return q.last

    def _quantity(self, amount: Amount) -> Quantity | None:
        pair = self._pair(amount)
        unit = unit_at(self.page, pair[0].last if pair else amount.last)
        if self._is_no_figure(amount, unit, pair):
            return None
        if pair and (unit.kind == "guess" and self._is_small(amount, pair[0]) or self._is_share(amount, pair[0])):
            unit = Unit(pair[0].last, None, 1, "none")
        if unit.kind == "count" and unit.factor == 1 and _THOUSANDS.fullmatch(self.tokens[amount.first].text):
            amount = Amount(amount.first, amount.last, int(self.tokens[amount.first].text.replace(",", "")))
        value, last = self._scaled(amount, unit)
        name, denominator = unit.name, None
        if pair:
            value = whole(amount.value * unit.factor)
            denominator = whole(pair[0].value * unit.factor) if pair[0].value else None
            if name is None and unit.kind == "none":
                return self._bare_pair(amount, pair[0], denominator)
        elif unit.kind not in ("none",):
            last, rate = rate_after(self.page, last)
            name = (name or "") + rate if rate else name
            planned = self._planned(last) or self._same_unit_pair(last, unit)
            of = planned or self._of_how_many(last) or self._of_how_many(amount.last)
            if of:
                denominator, last = whole(of[0] * unit.factor), of[1]
                if unit.kind in ("none", "guess"):
                    return None
        if not pair and unit.kind in ("none", "guess", "count") and not denominator:
            of = self._of_how_many(amount.last)
            if of:
                follow = unit_at(self.page, of[1])
                return Quantity(
                    amount.first, follow.last, amount.first, amount.value, of[0], follow.name, follow.kind, in_words=amount.in_words
                )
        return Quantity(amount.first, last, amount.first, value, denominator, name, unit.kind, factor=unit.factor, in_words=amount.in_words)

    def _bare_pair(self, amount: Amount, other: Amount, denominator: Number | None) -> Quantity | None:
        """`1/5` without a noun is a part of a whole; larger pairs are left to inherit a unit."""
        small = self._is_small(amount, other) or self._is_share(amount, other)
        kind, unit = ("part", "phần") if small else ("none", None)
        return Quantity(amount.first, other.last, amount.first, amount.value, denominator, unit, kind)

    def _is_share(self, amount: Amount, other: Amount) -> bool:
        """`2/3 số hộ`, `1/50 tổng dư nợ`, `3/4 của quỹ`: a part of a whole that is named behind it."""
        follow = self.tokens[other.last].text if other.last < len(self.tokens) else ""
        low = self._is_small(amount, other) or (amount.value == 1 and isinstance(other.value, int) and 10 < other.value <= 100)
        return low and follow in ("số", "tổng", "của", "diện", "dân")

    @staticmethod
    def _is_small(amount: Amount, other: Amount) -> bool:
        return isinstance(amount.value, int) and isinstance(other.value, int) and amount.value < other.value <= 10

    def _scaled(self, amount: Amount, unit: Unit) -> tuple[Number, int]:
        """Value in the base unit, with a second part (`3 tỷ 200 triệu đồng`) or a half (`2 tỷ rưỡi`)."""
        value, last = amount.value * unit.factor, unit.last
        tokens = self.tokens
        if unit.factor >= 1000 and last < len(tokens):
            if tokens[last].text == "rưỡi" or (tokens[last - 1].text != "đồng" and tokens[last].text == "rưỡi"):
                value, last = value + unit.factor / 2, last + 1
                more = unit_at(self.page, last)
                last = more.last if more.kind == "money" and more.factor == 1 else last
            elif tokens[last].kind == "n" and tokens[last - 1].text in ("tỷ", "tỉ", "triệu", "nghìn", "ngàn"):
                second = amount_at(tokens, last)
                more = unit_at(self.page, last + 1)
                if second and 1 < more.factor < unit.factor and more.kind == "money":
                    value, last = value + second.value * more.factor, more.last
        return whole(value), last

    # --- x/y and x of y

    def _pair(self, amount: Amount) -> tuple[Amount, bool] | None:
        tokens, j = self.tokens, amount.last
        if amount.in_words or j + 1 >= len(tokens) or tokens[j].text != "/" or tokens[j + 1].kind != "n":
            return None
        other = amount_at(tokens, j + 1)
        if other is None or (
            other.last < len(tokens)
            and tokens[other.last].text == "/"
            and tokens[other.last].start == tokens[other.last - 1].end
            and other.last + 1 < len(tokens)
            and tokens[other.last + 1].kind == "n"
        ):
            return None
        return other, True

    def _planned(self, last: int) -> tuple[Number, int] | None:
        """`28 HTX/KH 25`: the plan as denominator."""
        tokens = self.tokens
        if last + 2 < len(tokens) and tokens[last].text == "/" and tokens[last + 1].text in ("kh", "kế"):
            j = last + 2 + (tokens[last + 1].text == "kế")
            plan = amount_at(tokens, j) if j < len(tokens) and tokens[j].kind == "n" else None
            if plan:
                return plan.value, plan.last
        return None

    def _same_unit_pair(self, last: int, unit: Unit) -> tuple[Number, int] | None:
        """`62 ha/726 ha`: both sides name the unit."""
        tokens = self.tokens
        if last + 2 >= len(tokens) or tokens[last].text != "/" or tokens[last + 1].kind != "n":
            return None
        other = amount_at(tokens, last + 1)
        again = unit_at(self.page, other.last) if other else None
        return (other.value, again.last) if other and again and again.name == unit.name and again.factor == unit.factor else None

    def _of_how_many(self, last: int) -> tuple[Number, int] | None:
        """`3 trong số 24`, `3 HTX trong tổng số 24`, `3 trên 24`."""
        tokens, j = self.tokens, last
        texts = [t.text for t in tokens[j : j + 4]]
        if texts[:3] == ["trong", "tổng", "số"] or texts[:3] == ["trên", "tổng", "số"]:
            j += 3
        elif texts[:2] in (["trong", "số"], ["trên", "số"]):
            j += 2
        else:
            return None
        other = amount_at(tokens, j)
        return (other.value, other.last) if other else None

    # --- is it a figure at all

    def _word_may_count(self, a: Amount) -> bool:
        """A number in words counts when a listed noun follows and nothing makes it mere talk (`hai địa phương này`, `một số`)."""
        tokens = self.tokens
        unit = unit_at(self.page, a.last)
        before = tokens[a.first - 1].text if a.first else ""
        single = a.last - a.first == 1
        if (unit.kind not in ("count", "measure", "percent", "money") and unit.name not in ("ngày công", "ngày làm việc")) or before in (
            "thứ",
            "hàng",
            "vài",
            "mấy",
            "mỗi",
            "từng",
            "bấy",
            "những",
            "các",
            "cả",
            "số",
            "tháng",
            "ngày",
            "cấp",
            "quý",
            "hội",
            "khu vực",
            "tổ",
        ):
            return False
        if single and tokens[a.first].text in (
            "một",
            "mốt",
            "tư",
            "lăm",
            "trăm",
            "nghìn",
            "ngàn",
            "linh",
            "lẻ",
            "mươi",
            "triệu",
            "tỷ",
            "không",
            "chục",
            "vạn",
            "nhăm",
            "tỉ",
        ):
            return False
        if (
            single
            and tokens[a.first].text == "năm"
            and before not in ("có", "gồm", "với", "thêm", "được", "hơn", "khoảng", "gần", "còn", "đạt", "lập", "ít")
        ):
            return False
        if single and tokens[a.first].text == "mười" and unit.name == "năm":
            return False
        follow = tokens[unit.last].text if unit.last < len(tokens) else ""
        if (
            follow in words("figures", "vague") or [t.text for t in tokens[unit.last : unit.last + 2]] == ["với", "nhau"]
        ) and unit.kind == "count":
            return False
        return not self.masks.is_name(a.first, True)

    def _is_no_figure(self, a: Amount, unit: Unit, pair: tuple[Amount, bool] | None) -> bool:
        tokens = self.tokens
        t = tokens[a.first]
        if a.first and t.kind == "n" and tokens[a.first - 1].end == t.start and tokens[a.first - 1].kind == "w":
            return True
        counted = unit.kind in ("count", "money", "percent", "measure")
        if self.masks.is_name(a.first, counted) and not (pair and unit.name):
            return True
        if unit.last <= a.last and t.kind == "n" and self.masks.is_year(t) and not pair:
            return True
        if unit.kind == "guess" and t.kind == "n" and self.masks.is_year(t):
            return True
        if not pair and a.last < len(tokens) and tokens[a.last].text in words("figures", "names_after"):
            return True
        if not pair and a.last < len(tokens) and tokens[a.last].text[0] == "h" and tokens[a.last].text[1:].isdigit():
            return True
        if unit.kind == "duration":
            return not self._is_duration_fact(a, unit)
        if a.first and tokens[a.first - 1].text in ("bình", "quân") and a.value == 1:
            return True
        return a.value == 1 and unit.kind == "count" and self._is_average_one(a.first)

    def _is_average_one(self, i: int) -> bool:
        """The `1` of `bình quân 1 HTX`, `trên 1 ha`, `thu nhập 1 người`."""
        tokens = self.tokens
        return i >= 1 and tokens[i - 1].text in ("bq", "quân", "mỗi", "/", "tính")

    def _is_duration_fact(self, a: Amount, unit: Unit) -> bool:
        """Durations are figures only when they are the fact: a term, a delay, a saving (`thời hạn 36 tháng`, `sớm hơn 18 tháng`)."""
        tokens = self.tokens
        if unit.name in ("ngày làm việc", "ngày công") and not (a.first and tokens[a.first - 1].text in ("trong", "sau")):
            return True
        if unit.name == "tuổi":
            return a.first > 1 and "quân" in (tokens[a.first - 1].text, tokens[a.first - 2].text)
        before = " ".join(x.text for x in tokens[max(0, a.first - 5) : a.first])
        if before.endswith(("trong", "sau", "trước", "mỗi", "cứ")):
            return False
        facts = words("figures", "duration_facts")
        after = " ".join(x.text for x in tokens[unit.last : unit.last + 2])
        return any(before == f or before.endswith(" " + f) or f" {f} " in f" {before} " for f in facts) or after.startswith(
            ("so với kế", "so kế")
        )

    # --- comparators

    def _compare(self, q: Quantity) -> None:
        """Takes the comparator right before (`không … quá`, `từ … trở lên` included) and right behind the number."""
        tokens = self.tokens
        found = _comparators().ends_at(tokens, q.number - 1, 4) if q.number else None
        if (
            found
            and tokens[found[0]].text == "hơn"
            and found[0]
            and tokens[found[0] - 1].text in ("cao", "nhiều", "lớn", "thấp", "ít", "nhanh", "tốt", "kém")
        ):
            found = None
        if found and "\n" not in self.page.norm[tokens[found[0]].start : tokens[q.number].start]:
            q.first, q.comparator = found[0], " ".join(t.text for t in tokens[found[0] : q.number])
            if q.comparator in ("quá", "vượt quá") or q.comparator == "không quá":
                self._not_over(q)
        after = _after().match(tokens, q.last)
        if after and q.role is None:
            if q.number and tokens[q.number - 1].text == "từ":
                q.first, q.comparator = q.number - 1, f"từ ... {after[1]}"
            else:
                q.comparator = after[1]
            q.last = after[0]

    def _not_over(self, q: Quantity) -> None:
        tokens = self.tokens
        for k in range(q.first, max(-1, q.first - 3), -1):
            if tokens[k].text == "không":
                q.first, q.comparator = k, "không ... quá"
                return

    # --- ranges and changes

    def _range(self, low: Amount) -> int | None:
        """`5-7 triệu đồng`, `từ 40 đến 50 tổ hợp tác`, `18% - 32%`: two quantities over one surface."""
        tokens, i = self.tokens, low.last
        first_unit = unit_at(self.page, i)
        sep = i
        if first_unit.kind not in ("none", "guess") and first_unit.last < len(tokens) and first_unit.last > i:
            sep = first_unit.last
        if sep + 1 >= len(tokens) or tokens[sep].text not in ("-", "đến", "tới") or self.masks.closed[sep + 1]:
            return None
        gap = self.page.norm[tokens[sep - 1].end : tokens[sep + 1].start]
        if "\n" in gap or (tokens[sep].text != "-" and sep > i and self._is_change(low.first)):
            return None
        high = amount_at(tokens, sep + 1)
        if high is None or not low.value < high.value or high.in_words != low.in_words:
            return None
        unit = unit_at(self.page, high.last)
        if not self._range_units_agree(first_unit if sep > i else None, unit, low, tokens[sep].text) or self._is_no_figure(low, unit, None):
            return None
        return self._put_range(low, high, unit)

    def _range_units_agree(self, first: Unit | None, second: Unit, low: Amount, sep: str) -> bool:
        if first is not None:
            return first.name == second.name and first.name is not None
        if second.kind == "none":
            return False
        if second.kind == "guess" and sep == "-":
            return low.first > 0 and self.tokens[low.first - 1].text in ("từ", "khoảng") or not self.masks.is_year(self.tokens[low.first])
        return True

    def _put_range(self, low: Amount, high: Amount, unit: Unit) -> int:
        last, rate = rate_after(self.page, unit.last)
        name = (unit.name or "") + rate if unit.name else unit.name
        first = low.first
        if first and self.tokens[first - 1].text in ("từ", "khoảng", "lên", "đạt") and self.tokens[first - 1].text != "đạt":
            first -= 1
            if first and self.tokens[first].text == "từ" and self.tokens[first - 1].text in ("lên", "khoảng"):
                first -= 1
        for amount, role, comparator in ((low, "low", "từ"), (high, "high", "đến")):
            value = whole(amount.value * unit.factor)
            self.found.append(Quantity(first, last, low.first, value, None, name, unit.kind, comparator, role, unit.factor, low.in_words))
        return last

    def _is_change(self, i: int) -> bool:
        """Is the range really a change: `giảm từ 4,1% đến 3,2%`, `tăng từ … đến …`?"""
        before = [t.text for t in self.tokens[max(0, i - 4) : i]]
        return "từ" in before and any(w in ("tăng", "giảm", "nâng", "hạ", "đưa") for w in before)

    def _changes(self) -> None:
        """`từ A … lên / xuống / còn B` in one sentence: A takes `từ` and, when it has none, the multiplier and unit of B."""
        by_place = self.found
        for k, q in enumerate(by_place[:-1]):
            if q.role or q.number == 0 or self.tokens[q.number - 1].text != "từ" or (q.comparator or "").startswith("từ ..."):
                continue
            target = self._target(k)
            if target is None:
                continue
            q.role, q.comparator, q.first = "from", "từ", q.number - 1
            if target.role is None:
                target.role = "to"
            if q.unit is None or (q.kind == "guess" and target.unit):
                q.unit, q.kind = target.unit, target.kind
                q.value, q.factor = whole(q.value * target.factor / q.factor), target.factor

    def _target(self, k: int) -> Quantity | None:
        for target in self.found[k + 1 : k + 4]:
            if target.number - self.found[k].last > 22:
                return None
            between = [t.text for t in self.tokens[self.found[k].last : target.number]]
            if any(w in (".", ";", "\n") for w in between) or len(between) > 22:
                return None
            near = between[-3:]
            if any(w in ("lên", "xuống", "còn", "thành") for w in near) or near[-1:] == ["đến"]:
                return target
        return None
