"""Numbers and symbols of documents as printed: 1804/QĐ-TTg, 22-CTr/TU, 17/2023/QH15, 402 /UBND-NN."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from hoptac.reading.lexicon import lists
from hoptac.reading.page import Page
from hoptac.reading.text import same_key

_CODE = r"[^\W\d_][^\W\d_.&]*(?:[.&][^\W\d_]+)*\d{0,2}"
_SYMBOL = re.compile(
    rf"(?P<number>\d(?<![\w/.,-].)\d{{0,4}}[a-zđ]?)\s?(?P<rest>(?:[/-]\s?(?:(?:19|20)\d\d(?!\d)|{_CODE})\s?)*[/-]\s?{_CODE})"
)
_PART = re.compile(rf"[/-]\s?((?:19|20)\d\d(?!\d)|{_CODE})")


@dataclass(slots=True)
class Symbol:
    """A printed symbol: place, text without blanks, and the document type its code stands for."""

    start: int
    end: int
    text: str
    type: str | None


@cache
def _codes() -> dict[str, str]:
    return lists("documents")["codes"]


def find_symbols(page: Page) -> list[Symbol]:
    """All symbols in the page, in order."""
    out = []
    for m in _SYMBOL.finditer(page.low):
        end = _true_end(page, m)
        if end is None:
            continue
        printed = page.norm[m.start() : end]
        parts = [p.group(1) for p in _PART.finditer(page.low[m.start("rest") : end])]
        kind = _type_of(parts)
        if kind is None and not _looks_official(page, m.start(), end):
            continue
        out.append(Symbol(m.start(), end, re.sub(r"\s+", "", printed), kind))
    return out


def _true_end(page: Page, m: re.Match[str]) -> int | None:
    """The end of the last part that is a code: at least one capital letter; a blank before a dash only inside a symbol."""
    end = None
    for p in _PART.finditer(page.low, m.start("rest"), m.end()):
        part = page.norm[p.start(1) : p.end(1)]
        letters = [c for c in part if c.isalpha()]
        known = same_key(part) in _codes()
        if letters and not (any(c.isupper() for c in letters[:2]) or known):
            break
        if letters and len(part) > 12:
            break
        blanks = page.low[p.start() : p.start(1)].count(" ") or page.low[p.start() - 1] == " "
        if page.low[p.start()] == "-" and blanks and end is None:
            break
        if blanks and letters and not _is_code(part):
            break
        end = p.end(1)
    if end is None or page.norm[m.start("rest") : end].strip(" /-0123456789") == "":
        return None
    return end


def _is_code(part: str) -> bool:
    """Mostly capitals (QĐ, TTg, UBND), unlike an ordinary capitalised word (Hà, Sở)."""
    letters = [c for c in part if c.isalpha()]
    return sum(c.isupper() for c in letters) * 2 > len(letters) or same_key(part) in _codes()


def _type_of(parts: list[str]) -> str | None:
    for part in parts:
        found = _codes().get(same_key(part))
        if found:
            return found
        if re.fullmatch(r"qh\d{1,2}|ubtvqh\d{1,2}", part):
            return "Luật" if part.startswith("qh") else "Nghị quyết"
    return None


def _looks_official(page: Page, start: int, end: int) -> bool:
    """Without a known code (`5529/BKHĐT-HTX`): two codes of capitals, or one after `số` or the name of a type."""
    printed = page.norm[start:end]
    codes = [c for c in re.split(r"[/-]", printed) if any(x.isalpha() for x in c)]
    if not all(_is_code(c) for c in codes[:1]) or not codes:
        return False
    before = page.low[max(0, start - 14) : start].rstrip(" :")
    return (len(codes) > 1 and "/" in printed) or before.endswith(("số", "công văn", "văn bản", "cv"))
