"""Acts of the register. Each is one transaction: the event, the states it leads to, and its row in the trail."""

from __future__ import annotations

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
from hoptac.places.tree import tree
from hoptac.registry import contradictions
from hoptac.registry.enums import EventKind, Kind, Sector
from hoptac.registry.models import Event, Organisation, Producer, Product
from hoptac.registry.projection import happenings, of_events, project
from hoptac.registry.rules import Happening


def check_place(place: Place, day: date) -> None:
    """Raises UserError unless the place is a commune-level unit of the day's map."""
    unit = tree().unit(place.pk, day)
    if unit is None:
        last = tree().last(place.pk)
        raise UserError(
            _("%(place)s không có trên bản đồ ngày %(day)s. Chọn đơn vị của ngày đó.") % {"place": last.full_name, "day": format_day(day)}
        )
    if unit.level != "commune":
        raise UserError(_("%s không phải là xã, phường, thị trấn hay đặc khu. Trụ sở phải đặt ở một đơn vị cấp xã.") % unit.full_name)


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


def refuse_contradictions(before: list[Happening], after: list[Happening]) -> None:
    """Raises UserError with a sentence for everything that cannot be and was not there before."""
    known = set(contradictions.objections(before)) if before else set()
    found = [sentence for sentence in contradictions.objections(after) if sentence not in known]
    if found:
        raise UserError(found[0], found[1:])


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
    ports.ask_guards("registry.event", organisation=organisation, kind=kind, on=on)
    with transaction.atomic():
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
            by=by, act=f"organisation.{kind}", kind="organisation", id=organisation.public_id, data={"event": event.public_id, "on": on}
        )
    return event


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
    is_synthetic: bool = False,
    source: str = "",
) -> Organisation:
    """Registers a new organisation on a day at a commune."""
    if kind not in Kind.values:
        raise UserError(_("Loại hình “%(kind)s” không có. Chọn một trong: %(kinds)s.") % {"kind": kind, "kinds": ", ".join(Kind.values)})
    if sector not in Sector.values:
        raise UserError(_("Lĩnh vực “%(sector)s” không có. Chọn một trong: %(all)s.") % {"sector": sector, "all": ", ".join(Sector.values)})
    name = nfc(name).strip()
    if not name or len(name) > 200:
        raise UserError(_("Tên tổ chức phải có từ 1 đến 200 ký tự."))
    if tax_code and Organisation.objects.filter(tax_code=tax_code).exists():
        raise UserError(_("Mã số thuế %s đã là của một tổ chức khác trong sổ.") % tax_code)
    with transaction.atomic():
        organisation = Organisation.objects.create(tax_code=tax_code or None, is_synthetic=is_synthetic, source=source)
        record_event(
            organisation=organisation,
            kind=EventKind.REGISTERED,
            on=on,
            by=by,
            place=place,
            document=document,
            data={"kind": kind, "name": name, "sector": sector},
            is_synthetic=is_synthetic,
        )
    return organisation


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
        audit.write(by=by, act="product.add", kind="product", id=product.public_id, data={"name": name})
    return product
