"""Deltas and totals: from states to the numbers counts are made of. They are written in the transaction of the event, with the states.

A delta says how many more of a sort stand at a stand from a day on (a stock), or how many events of a sort there were on a day (a flow).
A total is the sum of the deltas of a zone, and of the country, over a month and over a year. Both follow from the states alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby
from typing import NamedTuple

from django.db import connection

from hoptac.registry import cells, stands
from hoptac.registry.models import Delta, State, Total
from hoptac.registry.stands import Held, Key

COUNTRY = 0  # the zone of everything
MONTH, YEAR = 1, 12
BATCH = 500


class Piece(NamedTuple):
    """A state as counting sees it, with the events at its ends."""

    place_id: int
    kind: str
    legal: str
    operating: str
    sector: str
    valid_from: date
    valid_to: date | None
    began: str
    began_on: date
    ended: str | None
    ended_on: date | None


class Mark(NamedTuple):
    """Where, of what sort and from which day on."""

    stand: Key
    cell: int
    day: date


def marks(pieces: Iterable[Piece], synthetic: bool) -> Counter[Mark]:
    """The deltas of one organisation: those of states that touch and are of one sort cancel out."""
    rows = list(pieces)
    places = {piece.place_id for piece in rows}
    found: Counter[Mark] = Counter()
    for piece in rows:
        stand = Key.of(piece.place_id, places)
        words = (piece.kind, piece.legal, piece.operating, piece.sector, synthetic)
        stock = cells.cell(cells.STOCK, *words)
        found[Mark(stand, stock, piece.valid_from)] += 1
        if piece.valid_to is not None:
            found[Mark(stand, stock, piece.valid_to)] -= 1
        if piece.began in cells.WHAT and piece.began_on == piece.valid_from:
            found[Mark(stand, cells.cell(cells.WHAT.index(piece.began), *words), piece.began_on)] += 1
        if piece.ended in cells.WHAT and piece.ended_on == piece.valid_to and piece.ended_on is not None:
            found[Mark(stand, cells.cell(cells.WHAT.index(piece.ended), *words), piece.ended_on)] += 1
    return found


def write(change: Mapping[Mark, int]) -> None:
    """Adds the difference to deltas and totals. Call it inside the transaction of the event.

    The map the zones stand on is looked at first: after another map was loaded they are found anew here, before anything is added.
    """
    change = {mark: n for mark, n in change.items() if n}
    if not change:
        return
    in_use, zoned = stands.maps_known()
    if not zoned:  # nothing was ever counted here: the states, those just written too, are counted from the beginning
        count_anew()
        return
    if in_use != zoned:
        stands.find_zones_anew()
        total_anew()
    held = stands.hold(mark.stand for mark in change)
    rows = [(held[mark.stand].id, mark.cell, mark.day, n) for mark, n in sorted(change.items())]
    _insert(Delta, ("stand_id", "cell", "day", "n"), rows)
    _add_totals(totals(change, held))


def totals(change: Mapping[Mark, int], held: Mapping[Key, Held]) -> Counter[tuple]:
    """What a difference adds to each total: (zone, span, cell, first, detail)."""
    found: Counter[tuple] = Counter()
    for mark, n in change.items():
        month, year = mark.day.replace(day=1), mark.day.replace(month=1, day=1)
        plain = cells.without_sector(mark.cell)
        for zone in (COUNTRY, held[mark.stand].zone):
            for cell, detail in ((plain, 0), (mark.cell, 1)):
                found[(zone, MONTH, cell, month, detail)] += n
                found[(zone, YEAR, cell, year, detail)] += n
    return Counter({key: n for key, n in found.items() if n})


def _add_totals(found: Mapping[tuple, int]) -> None:
    table = Total._meta.db_table
    rows = [(*key, n) for key, n in sorted(found.items())]  # in one order, so that two writers never wait for each other in a ring
    ending = f"ON CONFLICT (zone, span, cell, first) DO UPDATE SET n = {table}.n + excluded.n"
    _insert(Total, ("zone", "span", "cell", "first", "detail", "n"), rows, ending)


def _insert(model, columns: tuple[str, ...], rows: list[tuple], ending: str = "") -> None:
    """Rows in few statements, below the ORM; the same on both engines."""
    table, names = model._meta.db_table, ", ".join(f'"{name}"' for name in columns)
    one = f"({', '.join(['%s'] * len(columns))})"
    with connection.cursor() as cursor:
        for begin in range(0, len(rows), BATCH):
            part = rows[begin : begin + BATCH]
            values = [value for row in part for value in row]
            cursor.execute(f'INSERT INTO "{table}" ({names}) VALUES {", ".join([one] * len(part))} {ending}', values)


def marks_of_states() -> Counter[Mark]:
    """The deltas of all organisations, from their states as stored."""
    ends = ("began_by__kind", "began_by__valid_on", "ended_by__kind", "ended_by__valid_on")
    rows = State.objects.order_by("organisation_id", "valid_from").values_list(
        "organisation_id", "organisation__is_synthetic", *Piece._fields[:7], *ends
    )
    found: Counter[Mark] = Counter()
    for (_organisation, synthetic), own in groupby(rows.iterator(chunk_size=5000), key=lambda row: row[:2]):
        found.update(marks((Piece(*row[2:]) for row in own), synthetic))
    return found


def count_anew(found: Mapping[Mark, int] | None = None) -> None:
    """Makes stands, deltas and totals from nothing: from the states, or from deltas already worked out."""
    found = marks_of_states() if found is None else found
    for model in (Delta, Total, stands.Stand):
        model.objects.all().delete()
    stands.find_zones_anew()
    held = stands.hold(mark.stand for mark in found)
    _insert(Delta, ("stand_id", "cell", "day", "n"), [(held[m.stand].id, m.cell, m.day, n) for m, n in sorted(found.items()) if n])
    total_anew()


def total_anew() -> None:
    """Makes all totals from the deltas as they are stored."""
    Total.objects.all().delete()
    with connection.cursor() as cursor:
        for statement in _total_statements():
            cursor.execute(statement)


def _total_statements() -> list[str]:
    """One statement for each span, detail and level; months and years are cut as each engine does it."""
    quote = connection.ops.quote_name
    delta, stand, total = quote(Delta._meta.db_table), quote(stands.Stand._meta.db_table), quote(Total._meta.db_table)
    cuts = {
        "sqlite": {MONTH: "substr(d.day, 1, 7) || '-01'", YEAR: "substr(d.day, 1, 4) || '-01-01'"},
        "postgresql": {MONTH: "date_trunc('month', d.day)::date", YEAR: "date_trunc('year', d.day)::date"},
    }[connection.vendor]
    _words, weight, steps = cells.DIGITS["sector"]
    plain = f"d.cell - d.cell / {weight} % {steps} * {weight}"
    return [
        f"INSERT INTO {total} (span, detail, first, zone, cell, n) "
        f"SELECT {span}, {detail}, {cut}, {zone}, {cell}, sum(d.n) FROM {delta} d JOIN {stand} s ON s.id = d.stand_id "
        f"GROUP BY 3, 4, 5 HAVING sum(d.n) <> 0"
        for span, cut in cuts.items()
        for detail, cell in ((0, plain), (1, "d.cell"))
        for zone in (f"{COUNTRY}", "s.zone")
    ]
