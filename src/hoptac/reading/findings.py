"""What a reading finds: the four kinds of findings of the annotation guide, each with its exact place and a confidence."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(slots=True)
class Reference:
    """A mention of a directive document. `symbol` is None for laws named without a number; `date` is ISO or a bare year."""

    surface: str
    start: int
    end: int
    symbol: str | None
    type: str | None
    date: str | None
    issuer: str | None
    confidence: float = 1.0


@dataclass(slots=True)
class Figure:
    """A quantity that states a fact, result, target or limit; `value` in the base unit."""

    surface: str
    start: int
    end: int
    indicator: str | None
    value: float | int
    denominator: float | int | None
    unit: str | None
    comparator: str | None
    as_of: str | None
    subject: str | None
    confidence: float = 1.0


@dataclass(slots=True)
class Assignment:
    """A body or person is told to do something by a day."""

    surface: str
    start: int
    end: int
    assigner: str | None
    lead: str
    cooperators: list[str]
    task: str
    deadline: str | None
    confidence: float = 1.0


@dataclass(slots=True)
class Person:
    """A named person at the mention that gives the office."""

    surface: str
    start: int
    end: int
    name: str
    role: str | None
    organisation: str | None
    confidence: float = 1.0


@dataclass(slots=True)
class Findings:
    """All findings of a text, each kind in the order of the text."""

    references: list[Reference] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    assignments: list[Assignment] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)

    @classmethod
    def of(cls, answer: dict[str, Any]) -> Findings:
        """The findings `as_dict` gave, made whole again."""
        return cls(
            [Reference(**one) for one in answer["references"]],
            [Figure(**one) for one in answer["figures"]],
            [Assignment(**one) for one in answer["assignments"]],
            [Person(**one) for one in answer["people"]],
        )

    def as_dict(self) -> dict[str, list[dict[str, Any]]]:
        """The object of the guide, ready for JSON."""
        return asdict(self)
