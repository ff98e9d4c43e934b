"""Organisations that figures belong to: the cooperative, fund or board a sentence is about (guide: `subject`)."""

from __future__ import annotations

from bisect import bisect_left

from hoptac.reading.bodies import body_at
from hoptac.reading.page import Page

_HEADS = frozenset({"htx", "hợp", "quỹ", "công", "liên", "tổ", "ban", "chi"})
_FULL = (
    ("htx",),
    ("hợp", "tác", "xã"),
    ("tổ", "hợp", "tác"),
    ("quỹ",),
    ("công", "ty"),
    ("liên", "hiệp"),
    ("liên", "minh"),
    ("ban", "quản", "lý"),
    ("chi", "nhánh"),
)
_COOPERATIVE = frozenset({"htx", "hợp", "tổ", "công"})  # told by a name of their own
_BEFORE = frozenset(
    "năm tháng ngày quý đến tính hết cuối đầu giai đoạn từ trong hiện nay riêng theo lũy kế , - . : / ( ) của đốc hđqt trị".split()
)
_AFTER = frozenset(
    "có đạt còn hiện đã được thu bán xuất cho vay vốn đầu làm tăng giảm canh doanh kết nộp sản phấn liên chi trồng nuôi thành cử mở "
    "chủ rút phải trả mua ( bố nhận tổ bầu chia nhất : ,".split()
)
_OFFICES = frozenset({"hđqt", "đốc"})  # `Giám đốc HTX X, …` tells of that cooperative
_INSIDE = frozenset({"minh", "hiệp", "triển", "các", "số", "bộ"})  # `Liên minh HTX`, `các HTX`: no cooperative by itself
_BOARDS = frozenset({"ban", "hội", "tổ"})
_BACK = 300  # tokens looked back for the name of a bare `HTX`
_REACH = 14  # tokens from the head of a clause to the name of its owner


def owner_in(page: Page, left: int, at: int) -> str | None:
    """The organisation that opens the sentence or clause before the figure; a bare `HTX` is the one named last."""
    tokens = page.tokens
    i, stop = page.token_at(left), page.token_at(at)
    heads = page.capitals_of(_HEADS)
    k = bisect_left(heads, i)
    if k == len(heads) or heads[k] >= stop:  # most sentences name no organisation
        return None
    opening = True
    begin = i
    while i < stop:
        t = tokens[i]
        if t.text in (";", "”") or (t.text in (")", ".") and i - begin == 1):  # a new clause; a mark: `đ)`
            begin, opening = i + 1, True
        elif (
            t.text in _HEADS
            and ((opening and i - begin < _REACH) or (i and tokens[i - 1].text in _OFFICES))
            and (found := _named(page, i, stop))
        ):
            return found
        elif opening and t.kind == "w" and t.text not in _BEFORE and not (i + 1 < stop and tokens[i + 1].text in ("của", "hđqt")):
            opening = i + 1 < stop and tokens[i + 1].text == ","
        elif t.text in (",", "của"):
            opening = i - begin < _REACH
        i += 1
    return None


def _named(page: Page, i: int, stop: int) -> str | None:
    """The organisation at token i when something is told of it."""
    head = _head(page, i)
    if head is None:
        return None
    tokens, after = page.tokens, i + len(head)
    end = _own_name(page, i, head)
    if end is None:
        bare = tokens[after].text in _AFTER and not (i and tokens[i - 1].text == "của")
        return _named_before(page, i, head) if bare else None
    if end > stop or tokens[end].text not in _AFTER or (tokens[i].text == "liên" and tokens[end].text == "("):
        return None
    return page.text(tokens[i].start, tokens[end - 1].end)


def _head(page: Page, i: int) -> tuple[str, ...] | None:
    before = page.tokens[i - 1] if i else None
    if page.tokens[i].text not in _HEADS or not page.is_capital(page.tokens[i]):
        return None
    if before and (before.kind == "n" or before.text in _INSIDE):
        return None
    return next((h for h in _FULL if tuple(t.text for t in page.tokens[i : i + len(h)]) == h), None)


def _own_name(page: Page, i: int, head: tuple[str, ...]) -> int | None:
    """Index after the organisation's name; None for a bare `HTX` or `HTX nông nghiệp`."""
    end, after = body_at(page, i), i + len(head)
    if end is None or end <= after or end >= len(page.tokens):
        return None
    if head[0] in _COOPERATIVE and not any(page.is_capital(t) for t in page.tokens[after:end]):
        return None
    return end


def _named_before(page: Page, i: int, head: tuple[str, ...]) -> str | None:
    """The organisation of this kind named last, looking a bounded way back."""
    for k in range(i - 1, max(i - _BACK, -1), -1):
        if page.tokens[k].text == head[0] and _head(page, k) == head and (end := _own_name(page, k, head)):
            return page.text(page.tokens[k].start, page.tokens[end - 1].end)
    return None


def first_owner(page: Page, stop: int) -> str | None:
    """The organisation a text without a place begins with."""
    for k in range(min(stop, len(page.tokens))):
        head = _head(page, k)
        if head and head[0] != "liên" and (end := _own_name(page, k, head)):
            return page.text(page.tokens[k].start, page.tokens[end - 1].end)
    return None


def board_of(page: Page, i: int) -> str | None:
    """`Thành lập Ban Chỉ đạo gồm 15 thành viên`: the board just before the number at token i."""
    tokens = page.tokens
    j = i - 1
    if j < 2 or tokens[j].text not in ("gồm", "có"):
        return None
    if tokens[j].text == "có" and tokens[j - 1].text == "gồm":
        j -= 1
    for k in range(j - 1, max(j - 14, -1), -1):
        if tokens[k].text in _BOARDS and page.is_capital(tokens[k]) and body_at(page, k) == j:
            return page.text(tokens[k].start, tokens[j - 1].end)
    return None
