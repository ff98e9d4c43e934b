"""Columns of tables whose cells are names of people: `Họ và tên`, `Người đại diện`, `Người phụ trách`."""

from __future__ import annotations

import re

from hoptac.reading.page import Page
from hoptac.reading.tables import Table

_HEAD = re.compile(
    r"(?:họ (?:và )?tên|(?:người|cán bộ) (?:đại diện|phụ trách|thực hiện|đứng đầu|liên hệ)|đại diện|chủ nhiệm|giám đốc)(?: htx)?"
)


def named_cells(page: Page, tables: list[Table]) -> list[tuple[int, int]]:
    """Tokens [first, last) of the cells under such a head, in the order of the text; flattened tables have no cells to trust."""
    out: list[tuple[int, int]] = []
    for table in tables:
        columns = [k for k, c in enumerate(table.columns) if not table.flat and _HEAD.fullmatch(c.text.strip(" .:"))]
        for row in table.rows if columns else []:
            for k in columns:
                if k < len(row.cells) and row.cells[k].text:
                    out.append((page.token_at(row.cells[k].start), page.token_at(row.cells[k].end)))
    return out
