"""A text cut into paragraphs and pieces, so that findings can be marked in place without a sign being lost or doubled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

PAGE = 9_000  # signs; a page ends with the paragraph that passes this
SHORT = 64  # a line so short is a head or a signature, not a paragraph


@dataclass(frozen=True)
class Mark:
    """A finding to be marked: where, and what the template shows of it."""

    start: int
    end: int
    key: str
    is_task: bool = False


@dataclass
class Piece:
    """Running text, or a mark over it. A task holds the pieces inside it."""

    text: str
    mark: Mark | None = None
    inside: list[Piece] = field(default_factory=list)


@dataclass(frozen=True)
class Paragraph:
    """One line of the text. flat: short lines are not indented; centred: a heading in capitals.

    cells: the line is a row of a table, its cells parted by tabs in the text.
    """

    start: int
    pieces: list[Piece]
    flat: bool
    centred: bool
    cells: list[list[Piece]] = field(default_factory=list)


def pages(text: str) -> list[tuple[int, int]]:
    """Where each page of a long text begins and ends, cut between paragraphs."""
    cuts, start, at = [], 0, 0
    for line in text.splitlines(keepends=True):
        at += len(line)
        if at - start >= PAGE:
            cuts.append((start, at))
            start = at
    if start < len(text) or not cuts:
        cuts.append((start, len(text)))
    return cuts


def paragraphs(text: str, start: int, end: int, marks: Sequence[Mark]) -> list[Paragraph]:
    """The lines of a page with their marks; blank lines fall away."""
    marks = [mark for mark in marks if mark.start < end and start < mark.end]
    tasks = [mark for mark in marks if mark.is_task]
    others = _apart([mark for mark in marks if not mark.is_task])
    found, at = [], start
    for line in text[start:end].split("\n"):
        if line.strip():
            stop = at + len(line)
            flat = len(line.strip()) <= SHORT
            cells = _cells(text, at, stop, tasks, others) if "\t" in line else []
            pieces = [] if cells else _with_tasks(text, at, stop, tasks, others)
            found.append(Paragraph(at, pieces, flat, flat and line.strip().isupper(), cells))
        at += len(line) + 1
    return found


def _cells(text: str, start: int, end: int, tasks: Sequence[Mark], others: Sequence[Mark]) -> list[list[Piece]]:
    """The cells of a row, each with its own marks; a mark over several cells is shown where it begins."""
    cells, at = [], start
    for cell in text[start:end].split("\t"):
        cells.append(_with_tasks(text, at, at + len(cell), tasks, others))
        at += len(cell) + 1
    return cells


def blocks(lines: Sequence[Paragraph]) -> list[list[Paragraph]]:
    """Lines gathered as the page shows them: neighbouring table rows together, every other line alone."""
    found: list[list[Paragraph]] = []
    for line in lines:
        if line.cells and found and found[-1][-1].cells:
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _apart(marks: Sequence[Mark]) -> list[Mark]:
    """Marks that do not overlap: of two that do, the earlier and longer stays."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda m: (m.start, -m.end)):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept


def _with_tasks(text: str, start: int, end: int, tasks: Sequence[Mark], others: Sequence[Mark]) -> list[Piece]:
    pieces: list[Piece] = []
    at = start
    for task in _apart([task for task in tasks if task.start < end and start < task.end]):
        first, last = max(task.start, at), min(task.end, end)
        first, last = _whole(first, last, others, at, end)
        if last <= first:
            continue
        pieces += _plain(text, at, first, others)
        pieces.append(Piece(text[first:last], task, _plain(text, first, last, others)))
        at = last
    return pieces + _plain(text, at, end, others)


def _whole(first: int, last: int, others: Sequence[Mark], low: int, high: int) -> tuple[int, int]:
    """A task's ends moved so that they cut no other mark."""
    for mark in others:
        if mark.start < first < mark.end:
            first = max(mark.start, low)
        if mark.start < last < mark.end:
            last = min(mark.end, high)
    return first, last


def _plain(text: str, start: int, end: int, marks: Sequence[Mark]) -> list[Piece]:
    pieces, at = [], start
    for mark in marks:
        first, last = max(mark.start, at), min(mark.end, end)
        if mark.start < start or last <= first:  # a mark that runs over a line end is shown where it begins
            continue
        if first > at:
            pieces.append(Piece(text[at:first]))
        pieces.append(Piece(text[first:last], mark))
        at = last
    if at < end:
        pieces.append(Piece(text[at:end]))
    return pieces
