"""Merging two records of one organisation: cautious and reversible.

Every relation to an organisation that exists in the database must be declared here (rooms above declare theirs at start), else a record
with such rows is not merged. Events of the double are withdrawn by further events, never erased; undoing records them anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hoptac.audit import actions as audit
from hoptac.audit.models import Actor
from hoptac.common.days import today
from hoptac.common.errors import UserError
from hoptac.registry import searching
from hoptac.registry.acts import name_on
from hoptac.registry.additions import record_more, withdraw
from hoptac.registry.histories import Past
from hoptac.registry.merge_models import Joining
from hoptac.registry.models import Event, Organisation

MOVES, FOLLOWS, HOLDS = "moves", "follows", "holds"  # moves over; is made from events or stays as it is; such a row forbids the merge
_declared: dict[str, str] = {
    "registry.Event.organisation": FOLLOWS,
    "registry.State.organisation": FOLLOWS,
    "registry.Branch.organisation": FOLLOWS,
    "registry.Lookup.organisation": FOLLOWS,
    "registry.Joining.kept": FOLLOWS,
    "registry.Joining.double": FOLLOWS,
    "registry.Product.organisation": MOVES,
    "registry.Descent.predecessor": HOLDS,
    "registry.Descent.successor": HOLDS,
    "registry.Proposal.organisation": HOLDS,
}


@dataclass(frozen=True)
class Part:
    """One relation with rows at the double: what becomes of them and how many there are. `way` is empty where nobody declared it."""

    relation: str
    label: str
    way: str
    count: int


def declare(relation: str, way: str) -> None:
    """What becomes of the rows of a relation ("room.Model.field"); called by rooms when they start."""
    _declared[relation] = way


def relations() -> Iterator[tuple[str, type[models.Model], str]]:
    """Every relation in the database that leads to an organisation: its name, its model and its field."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if field.is_relation and field.related_model is Organisation:
                yield f"{model._meta.app_label}.{model.__name__}.{field.name}", model, field.name


def _rows(model: type[models.Model], field: str, organisation: Organisation) -> models.QuerySet[Any]:
    return model._base_manager.filter(**{field: organisation})  # all rows, whoever may see them: none may be left behind


def parts(double: Organisation) -> list[Part]:
    """All that hangs on a record, counted."""
    counted = [(name, model, _rows(model, field, double).count()) for name, model, field in relations()]
    return [Part(name, str(model._meta.verbose_name), _declared.get(name, ""), n) for name, model, n in counted if n]


def obstacles(kept: Organisation, double: Organisation) -> list[str]:
    """Why the two cannot be merged; empty where they can."""
    told = []
    if kept.pk == double.pk:
        told.append(_("Đây là cùng một hồ sơ. Chọn hồ sơ khác."))
    if kept.tax_code and double.tax_code and kept.tax_code != double.tax_code:
        told.append(_("Hai hồ sơ mang hai mã số khác nhau: đó là hai tổ chức."))
    if not double.states.exists() or not kept.states.exists():
        told.append(_("Một trong hai hồ sơ không còn ghi chép nào có hiệu lực."))
    for part in parts(double):
        if part.way == HOLDS:
            told.append(_("Hồ sơ trùng còn %(n)s dòng “%(what)s”; xử lý trước rồi mới gộp.") % {"n": part.count, "what": part.relation})
        if not part.way:
            told.append(_("Chưa khai báo cách chuyển %(n)s dòng “%(what)s”; không gộp.") % {"n": part.count, "what": part.relation})
    return told


def merge(*, kept: Organisation, double: Organisation, by: Actor) -> Joining:
    """Makes one record of two: the double's events are withdrawn, what moves goes over to the kept one.

    Raises UserError with every reason why not.
    """
    with transaction.atomic():
        audit.first_in_line()
        if told := obstacles(kept, double):
            raise UserError(told[0], told[1:])
        name = name_on(kept, today())
        code = double.tax_code or ""
        standing = list(double.events.filter(corrected_by=None).exclude(kind="withdrawn").order_by("valid_on", "pk"))
        every = list(double.events.filter(corrected_by=None).exclude(kind="withdrawn").values_list("pk", flat=True))
        withdraw(events=standing, by=by, on=today(), note=_("trùng hồ sơ với %s") % name)
        moved = {relation: _move(model, field, double, kept) for relation, model, field in relations() if _declared.get(relation) == MOVES}
        row = Joining.objects.create(kept=kept, double=double, moved=moved, events=every, tax_code=code)
        if code and not kept.tax_code:
            Organisation.objects.filter(pk=kept.pk).update(tax_code=code)
            kept.tax_code = code
        searching.refresh([kept.pk, double.pk])
        data = {"double": double.public_id, "joining": row.public_id}
        audit.write(by=by, act="organisation.joined", kind="organisation", id=kept.public_id, data=data)
    return row


def _move(model: type[models.Model], field: str, source: Organisation, target: Organisation) -> list[int]:
    ids = list(_rows(model, field, source).values_list("pk", flat=True))
    model._base_manager.filter(pk__in=ids).update(**{field: target})
    return ids


def undo(*, joining: Joining, by: Actor) -> Joining:
    """Takes a merge back: the double's events are recorded anew, what had moved returns. Raises UserError where it cannot be any more."""
    with transaction.atomic():
        audit.first_in_line()
        row = Joining.objects.select_related("kept", "double").get(pk=joining.pk)
        if row.undone_at is not None:
            raise UserError(_("Lần gộp này đã được hoàn tác."))
        if row.tax_code:
            Organisation.objects.filter(pk=row.kept_id, tax_code=row.tax_code).update(tax_code=None)
            if Organisation.objects.filter(tax_code=row.tax_code).exists():
                raise UserError(_("Mã số %s nay đã ghi cho tổ chức khác; không hoàn tác được.") % row.tax_code)
            Organisation.objects.filter(pk=row.double_id).update(tax_code=row.tax_code)
        double = Organisation.objects.get(pk=row.double_id)
        record_more(additions=[(double, [_again(one) for one in Event.objects.filter(pk__in=row.events).order_by("pk")])], by=by)
        for relation, model, field in relations():
            if ids := row.moved.get(relation):
                model._base_manager.filter(pk__in=ids, **{field: row.kept_id}).update(**{field: double})
        row.undone_at = timezone.now()
        row.save(update_fields=["undone_at"])
        searching.refresh([row.kept_id, row.double_id])
        data = {"double": double.public_id, "joining": row.public_id}
        audit.write(by=by, act="organisation.parted", kind="organisation", id=row.kept.public_id, data=data)
    return row


def _again(event: Event) -> Past:
    return Past(event.kind, event.valid_on, event.document_label, event.place_id, event.data, event.note)
