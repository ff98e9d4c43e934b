"""The story's files: facts with their source and status, and the numbers between them that are made up and say so."""

from __future__ import annotations

import csv
from datetime import date
from typing import Any

import yaml

from hoptac.common import paths

FOLDER = paths.DATA / "story"


def read(name: str) -> Any:
    """A YAML file of the story."""
    return yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))


def rows(name: str) -> list[dict[str, str]]:
    """A CSV file of the story."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def day(text: str) -> date | None:
    """A day of a CSV cell; an empty one is not known."""
    return date.fromisoformat(text) if text else None
