"""What an opened file is, and how a bad one is told."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

Where = dict[str, int | str]  # {"page", "paragraph"} or {"sheet", "cell"}
Place = tuple[int, int, Where]


class SourceError(Exception):
    """The file cannot be read; `str()` is a Vietnamese sentence that says what is wrong and how to mend it."""


@dataclass(slots=True)
class Source:
    """The text of a file and where its parts stood: `pages` (PDF) and `places`, spans of the text with their place in the original,
    in the order of the text. `confidence` below 1 tells that the text was recognised from a picture."""

    text: str
    kind: str  # text, docx, xlsx, pdf, html, scan
    encoding: str = "utf-8"
    pages: list[tuple[int, int]] = field(default_factory=list)
    title: str | None = None
    places: list[Place] = field(default_factory=list)
    confidence: float = 1.0

    def page_of(self, at: int) -> int | None:
        """The page (from 1) that holds this place; None where the file has no pages."""
        for number, (start, end) in enumerate(self.pages, 1):
            if start <= at < end:
                return number
        return None

    def where(self, at: int) -> Where | None:
        """The place in the original of this character: page and paragraph, or sheet and cell; None for plain text."""
        n = bisect_right(self.places, at, key=lambda place: place[0]) - 1
        return dict(self.places[n][2]) if n >= 0 else None
