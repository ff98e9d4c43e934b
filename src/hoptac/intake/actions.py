"""Taking a document in, and what a person makes of what the machine found: each one transaction with its row in the trail."""

from __future__ import annotations

import textwrap
from dataclasses import asdict
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from hoptac.accounts import gates, scoping
from hoptac.accounts.enums import Right
from hoptac.audit import actions as audit
from hoptac.audit.models import Actor
from hoptac.common.errors import UserError
from hoptac.common.text import nfc
from hoptac.directives import actions as directives
from hoptac.directives.models import Document, RelationKind
from hoptac.figures.actions import report_value
from hoptac.figures.indicators import indicators
from hoptac.files import actions as files
from hoptac.intake.checked import CheckedFigure
from hoptac.intake.document import About, about
from hoptac.intake.models import Confirmation, Decision, Finding, Layer, Reading
from hoptac.intake.rules import Verdict, bound
from hoptac.intake.sources import clean_text, findings_in, source_of_bytes
from hoptac.intake.when import period_of, year_to
from hoptac.places.models import Place
from hoptac.reading import Findings
from hoptac.reading.sources import Source

LONGEST = 600_000  # signs; a page has about 2,500
MEDIA = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pdf": "application/pdf",
}


def take_in(
    *,
    by: Actor,
    place: Place,
    content: bytes | None = None,
    text: str | None = None,
    label: str = "",
    title: str = "",
    as_of: date | None = None,
) -> Reading:
    """Keeps a document and what the machine reads in it. The same file for the same place gives the reading that is there.

    content: an uploaded file, or text: what was pasted. The place and day stand for figures that do not say theirs.
    Raises UserError for a file that cannot be read; nothing is written then. Reading happens before the transaction.
    """
    source = source_of_bytes(content, label) if content is not None else Source(clean_text(text or ""), "text")
    text = source.text
    if len(text) > LONGEST:
        raise UserError(_("Văn bản dài hơn 240 trang. Tách thành nhiều phần rồi đưa vào từng phần."))
    findings = findings_in(source)
    head = about(text, findings, as_of)
    suffix = "." + label.rsplit(".", 1)[-1].lower() if "." in label else ".txt"
    file = files.store(
        content=content if content is not None else text.encode(),
        label=label or "van-ban.txt",
        media_type=MEDIA.get(suffix, "text/plain; charset=utf-8"),
        by=by,
    )
    with transaction.atomic():
        reading, created = Reading.objects.get_or_create(
            file=file,
            place=place,
            defaults={"title": _title(title, head, label, text), "text": text, "as_of": as_of or head.day, "read_by": by.name[:80]},
        )
        if created:
            Finding.objects.bulk_create(_rows(reading, findings, source))
            counts = {layer: len(rows) for layer, rows in findings.as_dict().items()}
            audit.write(by=by, act="reading.take_in", kind="reading", id=reading.public_id, data={"file": file.sha256, **counts})
    return reading


def _title(title: str, head: About, label: str, text: str) -> str:
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return nfc(title.strip() or head.title or (label.rsplit(".", 1)[0] if label else "") or textwrap.shorten(first, 90, placeholder="…"))[
        :300
    ]


def _rows(reading: Reading, findings: Findings, source: Source) -> list[Finding]:
    layers = (
        (Layer.REFERENCE, findings.references),
        (Layer.FIGURE, findings.figures),
        (Layer.ASSIGNMENT, findings.assignments),
        (Layer.PERSON, findings.people),
    )
    rows = []
    for layer, found in layers:
        for one in found:  # type: ignore[attr-defined]
            data = asdict(one)
            place = {name: data.pop(name) for name in ("start", "end", "surface", "confidence")}
            rows.append(Finding(reading=reading, layer=layer, data=data, where=source.where(place["start"]), **place))
    return rows


# --- deciding --------------------------------------------------------------------------------------------------------------------


def _decide(finding: Finding, decision: str, by: Actor, reason: str, object_kind: str = "", object_id: str = "") -> Confirmation:
    """Writes the decision down. Who comes second finds it decided."""
    Finding.objects.filter(pk=finding.pk).update(decision=decision)
    finding.decision = decision
    row = Confirmation.objects.create(
        finding=finding, decision=decision, by=by.name[:80], reason=nfc(reason)[:300], object_kind=object_kind, object_id=object_id
    )
    data = {"reading": finding.reading.public_id, "layer": finding.layer, "object": [object_kind, object_id], "reason": reason}
    audit.write(by=by, act=f"finding.{decision}", kind="finding", id=finding.public_id, data=data)
    return row


def _waiting(finding: Finding, decision: str) -> Confirmation | None:
    """The finding locked for deciding; the decision that is there if it is the same, UserError if it is another."""
    held = Finding.objects.select_for_update().get(pk=finding.pk)
    if held.decision == Decision.PENDING:
        return None
    last = held.confirmations.order_by("-pk").first()
    if held.decision == decision and last is not None:
        return last
    name = last.by if last else "?"
    word = _("xác nhận") if held.decision == Decision.CONFIRMED else _("bác bỏ")
    raise UserError(_("Mục này đã được %(who)s %(what)s. Tải lại trang để xem.") % {"who": name, "what": word})


