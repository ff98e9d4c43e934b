"""Rules the database itself keeps, on both engines.

Made after every migration (`post_migrate`), not inside one: SQLite drops a table's triggers when it remakes the table.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, models


def _triggers(name: str, table: str, moments: tuple[str, ...], body: str) -> list[str]:
    """SQLite statements that make one trigger for each moment anew."""
    statements = []
    for when in moments:
        statements.append(f'DROP TRIGGER IF EXISTS "{name}_{when.lower()}"')
        statements.append(f'CREATE TRIGGER "{name}_{when.lower()}" BEFORE {when} ON "{table}" {body}')
    return statements


@dataclass(frozen=True)
class NoOverlap:
    """No two rows of the model with the same `key` hold on the same day."""

    model: type[models.Model]
    key: str

    @property
    def name(self) -> str:
        return f"{self.model._meta.db_table}_no_overlap"

    def sqlite(self) -> list[str]:
        """A trigger before insert and one before update."""
        table, column = self.model._meta.db_table, self.model._meta.get_field(self.key).column
        clash = (
            f'SELECT 1 FROM "{table}" t WHERE t."{column}" = NEW."{column}" AND t.id <> COALESCE(NEW.id, -1) '
            "AND (t.valid_to IS NULL OR t.valid_to > NEW.valid_from) AND (NEW.valid_to IS NULL OR NEW.valid_to > t.valid_from)"
        )
        body = f"WHEN EXISTS ({clash}) BEGIN SELECT RAISE(ABORT, 'hoptac guard: {self.name}'); END"
        return _triggers(self.name, table, ("INSERT", "UPDATE"), body)

    def postgresql(self) -> list[str]:
        """An exclusion constraint; deferrable, so that an action may close a period and open the next in either order."""
        table, column = self.model._meta.db_table, self.model._meta.get_field(self.key).column
        return [
            "CREATE EXTENSION IF NOT EXISTS btree_gist",
            f'ALTER TABLE "{table}" DROP CONSTRAINT IF EXISTS "{self.name}"',
            f'ALTER TABLE "{table}" ADD CONSTRAINT "{self.name}" '
            f'EXCLUDE USING gist ("{column}" WITH =, daterange(valid_from, valid_to) WITH &&)',
        ]

    def names(self, vendor: str) -> set[str]:
        """What must stand in the database of this engine."""
        return {f"{self.name}_{moment}" for moment in ("insert", "update")} if vendor == "sqlite" else {self.name}


@dataclass(frozen=True)
class AppendOnly:
    """Rows of the model are added, never changed or removed."""

    model: type[models.Model]

    @property
    def name(self) -> str:
        return f"{self.model._meta.db_table}_append_only"

    def sqlite(self) -> list[str]:
        body = f"BEGIN SELECT RAISE(ABORT, 'hoptac guard: {self.name}'); END"
        return _triggers(self.name, self.model._meta.db_table, ("UPDATE", "DELETE"), body)

    def postgresql(self) -> list[str]:
        table = self.model._meta.db_table
        return [
            f'CREATE OR REPLACE FUNCTION "{self.name}"() RETURNS trigger LANGUAGE plpgsql AS '
            f"$$ BEGIN RAISE EXCEPTION 'hoptac guard: {self.name}' USING ERRCODE = 'check_violation'; END $$",
            f'DROP TRIGGER IF EXISTS "{self.name}" ON "{table}"',
            f'CREATE TRIGGER "{self.name}" BEFORE UPDATE OR DELETE ON "{table}" FOR EACH ROW EXECUTE FUNCTION "{self.name}"()',
            f'DROP TRIGGER IF EXISTS "{self.name}_truncate" ON "{table}"',
            f'CREATE TRIGGER "{self.name}_truncate" BEFORE TRUNCATE ON "{table}" EXECUTE FUNCTION "{self.name}"()',
        ]

    def names(self, vendor: str) -> set[str]:
        """What must stand in the database of this engine."""
        return {f"{self.name}_{moment}" for moment in ("update", "delete")} if vendor == "sqlite" else {self.name, f"{self.name}_truncate"}


@dataclass(frozen=True)
class Unchanged:
    """Rows of the model are added and removed, never changed, nor replaced by another of the same `key`."""

    model: type[models.Model]
    key: tuple[str, ...]

    @property
    def name(self) -> str:
        return f"{self.model._meta.db_table}_unchanged"

    def sqlite(self) -> list[str]:
        """REPLACE would remove the old row without a word; it is refused before it starts."""
        table = self.model._meta.db_table
        stop = f"BEGIN SELECT RAISE(ABORT, 'hoptac guard: {self.name}'); END"
        same = " AND ".join(f'"{column}" = NEW."{column}"' for column in self.key)
        there = f'WHEN EXISTS (SELECT 1 FROM "{table}" WHERE {same}) {stop}'
        return [*_triggers(self.name, table, ("UPDATE",), stop), *_triggers(self.name, table, ("INSERT",), there)]

    def postgresql(self) -> list[str]:
        table = self.model._meta.db_table
        return [
            f'CREATE OR REPLACE FUNCTION "{self.name}"() RETURNS trigger LANGUAGE plpgsql AS '
            f"$$ BEGIN RAISE EXCEPTION 'hoptac guard: {self.name}' USING ERRCODE = 'check_violation'; END $$",
            f'DROP TRIGGER IF EXISTS "{self.name}" ON "{table}"',
            f'CREATE TRIGGER "{self.name}" BEFORE UPDATE ON "{table}" FOR EACH ROW EXECUTE FUNCTION "{self.name}"()',
            f'DROP TRIGGER IF EXISTS "{self.name}_truncate" ON "{table}"',
            f'CREATE TRIGGER "{self.name}_truncate" BEFORE TRUNCATE ON "{table}" EXECUTE FUNCTION "{self.name}"()',
        ]

    def names(self, vendor: str) -> set[str]:
        """What must stand in the database of this engine."""
        return {f"{self.name}_{moment}" for moment in ("update", "insert")} if vendor == "sqlite" else {self.name, f"{self.name}_truncate"}


Guard = NoOverlap | AppendOnly | Unchanged
_guards: list[Guard] = []


def guard(rule: Guard) -> None:
    """Declares a rule; called by rooms when they start."""
    if rule not in _guards:
        _guards.append(rule)


def declared() -> list[Guard]:
    """All rules declared by the rooms."""
    return list(_guards)


def install(sender: Any = None, using: str = DEFAULT_DB_ALIAS, **kwargs: Any) -> None:
    """Makes the rules of the app that was just migrated (`post_migrate` receiver)."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    for rule in _guards:
        meta = rule.model._meta
        if sender is not None and meta.app_label != sender.label or meta.db_table not in tables:
            continue
        statements = rule.sqlite() if connection.vendor == "sqlite" else rule.postgresql()
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)


def missing(using: str = DEFAULT_DB_ALIAS) -> set[str]:
    """Names of declared rules that do not stand in the database: somebody laid them down."""
    vendor = connections[using].vendor
    return {name for rule in _guards for name in rule.names(vendor)} - present(using)


def present(using: str = DEFAULT_DB_ALIAS) -> set[str]:
    """Names of all triggers and exclusion constraints that stand in the database now."""
    connection = connections[using]
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal UNION SELECT conname FROM pg_constraint WHERE contype = 'x'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {row[0] for row in cursor.fetchall()}
