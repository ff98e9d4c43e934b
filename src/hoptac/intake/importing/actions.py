"""A sheet's way in: read, mended, committed as one act, taken back as one act. Each step is one transaction with its row in the trail."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hoptac.accounts.enums import Right
from hoptac.accounts.gates import Viewer, require
from hoptac.audit import actions as audit
from hoptac.audit.models import Actor
from hoptac.common.days import today
from hoptac.common.errors import UserError
from hoptac.common.text import fold, nfc
from hoptac.files import actions as files
from hoptac.intake.importing import commit as committing
from hoptac.intake.importing import organisations
from hoptac.intake.importing.rows import Outcome, Row
from hoptac.intake.models import Head, Sheet, SheetState
from hoptac.places.models import Place
from hoptac.registry import additions
from hoptac.registry.models import Event
from hoptac.sheets.book import open_book
from hoptac.sheets.table import Table, find_table

KINDS = {organisations.CODE: organisations}
MEDIA = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xls": "application/vnd.ms-excel",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
}


@dataclass(frozen=True)
class Preview:
    """What a sheet would do: its table, each row understood, how many of each outcome."""

    table: Table
    rows: list[Row]

    @property
    def counts(self) -> dict[str, int]:
        """Rows by outcome, noughts too."""
        found = Counter(row.outcome for row in self.rows)
        return {str(outcome): found[outcome] for outcome in Outcome}


def kind_of(code: str):
    """The module of a kind of sheet. Raises UserError for an unknown word."""
    if code not in KINDS:
        raise UserError(_("Không nhập được loại “%(kind)s”. Chọn một trong: %(all)s.") % {"kind": code, "all": ", ".join(KINDS)})
    return KINDS[code]


def take_in(*, kind: str, content: bytes, label: str, place: Place, by: Actor, viewer: Viewer, day: date | None = None) -> Sheet:
    """Keeps a sheet and finds its table. The same file for the same place gives what is there already.

    The day is the one given, else the one the sheet states, else today. Raises UserError for a file that holds no such table.
    """
    require(viewer, Right.IMPORT, place.pk)
    module = kind_of(kind)
    suffix = "." + label.rsplit(".", 1)[-1].lower() if "." in label else ".csv"
    file = files.store(content=content, label=label or "bang.csv", media_type=MEDIA.get(suffix, "text/csv"), by=by)
    if known := Sheet.objects.filter(file=file, kind=kind, place=place).exclude(state=SheetState.UNDONE).first():
        return known
    table = find_table(open_book(file.path, label), module.fields(), remembered(kind, place))
    with transaction.atomic():
        sheet = Sheet.objects.create(
            file=file,
            kind=kind,
            title=nfc(table.title or label)[:300],
            place=place,
            day=day or table.stated_day or today(),
            read_by=by.name[:80],
        )
        audit.write(by=by, act="sheet.take_in", kind="sheet", id=sheet.public_id, data={"file": file.sha256, "rows": len(table.rows)})
    return sheet


def remembered(kind: str, place: Place) -> dict[str, str]:
    """What the office of a place called its columns before."""
    return dict(Head.objects.filter(kind=kind, place=place).values_list("head", "field"))


_tables: dict[tuple, Table] = {}


def table_of(sheet: Sheet) -> Table:
    """The sheet's table, read again only when its columns were chosen anew."""
    choice = remembered(sheet.kind, sheet.place) | sheet.columns
    key = (sheet.file.sha256, sheet.kind, tuple(sorted(choice.items())))
    if key not in _tables:
        if len(_tables) > 4:  # a page or two is worked on at once; a large table is some tens of megabytes
            _tables.pop(next(iter(_tables)))
        _tables[key] = find_table(open_book(sheet.file.path, sheet.file.label), kind_of(sheet.kind).fields(), choice)
    return _tables[key]


def preview(sheet: Sheet) -> Preview:
    """What the sheet would do now. Writes nothing."""
    table = table_of(sheet)
    repairs = {int(number): told for number, told in sheet.repairs.items()}
    choices = {int(number): told for number, told in sheet.choices.items()}
    question = organisations.Question(sheet.place_id, sheet.day, repairs, choices)
    return Preview(table, kind_of(sheet.kind).understand(table, question))


def look(*, kind: str, path: Path, label: str, place: Place, day: date | None, columns: Mapping[str, str]) -> Preview:
    """What a file would do, without keeping anything: a trial."""
    module = kind_of(kind)
    choice = remembered(kind, place) | {fold(head): field for head, field in columns.items()}
    table = find_table(open_book(path, label), module.fields(), choice)
    question = organisations.Question(place.pk, day or table.stated_day or today(), {}, {})
    return Preview(table, module.understand(table, question))


def _change(sheet: Sheet, by: Actor, act: str, data: Mapping[str, Any], **new: Any) -> None:
    """Writes a choice down while the sheet is open; a person who looked at an older version is told."""
    with transaction.atomic():
        rows = Sheet.objects.filter(pk=sheet.pk, version=sheet.version, state=SheetState.OPEN)
        if not rows.update(version=sheet.version + 1, **new):
            raise UserError(_("Bảng này vừa được người khác sửa hoặc đã nhập. Tải lại trang để xem bản mới."))
        audit.write(by=by, act=act, kind="sheet", id=sheet.public_id, data=dict(data))
    sheet.version += 1
    for name, value in new.items():
        setattr(sheet, name, value)


