"""A report before it is paper: what it says, in blocks, and every figure it says it with. DOCX and PDF are made from the same draft."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from hoptac.common.text import format_long_day
from hoptac.figures.present import as_json
from hoptac.figures.types import Figure

UNPLACED = "Chưa xác định được địa bàn"  # the row of a table for records that no unit of the map can be told for


@dataclass(frozen=True)
class Said:
    """A figure and the words that say it."""

    figure: Figure
    surface: str

    def as_json(self) -> dict[str, Any]:
        """The figure object with its surface, as the command prints it and as an issued report keeps it."""
        return as_json(self.figure) | {"surface": self.surface}


@dataclass(frozen=True)
class Heading:
    """`level` 1: "I."; 2: "1."; 3: "a)". The number is part of the text."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of the body; `italic` for remarks."""

    text: str
    italic: bool = False


@dataclass(frozen=True)
class Table:
    """A real table: repeated head row, widths in millimetres, columns of figures to the right, last row bold where it is a total."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    figures_from: int  # the first column of figures; all after it too. len(head): none
    has_total: bool = False
    small: bool = False


Block = Heading | Paragraph | Table


@dataclass(frozen=True)
class Annex:
    """A Phụ lục: begins a new page, says to which document it belongs."""

    title: str
    blocks: tuple[Block, ...]
    name: str = "Phụ lục"


@dataclass(frozen=True)
class Letterhead:
    """The two blocks at the top of a state document. `superior` stays empty where the body has none above it to be named."""

    issuer: tuple[str, ...]
    number: str
    place_and_day: str
    superior: str = ""


Piece = tuple[str, Figure | None]


def _cut(text: str, left: deque[Said]) -> list[Piece]:
    pieces: list[Piece] = []
    while left and left[0].surface in text:
        before, surface, text = text.partition(left[0].surface)
        pieces += [(before, None), (surface, left.popleft().figure)]
    return [piece for piece in [*pieces, (text, None)] if piece[0]]


@dataclass(frozen=True)
class Draft:
    """A whole state document and the figures in it.

    as_of: the day the figures are of; map_of: the day of their map; issued_on: the day of the document, which decides the words of
    its head ("UBND tỉnh" or "UBND thành phố"). label: printed under the title and at the foot of demonstration data, else empty.
    """

    kind: str
    place_id: int
    place_key: str
    as_of: date
    map_of: date
    issued_on: date
    head: Letterhead
    title: str
    about: str
    about_day: str
    addressee: str
    blocks: tuple[Block, ...]
    annexes: tuple[Annex, ...]
    signature: tuple[str, ...]
    recipients: tuple[str, ...]
    said: tuple[Said, ...]
    label: str = ""
    author: str = ""

    @property
    def file_name(self) -> str:
        """The name of its file, without an extension."""
        map_part = "" if self.map_of == self.as_of else f"-ban-do-{self.map_of.isoformat()}"
        return f"{self.kind}-{self.place_key.partition('@')[0]}-{self.as_of.isoformat()}{map_part}"

    @property
    def attached(self) -> str:
        """To which document an annex belongs: "(Kèm theo Báo cáo số …/BC-UBND ngày … của …)"."""
        number = self.head.number.removeprefix("Số:").strip()
        return f"(Kèm theo Báo cáo số          {number} {format_long_day(self.issued_on)} của {self.author})"

    def pieces(self) -> Iterator[tuple[Block, list[list[Piece]]]]:
        """Every block cut where its figures stand: a text in one list of pieces, a table in one for each cell, row by row.

        Figures were said in the order of the text, so each is looked for after the one before it.
        """
        left = deque(self.said)
        for block in self.blocks:
            if isinstance(block, Table):
                yield block, [_cut(cell, left if k >= block.figures_from else deque()) for row in block.rows for k, cell in enumerate(row)]
            else:
                yield block, [_cut(block.text, left)]

    def figures_json(self) -> list[dict[str, Any]]:
        """All figures said, in the order of the text."""
        return [one.as_json() for one in self.said]
