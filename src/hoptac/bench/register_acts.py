"""Recording one event with all that follows from it, beside the same rows in one raw commit on the same engine."""

from __future__ import annotations

from datetime import date
from typing import Any

from hoptac.bench.register import Stage
from hoptac.bench.table import Row, compare

BEGIN = 1500  # organisations that still stand, taken one after the other


def rows(stage: Stage) -> list[Row]:
    """The recording row of the table."""
    from hoptac.audit.models import Actor
    from hoptac.registry.actions import record_event
    from hoptac.registry.models import State

    by = Actor("system", "hoptac bench")
    standing = State.objects.filter(valid_to=None, legal="registered", valid_from__lt=date(2026, 10, 1)).select_related("organisation")
    turn = iter(list(standing.order_by("pk")[:BEGIN]))
    raw = Raw()

    def ours() -> None:
        record_event(organisation=next(turn).organisation, kind="suspended", on=date(2026, 10, 31), by=by, document="12/TB-ĐKKD")

    return [
        compare(
            "ghi một sự kiện: sự kiện, trạng thái, chênh lệch, tổng, nhật ký",
            ours,
            peer="cùng các dòng, một giao dịch SQL thô",
            theirs=raw.commit,
            goal="≤ 5 ms, tỷ số ≤ 8 (đích 3)",
            met=lambda ms, ratio: ms <= 5 and ratio is not None and ratio <= 8,
            runs=101,
        )
    ]


class Raw:
    """The rows of one event as bare statements: event, state closed, state opened, two deltas, totals, and a row of the trail's size."""

    def __init__(self) -> None:
        from django.db import connection

        self.connection = connection
        with connection.cursor() as cursor:
            cursor.execute(
                "CREATE TABLE IF NOT EXISTS bench_trail (id INTEGER PRIMARY KEY, at TEXT, act TEXT, object_id TEXT, data TEXT, hash TEXT)"
            )
            cursor.execute(
                "SELECT id, organisation_id, began_by_id, place_id FROM registry_state "
                "WHERE valid_to IS NULL AND valid_from < '2026-10-01' ORDER BY id DESC LIMIT 300"
            )
            self.states = cursor.fetchall()
            cursor.execute("SELECT stand_id, cell FROM registry_delta ORDER BY id DESC LIMIT 1")
            self.stand, self.cell = cursor.fetchone()
            cursor.execute("SELECT coalesce(max(id), 0) FROM bench_trail")
            self.number = cursor.fetchone()[0]

    def commit(self) -> None:
        """One transaction."""
        from django.db import transaction

        self.number += 1
        state, organisation, _began, place = self.states[self.number % len(self.states)]
        with transaction.atomic(), self.connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO registry_event (public_id, kind, valid_on, recorded_at, document_label, data, note, is_synthetic, "
                "organisation_id) VALUES (%s, 'suspended', '2026-10-31', '2026-11-01 00:00:00+00:00', '12/TB', '{}', '', %s, %s) "
                "RETURNING id",
                [f"r{self.number:011d}", True, organisation],
            )
            event = cursor.fetchone()[0]
            for statement, given in self._statements(event, state, organisation, place):
                cursor.execute(statement, given)

    def _statements(self, event: int, state: int, organisation: int, place: int) -> list[tuple[str, list[Any]]]:
        day, at = "2026-10-31", "2026-11-01 00:00:00+00:00"
        totals = [(zone, span, cell, detail) for zone in (0, 1) for span in (1, 12) for cell in (7, 8) for detail in (0, 1)]
        return [
            ("UPDATE registry_state SET valid_to = %s, ended_by_id = %s WHERE id = %s", [day, event, state]),
            (
                "INSERT INTO registry_state (valid_from, kind, name, search_key, sector, legal, operating, facts, began_by_id, "
                "organisation_id, place_id) VALUES (%s, 'htx', 'A', 'a', 'other', 'suspended', 'active', '{}', %s, %s, %s)",
                [f"20{27 + self.number // 300}-01-01", event, organisation, place],
            ),
            (
                "INSERT INTO registry_delta (stand_id, cell, day, n) VALUES (%s, %s, %s, 1), (%s, %s, %s, -1)",
                [self.stand, self.cell, day, self.stand, self.cell, day],
            ),
            (
                "INSERT INTO registry_total (span, detail, first, zone, cell, n) VALUES "
                + ", ".join(f"({span}, {detail}, '2099-01-01', {zone}, {cell * 2 + detail}, 1)" for zone, span, cell, detail in totals)
                + " ON CONFLICT (zone, span, cell, first) DO UPDATE SET n = registry_total.n + excluded.n",
                [],
            ),
            (
                "INSERT INTO bench_trail (id, at, act, object_id, data, hash) VALUES (%s, %s, 'organisation.suspended', %s, '{}', %s)",
                [self.number, at, str(organisation), "0" * 64],
            ),
        ]
