"""`record` of 2,000 lines is killed (kill -9) at any moment, half of the time around its commit: all of it is there, or nothing."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

from hoptac.cli.faults import Outcome, environment, own_folder, python

MODULE = "hoptac.cli.faults.kill_record"
SHORT, FULL = 10, 100
LINES, FEWER = 2000, 400  # the short form works on a shorter file
READY = "ready"


def run(rounds: int, seed: int) -> list[Outcome]:
    """Kills `rounds` times, each time on a fresh copy of the same site."""
    from django.db import connection

    from hoptac.cli.faults import site

    outcome, lines = Outcome("kill-record", seed), LINES if rounds >= FULL else FEWER
    with own_folder() as folder:
        base, trial = folder / "base", folder / "trial"
        base.mkdir()
        site.use(base, {})
        site.make(1)
        connection.close()
        (folder / "acts.jsonl").write_text(site.registrations(lines, "killed"))
        site.copy(base, trial)
        long = _whole(folder / "acts.jsonl", trial, lines)
        for number in range(rounds):
            chance = random.Random(seed * 1_000_003 + number)
            site.copy(base, trial)
            _kill(folder / "acts.jsonl", trial, chance, long if number % 2 else None)
            outcome.count(*_stands(trial, lines))
    return [outcome.done()]


def _start(file: Path, trial: Path, after_commit: str) -> subprocess.Popen:
    words = python(MODULE, str(file), after_commit)
    return subprocess.Popen(words, env=environment(trial), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)


def _whole(file: Path, trial: Path, lines: int) -> float:
    """How long the lines take when nobody interferes."""
    process = _start(file, trial, "")
    assert process.stdout is not None and process.stdout.readline().strip() == READY
    began = time.monotonic()
    process.wait()
    if process.returncode or not _stands(trial, lines)[0]:
        raise RuntimeError("record did not do its lines")
    return time.monotonic() - began


def _kill(file: Path, trial: Path, chance: random.Random, long: float | None) -> None:
    """At a moment of the whole run; or, without `long`, some thousandths of a second around the commit, by its own hand."""
    process = _start(file, trial, "" if long else f"{chance.uniform(0, 0.03):.6f}")
    assert process.stdout is not None
    process.stdout.readline()
    if long:
        time.sleep(chance.uniform(0, long))
        process.kill()
    process.wait()


def _stands(trial: Path, lines: int) -> tuple[bool, str]:
    """Whether the copy holds all lines or none, with a trail that fits."""
    from django.db import connection

    from hoptac.audit import verify
    from hoptac.registry.models import Event, Organisation, State

    connection.close()
    kept, connection.settings_dict["NAME"] = connection.settings_dict["NAME"], str(trial / "hoptac.sqlite3")
    try:
        counts = {model.__name__: model.objects.count() - 1 for model in (Organisation, Event, State)}
        report = verify.check()
    finally:
        connection.close()
        connection.settings_dict["NAME"] = kept
    whole = set(counts.values()) in ({0}, {lines})
    return whole and report.ok, f"{counts}, trail {'holds' if report.ok else 'does not hold'}"


def _killed_around_commit(after: float) -> None:
    """From the moment the process asks for its commit it has so many seconds to live."""
    from django.db import connection

    plain = connection._commit

    def commit() -> None:
        threading.Thread(target=lambda: (time.sleep(after), os.kill(os.getpid(), signal.SIGKILL)), daemon=True).start()
        plain()
        time.sleep(60)

    connection._commit = commit  # type: ignore[method-assign]


def main(file: str, after_commit: str) -> None:
    """The process that is killed: does what ./hoptac record does."""
    from hoptac.cli import site as own
    from hoptac.cli.faults import site

    own.open_site()
    text = Path(file).read_text()
    print(READY, flush=True)
    if after_commit:
        _killed_around_commit(float(after_commit))
    site.record(text)


if __name__ == "__main__":
    main(*sys.argv[1:3])
