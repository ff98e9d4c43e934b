"""Names for made-up organisations: plausible, distinct, and of nobody."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any

from hoptac.story.ground import Spot

HTX, THT = "Hợp tác xã", "Tổ hợp tác"


class Names:
    """Gives each name once."""

    def __init__(self, words: Mapping[str, Any], rng: random.Random, taken: set[str]) -> None:
        self.words, self.rng, self.taken = words, rng, set(taken)

    def htx(self, spot: Spot) -> tuple[str, str]:
        """A cooperative's name and sector."""
        return self._draw(HTX, self.words["htx"], spot)

    def tht(self, spot: Spot) -> tuple[str, str]:
        """A cooperative group's name and sector."""
        return self._draw(THT, self.words["tht"], spot)

    def _fields(self, rows: list[dict[str, Any]], spot: Spot) -> list[dict[str, Any]]:
        return [row for row in rows if row["where"] == "any" or spot.district in self.words[row["where"]]]

    def _draw(self, prefix: str, rows: list[dict[str, Any]], spot: Spot) -> tuple[str, str]:
        fields = self._fields(rows, spot)
        for _attempt in range(200):
            field = self.rng.choices(fields, [row.get("weight", 1) for row in fields])[0]
            name = f"{prefix} {field['words']} {self._own(prefix, spot)}"
            if name not in self.taken:
                self.taken.add(name)
                return name, field["sector"]
        raise RuntimeError(f"no name left for {prefix} at {spot.full_name}")

    def _own(self, prefix: str, spot: Spot) -> str:
        if prefix == THT:
            return f"{spot.full_name} {self.rng.randint(1, 9)}" if self.rng.random() < 0.7 else f"{self._two_words()} {spot.name}"
        return spot.name if self.rng.random() < 0.25 else self._two_words()

    def _two_words(self) -> str:
        first = self.rng.choice(self.words["first"])
        return f"{first} {self.rng.choice([word for word in self.words['second'] if word != first])}"
