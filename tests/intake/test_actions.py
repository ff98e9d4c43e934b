"""Taking in, confirming, rejecting: nothing is a fact before a person says so, and then it is one fact."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from decimal import Decimal

import pytest

from hoptac.audit.models import Actor, Entry
from hoptac.common.errors import UserError
from hoptac.directives.models import Document, Relation, Task
from hoptac.figures.models import ReportedValue
from hoptac.intake import actions, desk
from hoptac.intake.models import Confirmation, Finding, Layer, Reading
from hoptac.places.models import Place

CLERK = Actor("user", "chuyenvien")
TEXT = (
    "Theo Quyết định số 4321/QĐ-UBND ngày 5/1/2023 của UBND tỉnh, hết năm 2022 tỉnh Quảng Ninh có 55/98 xã đạt chuẩn NTM nâng cao.\n"
    "Quảng Ninh hiện thuộc top 10 toàn quốc.\n"
    "UBND tỉnh giao Sở Tài chính chủ trì rà soát các hợp tác xã ngừng hoạt động trước ngày 30/6/2023."
)


@pytest.fixture
def reading(province) -> Reading:
    return actions.take_in(by=CLERK, place=Place.objects.get(pk=province), text=TEXT, title="Báo cáo thử")


def finding(reading: Reading, layer: str, words: str = "") -> Finding:
    row = next(row for row in reading.findings.filter(layer=layer) if words in row.surface)
    row.reading = reading
    return row


def checked(reading: Reading, row: Finding):
    return next(item.checked for item in desk.items(reading, None)[0] if item.finding.pk == row.pk)


def facts() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Document, Relation, Task, ReportedValue))


def test_taking_in_writes_no_fact(province):
    before = facts()
    reading = actions.take_in(by=CLERK, place=Place.objects.get(pk=province), text=TEXT)
    assert facts() == before
    assert {row.layer for row in reading.findings.all()} >= {Layer.FIGURE, Layer.REFERENCE, Layer.ASSIGNMENT}
    assert all(TEXT[row.start : row.end] == row.surface for row in reading.findings.all())


def test_the_same_file_twice_gives_the_same_reading(reading, province):
    before = Entry.objects.count()
    again = actions.take_in(by=CLERK, place=Place.objects.get(pk=province), text=TEXT)
    assert (again.pk, Entry.objects.count()) == (reading.pk, before)
    assert Reading.objects.filter(file=reading.file).count() == 1


def test_taking_in_leaves_its_row_in_the_trail(reading):
    row = Entry.objects.get(act="reading.take_in", object_id=reading.public_id)
    assert (row.actor, row.data["figures"]) == ("chuyenvien", reading.findings.filter(layer=Layer.FIGURE).count())


def test_a_confirmed_figure_is_a_published_value_of_this_document(reading, province):
    row = finding(reading, Layer.FIGURE, "55/98")
    made = actions.confirm(finding=row, by=CLERK, checked=checked(reading, row))
    value = ReportedValue.objects.get(public_id=made.object_id)
    assert (value.indicator, value.place_id, value.as_of) == ("ntm.commune.advanced", province, date(2022, 12, 31))
    assert (value.value, value.denominator) == (Decimal(55), Decimal(98))
    assert value.document == Reading.objects.get(pk=reading.pk).document
    assert value.document.file == reading.file


def test_a_confirmed_value_does_not_confirm_its_own_document(reading):
    row = finding(reading, Layer.FIGURE, "55/98")
    assert checked(reading, row).verdict == "differs"
    actions.confirm(finding=row, by=CLERK, checked=checked(reading, row))
    assert checked(Reading.objects.get(pk=reading.pk), row).verdict == "differs"


def test_a_confirmed_reference_is_a_document_that_this_one_refers_to(reading):
    made = actions.confirm(finding=finding(reading, Layer.REFERENCE, "4321"), by=CLERK)
    document = Document.objects.get(public_id=made.object_id)
    assert (document.type, document.number, document.issued_on) == ("Quyết định", "4321/QĐ-UBND", date(2023, 1, 5))
    own = Reading.objects.get(pk=reading.pk).document
    assert Relation.objects.filter(source=own, target=document, kind="refers").count() == 1


def test_a_confirmed_assignment_is_a_task_with_lead_and_due_day(reading):
    made = actions.confirm(finding=finding(reading, Layer.ASSIGNMENT), by=CLERK)
    task = Task.objects.get(public_id=made.object_id)
    assert (task.lead, task.due_on) == ("Sở Tài chính", date(2023, 6, 30))
    assert task.document == Reading.objects.get(pk=reading.pk).document


def test_confirming_twice_changes_nothing(reading):
    row = finding(reading, Layer.REFERENCE, "4321")
    first = actions.confirm(finding=row, by=CLERK)
    before = (facts(), Entry.objects.count())
    assert actions.confirm(finding=row, by=CLERK) == first
    assert (facts(), Entry.objects.count()) == before


def test_a_number_without_an_indicator_cannot_become_a_value(reading):
    row = finding(reading, Layer.FIGURE, "top 10")
    before = facts()
    with pytest.raises(UserError):
        actions.confirm(finding=row, by=CLERK, checked=checked(reading, row))
    assert facts() == before
    assert Finding.objects.get(pk=row.pk).decision == "pending"


def test_rejecting_needs_a_reason_and_writes_only_the_decision(reading):
    row, before = finding(reading, Layer.FIGURE, "top 10"), facts()
    with pytest.raises(UserError):
        actions.reject(finding=row, reason="  ", by=CLERK)
    actions.reject(finding=row, reason="chưa có nguồn", by=CLERK)
    assert facts() == before
    assert Confirmation.objects.get(finding=row).reason == "chưa có nguồn"
    assert Entry.objects.filter(act="finding.rejected", object_id=row.public_id).count() == 1


def test_what_one_person_rejected_another_cannot_confirm_unseen(reading):
    row = finding(reading, Layer.REFERENCE, "4321")
    actions.reject(finding=row, reason="sai số", by=CLERK)
    with pytest.raises(UserError, match="chuyenvien"):
        actions.confirm(finding=row, by=Actor("user", "lanhdao"))


def test_when_the_trail_breaks_nothing_stays(reading, monkeypatch):
    before = facts()
    monkeypatch.setattr(actions.audit, "write", lambda **_: (_ for _ in ()).throw(RuntimeError))
    with pytest.raises(RuntimeError):
        actions.confirm(finding=finding(reading, Layer.REFERENCE, "4321"), by=CLERK)
    assert facts() == before
    assert Confirmation.objects.count() == 0


def bomb() -> bytes:
    """A ZIP in the clothes of a DOCX that would unpack a thousandfold."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("[Content_Types].xml", "<Types/>")
        out.writestr("word/document.xml", b"0" * 40_000_000)
    return held.getvalue()


BAD = [
    (bomb(), "bom.docx"),
    (b"", "rong.txt"),
    (b"\x00\x01\x02\xff" * 200, "nhi-phan.txt"),
    (b"PK\x03\x04 truncated", "cut.docx"),
    (b"%PDF-1.4 nothing", "cut.pdf"),
    (b"   \n \n", "trang.txt"),
]


@pytest.mark.parametrize(("content", "label"), BAD, ids=[label for _content, label in BAD])
def test_a_bad_file_is_told_in_a_sentence_and_nothing_is_written(province, content, label):
    before = (Reading.objects.count(), Entry.objects.count())
    with pytest.raises(UserError) as told:
        actions.take_in(by=CLERK, place=Place.objects.get(pk=province), content=content, label=label)
    assert told.value.sentence.endswith(".")
    assert "upload" not in told.value.sentence
    assert (Reading.objects.count(), Entry.objects.count()) == before
