"""`record` of 2,000 lines is killed (kill -9) at any moment, half of the time around its commit: all of it is there, or nothing."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from hoptac.cli.faults import Outcome, killing, own_folder

MODULE = "hoptac.cli.faults.kill_record"
SHORT, FULL = 10, 100
LINES, FEWER = 2000, 400  # the short form works on a shorter file
AROUND = 0.03


def run(rounds: int, seed: int) -> list[Outcome]:
    """Kills `rounds` times, each time on a fresh copy of the same site."""
    from django.db import connection

    from hoptac.cli.faults import site

    outcome, lines = Outcome("kill-record", seed), LINES if rounds >= FULL else FEWER
    with own_folder() as folder:
        base = folder / "base"
        base.mkdir()
        site.use(base, {})
        site.make(1)
        connection.close()
        file = folder / "acts.jsonl"
        file.write_text(site.registrations(lines, "killed"))
        killing.Victim(MODULE, file, base, folder / "trial", partial(_stands, lines=lines), AROUND).kill(outcome, rounds)
    return [outcome.done()]


def _stands(trial: Path, lines: int) -> killing.Standing:
    """Whether the copy holds all lines or none, with a trail that fits."""
    from hoptac.audit import verify
    from hoptac.registry.models import Event, Organisation, State

    with killing.looking_at(trial):
        counts = {model.__name__: model.objects.count() - 1 for model in (Organisation, Event, State)}
        report = verify.check()
    whole = set(counts.values()) in ({0}, {lines})
    return whole and report.ok, f"{counts}, trail {'holds' if report.ok else 'does not hold'}"


def main(file: str, after_commit: str) -> None:
    """The process that is killed: does what ./hoptac record does."""
    from hoptac.cli import site as own
    from hoptac.cli.faults import site

    own.open_site()
    text = Path(file).read_text()
    killing.ready(after_commit)
    site.record(text)


if __name__ == "__main__":
    main(*sys.argv[1:3])
