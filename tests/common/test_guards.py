"""Rules the database keeps by itself, whatever code writes to it. Made after migrating, on both engines."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from factories import BY
from hoptac.audit.models import Entry
from hoptac.common import guards


def expected() -> set[str]:
    """The names under which the declared rules stand in the database of this engine."""
    return {name for rule in guards.declared() for name in rule.names(connection.vendor)}


def test_all_declared_rules_stand_after_migrating(db):
    assert expected() <= guards.present()


def test_the_rules_are_those_of_the_design(db):
    assert {rule.name for rule in guards.declared()} >= {
        "audit_entry_append_only",
        "registry_event_append_only",
        "registry_state_no_overlap",
        "places_version_no_overlap",
    }


def test_making_them_twice_changes_nothing(db):
    before = guards.present()
    guards.install()
    assert guards.present() == before


def test_a_row_of_the_trail_is_never_changed_or_removed(db):
    from hoptac.audit import actions as audit

    with transaction.atomic():
        row = audit.write(by=BY, act="x", kind="y", id="z")
    for change in (lambda: Entry.objects.filter(pk=row.pk).update(act="w"), lambda: Entry.objects.filter(pk=row.pk).delete()):
        with pytest.raises(IntegrityError, match="audit_entry_append_only"), transaction.atomic():
            change()
    assert Entry.objects.get().act == "x"


def test_plain_sql_is_refused_too(db):
    from hoptac.audit import actions as audit

    with transaction.atomic():
        audit.write(by=BY, act="x", kind="y", id="z")
    for statement in ("UPDATE audit_entry SET act = 'w'", "DELETE FROM audit_entry"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_replacing_a_row_is_no_way_around(db):
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite has REPLACE")
    from hoptac.audit import actions as audit

    with transaction.atomic():
        row = audit.write(by=BY, act="x", kind="y", id="z")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT OR REPLACE INTO audit_entry (id, at, actor_kind, actor, act, object_kind, object_id, data, personal, "
            "whence, why, hash) "
            "SELECT id, at, actor_kind, actor, 'w', object_kind, object_id, data, personal, whence, why, hash FROM audit_entry"
        )
    assert Entry.objects.get(pk=row.pk).act == "x"


def test_a_period_ends_after_it_begins(db):
    from hoptac.accounts.models import Grant
    from hoptac.users.models import User

    user = User.objects.create(username="a", full_name="A")
    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.create(
            user=user, role="viewer", scope_kind="place", scope_id="1", valid_from=date(2022, 1, 1), valid_to=date(2022, 1, 1)
        )
