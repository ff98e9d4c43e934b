"""Counting what the suites said."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree  # pytest's own report, written a moment ago by our own process


@dataclass
class Counts:
    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def add(self, other: Counts) -> None:
        self.passed += other.passed
        self.failed += other.failed
        self.skipped += other.skipped

    def line(self) -> str:
        """The last line of `./hoptac test`; its words are a contract with whoever reads it."""
        return f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"


def of_report(file: Path, code: int) -> Counts:
    """The counts of one pytest run. One that ended badly without a failing test (killed, say) counts as one failure."""
    counts = Counts()
    if file.exists():
        for suite in ElementTree.parse(file).getroot().iter("testsuite"):
            broken = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
            skipped = int(suite.get("skipped", 0))
            counts.add(Counts(max(0, int(suite.get("tests", 0)) - broken - skipped), broken, skipped))
    if code not in (0, 5) and not counts.failed:  # 5: no test here yet
        counts.failed = 1
    return counts
