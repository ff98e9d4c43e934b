"""Measures of a state document (NĐ 30/2020/NĐ-CP, Annex I): one place for both DOCX and PDF."""

from __future__ import annotations

import unicodedata
from dataclasses import asdict, dataclass
from typing import Any

FONT = "Times New Roman"
MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")


@dataclass(frozen=True)
class Page:
    """A4 and its margins in millimetres, letter sizes in points. The page number stands centred in the top margin, not on page 1."""

    width: float = 210
    height: float = 297
    top: float = 20
    bottom: float = 20
    left: float = 30
    right: float = 15
    number_from_top: float = 10
    body: float = 14
    indent: float = 12.7
    line: float = 1.15
    gap: float = 6
    nation: float = 12
    motto: float = 13
    issuer: float = 12
    number: float = 13
    day: float = 13
    title: float = 14
    about: float = 14
    sign: float = 14
    copies_head: float = 12
    copies: float = 11
    cell: float = 12
    small_cell: float = 10
    issuer_column: float = 65  # the two columns of the head share the 165 mm between the margins
    nation_column: float = 100

    @property
    def text_width(self) -> float:
        """Between the margins."""
        return self.width - self.left - self.right

    def as_json(self) -> dict[str, Any]:
        """For the PDF's template."""
        return asdict(self) | {"text_width": self.text_width}


PAGE = Page()

# Advance widths of Times Bold in thousandths of the letter size, by letters that share one.
_WIDTHS = {
    722: "ACDĐNRUVXYw", 667: "BELTZ", 611: "FP", 778: "GHKOQƠ", 389: "Is", 500: "Jagovxy0123456789–", 944: "M", 556: "Sbdhknpquđ",
    1000: "W", 796: "Ư", 444: "cerz", 333: "fjt-;:()", 278: "il/", 833: "m", 554: "ơ", 600: "ư", 250: " ,.",
}  # fmt: skip
_WIDTH = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
_MARKS = "\u0300\u0301\u0302\u0303\u0306\u0309\u0323"  # tones, circumflex and breve stand over a letter and add no width


def bold_width(text: str, size: float) -> float:
    """The width in millimetres of bold Times text: a rule under the motto is as long as the motto."""
    bare = unicodedata.normalize("NFC", "".join(c for c in unicodedata.normalize("NFD", text) if c not in _MARKS))
    return sum(_WIDTH.get(letter, 500) for letter in bare) / 1000 * size * 25.4 / 72
