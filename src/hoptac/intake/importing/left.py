"""The rows that could not be taken, as a sheet to be mended and sent again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from django.utils.translation import gettext as _

from hoptac.intake.importing.actions import Preview
from hoptac.intake.importing.rows import Outcome, Row
from hoptac.sheets.columns import Field
from hoptac.sheets.write import Head, write_xlsx


def write_left(path: Path, seen: Preview, fields: Sequence[Field]) -> int:
    """Rows with problems or in doubt, with their cells as they were and a last column that says why. Says how many."""
    labels = {one.code: str(one.label) for one in fields}
    columns = [column for column in seen.table.columns if column.head]
    heads = [Head(column.head) for column in columns] + [Head(_("Vì sao chưa nhập"), width=60)]
    cells = {line.number: line.cells for line in seen.table.rows}
    rows = [row for row in seen.rows if row.outcome in (Outcome.PROBLEM, Outcome.DOUBT)]

    def lines():
        for row in rows:
            line = cells[row.number]
            told = [line[column.index] if column.index < len(line) else None for column in columns]
            yield [*(row.cells.get(c.field, cell) if c.field else cell for c, cell in zip(columns, told, strict=True)), why(row, labels)]

    return write_xlsx(path, heads, lines(), sheet=_("Cần sửa"))


def why(row: Row, labels: dict[str, str]) -> str:
    """All that keeps a row from being taken, in one line."""
    parts = [
        f"{labels.get(problem.field, problem.field)}: {problem.why}" + (f" ({problem.suggestion})" if problem.suggestion else "")
        for problem in row.problems
    ]
    if row.outcome == Outcome.DOUBT:
        parts.append(_("có thể là: %s") % "; ".join(near.name for near in row.near))
    return ". ".join(parts)
