"""A site of the first released version is taken into the chain, keeps every guard, and can go back."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def seen(tmp_path_factory, django_db_setup, django_db_blocker):
    """What `from_first.py` saw on the engine under test, in a database of its own."""
    environment = {**os.environ, "HOPTAC_DATA": str(tmp_path_factory.mktemp("first")), "PYTHONPATH": f"{ROOT}/src"}
    environment["DJANGO_SETTINGS_MODULE"] = "hoptac.config.settings"
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            name = f"hoptac_first_{os.getpid()}"
            cursor.execute(f"CREATE DATABASE {name}")
        environment["DATABASE_URL"] = os.environ["DATABASE_URL"].replace("/postgres?", f"/{name}?")
    done = subprocess.run(
        [sys.executable, "-P", str(Path(__file__).with_name("from_first.py"))], env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


def test_its_rows_are_in_the_chain_and_new_ones_follow(seen):
    assert (seen["verified"], seen["rows"], seen["problems"]) == (True, 6, [])


def test_every_guard_stands(seen):
    assert seen["missing"] == []
    assert len(seen["guards"]) >= 6


def test_every_guard_refuses_what_it_forbids(seen):
    assert {name: tried for name, tried in seen["guards"].items() if not all(tried.values())} == {}


def test_it_can_go_back_and_come_again(seen):
    assert (seen["back"], seen["again"]) == (7, True)
