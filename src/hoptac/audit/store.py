"""The rows of the chain in the database: the end of it, and adding to it. Below the ORM, because every act passes here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db import connection

from hoptac.audit.chain import START, Link
from hoptac.audit.models import Entry

LOCK = 4_720_817_001  # the name of the end of the chain among PostgreSQL's advisory locks
COLUMNS = ("id", "at", "actor_kind", "actor", "act", "object_kind", "object_id", "place", "whence", "why", "data", "personal", "hash")
INSERT = f"INSERT INTO audit_entry ({', '.join(COLUMNS)}) VALUES ({', '.join(['%s'] * len(COLUMNS))})"
BULK = 50  # from here on COPY is quicker


def lock() -> None:
    """Nobody else adds a row until this transaction ends. A transaction of SQLite is alone from its beginning (IMMEDIATE)."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def last() -> tuple[int, str]:
    """Number and hash of the last row."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, hash FROM audit_entry ORDER BY id DESC LIMIT 1")
        return cursor.fetchone() or (0, START)


class Written(NamedTuple):
    """A row as it goes into the database."""

    link: Link
    data: str
    personal: str
    hash: str


def add(rows: Sequence[Written]) -> None:
    """Writes rows with their hashes."""
    moments: dict[Any, Any] = {}
    values = []
    for link, data, personal, hash in rows:
        if link.at not in moments:
            moments[link.at] = connection.ops.adapt_datetimefield_value(link.at)
        values.append((link.number, moments[link.at], *link[2:10], data, personal, hash))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql" and len(values) >= BULK:
            with cursor.copy(f"COPY audit_entry ({', '.join(COLUMNS)}) FROM STDIN") as copy:
                for row in values:
                    copy.write_row(row)
        elif len(values) == 1:
            cursor.execute(INSERT, values[0])
        else:
            cursor.executemany(INSERT, values)


def entry(row: Written) -> Entry:
    """The row as a model, without asking the database again."""
    named = dict(zip(COLUMNS, (*row.link, row.hash), strict=True))
    fields = Entry._meta.concrete_fields
    return Entry.from_db(connection.alias, [field.attname for field in fields], [named[field.column] for field in fields])


def link_of(row: Entry) -> Link:
    """All of a stored row that is hashed."""
    return Link(
        row.pk,
        row.at,
        row.actor_kind,
        row.actor,
        row.act,
        row.object_kind,
        row.object_id,
        row.place,
        row.whence,
        row.why,
        row.data,
        row.personal,
    )
