"""Lines broken by the width of a page are one again; page numbers in their midst vanish. Lengths never change: breaks become blanks."""

from __future__ import annotations

import re

_ITEM = re.compile(
    r"\s*(?:[-+*•–]|\(?(?:[a-zđA-ZĐ]|\d{1,2}(?:\.\d{1,2})*|[IVXl]{1,4})\s?[.)/](?!\d)|(?:Điều|Chương|Mục|Phần|Biểu|Bảng|Số|Nơi|Kính)\s|TT\s|STT\s)"
)
_PAGE_NUMBER = re.compile(r"\s*(?:-\s*)?(?:[Tt]rang\s+)?\d{1,3}(?:\s*/\s*\d{1,3})?(?:\s*-)?\s*")
_COLUMNS = re.compile(r"\S {3,}\S|[\t|]")
_LONG = 42  # a shorter line was not broken by the page


def unwrap(norm: str) -> str:
    """The text with the breaks inside its sentences turned into blanks."""
    lines = norm.split("\n")
    if len(lines) < 4:
        return norm
    dropped = _drop_page_numbers(lines)
    joins = dropped | {n for n in range(1, len(lines)) if _goes_on(lines[n - 1], lines[n], small=True)}
    if len(joins) >= 3:
        width = sorted(len(lines[n - 1].rstrip()) for n in joins)[len(joins) // 2]
        joins |= {
            n for n in range(1, len(lines)) if len(lines[n - 1].rstrip()) >= width - 9 and _goes_on(lines[n - 1], lines[n], small=False)
        }
    out = [lines[0]]
    for n in range(1, len(lines)):
        out.append((" " if n in joins else "\n") + lines[n])
    return "".join(out)


def _drop_page_numbers(lines: list[str]) -> set[int]:
    """A page number between the halves of a sentence becomes blanks; gives the breaks around it."""
    joins: set[int] = set()
    for n in range(1, len(lines) - 1):
        number = lines[n].strip()
        if number and _PAGE_NUMBER.fullmatch(lines[n]) and _goes_on(lines[n - 1], lines[n + 1], small=True):
            lines[n] = " " * len(lines[n])
            joins |= {n, n + 1}
    return joins


def _goes_on(before: str, after: str, small: bool) -> bool:
    """Does a sentence go on from one line to the next? `small`: only where the next line begins with a small letter."""
    end, begin = before.rstrip(), after.lstrip()
    if not begin or len(end) < _LONG or end[-1] in ".;:!?" or _COLUMNS.search(end) or _COLUMNS.search(begin) or _ITEM.match(after):
        return False
    if small:
        return begin[0].islower()
    return not begin.isupper() and (begin[0].isalpha() or begin[0].isdigit() or begin[0] in '(“"')