def choose_columns(*, sheet: Sheet, columns: Mapping[str, str], by: Actor) -> None:
    """Says what heads mean; the office's next sheet is read so too. Raises UserError for a field chosen twice or unknown."""
    known = {one.code for one in kind_of(sheet.kind).fields()}
    told = {fold(head): field for head, field in columns.items()}
    chosen = [field for field in told.values() if field]
    if set(chosen) - known or len(chosen) != len(set(chosen)):
        raise UserError(_("Mỗi mục chỉ lấy từ một cột. Chọn lại các cột bị trùng."))
    _change(sheet, by, "sheet.columns", {"columns": told}, columns=sheet.columns | told)
    with transaction.atomic():
        for head, field in told.items():
            Head.objects.update_or_create(place=sheet.place, kind=sheet.kind, head=head[:200], defaults={"field": field})


def read_as_of(*, sheet: Sheet, day: date, by: Actor) -> None:
    """Reads the sheet on the map of another day."""
    _change(sheet, by, "sheet.day", {"day": day}, day=day)


def repair(*, sheet: Sheet, number: int, values: Mapping[str, str], by: Actor) -> None:
    """Types cells of a row anew; the file stays as it was received."""
    known = {one.code for one in kind_of(sheet.kind).fields()}
    told = {field: nfc(value)[:300] for field, value in values.items() if field in known}
    repairs = dict(sheet.repairs)
    repairs[str(number)] = repairs.get(str(number), {}) | told
    _change(sheet, by, "sheet.repair", {"row": number, "fields": sorted(told)}, repairs=repairs)


def choose(*, sheet: Sheet, choices: Mapping[int, str], by: Actor) -> None:
    """Says of rows in doubt what they are: "new", "skip", or the public id of an organisation; "" takes the choice back."""
    told = {str(number): choice[:20] for number, choice in choices.items()}
    kept = {number: choice for number, choice in (sheet.choices | told).items() if choice}
    _change(sheet, by, "sheet.choose", {"rows": told}, choices=kept)


def commit(*, sheet: Sheet, by: Actor, viewer: Viewer) -> Sheet:
    """Records every row that is new or changed, in one transaction; rows with problems or in doubt stay behind and can be had as a sheet.

    Committing twice changes nothing. Raises UserError when no row can be taken.
    """
    require(viewer, Right.IMPORT, sheet.place_id)
    seen = preview(sheet)
    with transaction.atomic():
        held = Sheet.objects.select_for_update().get(pk=sheet.pk)
        if held.state != SheetState.OPEN:
            return held
        if held.version != sheet.version:
            raise UserError(_("Bảng này vừa được người khác sửa hoặc đã nhập. Tải lại trang để xem bản mới."))
        if not (seen.counts[Outcome.NEW] or seen.counts[Outcome.CHANGED]):
            raise UserError(_("Không có dòng nào mới hoặc thay đổi để nhập. Sửa các dòng có vấn đề rồi nhập lại."))
        done = committing.commit(seen.rows, day=held.day, source=source_of(held), by=by)
        held.state, held.counts, held.events = SheetState.COMMITTED, seen.counts, list(done.events)
        held.committed_by, held.committed_at = by.name[:80], timezone.now()
        held.save()
        audit.write(by=by, act="sheet.commit", kind="sheet", id=held.public_id, data={"file": held.file.sha256, **seen.counts})
    return held


def source_of(sheet: Sheet) -> str:
    """How facts name the sheet they came from."""
    return (_("Bảng “%s”") % sheet.file.label)[:200]


def undo(*, sheet: Sheet, by: Actor, viewer: Viewer) -> Sheet:
    """Takes the whole sheet back: each of its events is withdrawn. Raises UserError while something later stands upon them."""
    require(viewer, Right.IMPORT, sheet.place_id)
    with transaction.atomic():
        held = Sheet.objects.select_for_update().get(pk=sheet.pk)
        if held.state != SheetState.COMMITTED:
            raise UserError(_("Bảng này chưa nhập hoặc đã hoàn tác rồi."))
        events = [
            event
            for some in _some(held.events)
            for event in Event.objects.filter(pk__in=some).select_related("organisation").order_by("pk")
        ]
        count = additions.withdraw(events=events, by=by, on=today(), note=_("Hoàn tác %s") % source_of(held))
        held.state = SheetState.UNDONE
        held.save(update_fields=["state"])
        audit.write(by=by, act="sheet.undo", kind="sheet", id=held.public_id, data={"events": count})
    return held


def drop(*, sheet: Sheet, by: Actor) -> None:
    """Lays an open sheet aside; nothing of it was recorded."""
    _change(sheet, by, "sheet.drop", {}, state=SheetState.UNDONE)


def _some(every: list[int]):
    for start in range(0, len(every), 500):
        yield every[start : start + 500]
