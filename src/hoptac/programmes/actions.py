"""Enrolling, recognising and revoking."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from hoptac.audit import actions as audit
from hoptac.audit.models import Actor
from hoptac.common.days import add_months
from hoptac.common.errors import UserError
from hoptac.common.text import format_day, nfc
from hoptac.directives import actions as directives
from hoptac.places.models import Place
from hoptac.places.tree import tree
from hoptac.programmes.data import programme as programme_of
from hoptac.programmes.models import Enrolment, Recognition
from hoptac.registry.models import Organisation, Product


def enrol(
    *, programme: str, product: Product, group: str, on: date, by: Actor, document: str = "", is_synthetic: bool = False
) -> Enrolment:
    """A product takes part in a programme from a day, in one of its groups."""
    known = programme_of(programme)
    if group not in known.groups:
        raise UserError(_("Nhóm “%(group)s” không có. Các nhóm: %(all)s.") % {"group": group, "all": ", ".join(known.groups)})
    if Enrolment.objects.filter(programme=programme, product=product).exclude(valid_to__lte=on).exists():
        raise UserError(_("Sản phẩm này đang tham gia chương trình rồi. Ghi ngày thôi tham gia trước, hoặc kiểm tra lại sản phẩm."))
    with transaction.atomic():
        row = Enrolment.objects.create(
            programme=programme, product=product, group=group, valid_from=on, document_label=nfc(document), is_synthetic=is_synthetic
        )
        audit.write(by=by, act="programme.enrol", kind="product", id=product.public_id, data={"programme": programme, "on": on})
    return row


def leave(*, enrolment: Enrolment, on: date, by: Actor) -> None:
    """A product no longer takes part from a day on."""
    if on <= enrolment.valid_from:
        raise UserError(_("Ngày thôi tham gia phải sau ngày tham gia %s.") % format_day(enrolment.valid_from))
    with transaction.atomic():
        Enrolment.objects.filter(pk=enrolment.pk).update(valid_to=on)
        audit.write(by=by, act="programme.leave", kind="product", id=enrolment.product.public_id, data={"on": on})


def _check_subject(kind: str, place: Place | None, product: Product | None, organisation: Organisation | None, met_on: date) -> str:
    subject = {"place": place, "product": product, "organisation": organisation}
    given = [name for name, value in subject.items() if value is not None]
    if given != [kind]:
        raise UserError(_("Chương trình này công nhận một đối tượng loại “%s”; ghi đúng một đối tượng loại ấy.") % kind)
    if place is not None:
        unit = tree().unit(place.pk, met_on)
        if unit is None:
            raise UserError(
                _("%(place)s không có trên bản đồ ngày %(day)s.") % {"place": tree().last(place.pk).full_name, "day": format_day(met_on)}
            )
        return unit.key(met_on)
    return (product or organisation).public_id  # type: ignore[union-attr]


def recognise(
    *,
    programme: str,
    level: str,
    met_on: date,
    by: Actor,
    decided_on: date | None = None,
    place: Place | None = None,
    product: Product | None = None,
    organisation: Organisation | None = None,
    expires_on: date | None = None,
    document: str = "",
    criteria_set: str = "",
    note: str = "",
    source: str = "",
    is_synthetic: bool = False,
) -> Recognition:
    """Recognises a level. Where the programme's titles lapse, the end is counted from the decision unless given."""
    known = programme_of(programme)
    known.level(level)
    subject_id = _check_subject(known.subject, place, product, organisation, met_on)
    if decided_on is not None and decided_on < met_on:
        raise UserError(
            _("Ngày quyết định %(decided)s đứng trước ngày đạt %(met)s.") % {"decided": format_day(decided_on), "met": format_day(met_on)}
        )
    if expires_on is None and known.validity_months:
        expires_on = add_months(decided_on or met_on, known.validity_months)
    with transaction.atomic():
        row = Recognition.objects.create(
            programme=programme,
            level=level,
            met_on=met_on,
            decided_on=decided_on,
            expires_on=expires_on,
            place=place,
            product=product,
            organisation=organisation,
            document=directives.known(number=document),
            document_label=nfc(document),
            criteria_set=criteria_set,
            note=nfc(note),
            source=nfc(source),
            is_synthetic=is_synthetic,
        )
        audit.write(by=by, act="recognition.give", kind=known.subject, id=subject_id, data={"level": level, "id": row.public_id})
    return row


def revoke(*, recognition: Recognition, on: date, by: Actor, document: str = "") -> Recognition:
    """Takes a recognition back from a day on."""
    if on <= recognition.met_on:
        raise UserError(_("Ngày thu hồi phải sau ngày đạt %s.") % format_day(recognition.met_on))
    if recognition.revoked_on:
        raise UserError(_("Công nhận này đã thu hồi ngày %s.") % format_day(recognition.revoked_on))
    with transaction.atomic():
        recognition.revoked_on, recognition.revoked_document = on, nfc(document)
        recognition.save(update_fields=["revoked_on", "revoked_document"])
        audit.write(by=by, act="recognition.revoke", kind="recognition", id=recognition.public_id, data={"on": on})
    return recognition
