"""What an opened file is, and how a bad one is told."""

from __future__ import annotations

from dataclasses import dataclass, field


class SourceError(Exception):
    """The file cannot be read; `str()` is a Vietnamese sentence that says what is wrong and how to mend it."""


@dataclass(slots=True)
class Source:
    """The text of a file and where its pages (PDF) begin and end in it. `encoding` tells how plain text was written."""

    text: str
    kind: str  # text, docx, pdf, html
    encoding: str = "utf-8"
    pages: list[tuple[int, int]] = field(default_factory=list)
    title: str | None = None

    def page_of(self, at: int) -> int | None:
        """The page (from 1) that holds this place; None where the file has no pages."""
        for number, (start, end) in enumerate(self.pages, 1):
            if start <= at < end:
                return number
        return None
