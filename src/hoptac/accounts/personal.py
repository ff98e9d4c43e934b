"""Personal fields: masked on every list and page; one opened at a time, by who has the right to it, with a reason that stays in the trail.

The values themselves live in the rooms that hold them; the trail notes who looked at whose which field and why, never the value.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from hoptac.accounts import gates
from hoptac.accounts.enums import Right
from hoptac.audit import actions as audit
from hoptac.audit.models import Actor
from hoptac.common.errors import UserError
from hoptac.common.masks import masked
from hoptac.common.personal import Kind
from hoptac.common.text import nfc

__all__ = ["Kind", "Subject", "masked", "may_reveal", "reveal"]
SHORTEST_REASON = 10  # signs: a word like "xem" is no reason


@dataclass(frozen=True)
class Subject:
    """Whose field it is, where the record stands, and how each field is read. Made by the room that holds the record.

    own: the object on which a representative's role would stand, as ("organisation", its public id).
    """

    id: str
    place_id: int | None
    read: dict[str, Callable[[], Any]]
    own: tuple[str, str] | None = None


def may_reveal(viewer: gates.Viewer, subject: Subject) -> bool:
    """Whether a viewer may open this person's fields; the operator at the command line never may."""
    return gates.may(viewer, Right.REVEAL, subject.place_id, own=subject.own)


def reveal(*, viewer: gates.Viewer, subject: Subject, field: str, reason: str) -> Any:
    """The value of one field, after the trail noted the view. Raises PermissionDenied without the right, UserError without a reason.

    The record itself was fetched through the gate before: who may not see it has got 404 there. The note is written in a short transaction
    of its own and before the value is read: a value is never shown that is not noted.
    """
    from hoptac.accounts.subjects.restricting import is_restricted  # a room of its own, loaded after this one

    if not may_reveal(viewer, subject) or field not in subject.read:
        raise PermissionDenied
    if is_restricted(subject.id):
        raise UserError(_("Dữ liệu của người này đang bị hạn chế xử lý theo yêu cầu của người ấy. Không mở được cho tới khi thôi hạn chế."))
    why = " ".join(nfc(reason).split())[:300]
    if len(why) < SHORTEST_REASON:
        raise UserError(_("Ghi lý do cụ thể, ít nhất 10 ký tự: việc gì cần đến thông tin này. Lý do ở lại trong nhật ký."))
    audit.viewed(by=Actor.of(viewer), subject=subject.id, fields=[field], why=why, place=subject.place_id)
    return subject.read[field]()
