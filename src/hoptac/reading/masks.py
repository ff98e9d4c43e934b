"""Numbers that are no figures: list and row numbers, names and classes, page and phone numbers, years (guide §2, Not figures)."""

from __future__ import annotations

import re
from functools import cache

from hoptac.reading.lexicon import Phrases, phrases, words
from hoptac.reading.page import Page, Token

_YEAR = re.compile(r"(?:19[4-9]|20[0-9])\d")
_PAGE_LINE = re.compile(r"\s*(?:-\s*)?(?:trang\s+)?\d{1,3}(?:\s*/\s*\d{1,3})?(?:\s*-)?\s*")
_PHONE = re.compile(r"[+08](?<!\d.)(?:(?<=\+)84|(?<=8)4|(?<=0))[\d. ]{8,13}\d(?!\d)")
_VERSION = frozenset({"4.0", "2.0", "3.0", "5.0"})


@cache
def _names() -> Phrases:
    return phrases("figures", "names_before")


_LONGEST_LIST = 40


class Masks:
    """Which tokens of the page cannot begin a figure."""

    def __init__(self, page: Page, spans: list[tuple[int, int]]) -> None:
        self.page = page
        self.closed = [False] * len(page.tokens)
        for start, end in spans:
            self.close(start, end)
        for m in _PHONE.finditer(page.low):
            if sum(c.isdigit() for c in m.group()) >= 9 and "." not in m.group()[1:4]:
                self.close(m.start(), m.end())
        self._enumerators()
        self._page_numbers()

    def close(self, start: int, end: int) -> None:
        for k in range(self.page.token_at(start), self.page.token_at(end)):
            self.closed[k] = True

    def _enumerators(self) -> None:
        """`1.`, `2)`, `1.1.`, `(3)` and `3/` at the beginning of a line; `(1) … (2)` within one."""
        tokens = self.page.tokens
        for start, _ in self.page.lines:
            i = self.page.token_at(start)
            while i < len(tokens) and tokens[i].text in ("-", "+", "*", "(", "•", "–", "#"):
                i += 1
            if i + 1 >= len(tokens) or tokens[i].kind != "n" or len(tokens[i].text) > 7:
                continue
            mark = tokens[i + 1]
            plain = tokens[i].text.replace(".", "").isdigit() and len(tokens[i].text.split(".")[-1]) <= 2
            if plain and mark.text in (".", ")", "/", ":") and mark.start == tokens[i].end and not self._number_after(i + 2, mark):
                self.closed[i] = True
            elif plain and "." in tokens[i].text and mark.kind == "w" and self.page.is_capital(mark):
                self.closed[i] = True
        self._inline_enumerators()

    def _number_after(self, i: int, mark: Token) -> bool:
        tokens = self.page.tokens
        return (
            i < len(tokens)
            and tokens[i].kind == "n"
            and tokens[i].start == mark.end
            and mark.text != "/"
            or (mark.text == "/" and i < len(tokens) and tokens[i].kind == "n" and tokens[i].start == mark.end)
        )

    def _inline_enumerators(self) -> None:
        tokens, expected = self.page.tokens, 1
        run: list[int] = []
        for t in (tokens[i] for i in self.page.numbers):
            if t.text.isdigit() and 0 < t.i < len(tokens) - 1 and tokens[t.i - 1].text == "(" and tokens[t.i + 1].text == ")":
                if int(t.text) == expected:
                    run.append(t.i)
                    expected += 1
                elif int(t.text) == 1:
                    run, expected = [t.i], 2
                if len(run) >= 2:
                    for k in run:
                        self.closed[k] = True

    def _page_numbers(self) -> None:
        for start, end in self.page.lines:
            if end - start < 14 and _PAGE_LINE.fullmatch(self.page.low, start, end) and any(c.isdigit() for c in self.page.low[start:end]):
                self.close(start, end)

    def is_name(self, i: int, counted: bool, listed: int = 0) -> bool:
        """Does the word before make the number at token i a name (`Điều 5`, `bão số 1`)?

        counted: a listed noun follows; listed: how many numbers of a list stand behind it."""
        tokens, page = self.page.tokens, self.page
        t = tokens[i]
        if t.text in _VERSION and t.start and (i == 0 or tokens[i - 1].kind == "w"):
            return True
        if t.start and page.norm[t.start - 1] == "-" and t.start > 1 and page.norm[t.start - 2].isalpha():
            return True
        if i == 0:
            return False
        before = tokens[i - 1]
        if before.text == "sao" and i > 1 and tokens[i - 2].kind == "n":
            return False  # `3 sao 241`: how many of that class
        if before.text == "số" and i > 1 and tokens[i - 2].text in ("tổng", "trong", "con", "có", "trên"):
            return False
        found = _names().ends_at(tokens, i - 1, 3)
        if found is None:
            return self._in_name_list(i, counted, listed)
        phrase = " ".join(x.text for x in tokens[found[0] : i])
        if phrase in words("figures", "soft_names"):
            return not counted
        return True

    def _in_name_list(self, i: int, counted: bool, listed: int) -> bool:
        """`tổ 4 và tổ 15`, `Điều 3, 4 và 5`: the second of two names."""
        tokens = self.page.tokens
        if (
            counted
            or listed > _LONGEST_LIST
            or i < 2
            or tokens[i - 1].text not in (",", "và", "-")
            or tokens[i - 2].kind != "n"
            or not tokens[i].text.isdigit()
        ):
            return False
        return int(tokens[i].text) < 200 and i >= 3 and self.is_name(i - 2, False, listed + 1) and not self.closed[i - 2]

    def is_year(self, t: Token) -> bool:
        """A bare year: four digits without a point."""
        return bool(_YEAR.fullmatch(t.text))