def confirm(*, finding: Finding, by: Actor, checked: CheckedFigure | None = None, reason: str = "") -> Confirmation:
    """Makes a finding a fact through the lower room's own action: a document, a reported value or a task.

    checked: the figure as it was understood when the person looked at it. Confirming twice changes nothing. Who may confirm is asked of
    the viewer in whose scope this runs (`refusal`).
    """
    if told := refusal(finding, checked, scoping.viewer()):
        raise UserError(told)
    with transaction.atomic():
        known = _waiting(finding, Decision.CONFIRMED)
        if known is not None:
            return known
        if finding.layer == Layer.FIGURE:
            kind, id_ = _confirm_figure(finding, checked, by)
        elif finding.layer == Layer.REFERENCE:
            kind, id_ = _confirm_reference(finding, by)
        elif finding.layer == Layer.ASSIGNMENT:
            kind, id_ = _confirm_assignment(finding, by)
        else:
            kind, id_ = "", ""  # a person named is no fact of any room: only seen to be right
        return _decide(finding, Decision.CONFIRMED, by, reason, kind, id_)


def refusal(finding: Finding, checked: CheckedFigure | None, viewer: gates.Viewer | None) -> str:
    """Why this viewer may not make this finding a fact; empty where nothing stands against it.

    A figure becomes a record of the place it speaks of: that place, too, must lie in the area of one's role.
    """
    if viewer is None:  # hoptac itself, loading what ships with it
        return ""
    if not gates.may(viewer, Right.CONFIRM, finding.reading.place_id):
        return _("Vai trò của bạn chỉ xem, không xác nhận ở địa bàn này.")
    place_id = checked.place_id if checked and finding.layer == Layer.FIGURE else None
    if place_id is not None and not gates.may(viewer, Right.CONFIRM, place_id):
        return _("Số này nói về một nơi ngoài địa bàn của bạn, bạn không ghi được. Chuyển cho người phụ trách địa bàn ấy.")
    return ""


def reject(*, finding: Finding, reason: str, by: Actor) -> Confirmation:
    """Says that the machine, or the document, is wrong here, and why. Nothing else is written."""
    if not reason.strip():
        raise UserError(_("Ghi lý do bác bỏ, ví dụ “máy hiểu sai chỉ tiêu”."))
    with transaction.atomic():
        return _waiting(finding, Decision.REJECTED) or _decide(finding, Decision.REJECTED, by, reason)


def own_document(reading: Reading, by: Actor) -> Document:
    """The record of the document itself, made when the first thing in it becomes a fact."""
    if reading.document is not None:
        return reading.document
    head = about(reading.text, Findings())
    document = directives.record_document(
        type=head.type or _("Văn bản"),
        number=head.number,
        issued_on=head.day,
        issuer=head.issuer,
        title=reading.title,
        source=_("Đọc từ tệp %s") % reading.file.label,
        file=reading.file,
        by=by,
    )
    Reading.objects.filter(pk=reading.pk).update(document=document)
    reading.document = document
    return document


def indicator_to_record(checked: CheckedFigure) -> str | None:
    """Under which indicator a figure would be recorded: the one whose definition it meets; None where it cannot be."""
    if checked.indicator is None or checked.unit == "con số" or checked.place_id is None:
        return None
    if checked.verdict == Verdict.NOT_COMPARABLE:
        return None
    if checked.verdict == Verdict.OTHER_DEFINITION and checked.found is not None:
        return checked.found.code
    return checked.indicator


def _confirm_figure(finding: Finding, checked: CheckedFigure | None, by: Actor) -> tuple[str, str]:
    code = indicator_to_record(checked) if checked else None
    if checked is None or code is None:
        raise UserError(_("Số này chưa ứng với chỉ tiêu nào nên không ghi thành số công bố được. Bác bỏ, hoặc để lại."))
    reading = finding.reading
    document = own_document(reading, by)
    flow = indicators()[code].kind == "flow"
    period = period_of(finding.data.get("as_of")) or year_to(checked.as_of)
    row = report_value(
        indicator=code,
        place=Place.objects.get(pk=checked.place_id or 0),
        value=checked.value,
        denominator=checked.denominator,
        comparator=checked.comparator or "" if bound(checked.comparator) else "",
        as_of=None if flow else checked.as_of,
        period=(period.first, period.last) if flow else None,
        source=str(document) if document.number else reading.title[:300],
        document=document,
        published_on=document.issued_on,
        by=by,
    )
    return "reported_value", row.public_id


def _confirm_reference(finding: Finding, by: Actor) -> tuple[str, str]:
    data = finding.data
    period = period_of(data.get("date"))
    exact = period.last if period and len(str(data.get("date"))) == 10 else None
    own = own_document(finding.reading, by)
    number = data.get("symbol") or ""
    document = directives.record_document(
        type=data.get("type") or _("Văn bản"),
        number=number,
        issued_on=exact,
        issuer=data.get("issuer") or "",
        title="" if number else finding.surface,
        source=_("Được nhắc trong: %s") % finding.reading.title[:200],
        by=by,
    )
    if document.pk != own.pk:
        directives.relate(source=own, target=document, kind=RelationKind.REFERS, by=by)
    return "document", document.public_id


def _confirm_assignment(finding: Finding, by: Actor) -> tuple[str, str]:
    data = finding.data
    own = own_document(finding.reading, by)
    deadline = data.get("deadline") or ""
    period = period_of(deadline)
    task = directives.assign(
        title=data.get("task") or finding.surface,
        lead=(data.get("lead") or "")[:300],
        assigner=(data.get("assigner") or "")[:200],
        cooperators=list(data.get("cooperators") or []),
        document=own,
        place=finding.reading.place,
        due_on=period.last if period else None,
        due_text=deadline[:60],
        assigned_on=own.issued_on,
        by=by,
    )
    return "task", task.public_id
