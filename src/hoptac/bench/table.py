"""The shape of a bench: rows that ask one question each, ours and the yardstick's times taken in turn."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

LEAST_RUNS = 7


@dataclass(frozen=True)
class Row:
    """One question. Times in milliseconds; `goal` in words, `met` None where there is nothing to judge."""

    question: str
    n: int
    median_ms: float | None
    p95_ms: float | None
    peer: str | None = None
    peer_median_ms: float | None = None
    ratio: float | None = None
    goal: str = ""
    met: bool | None = None


@dataclass
class Table:
    """All rows of a bench, and the machine they were taken on."""

    bench: str
    scale: float | None = None
    engine: str | None = None
    generated: dict[str, int] = field(default_factory=dict)
    disk_bytes: int | None = None
    rows: list[Row] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The document of the contract."""
        return asdict(self) | {"machine": machine()}


def machine() -> dict[str, float]:
    """Cores and memory the measurement had."""
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return {"cores": os.cpu_count() or 1, "memory_gib": round(pages / 2**30, 1)}


def clock(work: Callable[[], Any]) -> float:
    """Milliseconds one call takes."""
    begin = time.perf_counter()
    work()
    return (time.perf_counter() - begin) * 1000


def in_turn(ours: Callable[[], Any], theirs: Callable[[], Any] | None, runs: int = LEAST_RUNS) -> tuple[list[float], list[float]]:
    """Times of ours and the yardstick's, one of each in turn after a warm-up of both."""
    ours()
    if theirs is not None:
        theirs()
    mine, other = [], []
    for _run in range(max(runs, LEAST_RUNS)):
        mine.append(clock(ours))
        if theirs is not None:
            other.append(clock(theirs))
    return mine, other


def p95(times: list[float]) -> float:
    """The time 95 of 100 runs stay under."""
    return sorted(times)[min(len(times) - 1, int(len(times) * 0.95))]


def compare(
    question: str,
    ours: Callable[[], Any],
    *,
    peer: str | None = None,
    theirs: Callable[[], Any] | None = None,
    goal: str = "",
    met: Callable[[float, float | None], bool] | None = None,
    runs: int = LEAST_RUNS,
) -> Row:
    """Measures a question. `met` gets our median in ms and the ratio. A peer without `theirs` is one that is not installed."""
    mine, other = in_turn(ours, theirs, runs)
    median = statistics.median(mine)
    ratio = statistics.median(a / b for a, b in zip(mine, other, strict=True)) if other else None
    return Row(
        question,
        len(mine),
        round(median, 3),
        round(p95(mine), 3),
        peer,
        round(statistics.median(other), 3) if other else None,
        round(ratio, 3) if ratio is not None else None,
        goal,
        met(median, ratio) if met else None,
    )
