"""Acts prepared by one person that wait for another: the list, one of them as it would be done now, yes or no."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hoptac.accounts import gates
from hoptac.accounts.enums import Right
from hoptac.audit.models import Actor
from hoptac.common.errors import UserError
from hoptac.registry import errands, proposals
from hoptac.registry.acting import rights
from hoptac.registry.enums import Waiting
from hoptac.registry.models import Proposal
from hoptac.registry.scopes import name as name_of
from hoptac.users.models import User
from hoptac.web.days import day_of
from hoptac.web.render import page

SHOWN = 100


def mine(viewer: Any) -> QuerySet[Proposal]:
    """The waiting acts in the places where a viewer may record."""
    places = gates.places(viewer, Right.RECORD)
    rows = Proposal.objects.visible_to(viewer).filter(state=Waiting.WAITING).select_related("organisation")
    return rows if places is None else rows.filter(Q(place_id__in=places))  # type: ignore[no-any-return]


def people(rows: list[Proposal]) -> dict[str, str]:
    """Full names of those who prepared or decided."""
    names = {row.prepared_by for row in rows} | {row.decided_by for row in rows}
    return dict(User.objects.filter(username__in=names).values_list("username", "full_name"))


def item(request: HttpRequest, row: Proposal, names: dict[str, str]) -> dict[str, Any]:
    """One waiting act as a page tells it."""
    by = Actor.of(request.user)
    about = name_of(row.organisation.public_id, day_of(request)) if row.organisation else row.given.get("name", "")
    return {
        "row": row,
        "what": errands.label(row.act),
        "about": about,
        "who": names.get(row.prepared_by) or row.prepared_by,
        "decided": names.get(row.decided_by) or row.decided_by,
        "own": (row.prepared_by_kind, row.prepared_by) == (by.kind, by.name),
        "told": row.seen.get("told", []),
        "state": Waiting(row.state).label,
    }


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What waits for a second person in the viewer's area, the oldest first."""
    gates.require(request.user, Right.RECORD)  # type: ignore[arg-type]
    rows = list(mine(request.user).order_by("prepared_at")[:SHOWN])
    names = people(rows)
    return page(request, "registry/acting/waiting.html", {"items": [item(request, row, names) for row in rows], "two": proposals.wanted()})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, public_id: str) -> HttpResponse:
    """One waiting act: what it would change as things stand now, and the decision."""
    row = gates.fetch(Proposal.objects.select_related("organisation"), request.user, public_id=public_id)  # type: ignore[arg-type]
    rights.require_at(request.user, rights.of_proposal(row))
    trouble = ""
    if request.method == "POST":
        try:
            return _decide(request, row)
        except UserError as error:
            trouble = " ".join([error.sentence, *error.details[:4]])
            row.refresh_from_db()
    seen: list[errands.Foreseen] = []
    if row.state == Waiting.WAITING:
        try:
            seen = errands.foresee(row.act, row.organisation, row.given)
        except UserError as error:
            trouble = trouble or _("Như sổ đang có, việc này không ghi được nữa: %s") % error.sentence
    context = item(request, row, people([row])) | {"seen": seen, "trouble": trouble, "reason": request.POST.get("reason", "")}
    return page(request, "registry/acting/waiting_one.html", context, status=400 if request.method == "POST" else 200)


def _decide(request: HttpRequest, row: Proposal) -> HttpResponse:
    by = Actor.of(request.user)
    if request.POST.get("answer") == "confirm":
        rights.check(request.user, row.act, row.organisation, row.given)
        done = proposals.confirm(proposal=row, by=by)
        messages.success(request, _("Đã xác nhận và ghi vào sổ."))
        return redirect("registry:organisation", done.organisation.public_id)
    proposals.refuse(proposal=row, by=by, reason=request.POST.get("reason", ""))
    messages.success(request, _("Đã trả lại, kèm lý do. Sổ không đổi."))
    return redirect("registry:waiting")
