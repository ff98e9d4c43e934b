"""The import of a large sheet is killed (kill -9) at any moment, half of the time around its commit: all of it is there, or nothing."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from hoptac.cli.faults import Outcome, killing, own_folder

MODULE = "hoptac.cli.faults.kill_import"
SHORT, FULL = 3, 100
ROWS, FEWER = 20_000, 3_000  # the short form works on a shorter sheet
AROUND = 0.05


def run(rounds: int, seed: int) -> list[Outcome]:
    """Kills `rounds` times, each time on a fresh copy of the same site."""
    from django.db import connection

    from hoptac.cli.faults import site

    outcome, rows = Outcome("kill-import", seed), ROWS if rounds >= FULL else FEWER
    with own_folder() as folder:
        base = folder / "base"
        base.mkdir()
        site.use(base, {})
        site.make(1)
        connection.close()
        sheet = folder / "sheet.csv"
        sheet.write_text(_sheet(rows), encoding="utf-8")
        killing.Victim(MODULE, sheet, base, folder / "trial", partial(_stands, rows=rows), AROUND).kill(outcome, rounds)
    return [outcome.done()]


def _sheet(rows: int) -> str:
    from hoptac.cli.faults.site import PLACE

    commune = PLACE.split(" (")[0]
    lines = (f"HTX nhập {n};{commune};02/01/2018;{n % 90 + 7}" for n in range(rows))
    return "Tên HTX;Xã, phường;Ngày thành lập;Số thành viên\n" + "\n".join(lines) + "\n"


def _stands(trial: Path, rows: int) -> killing.Standing:
    """Whether the copy holds all rows or none, with a sheet that says the same and a trail that fits."""
    from hoptac.accounts import scoping
    from hoptac.audit import verify
    from hoptac.intake.models import Sheet, SheetState
    from hoptac.registry.models import Event, Organisation

    with killing.looking_at(trial), scoping.everything():
        organisations, events = Organisation.objects.count() - 1, Event.objects.count() - 1
        committed = Sheet.objects.filter(state=SheetState.COMMITTED).count()
        report = verify.check()
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
    killing.ready(after_commit)
    actions.commit(sheet=one, by=by, viewer=viewer)


if __name__ == "__main__":
    main(*sys.argv[1:3])
