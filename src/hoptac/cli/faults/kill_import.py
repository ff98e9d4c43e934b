"""The import of a large sheet is killed (kill -9) at any moment, half of the time around its commit: all of it is there, or nothing."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from hoptac.cli.faults import Outcome, environment, own_folder, python
from hoptac.cli.faults.kill_record import READY, _killed_around_commit

MODULE = "hoptac.cli.faults.kill_import"
SHORT, FULL = 3, 100
ROWS, SHORT_ROWS = 20_000, 3_000  # the short form is for every day


def run(rounds: int, seed: int) -> list[Outcome]:
    """Kills `rounds` times, each time on a fresh copy of the same site."""
    from django.db import connection

    from hoptac.cli.faults import site

    rows = ROWS if rounds >= FULL else SHORT_ROWS
    outcome = Outcome("kill-import", seed)
    with own_folder() as folder:
        base, trial, sheet = folder / "base", folder / "trial", folder / "sheet.csv"
        base.mkdir()
        site.use(base, {})
        site.make(1)
        connection.close()
        sheet.write_text(_sheet(rows), encoding="utf-8")
        site.copy(base, trial)
        long = _whole(sheet, trial, rows)
        for number in range(rounds):
            chance = random.Random(seed * 1_000_003 + number)
            site.copy(base, trial)
            _kill(sheet, trial, chance, long if number % 2 else None)
            outcome.count(*_stands(trial, rows))
    return [outcome.done()]


def _sheet(rows: int) -> str:
    from hoptac.cli.faults.site import PLACE

    commune = PLACE.split(" (")[0]
    lines = (f"HTX nhập {n};{commune};02/01/2018;{n % 90 + 7}" for n in range(rows))
    return "Tên HTX;Xã, phường;Ngày thành lập;Số thành viên\n" + "\n".join(lines) + "\n"


def _start(sheet: Path, trial: Path, after_commit: str) -> subprocess.Popen:
    words = python(MODULE, str(sheet), after_commit)
    return subprocess.Popen(words, env=environment(trial), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)


def _whole(sheet: Path, trial: Path, rows: int) -> float:
    """How long the import takes when nobody interferes."""
    process = _start(sheet, trial, "")
    assert process.stdout is not None and process.stdout.readline().strip() == READY
    began = time.monotonic()
    process.wait()
    if process.returncode or not _stands(trial, rows)[0]:
        raise RuntimeError("the import did not do its rows")
    return time.monotonic() - began


def _kill(sheet: Path, trial: Path, chance: random.Random, long: float | None) -> None:
    process = _start(sheet, trial, "" if long else f"{chance.uniform(0, 0.05):.6f}")
    assert process.stdout is not None
    process.stdout.readline()
    if long:
        time.sleep(chance.uniform(0, long))
        process.send_signal(signal.SIGKILL)
    process.wait()


def _stands(trial: Path, rows: int) -> tuple[bool, str]:
    """Whether the copy holds all rows or none, with a sheet that says the same and a trail that fits."""
    from django.db import connection

    from hoptac.accounts import scoping
    from hoptac.audit import verify
    from hoptac.intake.models import Sheet, SheetState
    from hoptac.registry.models import Event, Organisation

    connection.close()
    kept, connection.settings_dict["NAME"] = connection.settings_dict["NAME"], str(trial / "hoptac.sqlite3")
    try:
        organisations, events = Organisation.objects.count() - 1, Event.objects.count() - 1
        with scoping.everything():
            committed = Sheet.objects.filter(state=SheetState.COMMITTED).count()
        report = verify.check()
    finally:
        connection.close()
        connection.settings_dict["NAME"] = kept
    whole = (organisations, events, committed) in ((0, 0, 0), (rows, 2 * rows, 1))  # the founding, and the members as of the sheet's day
    told = f"{organisations} organisations, {events} events, {committed} sheets, trail {'holds' if report.ok else 'does not hold'}"
    return whole and report.ok, told


def main(sheet: str, after_commit: str) -> None:
    """The process that is killed: does what ./hoptac import does. Its last commit is the one that counts."""
    from hoptac.cli import site as own

    own.open_site()
    from hoptac.accounts import scoping
    from hoptac.intake.importing import actions
    from hoptac.places.home import home_id
    from hoptac.places.models import Place

    content, by = Path(sheet).read_bytes(), own.operator()
    place, viewer = Place.objects.get(pk=home_id()), scoping.viewer()
    one = actions.take_in(kind="organisations", content=content, label="sheet.csv", place=place, by=by, viewer=viewer)
    print(READY, flush=True)
    if after_commit:
        _killed_around_commit(float(after_commit))
    actions.commit(sheet=one, by=by, viewer=viewer)


if __name__ == "__main__":
    main(*sys.argv[1:3])
