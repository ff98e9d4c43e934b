"""The suites: what each runs, and what it needs first."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]
BIN = Path(sys.executable).parent
CONTRACT = "tests/house/test_contract.py"


@dataclass(frozen=True)
class Suite:
    """One process. A suite with `words` is a command and counts as one test; the others are runs of pytest over `paths`."""

    name: str
    command: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    marker: str = ""
    workers: int = 0
    needs: str = ""  # "postgresql" or "chromium"
    fast: bool = False
    environment: dict[str, str] = field(default_factory=dict)

    def holds(self, test: str, browser: bool) -> bool:
        """Whether a test (its path and name) belongs to this run of pytest."""
        if browser != (self.marker == "browser"):
            return False
        return test.startswith(self.paths) and not (self.ignore and test.startswith(self.ignore))


PYTHON = (sys.executable, "-P", "-m")
NOT_BROWSER = "not browser"

SUITES = [
    Suite("lint", command=(*PYTHON, "ruff", "check", "--quiet", "--output-format", "concise", "."), fast=True),
    Suite("types", command=(*PYTHON, "mypy", "--no-error-summary"), fast=True),
    Suite("contract", paths=(CONTRACT,), marker=NOT_BROWSER, fast=True),
    Suite("house", paths=("tests/house",), ignore=(CONTRACT,), marker=NOT_BROWSER, fast=True),
    Suite(
        "migrations",
        command=(*PYTHON, "django", "makemigrations", "--check", "--dry-run"),
        environment={"DJANGO_SETTINGS_MODULE": "hoptac.config.settings"},
    ),
    Suite("sqlite", paths=("tests",), ignore=("tests/house",), marker=NOT_BROWSER, workers=2, fast=True),
    # Rooms without a database of their own are judged once.
    Suite("postgresql", paths=("tests",), ignore=("tests/house", "tests/reading"), marker=NOT_BROWSER, workers=2, needs="postgresql"),
    # The short form, printed so; ./hoptac faults --full runs the full counts.
    Suite("faults", command=(*PYTHON, "hoptac.cli", "faults"), needs="postgresql"),
    Suite("browser", paths=("tests",), marker="browser", needs="chromium", environment={"DJANGO_ALLOW_ASYNC_UNSAFE": "true"}),
]
