"""The short forms: asked, shown, done. What is sent twice is done once; what was typed is never lost."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hoptac.accounts import gates
from hoptac.accounts.enums import Right
from hoptac.audit.models import Actor
from hoptac.common import once
from hoptac.common.errors import UserError
from hoptac.common.text import fold, format_day
from hoptac.registry import errands, listing, proposals
from hoptac.registry.acting import menu, rights
from hoptac.registry.acting.forms import ErrandForm, of_event, standing
from hoptac.registry.acting.menu import Errand
from hoptac.registry.models import Event, Organisation, Proposal, State
from hoptac.registry.scopes import name as name_of
from hoptac.web.days import day_of, with_day
from hoptac.web.render import page

FOUND = 8


def _mine(request: HttpRequest, public_id: str) -> Organisation:
    """The organisation, for who may record at it."""
    found = gates.fetch(Organisation.objects.all(), request.user, public_id=public_id)  # type: ignore[arg-type]
    rights.require(request.user, found)
    return found


def _state(organisation: Organisation, request: HttpRequest) -> State | None:
    rows = organisation.states.select_related("organisation").order_by("-valid_from")
    return rows.on(day_of(request)).first() or rows.first()


@login_required
@require_safe
def choose(request: HttpRequest, public_id: str) -> HttpResponse:
    """The acts that are possible as things stand, each a short form."""
    found = _mine(request, public_id)
    state = _state(found, request)
    context = {
        "organisation": found,
        "name": name_of(public_id, day_of(request)),
        "groups": menu.possible(state),
        "two": proposals.wanted(),
    }
    return page(request, "registry/acting/choose.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, public_id: str, slug: str) -> HttpResponse:
    """One act on one organisation."""
    found = _mine(request, public_id)
    errand = menu.BY_SLUG.get(slug)
    if errand is None:
        raise Http404
    start = standing(errand, _state(found, request)) | {"on": format_day(day_of(request))}
    return _handle(request, errand, found, start, {})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A founding."""
    gates.require(request.user, Right.RECORD)  # type: ignore[arg-type]
    return _handle(request, menu.REGISTER, None, {"on": format_day(day_of(request)), "operating": "active"}, {})


def _event(request: HttpRequest, public_id: str, event_id: str) -> tuple[Organisation, Event]:
    found = _mine(request, public_id)
    event = found.events.select_related("organisation", "place").filter(public_id=event_id, corrected_by=None).first()
    if event is None or event.kind == "withdrawn":
        raise Http404
    return found, event


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, public_id: str, event_id: str) -> HttpResponse:
    """An event told anew: what stood before stays readable."""
    found, event = _event(request, public_id, event_id)
    errand = menu.of_event(event)
    if errand is None:
        raise Http404
    return _handle(request, errand, found, of_event(event), {"event": event.public_id})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, public_id: str, event_id: str) -> HttpResponse:
    """An event taken back."""
    found, event = _event(request, public_id, event_id)
    return _handle(request, menu.WITHDRAW, found, {}, {"event": event.public_id})


def _handle(
    request: HttpRequest, errand: Errand, organisation: Organisation | None, start: dict[str, Any], more: dict[str, Any]
) -> HttpResponse:
    form = ErrandForm(request.POST if request.method == "POST" else None, errand=errand, organisation=organisation, initial=start)
    seen: list[errands.Foreseen] = []
    told = False
    if request.method == "POST" and form.is_valid():
        given = form.given | more
        try:
            rights.check(request.user, errand.act, organisation, given)
            seen = errands.foresee(errand.act, organisation, given)
            if request.POST.get("step") == "do" and request.POST.get("seal") == form.seal:
                return _done(request, errand, organisation, given)
            told = request.POST.get("step") == "do"
        except UserError as error:
            form.refuse(error)
            seen = []
    return _show(request, errand, organisation, form, seen, told)


def _done(request: HttpRequest, errand: Errand, organisation: Organisation | None, given: dict[str, Any]) -> HttpResponse:
    by = Actor.of(request.user)

    def do() -> dict[str, Any]:
        made = proposals.submit(act=errand.act, organisation=organisation, given=given, by=by)
        if isinstance(made, Proposal):
            return {"waiting": made.public_id}
        return {"organisation": made.organisation.public_id}

    outcome, again = once.do(by=by.name, key=request.POST.get("once", ""), act=f"registry.{errand.slug}", do=do)
    if "waiting" in outcome:
        messages.success(request, _("Đã lập. Việc này chờ một người khác xác nhận; đến lúc ấy sổ chưa đổi."))
        return redirect(with_day(reverse("registry:waiting_one", args=[outcome["waiting"]]), request))
    messages.success(request, _("Việc này đã ghi từ lần gửi trước, không ghi thêm.") if again else _("Đã ghi vào sổ: %s.") % errand.label)
    return redirect(with_day(reverse("registry:organisation", args=[outcome["organisation"]]), request))


def _show(
    request: HttpRequest, errand: Errand, organisation: Organisation | None, form: ErrandForm, seen: list[errands.Foreseen], told: bool
) -> HttpResponse:
    context = {
        "errand": errand,
        "organisation": organisation,
        "name": name_of(organisation.public_id, day_of(request)) if organisation else "",
        "form": form,
        "seen": seen,
        "told": told,
        "two": proposals.wanted(),
        "draft": f"registry-{errand.slug}-{organisation.public_id if organisation else 'new'}",
        "state": _state(organisation, request) if organisation else None,
    }
    return page(request, "registry/acting/form.html", context, status=400 if form.errors else 200)


@require_safe
def pick(request: HttpRequest) -> HttpResponse:
    """Organisations by name or tax code as they stand on the day, for the picker."""
    day, text = day_of(request), request.GET.get("q", "").strip()
    rows = listing.states(listing.Filters(text=" ".join(text.split())[:80]), day, request.user) if text else State.objects.none()
    rows = rows.select_related("organisation").order_by("search_key")[:100]
    named = sorted(rows, key=lambda row: fold(text) not in row.search_key)  # by its name before by its place
    found = [
        {"key": row.organisation.public_id, "name": row.name, "url": reverse("registry:organisation", args=[row.organisation.public_id]),
         "sub": ", ".join(part for part in (row.organisation.tax_code or "", listing.located(row.place_id, day).name) if part)}
        for row in named[:FOUND]
    ]  # fmt: skip
    return JsonResponse({"places": found})
