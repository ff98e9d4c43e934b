"""What is checked: rows, values, heads. The many ways of tampering are tried by ./hoptac faults tamper."""

from __future__ import annotations

import json

import pytest
from django.db import DatabaseError, connection, transaction

from factories import BY
from hoptac.audit import actions as audit
from hoptac.audit import heads, queries, verify
from hoptac.audit.models import Entry, Salt, Sealed
from hoptac.common.errors import UserError

PHONE = "0912345678"


@pytest.fixture
def rows(db):
    with transaction.atomic():
        for n in range(5):
            told = {"on": None, "share": 0.5, "whole": 3.0, "big": 1e22, "name": "Hợp tác xã", "nul": "a\x00b"}
            audit.write(by=BY, act="x.y", kind="k", id=str(n), data=told, personal={"p1": {"phone": PHONE}}, place=7, why="vì")


def laid_down(statement: str, *words) -> None:
    """A change by someone who may lay the guards down, and puts them back."""
    from hoptac.common import guards

    with connection.cursor() as cursor:
        for rule in guards.declared():
            if rule.model._meta.app_label == "audit":
                for name in rule.names(connection.vendor):
                    on = "" if connection.vendor == "sqlite" else f' ON "{rule.model._meta.db_table}"'
                    cursor.execute(f'DROP TRIGGER "{name}"{on}')
        cursor.execute(statement, words or None)
    guards.install()


def test_an_untouched_chain_holds_on_this_engine(rows):
    report = verify.check([heads.current(), heads.Head(0, "0" * 64)])
    assert (report.ok, report.rows, report.anchors, report.problems) == (True, 5, 2, [])


def test_no_personal_value_is_in_the_chain(rows):
    assert PHONE not in json.dumps(list(Entry.objects.values("data", "personal", "why", "whence")))
    commitments = {row.personal["p1"]["phone"] for row in Entry.objects.all()}
    assert len(commitments) == 5  # the same value twice does not look the same


def test_an_edit_is_found_where_it_is(rows):
    laid_down("UPDATE audit_entry SET act = 'x.z' WHERE id = 3")
    assert verify.check().first_bad == 3


def test_a_cut_tail_is_found_against_a_head_only(rows):
    head = heads.current()
    laid_down("DELETE FROM audit_entry WHERE id > 3")
    laid_down("DELETE FROM audit_sealed WHERE entry > 3")
    assert verify.check().ok
    report = verify.check([head])
    assert (report.ok, report.first_bad) == (False, 4)


def test_a_laid_down_guard_is_told(rows):
    name, on = ("audit_entry_append_only_update", "") if connection.vendor == "sqlite" else ("audit_entry_append_only", " ON audit_entry")
    with connection.cursor() as cursor:
        cursor.execute(f'DROP TRIGGER "{name}"{on}')
    assert not verify.check().ok


def test_erasing_leaves_the_chain_checkable_and_says_so(rows):
    head = heads.current()
    assert audit.erase(by=BY, subject="p1", why="yêu cầu 12") == 5
    assert not Sealed.objects.exists() and not Salt.objects.exists()
    report = verify.check([head])
    assert (report.ok, report.erased, report.rows) == (True, 5, 6)


def test_what_comes_after_erasing_is_kept_under_a_new_salt(rows):
    audit.erase(by=BY, subject="p1", why="yêu cầu 12")
    with transaction.atomic():
        audit.write(by=BY, act="x.y", kind="k", id="9", personal={"p1": {"phone": None}})
    assert verify.check().ok


def test_a_missing_salt_without_erasing_is_tampering(rows):
    Salt.objects.all().delete()
    report = verify.check()
    assert (report.ok, report.first_bad) == (False, 1)


def test_a_changed_value_is_refused_by_the_database_and_found_if_forced(rows):
    with pytest.raises(DatabaseError), transaction.atomic():
        Sealed.objects.filter(entry=2).update(value="0900000000")
    laid_down("UPDATE audit_sealed SET value = '\"0900000000\"' WHERE entry = 2")
    assert verify.check().first_bad == 2


def test_a_person_sees_who_saw_their_data(db):
    audit.viewed(by=BY, subject="p1", fields=["phone"], why="đối chiếu")
    (line,) = queries.seen_by("p1")
    assert (line.who.endswith("(test)"), line.why) == (True, "đối chiếu")


def test_many_rows_are_written_as_single_ones_would_be(db):
    with transaction.atomic():
        audit.write_all(by=BY, acts=[audit.Act("x.y", "k", str(n), {"n": n}) for n in range(120)])
        audit.write(by=BY, act="x.y", kind="k", id="last")
    assert list(Entry.objects.order_by("pk").values_list("pk", flat=True)) == list(range(1, 122))
    assert verify.check().ok


@pytest.mark.parametrize("form", ["line", "json"])
def test_a_head_is_read_as_it_was_printed(tmp_path, form):
    head = heads.Head(12, "a" * 64)
    file = tmp_path / "head"
    file.write_text(head.line() + "\n" if form == "line" else json.dumps({"rows": 12, "ok": True, "first_bad": None, "head": "a" * 64}))
    assert heads.read(file) == head


def test_a_file_without_a_head_is_told(tmp_path):
    (tmp_path / "head").write_text("xin chào")
    with pytest.raises(UserError):
        heads.read(tmp_path / "head")


def test_the_web_of_postgresql_needs_no_right_to_change_rows(rows):
    """With the rights of the README a role adds rows and can neither change, remove nor empty them, guards or not."""
    if connection.vendor != "postgresql":
        assert connection.vendor == "sqlite"  # there are no roles there: the guards alone
        return
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE hoptac_web_test NOLOGIN")
        cursor.execute("GRANT SELECT, INSERT ON audit_entry TO hoptac_web_test")
        cursor.execute("SET LOCAL ROLE hoptac_web_test")
        audit.write(by=BY, act="x.y", kind="k", id="web")
        for statement in (
            "UPDATE audit_entry SET act = 'z'",
            "DELETE FROM audit_entry",
            "TRUNCATE audit_entry",
            "DROP TRIGGER audit_entry_append_only ON audit_entry",
        ):
            with pytest.raises(DatabaseError, match="permission denied|must be owner"), transaction.atomic():
                cursor.execute(statement)
        cursor.execute("RESET ROLE")
