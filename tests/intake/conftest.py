"""The small province of `world`, built once for all tests of this room."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.db import transaction

from hoptac.audit.models import Actor
from hoptac.places.actions import load_map
from hoptac.places.queries import find
from intake import world

SEED = Path(__file__).parent / "data" / "quang-ninh-2022.json"


@pytest.fixture(scope="session")
def seed() -> dict:
    """The annotated session report: its text and what a perfect reading finds in it."""
    return json.loads(SEED.read_text(encoding="utf-8"))


@pytest.fixture(scope="package")  # ended with this folder: its transaction must not stand around the tests of other rooms
def _province(django_db_setup, django_db_blocker, seed):
    with django_db_blocker.unblock(), transaction.atomic():
        load_map(by=Actor("system", "hoptac"))
        world.build(seed["text"])
        yield
        transaction.set_rollback(True)


@pytest.fixture
def province(_province, db) -> int:
    """The place id of Quảng Ninh, with its records."""
    return find("Quảng Ninh", world.DAY).place_id
