"""Names of bodies (Sở Tài chính; UBND các huyện, thị xã, thành phố; các sở, ngành): where one begins and where it ends."""

from __future__ import annotations

from functools import cache

from hoptac.reading.lexicon import Phrases, phrases
from hoptac.reading.page import Page, Token

_PLACES = frozenset("tỉnh huyện xã phường quận".split()) | {
    "thị",
    "thành",
    "tp",
    "đặc",
    "thôn",
    "bản",
    "khu",
    "tổ",
    "ban",
    "ngành",
    "sở",
    "phòng",
    "đoàn",
    "đơn",
    "địa",
    "cơ",
    "ấp",
    "xóm",
}
_VERB_TAILS = frozenset(
    {
        "phối hợp",
        "quản lý",
        "chủ trì",
        "tổ chức",
        "phát triển",
        "hỗ trợ phát triển",
        "tư vấn",
        "truyền thông",
        "chỉ đạo",
        "được giao",
        "kinh doanh",
    }
)
_FIRM_HEADS = frozenset("sở ubnd phòng chi cục trung liên hội ban công văn".split())
_NEED_MORE = frozenset("hội ban tổ đoàn sở bộ viện đội vụ cục phòng trường trạm khu bản quỹ báo đài thuế liên nhóm ngành trưởng".split())
_LEVELS = frozenset({"tỉnh", "huyện", "xã", "phường", "thành phố", "thị xã", "thị trấn", "quận", "việt nam", "trung ương"})
_PLURAL = frozenset({"các", "những", "toàn", "mọi", "từng"})


@cache
def _heads() -> Phrases:
    return phrases("bodies", "heads")


@cache
def _fields() -> Phrases:
    return phrases("bodies", "fields")


@cache
def _tails() -> Phrases:
    return phrases("bodies", "tails")


@cache
def _stops() -> Phrases:
    return phrases("bodies", "stops")


def body_at(page: Page, i: int) -> int | None:
    """Index after the name of the body that begins at token i; None if none begins there."""
    if i not in page.bodies:
        page.bodies[i] = _read_body(page, i)
    return page.bodies[i]


def _read_body(page: Page, i: int) -> int | None:
    tokens = page.tokens
    j = i
    while j < len(tokens) and tokens[j].text in _PLURAL:
        j += 1
    head = _heads().match(tokens, j)
    if head is None:
        return None
    if j == i and not page.is_capital(tokens[j]) and not _may_be_small(tokens, j, head[0]):
        return None
    if j > i and head[0] < len(tokens) and tokens[head[0]].text == ":" and tokens[j].text in ("sở", "bộ", "phòng", "ban"):
        return _fields_after(page, head[0] + 1) or head[0]
    end = _extend(page, head[0])
    while end > head[0] and tokens[end - 1].text in (",", "-", "và", "&", "/"):
        end -= 1
    if (
        end == head[0]
        and head[0] - j == 1
        and tokens[j].text in _NEED_MORE
        and not (j > i and tokens[j].text not in ("tổ", "hội", "báo", "trường"))
    ):
        return None
    return end


def _fields_after(page: Page, j: int) -> int | None:
    """`các Sở: Tài chính, Nội vụ và Xây dựng`: index after the last field."""
    last = None
    while (found := _fields().match(page.tokens, j)) is not None:
        last = found[0]
        if last + 1 >= len(page.tokens) or page.tokens[last].text not in (",", "và", ";"):
            break
        j = last + 1
    return last


def _may_be_small(tokens: list[Token], j: int, end: int) -> bool:
    """Heads that also begin names when written small: `địa phương`, `chủ tịch UBND xã`, `trưởng bản`."""
    return tokens[j].text in (
        "địa",
        "cơ",
        "chủ",
        "trưởng",
        "đơn",
        "ubnd",
        "htx",
        "phó",
        "giám",
        "ông",
        "bà",
        "đồng",
        "đ",
        "thành",
        "công",
        "chính",
        "cấp",
        "sở",
        "tổ",
        "bí",
        "nhà",
        "đoàn",
        "lãnh",
        "kế",
        "bộ",
        "văn",
        "phòng",
    ) and (end - j > 1 or tokens[j].text in ("ubnd", "htx", "ông", "bà"))


