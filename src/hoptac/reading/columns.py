"""Column heads of tables: what they say about unit, time and kind of their column, and how a flattened head line is cut."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from hoptac.reading.page import Page

_ROLES = (
    ("mark", r"(?:s?tt|số tt|số thứ tự|#)"),
    ("unit", r"(?:đvt|đơn vị tính|đơn vị|đv tính)"),
    (
        "lead",
        r".*(?:chủ trì|thực hiện chính|cơ quan thực hiện|đơn vị thực hiện|phụ trách|đầu mối|"
        r"đơn vị chủ trì|cơ quan chủ trì|giao cho|trách nhiệm).*",
    ),
    ("with", r".*phối hợp.*"),
    ("due", r".*(?:thời hạn|thời gian|hoàn thành|tiến độ|hạn(?!\w)).*"),
    ("product", r".*(?:sản phẩm|kết quả)(?: đầu ra)?"),
    ("task", r".*(?:nhiệm vụ|nội dung|công việc|tên việc).*"),
)
_PERCENT = re.compile(r"%|tỷ lệ|tỉ lệ|tốc độ|cơ cấu|tỷ trọng|so (?:với )?(?:kh|kế hoạch|cùng kỳ)")
_PLAN = re.compile(r"(?<!\w)(?:kh|kế hoạch|chỉ tiêu giao|mục tiêu|dự toán)(?!\w)")
_DONE = re.compile(r"(?<!\w)(?:th|thực hiện|kết quả|uth|ước|ước th|ước thực hiện|ưth)(?!\w)")
_COMPARED = re.compile(r"(?<!\w)(?:so|tăng|giảm|đạt|tỷ lệ|tỉ lệ|%)(?!\w)|%")
_STARTERS = frozenset(
    (
        "kh th ước ưth thực kế so tỷ tỉ tổng số năm cuối đầu tăng giảm đạt % htx tht thành doanh vốn lao diện sản hộ xã dân "
        "thu chi chênh lệch trong ngân kết lũy mục nhu giá mức quý tháng trong đó nam nữ"
    ).split()
)


@dataclass(slots=True)
class Column:
    """A column: its head as printed, its role (mark, unit, lead, with, due, task or none), and what the head says of its values."""

    text: str
    role: str = ""
    percent: bool = False
    plan: bool = False
    done: bool = False
    start: int = 0
    end: int = 0
    above: list[tuple[int, int]] = field(default_factory=list)  # head cells over this one, when the head has several rows

    def holds(self, at: int) -> bool:
        """Is this place in the head of the column?"""
        return self.start <= at < self.end or any(a <= at < b for a, b in self.above)

    @classmethod
    def of(cls, _norm: str, low: str, start: int = 0, end: int = 0) -> Column:
        text = " ".join(low.split())
        role = next((name for name, pattern in _ROLES if re.fullmatch(pattern, text.strip(" .:"))), "")
        compared = bool(_COMPARED.search(text))
        return cls(
            text,
            role,
            bool(_PERCENT.search(text)),
            bool(_PLAN.search(text)) and not compared,
            bool(_DONE.search(text)) and not compared,
            start,
            end,
        )


def split_heads(page: Page, start: int, end: int, width: int) -> tuple[list[Column], bool]:
    """Cuts a flattened head line into its last `width` columns; also says whether it has a unit column."""
    low = page.low[start:end]
    unit = re.search(r"(?<!\w)(?:đvt|đơn vị tính|đơn vị|đv tính)(?!\w)", low)
    if unit and unit.end() < len(low):
        begin = start + unit.end()
    else:
        label = re.match(
            r"\s*(?:s?tt\s+)?(?:chỉ tiêu|nội dung|tên (?:xã|huyện|đơn vị|htx|sản phẩm|địa phương)|địa phương|đơn vị|huyện|xã, phường|"
            r"xã|lĩnh vực|hạng mục|nhóm sản phẩm|loại hình|ngành|danh mục|tiêu chí)(?!\w)",
            low,
        )
        begin = start + label.end() if label else start
    pieces = _pieces(page, begin, end)
    if len(pieces) < width:
        columns = [Column("")] * (width - len(pieces)) + [Column.of(page.norm, page.low[a:b], a, b) for a, b in pieces]
        return columns, bool(unit)
    chosen = _choose(page, pieces, width)
    return [Column.of(page.norm, page.low[a:b], a, b) for a, b in chosen], bool(unit)


def _pieces(page: Page, begin: int, end: int) -> list[tuple[int, int]]:
    """The head line cut before every word that may begin a column."""
    cuts: list[int] = []
    depth = 0
    for t in page.tokens_in(begin, end):
        if t.text == "(":
            depth += 1
        elif t.text == ")":
            depth -= 1
        elif depth == 0 and (
            not cuts
            or (t.kind == "w" and page.is_capital(t))
            or re.fullmatch(r"(?:19|20)\d\d", t.text)
            or t.text == "%"
            or (t.kind == "n" and page.low[t.end : t.end + 6] == " tháng")
        ):
            cuts.append(t.start)
    stops = cuts[1:] + [end] if cuts else []
    return [(a, a + len(page.low[a:b].rstrip())) for a, b in zip(cuts, stops, strict=True)]


def _choose(page: Page, pieces: list[tuple[int, int]], width: int) -> list[tuple[int, int]]:
    """Joins the least likely cuts until `width` columns are left: a year joins the word before it, so does a word that begins no head."""
    parts = list(pieces)
    while len(parts) > width:
        weakest = min(range(1, len(parts)), key=lambda k: (_strength(page, parts, k), -k))
        parts[weakest - 1 : weakest + 1] = [(parts[weakest - 1][0], parts[weakest][1])]
    return parts


def _strength(page: Page, parts: list[tuple[int, int]], k: int) -> int:
    """How surely a column begins at part k."""
    word = page.low[parts[k][0] : parts[k][1]]
    before = page.low[parts[k - 1][0] : parts[k - 1][1]]
    first = re.split(r"[\s(]", word)[0]
    if re.fullmatch(r"(?:19|20)\d\d", word) and not re.search(r"(?:19|20)\d\d", before):
        return 0
    score = 2 if first in _STARTERS else 1
    if before.endswith(")") or re.search(r"(?:19|20)\d\d$", before):
        score += 2
    if before in ("so", "th", "kh", "ước", "tỷ lệ", "số", "tổng", "so với", "cùng"):
        score -= 2
    return score
