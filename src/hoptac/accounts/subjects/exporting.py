"""All that is held about one person, to take away: JSON for machines, tables for people, who saw it, why it is held."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from django.utils.translation import gettext as _

from hoptac.accounts.subjects import holdings
from hoptac.audit import actions as audit
from hoptac.audit.models import Actor
from hoptac.common import personal
from hoptac.common.personal import Subject
from hoptac.sheets.write import Head, write_xlsx


def export(subject: Subject) -> dict[str, Any]:
    """What all rooms hold about a person, whole: nothing is masked."""
    rows = list(holdings.of(subject))
    return {
        "subject": {"kind": subject.kind, "id": subject.id},
        "made_at": timezone.now(),
        "held": [
            {
                "record": one.declaration.code,
                "number": str(one.row.pk),
                "why": one.why,
                "held_until": one.held_until,
                "hold_why": one.hold_why,
                "values": {field.name: field.value for field in one.fields},
            }
            for one in rows
        ],
        "seen_by": [{"at": line.at, "who": line.who, "what": line.did, "why": line.why} for line in holdings.seen(subject)],
    }


def bundle(*, subject: Subject, by: Actor, why: str, place: int | None = None) -> bytes:
    """The export as one ZIP, after the trail noted who took it."""
    fields = sorted({name for one in personal.declarations() if one.subject and one.subject.kind == subject.kind for name in one.fields})
    audit.viewed(by=by, subject=subject.id, fields=fields, why=why, place=place)
    whole = export(subject)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as folder:
        folder.writestr("du-lieu.json", json.dumps(whole, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1))
        folder.writestr("du-lieu.xlsx", _table(_held_heads(), _held_rows(whole)))
        folder.writestr("ai-da-xem.xlsx", _table(_seen_heads(), _seen_rows(whole)))
        folder.writestr("doc-truoc.txt", _readme(whole))
    return packed.getvalue()


def _table(heads: list[Head], rows: Iterator[list[Any]]) -> bytes:
    made = io.BytesIO()
    write_xlsx(made, heads, rows, sheet=_("Dữ liệu"))
    return made.getvalue()


def _held_heads() -> list[Head]:
    labels = ((_("Hồ sơ"), 26), (_("Số dòng"), 10), (_("Mục"), 20), (_("Nội dung"), 48), (_("Giữ để làm gì"), 48), (_("Phải giữ đến"), 14))
    return [Head(label, "text", width) for label, width in labels]


def _held_rows(whole: dict[str, Any]) -> Iterator[list[Any]]:
    for one in whole["held"]:
        for name, value in one["values"].items():
            yield [
                one["record"],
                one["number"],
                name,
                holdings.words(value),
                one["why"],
                holdings.words(one["held_until"]) or one["hold_why"],
            ]


def _seen_heads() -> list[Head]:
    return [Head(label, "text", width) for label, width in ((_("Lúc"), 18), (_("Ai"), 28), (_("Việc"), 40), (_("Lý do"), 48))]


def _seen_rows(whole: dict[str, Any]) -> Iterator[list[Any]]:
    for one in whole["seen_by"]:
        yield [holdings.words(one["at"]), one["who"], one["what"], one["why"]]


def _readme(whole: dict[str, Any]) -> str:
    at: datetime = whole["made_at"]
    told = {"at": holdings.words(at), "rows": len(whole["held"]), "seen": len(whole["seen_by"])}
    return (
        _(
            "Toàn bộ dữ liệu trang này giữ về một người, lập lúc %(at)s: %(rows)s dòng, %(seen)s lần có người mở xem.\n"
            "du-lieu.xlsx: để đọc. du-lieu.json: để máy đọc. ai-da-xem.xlsx: ai đã xem, khi nào, vì sao.\n"
            "Mật khẩu và khóa bước hai chỉ giữ dạng không đọc được nên không có trong tệp.\n"
        )
        % told
    )
