"""Recording documents, their relations and the tasks in them."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from hoptac.audit import actions as audit
from hoptac.audit.models import Actor
from hoptac.common.errors import UserError
from hoptac.common.text import nfc, normalise_symbol
from hoptac.directives.models import Document, Relation, Task
from hoptac.files.models import StoredFile
from hoptac.places.models import Agency, Place


def known(*, number: str, issued_on: date | None = None) -> Document | None:
    """The recorded document of that number (and day, where both are known); None if there is none or several fit."""
    if not number:
        return None
    found = list(Document.objects.filter(symbol_key=normalise_symbol(number)).order_by("pk")[:10])
    if issued_on is not None:
        found = [document for document in found if document.issued_on in (None, issued_on)]
    return found[0] if len(found) == 1 else None


def record_document(
    *,
    type: str,
    number: str = "",
    issued_on: date | None = None,
    issuer: str = "",
    title: str = "",
    source: str = "",
    file: StoredFile | None = None,
    is_synthetic: bool = False,
    by: Actor,
) -> Document:
    """Records a document once: the same number and day gives the one that is there, with empty fields filled."""
    if not (number or title):
        raise UserError(_("Văn bản cần có số, ký hiệu hoặc trích yếu."))
    given = {"type": nfc(type), "issued_on": issued_on, "issuer": nfc(issuer), "title": nfc(title), "source": nfc(source), "file": file}
    with transaction.atomic():
        document = known(number=number, issued_on=issued_on)
        if document is None:
            document = Document.objects.create(number=nfc(number), is_synthetic=is_synthetic, **given)
            audit.write(
                by=by, act="document.record", kind="document", id=document.public_id, data={"number": number, "issued_on": issued_on}
            )
        else:
            _fill(document, given, by)
    return document


def _fill(document: Document, given: dict, by: Actor) -> None:
    new = {name: value for name, value in given.items() if value and not getattr(document, name)}
    if new:
        for name, value in new.items():
            setattr(document, name, value)
        document.save()
        audit.write(by=by, act="document.complete", kind="document", id=document.public_id, data={"fields": sorted(new)})


def relate(*, source: Document, target: Document, kind: str, by: Actor) -> Relation:
    """Says how one document stands to another; saying it twice changes nothing."""
    if source.pk == target.pk:
        raise UserError(_("Một văn bản không thể liên quan đến chính nó."))
    with transaction.atomic():
        relation, created = Relation.objects.get_or_create(source=source, target=target, kind=kind)
        if created:
            audit.write(by=by, act="document.relate", kind="document", id=source.public_id, data={"kind": kind, "target": target.public_id})
    return relation


def assign(
    *,
    title: str,
    lead: str,
    by: Actor,
    document: Document | None = None,
    assigner: str = "",
    cooperators: list[str] | None = None,
    lead_agency: Agency | None = None,
    place: Place | None = None,
    due_on: date | None = None,
    due_text: str = "",
    assigned_on: date | None = None,
    is_synthetic: bool = False,
) -> Task:
    """Records a task with exactly one lead."""
    if not title.strip() or not lead.strip():
        raise UserError(_("Nhiệm vụ cần có nội dung và đơn vị chủ trì."))
    with transaction.atomic():
        task = Task.objects.create(
            title=nfc(title),
            lead=nfc(lead),
            document=document,
            assigner=nfc(assigner),
            cooperators=[nfc(name) for name in cooperators or []],
            lead_agency=lead_agency,
            place=place,
            due_on=due_on,
            due_text=due_text,
            assigned_on=assigned_on,
            is_synthetic=is_synthetic,
        )
        audit.write(by=by, act="task.assign", kind="task", id=task.public_id, data={"lead": lead, "due_on": due_on})
    return task
