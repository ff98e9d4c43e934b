"""Run in a process of its own: a site of the first released version with rows in its trail is brought up to now, and back.

Prints one JSON document of what it saw.
"""

from __future__ import annotations

import json
import sys

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import DatabaseError, connection, transaction  # noqa: E402
from django.db.migrations.loader import MigrationLoader  # noqa: E402

from hoptac.common import guards  # noqa: E402

OLD = "INSERT INTO audit_entry (at, actor_kind, actor, act, object_kind, object_id, data) VALUES (%s, 'user', 'lan', 'x.y', 'k', %s, %s)"
VALUES = {
    "IntegerField": 1, "BigIntegerField": 1, "PositiveIntegerField": 1, "PositiveSmallIntegerField": 1, "SmallIntegerField": 1,
    "ForeignKey": 1, "OneToOneField": 1, "BigAutoField": 1, "BooleanField": False, "DateField": "2020-01-01",
    "DateTimeField": "2020-01-01 00:00:00+00:00", "JSONField": "{}", "DecimalField": 1, "BinaryField": b"x", "FloatField": 1,
}  # fmt: skip


def sql(query, *words):
    with connection.cursor() as cursor:
        cursor.execute(query, words or None)
        return cursor.fetchall() if cursor.description else []


def refused(statement, *words) -> bool:
    try:
        with transaction.atomic():
            sql(statement, *words)
    except DatabaseError as error:
        return "guard" in str(error) or "no_overlap" in str(error)
    return False


def add_row(model, **more) -> None:
    """A row with something in each column, whatever it refers to: only the guards of its own table are looked at."""
    given = {}
    for field in model._meta.concrete_fields:
        if field.null and field.attname not in more:
            continue
        value = VALUES.get(field.get_internal_type(), "x")
        given[field.column] = more.get(field.attname, value)
    names = ", ".join(f'"{name}"' for name in given)
    sql(f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES ({", ".join(["%s"] * len(given))})', *given.values())


def without_references():
    sql("PRAGMA foreign_keys = OFF" if connection.vendor == "sqlite" else "SET session_replication_role = replica")


def with_guards():
    sql("PRAGMA ignore_check_constraints = OFF" if connection.vendor == "sqlite" else "SET session_replication_role = origin")


def key_of(rule) -> dict:
    """Something in the column that two rows of one period may not share."""
    if not isinstance(rule, guards.NoOverlap):
        return {}
    field = rule.model._meta.get_field(rule.key)
    return {field.attname: VALUES.get(field.get_internal_type(), "x")}


def exercise(rule) -> dict[str, bool]:
    """What the rule forbids, tried on a row of its table; True where the database refused."""
    table = rule.model._meta.db_table
    pk = rule.model._meta.pk.column
    if isinstance(rule, guards.NoOverlap):
        key = key_of(rule)
        texts = {field.attname: "y" for field in rule.model._meta.concrete_fields if field.unique and not field.primary_key}
        try:
            with transaction.atomic():
                add_row(rule.model, id=2, valid_from="2021-01-01", **texts | key)
        except DatabaseError as error:
            return {"overlap": "guard" in str(error) or "no_overlap" in str(error)}
        return {"overlap": False}
    tried = {"update": refused(f'UPDATE "{table}" SET "{pk}" = "{pk}"')}
    if isinstance(rule, guards.AppendOnly):
        tried["delete"] = refused(f'DELETE FROM "{table}"')
    if connection.vendor == "sqlite":
        tried["replace"] = refused(f'INSERT OR REPLACE INTO "{table}" SELECT * FROM "{table}"')
    else:
        tried["truncate"] = refused(f'TRUNCATE "{table}" CASCADE')
    return tried


def rows_of_the_first() -> None:
    loader = MigrationLoader(connection)
    for app in sorted({app for app, _name in loader.disk_migrations if (app, "0001_initial") in loader.disk_migrations}):
        call_command("migrate", app, "0001", verbosity=0)
    for number in range(5):
        sql(
            OLD,
            f"2026-11-2{number} 08:00:00.5+00:00" if connection.vendor == "postgresql" else f"2026-11-2{number} 08:00:00.5",
            str(number),
            '{"share": 1.0, "a": "ạ"}',
        )


def main() -> dict:
    told = {}
    rows_of_the_first()
    call_command("migrate", verbosity=0)
    from hoptac.audit import actions, heads, verify
    from hoptac.audit.models import Actor

    told["verified"] = verify.check().ok
    with transaction.atomic():
        actions.write(by=Actor("system", "t"), act="x.y", kind="k", id="new", personal={"p": {"phone": "0912345678"}})
    report = verify.check([heads.current()])
    told |= {"rows": report.rows, "problems": report.problems, "missing": sorted(guards.missing())}
    call_command("migrate", "audit", "0001", verbosity=0)
    sql(OLD, "2026-11-29 08:00:00", "back", "{}")
    told["back"] = sql("SELECT COUNT(*) FROM audit_entry")[0][0]
    call_command("migrate", "audit", verbosity=0)
    told["again"] = verify.check().ok
    without_references()
    for rule in guards.declared():
        if not sql(f'SELECT 1 FROM "{rule.model._meta.db_table}" LIMIT 1'):
            add_row(rule.model, **key_of(rule))
    with_guards()
    told["guards"] = {rule.name: exercise(rule) for rule in guards.declared()}
    told["changed"] = verify.check([heads.current()]).problems
    return told


if __name__ == "__main__":
    json.dump(main(), sys.stdout)
