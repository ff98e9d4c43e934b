"""Answers on stdout: one JSON document, or a table people can read."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Sequence
from typing import Any


def put_json(document: Any) -> None:
    """Prints one JSON document and nothing else."""
    json.dump(document, sys.stdout, ensure_ascii=False, indent=1, default=str)
    sys.stdout.write("\n")


def _width(text: str) -> int:
    return sum(not unicodedata.combining(sign) for sign in text)


def put_table(heads: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Prints rows under their heads; numbers stand to the right."""
    texts = [["" if cell is None else str(cell) for cell in row] for row in rows]
    widths = [max([_width(head), *(_width(row[n]) for row in texts)]) for n, head in enumerate(heads)]
    right = [bool(rows) and all(isinstance(row[n], int | float) or row[n] is None for row in rows) for n in range(len(heads))]
    for line in ([list(heads)] if any(heads) else []) + texts:
        cells = [
            " " * (width - _width(cell)) + cell if to_right else cell + " " * (width - _width(cell))
            for cell, width, to_right in zip(line, widths, right, strict=True)
        ]
        print("  ".join(cells).rstrip())
