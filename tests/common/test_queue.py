"""The queue before SQLite's one writer."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from django.db.utils import OperationalError

from hoptac.common.sqlite.base import Queue


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "hoptac.sqlite3"


def test_one_after_the_other(file):
    one, other = Queue(file, 5), Queue(file, 0.05)
    one.enter()
    with pytest.raises(OperationalError, match="locked"):
        other.enter()
    one.leave()
    other.enter()
    assert (one.held, other.held) == (False, True)


def test_who_comes_back_lets_one_who_waits_go_first(file):
    one, other, order = Queue(file, 5), Queue(file, 5), []
    one.enter()

    def wait():
        other.enter()
        order.append("other")
        other.leave()

    thread = threading.Thread(target=wait)
    thread.start()
    while not one._others_wait():
        time.sleep(0.001)
    one.leave()
    one.enter()
    order.append("one")
    one.leave()
    thread.join()
    assert order == ["other", "one"]


def test_a_turn_goes_with_its_process(file):
    code = f"""
import os, pathlib, signal
from hoptac.common.sqlite.base import Queue
Queue(pathlib.Path({str(file)!r}), 1).enter()
os.kill(os.getpid(), signal.SIGKILL)
"""
    done = subprocess.run([sys.executable, "-P", "-c", code], env={"PYTHONPATH": str(Path(__file__).parents[2] / "src")})
    assert done.returncode == -9
    waiting = Queue(file, 5)
    waiting.enter()
    assert waiting.held


def test_a_transaction_that_is_over_gives_its_turn_back(db, tmp_path):
    from hoptac.common import database
    from hoptac.common.sqlite.base import DatabaseWrapper

    settings = database.sqlite(tmp_path) | {"TIME_ZONE": None, "CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": False, "AUTOCOMMIT": True}
    connection = DatabaseWrapper(settings | {"ATOMIC_REQUESTS": False, "TEST": {}}, "other")
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE t (x)")
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    assert connection._queue.held
    connection.rollback()
    assert not connection._queue.held
    connection.close()
    assert connection._queue is None
