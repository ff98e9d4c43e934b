"""Acts of the register. Each is one transaction: the event, the states it leads to, and its row in the trail."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from hoptac.audit import actions as audit
from hoptac.audit.models import Actor
from hoptac.common import ports
from hoptac.common.errors import UserError
from hoptac.common.text import format_day, nfc
from hoptac.directives import actions as directives
from hoptac.places.models import Place
from hoptac.registry import acts, content, searching, taxcodes
from hoptac.registry.checks import check_place, refuse_contradictions
from hoptac.registry.enums import ENDING, EventKind, Kind, Operating, Sector
from hoptac.registry.models import Event, Organisation, Producer, Product
from hoptac.registry.projection import happenings, of_events, project
from hoptac.registry.rules import Happening, steps


def _check_correction(organisation: Organisation, event: Event) -> None:
    if event.organisation_id != organisation.pk:
        raise UserError(_("Sự kiện được sửa thuộc về một tổ chức khác."))
    if event.kind == EventKind.WITHDRAWN or event.corrected_by.exists():
        raise UserError(_("Sự kiện này đã được sửa hoặc rút rồi. Sửa bản ghi đang có hiệu lực của nó."))


def _events_held(organisation: Organisation) -> list[Happening]:
    """The events of an organisation, which nobody else adds to until this transaction ends."""
    if connection.features.has_select_for_update:
        Organisation.objects.select_for_update().filter(pk=organisation.pk).values_list("pk").first()
    return happenings(organisation)


def _check_successors(organisation: Organisation, kind: str, on: date) -> None:
    """Raises UserError where an organisation would end before another passed into it."""
    if kind not in ENDING:
        return
    late = organisation.descents_in.filter(on__gte=on).order_by("on").first()
    if late is not None:
        raise UserError(
            _("Không ghi được “%(kind)s” ngày %(day)s: ngày %(on)s còn có tổ chức khác sáp nhập, chia hoặc hợp nhất vào tổ chức này.")
            % {"kind": EventKind(kind).label, "day": format_day(on), "on": format_day(late.on)}
        )


def record_event(
    *,
    organisation: Organisation,
    kind: str,
    on: date,
    by: Actor,
    place: Place | None = None,
    document: str = "",
    data: dict[str, Any] | None = None,
    corrects: Event | None = None,
    note: str = "",
    is_synthetic: bool = False,
) -> Event:
    """Records one event and projects the states. `document` is the deciding document as printed.

    Raises UserError when the event cannot be: before the founding, after the end, at a place that was not there.
    """
    if place is not None:
        check_place(place, on)
    if corrects is not None:
        _check_correction(organisation, corrects)
    _check_successors(organisation, kind, on)
    ports.ask_guards("registry.event", organisation=organisation, kind=kind, on=on)
    with transaction.atomic():
        audit.first_in_line()
        before = _events_held(organisation)
        event = Event.objects.create(
            organisation=organisation,
            kind=kind,
            valid_on=on,
            place=place,
            document=directives.known(number=document),
            document_label=nfc(document)[:200],
            data=data or {},
            corrects=corrects,
            note=nfc(note),
            is_synthetic=is_synthetic,
        )
        events = [*before, *of_events([event])]
        refuse_contradictions(before, events)
        project(organisation, events)
        audit.write(
            by=by,
            act=f"organisation.{kind}",
            kind="organisation",
            id=organisation.public_id,
            data={"event": event.public_id, "on": on, "document": event.document_label},
            place=event.place_id or seat_on(events, on),
        )
    return event


def seat_on(events: list[Happening], on: date) -> int | None:
    """Where an organisation has its seat after the events of a day, or had it last."""
    seats = [step.after or step.before for step in steps(events) if step.happening.on <= on]
    return seats[-1].place_id if seats and seats[-1] else None


def register(
    *,
    kind: str,
    name: str,
    place: Place,
    on: date,
    by: Actor,
    document: str = "",
    sector: str = Sector.OTHER,
    tax_code: str | None = None,
    legacy: bool = False,
    operating: str = Operating.ACTIVE,
    facts: Mapping[str, Any] | None = None,
    is_synthetic: bool = False,
    source: str = "",
) -> Organisation:
    """Registers a new organisation on a day at a commune. `facts`: further content, see `content.py`.

    A tax code that does not check is refused; of an old record (`legacy`) it is kept with a note that says what is wrong.
    """
    if kind not in Kind.values:
        raise UserError(_("Loại hình “%(kind)s” không có. Chọn một trong: %(kinds)s.") % {"kind": kind, "kinds": ", ".join(Kind.values)})
    told = content.read({"name": name or " ", "sector": sector, **(facts or {})})
    if operating not in Operating.values:
        raise UserError(_("Trạng thái hoạt động phải là một trong: %s.") % ", ".join(Operating.values))
    code, code_note = taxcodes.checked(tax_code, legacy=legacy)
    if code and Organisation.objects.filter(tax_code=code).exists():
        raise UserError(_("Mã số thuế %s đã là của một tổ chức khác trong sổ.") % code)
    with transaction.atomic():
        audit.first_in_line()
        organisation = Organisation.objects.create(tax_code=code, tax_code_note=code_note, is_synthetic=is_synthetic, source=source)
        record_event(
            organisation=organisation,
            kind=EventKind.REGISTERED,
            on=on,
            by=by,
            place=place,
            document=document,
            data={"kind": str(kind)} | told | ({} if operating == Operating.ACTIVE else {"operating": str(operating)}),
            is_synthetic=is_synthetic,
        )
    return organisation


@dataclass(frozen=True)
class Done:
    """What an act did: the organisation it was done on, and the events it led to."""

    organisation: Organisation
    events: tuple[Event, ...]


def perform(*, act: str, organisation: Organisation, given: Mapping[str, Any], by: Actor, is_synthetic: bool = False) -> Done:
    """Does one of the acts of `acts.py` on an organisation, all its events or none; `preview.preview` shows beforehand what it changes.

    Raises UserError with a sentence for what cannot be.
    """
    with transaction.atomic():
        audit.first_in_line()
        events = [
            record_event(
                organisation=one.organisation,
                kind=one.kind,
                on=one.on,
                by=by,
                place=one.place,
                document=given.get("document") or "",
                data=one.data,
                note=given.get("note") or "",
                is_synthetic=is_synthetic,
            )
            for one in acts.plan(act, organisation, given)
        ]
    return Done(organisation, tuple(events))


def withdraw(*, event: Event, by: Actor, note: str = "") -> Event:
    """Takes an event back: it stays readable and counts no more. Raises UserError when what follows would not hold without it."""
    return record_event(
        organisation=event.organisation,
        kind=EventKind.WITHDRAWN,
        on=event.valid_on,
        by=by,
        corrects=event,
        note=note,
        is_synthetic=event.is_synthetic,
    )


def correct(
    *, event: Event, by: Actor, on: date | None = None, place: Place | None = None, document: str = "", data: dict | None = None
) -> Event:
    """Corrects an event by another that takes its place; what was recorded first stays readable."""
    return record_event(
        organisation=event.organisation,
        kind=event.kind,
        on=on or event.valid_on,
        by=by,
        place=place or event.place,
        document=document or event.document_label,
        data=event.data | (data or {}),
        corrects=event,
        is_synthetic=event.is_synthetic,
    )


def add_product(
    *,
    name: str,
    place: Place,
    by: Actor,
    organisation: Organisation | None = None,
    producer_kind: str = Producer.ORGANISATION,
    producer_name: str = "",
    is_synthetic: bool = False,
    source: str = "",
) -> Product:
    """Adds a product of an organisation, a company or a household."""
    if organisation is None and not producer_name.strip():
        raise UserError(_("Sản phẩm cần có chủ thể: một tổ chức trong sổ hoặc tên doanh nghiệp, hộ sản xuất."))
    with transaction.atomic():
        product = Product.objects.create(
            name=nfc(name),
            place=place,
            organisation=organisation,
            producer_kind=producer_kind,
            producer_name=nfc(producer_name),
            is_synthetic=is_synthetic,
            source=source,
        )
        if organisation is not None:
            searching.refresh([organisation.pk])
        audit.write(by=by, act="product.add", kind="product", id=product.public_id, data={"name": name})
    return product
