"""Every quantity that states a fact, a result, a target or a limit (guide §2): puts together numbers, names, times and subjects."""

from __future__ import annotations

from dataclasses import dataclass

from hoptac.reading.amounts import unit_at
from hoptac.reading.bare import give_units
from hoptac.reading.findings import Figure
from hoptac.reading.head import Head
from hoptac.reading.indicators import IndicatorReader
from hoptac.reading.masks import Masks
from hoptac.reading.page import Page
from hoptac.reading.quantities import Quantity, QuantityReader
from hoptac.reading.scope import Scope
from hoptac.reading.tablefigures import TableReader
from hoptac.reading.tables import Table
from hoptac.reading.times import Time

_CONFIDENCE = {
    "percent": 0.97,
    "money": 0.97,
    "measure": 0.93,
    "count": 0.95,
    "guess": 0.7,
    "rank": 0.85,
    "times": 0.85,
    "part": 0.85,
    "duration": 0.75,
    "none": 0.6,
}
_BEFORE_A_YEAR = frozenset(
    ("năm", "kh", "th", "uth", "đến", "ước", "/", "-", "quý", "tháng", "cuối", "đầu", "hết", "từ", "(", "hiện", "hoạch", "toán", "quả")
)


@dataclass(slots=True)
class Around:
    """What other findings say about the places of figures: spans of people and tasks, lines of assignment tables."""

    people: list[tuple[int, int]]
    tasks: list[tuple[int, int]]
    task_lines: set[int]


def read_figures(
    page: Page, head: Head, times: list[Time], references: list[tuple[int, int]], tables: list[Table], around: Around
) -> list[Figure]:
    """All figures of the page in order."""
    masks = Masks(page, references)
    times = [t for t in times if t.kind != "bare" or not _counts_something(page, t)]
    for t in times:
        masks.close(t.start, t.end)
    scope = Scope(page, head, times, references, around.people, around.tasks, around.task_lines)
    figures: list[Figure] = []
    printed: dict[int, str | None] = {}
    for table in tables:
        reader = TableReader(page, table, scope)
        if table.numeric:
            figures.extend(reader.read())
        printed |= {i: reader.name(row, column, "đồng") for i, (row, column) in reader.printed().items()}
        for row in table.rows:
            if row.mark is not None:
                masks.close(row.mark.start, row.mark.end)
            if table.numeric:
                for _, cell in row.values:
                    masks.close(cell.start, cell.end)
        if table.numeric:
            masks.close(*page.lines[table.head_line])
    quantities = [q for q in QuantityReader(page, masks).read()]
    quantities = give_units(page, quantities)
    skipped = [False] * len(page.tokens)
    for start, end in references + [(t.start, t.end) for t in times]:
        for k in range(page.token_at(start), page.token_at(end)):
            skipped[k] = True
    names = IndicatorReader(page, quantities, skipped).read()
    for q, name in zip(quantities, names, strict=True):
        figures.append(_figure(page, q, name or (printed.get(q.first) if q.kind == "money" else None), scope))
    figures.sort(key=lambda f: (f.start, f.end))
    return figures


def _counts_something(page: Page, t: Time) -> bool:
    """A bare `2036` before a counted noun is a number, unless a word before makes it a year."""
    i = page.token_at(t.start)
    before = page.tokens[i - 1].text if i else ""
    if i + 1 < len(page.tokens) and page.norm[t.end : page.tokens[i + 1].start].strip(" "):
        return False  # a tab ends its cell
    return before not in _BEFORE_A_YEAR and unit_at(page, i + 1).kind in ("count", "money", "percent", "measure")


def _figure(page: Page, q: Quantity, name: str | None, scope: Scope) -> Figure:
    start, end = page.raw_span(page.tokens[q.first].start, page.tokens[q.last - 1].end)
    confidence = _CONFIDENCE.get(q.kind, 0.6) - (0.1 if q.in_words else 0)
    return Figure(
        page.raw[start:end],
        start,
        end,
        name,
        q.value,
        q.denominator,
        q.unit,
        q.comparator,
        scope.as_of(q),
        scope.of_whom(q),
        round(confidence, 2),
    )
