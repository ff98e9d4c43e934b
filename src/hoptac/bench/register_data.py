"""A country's register made from a seed: organisations with whole lives in the communes of both maps, written below the ORM in minutes.

The lives go through the register's own rules, so states and deltas are what single acts would have made of them.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

FIRST, LAST, REFORM = date(2005, 1, 3), date(2026, 10, 30), date(2025, 7, 1)
HTX, THT = 45_000, 140_000  # at scale 1
CHUNK = 4000
NAMES = ("Đại Thắng", "Hòa Phú", "Tân Lập", "Vĩnh Hải", "Bình Sơn", "Mỹ Đức", "An Lĩnh", "Khánh Thành", "Phú Quý", "Đông Xuân")
WORKS = ("nông nghiệp", "dịch vụ tổng hợp", "chè", "cây ăn quả", "thủy sản", "vận tải", "rau an toàn", "dược liệu", "xây dựng")
SECTORS = ("agriculture", "agriculture", "agriculture", "trade", "industry", "transport", "construction", "environment", "other")


@dataclass
class Grounds:
    """Communes of each of the two maps, and where those that were split went to."""

    old: list[int] = field(default_factory=list)
    new: list[int] = field(default_factory=list)
    split: dict[int, list[int]] = field(default_factory=dict)

    @classmethod
    def read(cls) -> Grounds:
        """From the map that was loaded."""
        from hoptac.places.tree import tree

        map_, found = tree(), cls()
        before = REFORM - timedelta(days=1)
        for place_id, versions in map_.versions.items():
            if versions[0].level != "commune":
                continue
            if versions[0].valid_from <= FIRST and map_.unit(place_id, before):
                found.old.append(place_id)
                after = sorted(map_.carried(place_id, REFORM))
                if len(after) > 1:
                    found.split[place_id] = after
            if map_.unit(place_id, REFORM) and map_.unit(place_id, LAST):
                found.new.append(place_id)
        return found


def life(rng: random.Random, grounds: Grounds, kind: str, number: int) -> list[tuple[str, date, int | None, dict[str, Any]]]:
    """What happens to one organisation, in order: kind, day, place, data."""
    span = (LAST - FIRST).days
    on = FIRST + timedelta(days=int(span * rng.random() ** 0.6))
    place = rng.choice(grounds.old if on < REFORM else grounds.new)
    name = f"{'Hợp tác xã' if kind == 'htx' else 'Tổ hợp tác'} {rng.choice(WORKS)} {rng.choice(NAMES)} {number}"
    events: list[tuple[str, date, int | None, dict[str, Any]]] = [
        ("registered", on, place, {"kind": kind, "name": name, "sector": rng.choice(SECTORS)})
    ]
    days = sorted({on + timedelta(days=1 + int((LAST - on).days * rng.random())) for _n in range(rng.randrange(1, 11))})
    condition, placed = "active", on >= REFORM or place not in grounds.split
    for n, day in enumerate(days):
        if day >= REFORM and not placed:
            place, placed = rng.choice(grounds.split[place]), True
            events.append(("placed", max(REFORM, on + timedelta(days=1)), place, {}))
        if n == len(days) - 1 and rng.random() < 0.3:
            events.append(("dissolved", day, None, {}))
            break
        what, condition = _next(rng, condition)
        if what == "moved":
            to = rng.choice(grounds.old if day < REFORM else grounds.new)
            if to == place:
                continue
            place, placed = to, day >= REFORM or to not in grounds.split
            events.append((what, day, place, {}))
        else:
            events.append((what, day, None, {"charter_capital": rng.randrange(1, 90) * 10_000_000} if what == "changed" else {}))
    return events


def _next(rng: random.Random, condition: str) -> tuple[str, str]:
    if condition == "suspended":
        return "resumed", "active"
    if condition == "stopped":
        return ("restarted", "active") if rng.random() < 0.3 else ("changed", "stopped")
    draw = rng.random()
    if draw < 0.10:
        return "suspended", "suspended"
    if draw < 0.18:
        return "stopped", "stopped"
    return ("moved", "active") if draw < 0.21 else ("changed", "active")


class Writer:
    """Rows into tables, by COPY on PostgreSQL and by executemany on SQLite."""

    def __init__(self) -> None:
        from django.db import connection

        self.connection = connection
        connection.ensure_connection()
        self.is_sqlite = connection.vendor == "sqlite"

    def put(self, table: str, columns: Sequence[str], rows: Iterable[tuple]) -> None:
        """Adds the rows."""
        names = ", ".join(f'"{name}"' for name in columns)
        with self.connection.cursor() as cursor:
            if self.is_sqlite:
                marks = ", ".join(["?"] * len(columns))
                cursor.connection.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', rows)
                return
            with cursor.cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
                for row in rows:
                    copy.write_row(row)

    def run(self, *statements: str) -> None:
        """Statements as they are."""
        with self.connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)


ORGANISATION = (
    "id", "public_id", "tax_code", "tax_code_note", "certificate_no", "certificate_date", "certificate_issuer", "certificate_address",
    "is_synthetic", "source", "recorded_at",
)  # fmt: skip
EVENT = (
    "id", "public_id", "kind", "valid_on", "recorded_at", "document_label", "data", "note", "is_synthetic", "corrects_id", "document_id",
    "place_id", "organisation_id",
)  # fmt: skip
STATE = (
    "valid_from", "valid_to", "kind", "name", "search_key", "sector", "legal", "operating", "facts", "began_by_id", "ended_by_id",
    "organisation_id", "place_id",
)  # fmt: skip


def make(scale: float, seed: int) -> dict[str, int]:
    """Writes the register into the empty, migrated database with its map, and says how much there is."""
    from django.db import transaction

    from hoptac.common import guards, site
    from hoptac.registry import deltas, stands

    rng, writer, grounds = random.Random(seed), Writer(), Grounds.read()
    kinds = ["htx"] * round(HTX * scale) + ["tht"] * round(THT * scale)
    rng.shuffle(kinds)
    made: Counter[str] = Counter()
    site.put("demo", True)
    _without_guards(writer)
    with transaction.atomic():
        stands.find_zones_anew()
    for begin in range(0, len(kinds), CHUNK):
        with transaction.atomic():
            _chunk(writer, rng, grounds, kinds[begin : begin + CHUNK], made)
    with transaction.atomic():
        deltas.total_anew()
    guards.install()
    _settle(writer, made)
    return dict(made)


def _without_guards(writer: Writer) -> None:
    if writer.is_sqlite:
        writer.run("PRAGMA synchronous=OFF", "PRAGMA cache_size=-400000")
        for name in ("insert", "update"):
            writer.run(f'DROP TRIGGER IF EXISTS "registry_state_no_overlap_{name}"')
    else:
        writer.run('ALTER TABLE registry_state DROP CONSTRAINT IF EXISTS "registry_state_no_overlap"')


def _settle(writer: Writer, made: Counter[str]) -> None:
    """What a database does by itself in time: statistics, sequences, back to safe writing."""
    if writer.is_sqlite:
        writer.run("ANALYZE", "PRAGMA synchronous=FULL", "PRAGMA cache_size=-2000", "PRAGMA wal_checkpoint(TRUNCATE)")
        return
    for table in ("registry_organisation", "registry_event"):
        writer.run(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")
    writer.run("VACUUM ANALYZE")


def _chunk(writer: Writer, rng: random.Random, grounds: Grounds, kinds: list[str], made: Counter[str]) -> None:
    from hoptac.registry import deltas, rules, stands
    from hoptac.registry.rules import Happening

    organisations, events, states = [], [], []
    marks: Counter[deltas.Mark] = Counter()
    stamp: Any = datetime(2026, 11, 1, tzinfo=UTC)
    if writer.is_sqlite:
        stamp = "2026-11-01 00:00:00"
    for kind in kinds:
        made["organisations"] += 1
        number = made["organisations"]
        organisations.append((number, f"b{number:011d}", None, "", "", None, "", "", True, "", stamp))
        told = []
        for what, on, place, data in life(rng, grounds, kind, number):
            made["events"] += 1
            pk = made["events"]
            told.append(Happening(pk, what, on, place, None, data))
            events.append((pk, f"e{pk:011d}", what, _day(writer, on), stamp, "", json.dumps(data), "", True, None, None, place, number))
        intervals = rules.intervals(told)
        states += [_state(writer, one, number) for one in intervals]
        days = {one.order: (one.kind, one.on) for one in told}
        marks.update(deltas.marks((_piece(one, days) for one in intervals), True))
    made["states"] += len(states)
    writer.put("registry_organisation", ORGANISATION, organisations)
    writer.put("registry_event", EVENT, events)
    writer.put("registry_state", STATE, states)
    held = stands.hold(mark.stand for mark in marks)
    rows = [(held[mark.stand].id, mark.cell, _day(writer, mark.day), n) for mark, n in marks.items() if n]
    made["deltas"] += len(rows)
    writer.put("registry_delta", ("stand_id", "cell", "day", "n"), rows)


def _day(writer: Writer, day: date | None) -> Any:
    return day.isoformat() if writer.is_sqlite and day else day


def _state(writer: Writer, one: Any, organisation: int) -> tuple:
    from hoptac.common.text import fold

    days = (_day(writer, one.valid_from), _day(writer, one.valid_to))
    words = (one.kind, one.name, fold(one.name), one.sector, one.legal, one.operating, json.dumps(one.facts))
    return (*days, *words, one.began, one.ended, organisation, one.place_id)


def _piece(one: Any, days: dict[int, tuple[str, date]]) -> Any:
    from hoptac.registry.deltas import Piece

    began, began_on = days[one.began]
    ended, ended_on = days[one.ended] if one.ended else (None, None)
    words = (one.kind, one.legal, one.operating, one.sector, one.valid_from, one.valid_to)
    return Piece(one.place_id, *words, began, began_on, ended, ended_on)


def batches(rows: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    """Pieces of a long list."""
    for begin in range(0, len(rows), size):
        yield rows[begin : begin + size]
