"""What a row of a sheet comes to: plain values, the same for every kind of import."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Outcome(StrEnum):
    """What would become of a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    DOUBT = "doubt"  # perhaps one that is known already: a person decides
    PROBLEM = "problem"
    SKIPPED = "skipped"  # a person said so


@dataclass(slots=True)
class Problem:
    """Why a cell cannot be taken, and what to write instead where that is known."""

    field: str
    value: str
    why: str
    suggestion: str = ""


@dataclass(slots=True)
class Near:
    """A record a row may mean, with what speaks for it."""

    id: str
    name: str
    why: str


@dataclass(slots=True)
class Row:
    """A row understood. `values` by field; `guesses` say how doubtful cells were understood; `changes` are (field, old, new)."""

    number: int
    cells: dict[str, Any]  # as written, by field
    values: dict[str, Any] = field(default_factory=dict)
    guesses: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    outcome: Outcome = Outcome.NEW
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    near: list[Near] = field(default_factory=list)
    known: int | None = None  # key of the record it means
    was: str = ""  # how the known record stands in the register
    hidden: bool = False

    def refuse(self, field_: str, why: str, suggestion: str = "") -> None:
        """Names a problem of a cell."""
        shown = self.cells.get(field_)
        self.problems.append(Problem(field_, "" if shown is None else str(shown)[:80], why, suggestion))
        self.outcome = Outcome.PROBLEM
