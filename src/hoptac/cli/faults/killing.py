"""Killing a process that records: at any moment of its run, or some thousandths of a second around its commit, by its own hand."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from hoptac.cli.faults import Outcome, environment, python

READY = "ready"  # said by the process before it records
Standing = tuple[bool, str]


@dataclass(frozen=True)
class Victim:
    """A module whose process records a file on the site of a folder; `around` is how long after its commit began it may live at most."""

    module: str
    file: Path
    base: Path
    trial: Path
    stands: Callable[[Path], Standing]
    around: float

    def _start(self, after_commit: str) -> subprocess.Popen[str]:
        words = python(self.module, str(self.file), after_commit)
        process = subprocess.Popen(words, env=environment(self.trial), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        assert process.stdout is not None
        process.stdout.readline()
        return process

    def whole(self) -> float:
        """How long it takes when nobody interferes. RuntimeError where it does not do its work even then."""
        from hoptac.cli.faults import site

        site.copy(self.base, self.trial)
        process = self._start("")
        began = time.monotonic()
        process.wait()
        if process.returncode or not self.stands(self.trial)[0]:
            raise RuntimeError(f"{self.module} did not do its work")
        return time.monotonic() - began

    def kill(self, outcome: Outcome, rounds: int) -> None:
        """So many times, each on a fresh copy of the site; every other time around the commit."""
        from hoptac.cli.faults import site

        long = self.whole()
        for number in range(rounds):
            chance = random.Random(outcome.seed * 1_000_003 + number)
            site.copy(self.base, self.trial)
            if number % 2:
                process = self._start("")
                time.sleep(chance.uniform(0, long))
                process.kill()
            else:
                process = self._start(f"{chance.uniform(0, self.around):.6f}")
            process.wait()
            outcome.count(*self.stands(self.trial))


@contextlib.contextmanager
def looking_at(trial: Path) -> Iterator[None]:
    """This process looks at the site of a folder while it lasts."""
    from django.db import connection

    connection.close()
    kept, connection.settings_dict["NAME"] = connection.settings_dict["NAME"], str(trial / "hoptac.sqlite3")
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = kept


def ready(after_commit: str) -> None:
    """Said by the process that is killed: from here on it records, and dies so many seconds after it asks for its commit."""
    print(READY, flush=True)
    if after_commit:
        _die_around_commit(float(after_commit))


def _die_around_commit(after: float) -> None:
    from django.db import connection

    plain = connection._commit

    def commit() -> None:
        threading.Thread(target=lambda: (time.sleep(after), os.kill(os.getpid(), signal.SIGKILL)), daemon=True).start()
        plain()
        time.sleep(60)

    connection._commit = commit  # type: ignore[method-assign]
