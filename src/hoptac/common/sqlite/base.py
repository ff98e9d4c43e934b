"""Django's SQLite, with a queue before its one writer.

SQLite lets one transaction write at a time and makes the others ask again after ever longer pauses. Who has just written asks first and
gets in again, so with many writers one may wait out its whole timeout ("database is locked") though the database was free often enough.
Here a transaction first takes its turn, a lock on a file beside the database; who comes back while others wait lets one of them go first.
The locks are the system's: they go with their process. Programs that do not queue are still kept apart by SQLite itself.
"""

from __future__ import annotations

import fcntl
import os
import time
from pathlib import Path
from typing import Any

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

ASK_AGAIN = 0.002  # seconds between two attempts
STAND_BACK = 0.02  # what others are given before one comes back


class Queue:
    """One connection's place among all that write to the same file."""

    def __init__(self, file: Path, timeout: float) -> None:
        self.turn, self.waiting = (
            os.open(f"{file.parent}/.{file.name}-{end}", os.O_RDWR | os.O_CREAT, 0o600) for end in ("turn", "waiting")
        )
        self.timeout, self.held = timeout, False

    def enter(self) -> None:
        """Waits for its turn; OperationalError after the timeout."""
        if self.held:
            return
        if self._others_wait():
            time.sleep(STAND_BACK)
        if not self._try(self.turn, fcntl.LOCK_EX):
            self._wait()
        self.held = True

    def _wait(self) -> None:
        until = time.monotonic() + self.timeout
        self._try(self.waiting, fcntl.LOCK_SH)
        try:
            while not self._try(self.turn, fcntl.LOCK_EX):
                if time.monotonic() > until:
                    raise OperationalError("database is locked")
                time.sleep(ASK_AGAIN)
        finally:
            fcntl.flock(self.waiting, fcntl.LOCK_UN)

    def _others_wait(self) -> bool:
        """Whoever waits holds a shared lock: while there is one, nobody gets it alone."""
        if not self._try(self.waiting, fcntl.LOCK_EX):
            return True
        fcntl.flock(self.waiting, fcntl.LOCK_UN)
        return False

    @staticmethod
    def _try(handle: int, kind: int) -> bool:
        try:
            fcntl.flock(handle, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def leave(self) -> None:
        """Lets the next one go."""
        if self.held:
            self.held = False
            fcntl.flock(self.turn, fcntl.LOCK_UN)

    def close(self) -> None:
        self.leave()
        os.close(self.turn)
        os.close(self.waiting)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that queues before each transaction."""

    _queue: Queue | None = None

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        connection = super().get_new_connection(conn_params)
        if not self.is_in_memory_db():
            self._queue = Queue(Path(str(conn_params["database"])), float(conn_params.get("timeout", 5)))
        return connection

    def _start_transaction_under_autocommit(self) -> None:
        if self._queue:
            self._queue.enter()
        try:
            super()._start_transaction_under_autocommit()
        except BaseException:
            self._leave()
            raise

    def _commit(self) -> None:
        try:
            super()._commit()
        finally:
            if self.connection is not None and not self.connection.in_transaction:
                self._leave()

    def _rollback(self) -> None:
        try:
            super()._rollback()
        finally:
            self._leave()

    def _close(self) -> None:
        try:
            super()._close()
        finally:
            if self._queue and not self.is_in_memory_db():
                self._queue.close()
                self._queue = None

    def _leave(self) -> None:
        if self._queue:
            self._queue.leave()
