"""Data of a person that is kept and not used: nobody opens it until the restriction is lifted, but for answering the person himself."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hoptac.accounts.subjects.models import Restriction
from hoptac.audit import actions as audit
from hoptac.audit.models import Actor
from hoptac.common.errors import UserError
from hoptac.common.personal import Subject


def is_restricted(subject_id: str) -> bool:
    """Whether the data of whoever has this id must not be used now."""
    return Restriction.objects.filter(subject_id=subject_id, lifted_at=None).exists()


def restrict(*, subject: Subject, why: str, by: Actor, place: int | None = None) -> None:
    """Restricts; a second time changes nothing."""
    with transaction.atomic():
        if Restriction.objects.standing(subject).exists():
            return
        Restriction.objects.create(subject_kind=subject.kind, subject_id=subject.id, why=why[:300])
        audit.write(by=by, act="subject.restrict", kind="person", id=subject.id, why=why, place=place)


def lift(*, subject: Subject, why: str, by: Actor, place: int | None = None) -> None:
    """Ends a restriction. UserError where there is none, or without a reason."""
    if len(why.strip()) < 10:
        raise UserError(_("Ghi lý do thôi hạn chế, ít nhất 10 ký tự."))
    with transaction.atomic():
        if not Restriction.objects.standing(subject).update(lifted_at=timezone.now()):
            raise UserError(_("Dữ liệu của người này không bị hạn chế."))
        audit.write(by=by, act="subject.lift", kind="person", id=subject.id, why=why, place=place)
