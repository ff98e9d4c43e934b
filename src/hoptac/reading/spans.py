"""A set of stretches of the page that can be asked `is this place inside?` quickly."""

from __future__ import annotations

from bisect import bisect_left, bisect_right


class Spans:
    """Half-open stretches [start, end), merged where they overlap."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def __contains__(self, at: int) -> bool:
        k = bisect_right(self._starts, at) - 1
        return k >= 0 and at < self._ends[k]


def among(spots: list[int], first: int, last: int) -> list[int]:
    """Those of the places, which stand in order, that lie in [first, last)."""
    return spots[bisect_left(spots, first) : bisect_left(spots, last)]