def _extend(page: Page, j: int) -> int:
    """Takes what goes on the name after its head: fields of work, capitalised words with their second syllables, places and levels."""
    tokens = page.tokens
    capital = closed = proper = False
    limit = min(len(tokens), j + 60)
    while j < limit:
        t = tokens[j]
        if t.kind == "w" and (closed or proper) and page.is_capital(t) and _heads().match(tokens, j) and (closed or t.text in _FIRM_HEADS):
            return j
        was_proper, proper = proper, False
        field = _fields().match(tokens, j)
        if field and (page.is_capital(t) or not _stops().match(tokens, j)):
            j, capital, closed = field[0], False, True
            continue
        if t.kind == "n" and j + 1 < len(tokens) and tokens[j + 1].text in _PLACES and t.text.isdigit() and j and not closed:
            j += 1
            continue
        if t.kind == "w":
            if page.is_capital(t):
                if t.text in _PLURAL:
                    return j
                proper = was_proper or not _heads().match(tokens, j)
                j, capital, closed = j + 1, True, False
                continue
            tail = _tails().match(tokens, j)
            if tail and not (t.text in ("của", "và") or _stops_here(page, j, tail[0])):
                j, capital, closed = tail[0], False, tail[1] in _LEVELS
                continue
            if t.text == "của" and j + 1 < len(tokens) and (body_at(page, j + 1) or tokens[j + 1].text in ("tỉnh", "huyện", "xã")):
                j = body_at(page, j + 1) or j + 2
                continue
            if t.text in ("và", "hoặc") and _goes_on(page, j + 1):
                j += 1
                continue
            if capital and not _stops().match(tokens, j):
                j, capital = j + 1, False
                continue
            return j
        if t.text in (",", "-", "&", "/") and _goes_on(page, j + 1):
            j += 1
            continue
        return j
    return j


def _stops_here(page: Page, j: int, end: int) -> bool:
    """A tail that is really the verb of the sentence: `phối hợp với`, `quản lý tạm trú`, `tổ chức hội nghị`."""
    tokens = page.tokens
    if " ".join(t.text for t in tokens[j:end]) not in _VERB_TAILS:
        return False
    previous = tokens[j - 1]
    if previous.text == "quỹ":
        return False
    if tokens[j].text in ("phối", "chủ") and previous.text == "quan":
        nxt = tokens[end].text if end < len(tokens) else "."
        return nxt in ("với", "cùng", ",") and tokens[j].text == "phối"
    return True


def _goes_on(page: Page, j: int) -> bool:
    """After `,`, `-` or `và`: does the same name go on (`..., thị xã, thành phố`, `... và Môi trường`) rather than a new one begin?"""
    tokens = page.tokens
    if j >= len(tokens) or tokens[j].kind != "w":
        return False
    if _fields().match(tokens, j) and tokens[j - 1].text != ",":
        return True
    if tokens[j - 1].text == "," and phrases("people", "offices").match(tokens, j):
        return False
    if page.is_capital(tokens[j]):
        return not _heads().match(tokens, j)
    if tokens[j].text in _PLACES and tokens[j - 1].text in (",", "và"):
        nxt = tokens[j + 1] if j + 1 < len(tokens) else None
        return not (nxt and nxt.kind == "w" and page.is_capital(nxt))
    return False


def group_at(page: Page, i: int) -> int | None:
    """Index after one or more bodies joined by commas and `và` from token i: `Sở A, Sở B và UBND các xã`."""
    end = body_at(page, i)
    tokens = page.tokens
    while end is not None and end < len(tokens) and end - i < 200:
        j = end
        if tokens[j].text not in (",", "và", ";", "&"):
            break
        j += 1
        if j < len(tokens) and tokens[j].text in ("và", "cùng"):
            j += 1
        more = body_at(page, j)
        if more is None:
            break
        end = more
    return end
