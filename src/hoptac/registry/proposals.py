"""Acts prepared by one person and confirmed by another, where a site wants that (`wanted`). Confirming runs the same action."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hoptac.audit import actions as audit
from hoptac.audit.models import Actor
from hoptac.common import site
from hoptac.common.errors import UserError
from hoptac.common.text import nfc
from hoptac.places.models import Place
from hoptac.registry import acts, errands, telling
from hoptac.registry.actions import Done, seat_on
from hoptac.registry.enums import Waiting
from hoptac.registry.models import Organisation, Proposal
from hoptac.registry.preview import preview
from hoptac.registry.projection import happenings

FACT = "registry.two_people"


def wanted() -> bool:
    """Whether this site has acts prepared by one person and confirmed by another."""
    return bool(site.get(FACT, False))


def want(*, yes: bool, by: Actor) -> None:
    """Sets whether acts are prepared by one person and confirmed by another."""
    with transaction.atomic():
        site.put(FACT, yes)
        audit.write(by=by, act="site.two_people", kind="site", id=FACT, data={"yes": yes})


def plain(given: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of an act as JSON keeps them; `acts.plan` reads them back."""
    return {name: _plain(value) for name, value in given.items() if value not in (None, "")}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Place):
        return value.pk
    if isinstance(value, Organisation):
        return value.public_id
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value


def submit(*, act: str, organisation: Organisation | None, given: Mapping[str, Any], by: Actor) -> Done | Proposal:
    """Does an errand (`errands.py`), or has it wait for another person where the site wants that."""
    if wanted():
        return prepare(act=act, organisation=organisation, given=given, by=by)
    return errands.do(act, organisation, given, by=by)


def prepare(*, act: str, organisation: Organisation | None, given: Mapping[str, Any], by: Actor) -> Proposal:
    """Has an errand wait for another person. Raises UserError where it could not be done as things stand."""
    told = [one.sentence for one in errands.foresee(act, organisation, given)]
    seen = [effect.as_data() for effect in preview(act, organisation, given)] if act in acts.ACTS and organisation else []
    place = errands.place_of(given)
    place_id = seat_on(happenings(organisation), date.max) if organisation else place.pk if place else None
    with transaction.atomic():
        row = Proposal.objects.create(
            act=act,
            organisation=organisation,
            place_id=place_id,
            given=plain(given),
            seen={"effects": seen, "told": told},
            prepared_by_kind=by.kind,
            prepared_by=by.name,
        )
        about = organisation.public_id if organisation else ""
        audit.write(by=by, act="proposal.prepared", kind="organisation", id=about, data={"proposal": row.public_id, "act": act})
        telling.prepared(row)
    return row


def _waiting(proposal: Proposal) -> Proposal:
    row = Proposal.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=proposal.pk)
    if row.state != Waiting.WAITING:
        raise UserError(_("Việc này không còn chờ nữa: %s.") % Waiting(row.state).label)
    return row


def _is_own(row: Proposal, by: Actor) -> bool:
    return (row.prepared_by_kind, row.prepared_by) == (by.kind, by.name)


def confirm(*, proposal: Proposal, by: Actor) -> Done:
    """Does a prepared act. The one who prepared it may not; it is checked again as things stand now.

    Raises UserError with the reason.
    """
    with transaction.atomic():
        audit.first_in_line()
        row = _waiting(proposal)
        if _is_own(row, by):
            raise UserError(_("Người lập không được tự xác nhận. Cần một người khác có quyền."))
        done = errands.do(row.act, row.organisation, row.given, by=by)
        row.result = done.organisation.public_id
        _decide(row, Waiting.CONFIRMED, by, "")
    return done


def refuse(*, proposal: Proposal, by: Actor, reason: str) -> Proposal:
    """Sends a prepared act back with a reason. Who prepared it may take it back so, too."""
    if not reason.strip():
        raise UserError(_("Ghi lý do không xác nhận."))
    with transaction.atomic():
        row = _waiting(proposal)
        _decide(row, Waiting.WITHDRAWN if _is_own(row, by) else Waiting.REFUSED, by, nfc(reason)[:300])
    return row


def _decide(row: Proposal, state: str, by: Actor, reason: str) -> None:
    row.state, row.decided_by_kind, row.decided_by, row.decided_at, row.reason = state, by.kind, by.name, timezone.now(), reason
    row.save()
    data = {"proposal": row.public_id, "act": row.act, "prepared_by": row.prepared_by}
    about = row.organisation.public_id if row.organisation else row.result
    audit.write(by=by, act=f"proposal.{state}", kind="organisation", id=about, data=data)
    telling.decided(row)
