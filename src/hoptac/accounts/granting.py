"""Giving, ending and passing on roles by people: who may is asked first (`permissions`); a refusal is a sentence and a row of the trail."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hoptac.accounts import actions as plain
from hoptac.accounts import overseeing, permissions, telling
from hoptac.accounts.enums import ProposalState
from hoptac.accounts.gates import Viewer
from hoptac.accounts.models import Grant, Proposal
from hoptac.audit import actions as audit
from hoptac.audit.models import Actor
from hoptac.common.days import today
from hoptac.common.errors import UserError
from hoptac.common.text import nfc
from hoptac.users.models import User


def _refuse_if(sentence: str, *, by: Actor, act: str, user: User, data: dict[str, Any]) -> None:
    """Raises UserError with the sentence, after the trail was told that it was tried."""
    if not sentence:
        return
    with transaction.atomic():
        audit.write(by=by, act=f"{act}.refused", kind="user", id=user.public_id, data=data)
    raise UserError(sentence)


def give(
    *, viewer: Viewer, user: User, role: str, scope_kind: str, scope_id: str, by: Actor, first: date, after: date | None = None,
    sector: str = "", basis: str = "",
) -> Grant:  # fmt: skip
    """Gives a role on a scope from a day. Raises UserError where the viewer may not (see `permissions`)."""
    why = permissions.why_not_grant(viewer, user, role, scope_kind, scope_id, first=first, after=after, sector=sector)
    tried = {"role": role[:40], "scope": [scope_kind[:20], scope_id[:40]], "first": first}
    _refuse_if(why, by=by, act="role.grant", user=user, data=tried)
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)  # two who give the same at once: one does
        again = permissions.why_not_grant(viewer, user, role, scope_kind, scope_id, first=first, after=after, sector=sector)
        if again:
            raise UserError(again)
        return plain.grant(
            user=user, role=role, scope_kind=scope_kind, scope_id=scope_id, by=by, first=first, after=after, sector=sector, basis=basis
        )


def end(*, viewer: Viewer, grant: Grant, by: Actor, why: str = "") -> Grant:
    """Ends a role from today on: whoever holds it can do nothing more with it from this moment."""
    _refuse_if(permissions.why_not_end(viewer, grant), by=by, act="role.end", user=grant.user, data={"grant": grant.public_id})
    with transaction.atomic():
        held = Grant.objects.select_for_update().get(pk=grant.pk)
        _close(held, today())
        audit.write(
            by=by, act="role.end", kind="user", id=grant.user.public_id, why=why,
            data={"grant": held.public_id, "role": held.role, "scope": [held.scope_kind, held.scope_id]}, place=_place(held),
        )  # fmt: skip
        telling.ended(held)
    return held


def _close(grant: Grant, day: date) -> None:
    """Ends a grant on a day; one that has not lasted a day is taken back."""
    if grant.valid_from >= day:
        grant.taken_back = True
    else:
        grant.valid_to = day
    grant.save(update_fields=["taken_back", "valid_to"])


def _place(grant: Grant) -> int | None:
    return overseeing.seat(grant.scope_kind, grant.scope_id, today())


def delegate(
    *, viewer: Viewer, grant: Grant, to: User, by: Actor, first: date, after: date | None, rights: frozenset[str] = frozenset(),
    basis: str = "",
) -> Grant:  # fmt: skip
    """Passes a role on during leave, to the last day; without `rights` all that may be passed on. Raises UserError (see `permissions`)."""
    asked: dict[str, Any] = {"first": first, "after": after, "rights": rights}
    tried = {"grant": grant.public_id, "first": first, "after": after, "to": to.public_id}
    _refuse_if(permissions.why_not_delegate(viewer, grant, to, **asked), by=by, act="role.delegate", user=grant.user, data=tried)
    with transaction.atomic():
        held = Grant.objects.select_for_update().get(pk=grant.pk)
        again = permissions.why_not_delegate(viewer, held, to, **asked)
        if again:
            raise UserError(again)
        row = Grant.objects.create(
            user=to, role=held.role, scope_kind=held.scope_kind, scope_id=held.scope_id, sector=held.sector, valid_from=first,
            valid_to=after, delegated_from=held, only_rights=sorted(rights), basis=nfc(basis).strip()[:200], granted_by=by.name[:80],
        )  # fmt: skip
        audit.write(by=by, act="role.delegate", kind="user", id=to.public_id, data=tried | {"rights": sorted(rights)}, place=_place(held))
        telling.lent(row)
    return row


def confirm(
    *, viewer: Viewer, proposal: Proposal, scope_ids: list[str], by: Actor, role: str = "", after: date | None = None, basis: str = ""
) -> list[Grant]:
    """Gives the roles an administrator chose after a reorganisation, from its day or today, and closes the proposal. All or none."""
    old = proposal.grant
    first = max(proposal.on, today())
    for id in scope_ids:  # a refusal is told to the trail before anything is begun
        kind, code = old.scope_kind, role or old.role
        sentence = permissions.why_not_grant(viewer, old.user, code, kind, id, first=first, after=after, sector=old.sector)
        _refuse_if(sentence, by=by, act="role.grant", user=old.user, data={"role": code[:40], "scope": [kind, id[:40]]})
    with transaction.atomic():
        _take(proposal, ProposalState.CONFIRMED, by)
        made = [
            give(
                viewer=viewer, user=old.user, role=role or old.role, scope_kind=old.scope_kind, scope_id=id, by=by, first=first,
                after=after, sector=old.sector, basis=basis,
            )
            for id in scope_ids
        ]  # fmt: skip
        audit.write(
            by=by, act="role.proposal.confirm", kind="user", id=old.user.public_id, data={"proposal": proposal.public_id, "to": scope_ids}
        )
    return made


def decline(*, proposal: Proposal, by: Actor, why: str = "") -> None:
    """Closes a proposal: nobody takes the role over."""
    with transaction.atomic():
        _take(proposal, ProposalState.DECLINED, by)
        audit.write(
            by=by,
            act="role.proposal.decline",
            kind="user",
            id=proposal.grant.user.public_id,
            data={"proposal": proposal.public_id},
            why=why,
        )


def _take(proposal: Proposal, state: str, by: Actor) -> None:
    """Decides a proposal once; who comes second is told."""
    changed = Proposal.objects.filter(pk=proposal.pk, state=ProposalState.OPEN).update(
        state=state, decided_by=by.name[:80], decided_at=timezone.now()
    )
    if not changed:
        raise UserError(_("Đề xuất này đã có người quyết định. Tải lại trang để xem."))
