"""The annotated session report, and the province it speaks of."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from hoptac.places.queries import find

SEED = Path(__file__).parent / "data" / "quang-ninh-2022.json"


@pytest.fixture(scope="session")
def seed() -> dict:
    """The session report: its text and what a perfect reading finds in it."""
    return json.loads(SEED.read_text(encoding="utf-8"))


@pytest.fixture
def province(story_db) -> int:
    """The place id of Quảng Ninh, with the records of the story."""
    return find("Quảng Ninh", date(2022, 12, 31)).place_id
