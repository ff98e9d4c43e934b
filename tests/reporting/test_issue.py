"""Issuing: whole or not at all, frozen, and never changed after."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from factories import BY, founded
from hoptac.audit.models import Entry
from hoptac.common.days import today
from hoptac.common.errors import UserError
from hoptac.files.models import StoredFile
from hoptac.reporting import actions, pdf, queries
from hoptac.reporting.models import IssuedReport

from .conftest import DAY, ISSUED


def issue(world, **more):
    return actions.issue(kind="ktt-summary", place=world["bac"], as_of=DAY, by=BY, issued_on=ISSUED, **more)


def test_it_keeps_the_file_and_the_figures_with_their_words(province):
    report = issue(province)
    assert hashlib.sha256(report.file.read()).hexdigest() == report.file.sha256
    first = report.figures[0]
    assert (first["indicator"], first["value"], first["surface"]) == ("htx.total", 2, "2 hợp tác xã")


def test_it_writes_one_row_in_the_trail(province):
    report = issue(province)
    entry = Entry.objects.get(act="report.issue")
    assert (entry.object_id, entry.data["figures"], entry.data["sha256"]) == (report.public_id, len(report.figures), report.file.sha256)


def test_issued_twice_with_the_same_figures_it_is_one_report(province):
    assert issue(province) == issue(province)
    founded(province, "cho", date(2022, 2, 1))
    assert issue(province) != IssuedReport.objects.earliest("pk")


def test_if_the_trail_cannot_be_written_no_report_is_seen(province, monkeypatch):
    from hoptac.audit import actions as audit

    write = audit.write

    def refuse(**facts):
        if facts["act"] == "report.issue":
            raise RuntimeError
        return write(**facts)

    monkeypatch.setattr(audit, "write", refuse)
    with pytest.raises(RuntimeError), transaction.atomic():
        issue(province)
    assert not IssuedReport.objects.exists()


def test_if_a_file_cannot_be_stored_no_report_is_seen(province, monkeypatch):
    from hoptac.files import actions as files

    def full(content, target):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files, "_put", full)
    with pytest.raises(OSError, match="No space left"):
        issue(province)
    assert not IssuedReport.objects.exists()
    assert not StoredFile.objects.exists()


def test_the_database_refuses_to_change_an_issued_report(province):
    report = issue(province)
    with pytest.raises(DatabaseError), transaction.atomic():
        IssuedReport.objects.filter(pk=report.pk).update(figures=[])
    with pytest.raises(DatabaseError), transaction.atomic():
        report.delete()


def test_a_day_that_has_not_come_is_refused(province):
    with pytest.raises(UserError, match="chưa tới"):
        actions.issue(kind="ktt-summary", place=province["bac"], as_of=today() + timedelta(days=1), by=BY)


def test_a_report_says_which_of_its_figures_are_another_number_now(province):
    report = issue(province)
    assert not any(row.has_changed for row in queries.frozen(report))
    founded(province, "cho", date(2022, 2, 1))
    changed = [row for row in queries.frozen(report) if row.has_changed]
    assert {(row.then["indicator"], row.then["value"], row.now[0]) for row in changed} == {
        ("htx.total", 2, 3),  # the province
        ("htx.active", 2, 3),
        ("htx.founded", 1, 2),
        ("htx.total", 1, 2),  # huyện Đông in the table
    }
    assert {row.is_own for row in changed if row.then["place"].startswith("901")} == {False}
    assert changed[0].view["now"] == 3


def test_without_the_fonts_the_docx_is_issued_alone(province, monkeypatch, tmp_path):
    monkeypatch.setattr(pdf, "FONTS", tmp_path)
    assert issue(province).pdf is None
