"""The disk fills up while `record` writes: it exits with 3, nothing half stays, and with room again the same file goes through."""

from __future__ import annotations

import random
import resource
import signal
import subprocess
from pathlib import Path

from hoptac.cli.faults import Outcome, environment, own_folder, python

SHORT, FULL = 5, 50
LINES = 300


def run(rounds: int, seed: int) -> list[Outcome]:
    """Lets no file grow beyond a limit drawn anew each time, between what is there and what is needed."""
    from django.db import connection

    from hoptac.cli.faults import site

    outcome = Outcome("disk-full", seed)
    with own_folder() as folder:
        base, trial, file = folder / "base", folder / "trial", folder / "acts.jsonl"
        base.mkdir()
        site.use(base, {})
        site.make(1)
        connection.close()
        file.write_text(site.registrations(LINES, "full"))
        for number in range(rounds):
            site.copy(base, trial)
            chance = random.Random(seed * 1_000_003 + number)
            outcome.count(*_fill(file, trial, chance.randrange(4096, 400_000)))
    return [outcome.done()]


def _record(file: Path, trial: Path, limit: int | None) -> int:
    """The exit of ./hoptac record where no file may grow beyond the limit."""

    def bound() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))

    words = python("hoptac.cli", "record", str(file))
    done = subprocess.run(words, env=environment(trial), capture_output=True, preexec_fn=bound if limit else None)
    return done.returncode


def _fill(file: Path, trial: Path, limit: int) -> tuple[bool, str]:
    # The main file is far larger than any limit: only new files (the WAL) are bounded by it, as they are on a full disk.
    full = _record(file, trial, limit)
    after = _count(trial)
    again = _record(file, trial, None)
    held = (full, after, again, _count(trial)) == (3, (0, True), 0, (LINES, True))
    return held, f"limit {limit}: exit {full}, then {after}; with room again exit {again}, then {_count(trial)}"


def _count(trial: Path) -> tuple[int, bool]:
    """Organisations more than before, and whether the trail holds."""
    from django.db import connection

    from hoptac.audit import verify
    from hoptac.registry.models import Organisation

    connection.close()
    kept, connection.settings_dict["NAME"] = connection.settings_dict["NAME"], str(trial / "hoptac.sqlite3")
    try:
        return Organisation.objects.count() - 1, verify.check().ok
    finally:
        connection.close()
        connection.settings_dict["NAME"] = kept
