"""A printed page as lines in reading order: table rows by their rulings or gaps (cells parted by tabs), columns one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_RULINGS_LIMIT = 900  # more is a drawing, no table
_GAP = 1.3  # heights of a line; justified words stand closer
_LEVEL_COLUMNS = 4  # lines on each side, where lines of two columns do not stand level
_BLANK_TO_FILL = re.compile(r"(?:^|\W)(?:số|ngày|tháng|năm)\s*:?$", re.IGNORECASE)  # "Số:      /BC-UBND" is no column


@dataclass(slots=True)
class Piece:
    """Words side by side (or a whole table row) and where they stand; y grows upward as in PDF."""

    x0: float
    x1: float
    y: float
    height: float
    text: str
    row: bool = False
    first: float = 0.0  # width of the first word: would it have fitted on the line before?


Ruling = tuple[float, float, float, float]  # left, bottom, right, top


def lines_of(words: list[Piece], rulings: list[Ruling]) -> list[Piece]:
    """The page's lines from top to bottom, columns in the order they are read."""
    rows: list[Piece] = []
    for xs, ys, uprights in _grids(rulings):
        inside = [w for w in words if xs[0] - 1 <= (w.x0 + w.x1) / 2 <= xs[-1] + 1 and ys[0] - 1 <= w.y <= ys[-1] + 1]
        if inside:
            rows += _rows(inside, xs, ys, uprights)
            taken = set(map(id, inside))
            words = [w for w in words if id(w) not in taken]
    lines = [_pieces(line) for line in _by_height(words)]
    lines += [[row] for row in rows]
    lines.sort(key=lambda line: -line[0].y)
    return list(_ordered(lines))


# --- tables with rulings


def _grids(rulings: list[Ruling]) -> list[tuple[list[float], list[float], list[Ruling]]]:
    """Rulings that touch and make at least two columns: their column and row edges, and the upright ones."""
    if len(rulings) > _RULINGS_LIMIT:
        return []
    groups: list[list[Ruling]] = []
    for one in rulings:
        touching = [g for g in groups if any(_touch(one, other) for other in g)]
        groups = [g for g in groups if all(g is not t for t in touching)]
        groups.append([one, *(r for g in touching for r in g)])
    found = []
    for group in groups:
        uprights = [r for r in group if r[3] - r[1] > r[2] - r[0]]
        level = [r for r in group if r[3] - r[1] <= r[2] - r[0]]
        xs, ys = _edges((r[0] + r[2]) / 2 for r in uprights), _edges((r[1] + r[3]) / 2 for r in level)
        if len(xs) >= 3 and len(ys) >= 2:
            found.append((xs, ys, uprights))
    return found


def _touch(a: Ruling, b: Ruling) -> bool:
    return a[0] <= b[2] + 2 and b[0] <= a[2] + 2 and a[1] <= b[3] + 2 and b[1] <= a[3] + 2


def _edges(values: Iterable[float]) -> list[float]:
    out: list[float] = []
    for value in sorted(values):
        if not out or value - out[-1] > 3:
            out.append(value)
    return out


def _rows(words: list[Piece], xs: list[float], ys: list[float], uprights: list[Ruling]) -> list[Piece]:
    """One piece for every row; a cell over several columns stands in its first, the others stay empty."""
    cells: dict[tuple[int, int], list[Piece]] = {}
    for word in words:
        row = max(0, sum(y <= word.y for y in ys) - 1)
        column = max(0, min(len(xs) - 2, sum(x <= (word.x0 + word.x1) / 2 for x in xs) - 1))
        middle = (ys[row] + ys[min(row + 1, len(ys) - 1)]) / 2
        while column > 0 and not any(abs((u[0] + u[2]) / 2 - xs[column]) <= 3 and u[1] - 1 <= middle <= u[3] + 1 for u in uprights):
            column -= 1
        cells.setdefault((row, column), []).append(word)
    out = []
    for row in sorted({r for r, _ in cells}, reverse=True):
        texts = [" ".join(w.text for line in _by_height(cells.get((row, c), [])) for w in line) for c in range(len(xs) - 1)]
        bottom, top = ys[row], ys[min(row + 1, len(ys) - 1)]
        out.append(Piece(xs[0], xs[-1], (bottom + top) / 2, top - bottom, "\t".join(texts), row=True))
    return out


