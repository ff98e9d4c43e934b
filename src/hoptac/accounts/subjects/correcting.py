"""Correcting one value where it stands, when the person it is about asks for it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from hoptac.audit import actions as audit
from hoptac.audit.models import Actor
from hoptac.common import personal
from hoptac.common.errors import UserError
from hoptac.common.personal import Declaration, Subject
from hoptac.common.text import nfc


def find(subject: Subject, code: str, number: str) -> tuple[Declaration, Any]:
    """One row about this very person; UserError for any other."""
    names = personal.names(subject)
    for one in personal.declarations():
        if one.code == code and one.subject is not None and one.subject.kind == subject.kind and number.isdecimal() and len(number) < 19:
            row = one.rows(names).filter(pk=int(number)).first()
            if row is not None:
                return one, row
    raise UserError(_("Mục này không có, hoặc không phải của người ấy. Tải lại trang rồi chọn lại."))


def correct(*, subject: Subject, code: str, number: str, name: str, value: str, why: str, by: Actor, place: int | None = None) -> None:
    """Writes another value; old and new go into the trail under the person's salt. UserError where the field's own room corrects it."""
    one, row = find(subject, code, number)
    if name not in one.correct:
        raise UserError(_("Mục này sửa trong hồ sơ ấy, không sửa trực tiếp ở đây."))
    found = row._meta.get_field(name)
    try:
        new = found.clean(nfc(value).strip(), row)
    except ValidationError as error:
        raise UserError(" ".join(error.messages)) from None
    old = getattr(row, name)
    if new == old:
        raise UserError(_("Nội dung mới giống nội dung cũ."))
    with transaction.atomic():
        type(row)._base_manager.filter(pk=row.pk).update(**{name: new})
        values = {f"{name}.before": old, f"{name}.after": new}
        told = {"field": name, "record": one.code}
        audit.write(
            by=by, act="subject.correct", kind="person", id=subject.id, data=told, personal={subject.id: values}, why=why, place=place
        )
