"""The answer of a check, as data."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hoptac.figures.types import Number
from hoptac.intake.records import Hit
from hoptac.intake.rules import FAILS, Verdict


@dataclass(frozen=True)
class CheckedFigure:
    """One figure of a document beside the records. `found`: the record that makes the difference, on whichever day or map it holds."""

    surface: str
    start: int
    end: int
    value: Number
    denominator: Number | None
    unit: str | None
    comparator: str | None
    phrase: str | None
    indicator: str | None
    place: str | None
    place_id: int | None
    as_of: date
    map_of: date | None
    origin: str
    words: str
    verdict: Verdict
    why: str
    expected: tuple[Number, Number | None] | None = None
    records: int | None = None
    own_source: bool = False
    link: str = ""
    found: Hit | None = None

    @property
    def fails(self) -> bool:
        """Whether a person must look at it before the document goes out."""
        return self.verdict in FAILS

    def as_json(self) -> dict[str, Any]:
        """The object of the command."""
        return {
            "surface": self.surface,
            "start": self.start,
            "end": self.end,
            "value": self.value,
            "denominator": self.denominator,
            "unit": self.unit,
            "indicator": self.indicator,
            "place": self.place,
            "as_of": self.as_of.isoformat(),
            "map_of": self.map_of.isoformat() if self.map_of else None,
            "verdict": str(self.verdict),
            "expected": {"value": self.expected[0], "denominator": self.expected[1]} if self.expected else None,
            "why": self.why,
            "records": self.records,
            "own_source": self.own_source,
            "phrase": self.phrase,
            "comparator": self.comparator,
            "link": self.link or None,
        }


@dataclass(frozen=True)
class Contradiction:
    """Two statements of one document that cannot both be right. kind: two_values, part_exceeds_whole or share_exceeds_one."""

    kind: str
    why: str
    spans: tuple[tuple[int, int], ...]
    surfaces: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The object of the command."""
        figures = [{"surface": s, "start": a, "end": b} for s, (a, b) in zip(self.surfaces, self.spans, strict=True)]
        return {"kind": self.kind, "why": self.why, "figures": figures}


@dataclass(frozen=True)
class Checked:
    """A document checked. `summary` counts every figure once: by verdict, or apart where only the document itself is its source."""

    figures: list[CheckedFigure]
    contradictions: list[Contradiction] = field(default_factory=list)

    @property
    def summary(self) -> dict[str, int]:
        """How many of each verdict; figures whose only source is this document stand under `own_source`."""
        counts = {str(verdict): 0 for verdict in Verdict} | {"own_source": 0}
        for one in self.figures:
            counts["own_source" if one.own_source else str(one.verdict)] += 1
        return counts

    @property
    def fails(self) -> bool:
        """Whether anything was found that `--strict` does not let pass."""
        return bool(self.contradictions) or any(one.fails for one in self.figures)

    def as_json(self) -> dict[str, Any]:
        """The document of the command."""
        return {
            "figures": [one.as_json() for one in self.figures],
            "contradictions": [one.as_json() for one in self.contradictions],
            "summary": self.summary,
        }