# --- lines and columns


def _by_height(words: list[Piece]) -> list[list[Piece]]:
    """Words that stand on one line, left to right; lines from top to bottom."""
    lines: list[list[Piece]] = []
    for word in sorted(words, key=lambda w: (-w.y, w.x0)):
        if lines and abs(lines[-1][0].y - word.y) <= 0.4 * min(lines[-1][0].height, word.height):
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda w: w.x0) for line in lines]


def _pieces(line: list[Piece]) -> list[Piece]:
    """A line cut at its wide gaps."""
    out: list[Piece] = []
    for word in line:
        if out and (word.x0 - out[-1].x1 <= _GAP * max(word.height, 6) or _BLANK_TO_FILL.search(out[-1].text)):
            out[-1].text += " " + word.text
            out[-1].x1 = max(out[-1].x1, word.x1)
        else:
            out.append(Piece(word.x0, word.x1, word.y, word.height, word.text, first=word.x1 - word.x0))
    return out


def _ordered(lines: list[list[Piece]]) -> Iterable[Piece]:
    n = 0
    while n < len(lines):
        run = _two_sided(lines, n) if len(lines[n]) == 2 or _starts_columns(lines, n) else None
        if run:
            last, gutter = run
            pieces = [p for line in lines[n:last] for p in line]
            yield from (p for p in pieces if p.x1 <= gutter)
            yield from (p for p in pieces if p.x1 > gutter)
            n = last
        else:
            yield _joined(lines[n])
            n += 1


def _starts_columns(lines: list[list[Piece]], n: int) -> bool:
    """A line of one side only, just above one that shows both (columns whose lines do not stand level)."""
    if len(lines[n]) != 1 or n + 1 == len(lines) or len(lines[n + 1]) != 1:
        return False
    above, below = lines[n][0], lines[n + 1][0]
    return not above.row and (below.x0 > above.x1 + 8 or above.x0 > below.x1 + 8)


def _two_sided(lines: list[list[Piece]], n: int) -> tuple[int, float] | None:
    """(line after the run, middle of the gutter) where text stands in two columns from line `n`; None for a row of a table."""
    first = [p for line in lines[n : n + 2 if len(lines[n]) == 1 else n + 1] for p in line]
    low, high = min(p.x1 for p in first), max(p.x0 for p in first)
    sides: tuple[list[str], list[str]] = ([], [])
    last = n
    while last < len(lines):
        line = lines[last]
        if last > n and lines[last - 1][0].y - line[0].y > 3 * max(line[0].height, 8):
            break
        left = max([low, *(p.x1 for p in line if p.x0 < low)])
        right = min([high, *(p.x0 for p in line if p.x0 >= low)])
        if len(line) > 2 or any(p.row for p in line) or right - left < 8:
            break
        low, high, last = left, right, last + 1
        for p in line:
            sides[p.x0 >= high - 0.1].append(p.text)
    fewest = _LEVEL_COLUMNS if len(lines[n]) == 1 else 1
    if min(len(sides[0]), len(sides[1])) < fewest or _values(sides[1]) * 2 >= len(sides[1]) or _values(sides[0]) * 2 >= len(sides[0]):
        return None
    return last, (low + high) / 2


def _values(texts: list[str]) -> int:
    return sum(bool(re.fullmatch(r"[-+]?[\d.,/ %]+%?|[-–—x]", t.strip())) for t in texts)


def _joined(line: list[Piece]) -> Piece:
    """The pieces of a line as one: cells parted by tabs."""
    if len(line) == 1:
        return line[0]
    return Piece(line[0].x0, line[-1].x1, line[0].y, line[0].height, "\t".join(p.text for p in line), row=True)
