"""Screens of people and roles. Every person, role and proposal comes through the gate: what is not the viewer's is not there."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hoptac.accounts import actions, following, gates, granting, overseeing, permissions, roles
from hoptac.accounts.enums import ProposalState, Right
from hoptac.accounts.models import Grant, Proposal
from hoptac.accounts.people import pictures
from hoptac.accounts.people.forms import DecideForm, DelegateForm, GrantForm, PersonForm
from hoptac.audit import queries as trail
from hoptac.audit.models import Actor
from hoptac.common.days import today
from hoptac.common.errors import UserError
from hoptac.common.text import format_day
from hoptac.users.models import User
from hoptac.web.days import day_of, read_day
from hoptac.web.render import page

PER_PAGE = 50
TRAIL = 10  # lines of the trail on a person's page


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The people in the viewer's area, searched and narrowed."""
    viewer: Any = request.user
    gates.require(viewer, Right.GRANT)
    day = day_of(request)
    asked = pictures.Asked(request.GET.get("q", "")[:100], request.GET.get("role", "")[:20], request.GET.get("where", "")[:120])
    trouble, rows = "", overseeing.people().none()
    try:
        rows = pictures.listing(viewer, asked, day)
    except UserError as error:
        trouble = " ".join([error.sentence, *error.details[:3]])
    pages = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "asked": asked,
        "trouble": trouble,
        "pages": pages,
        "lines": pictures.lines(list(pages), viewer, day),
        "roles": [("", _("mọi vai trò")), *((role.code, role.label) for role in roles.on(day).values())],
        "count": pictures.summary(viewer, day),
        "open": Proposal.objects.visible_to(viewer).filter(state=ProposalState.OPEN).count(),
        "may_add": gates.may(viewer, Right.ADMINISTER),
    }
    return page(request, "accounts/people/index.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Somebody new, without a password: the page that follows leads to a link with which the person sets it."""
    viewer: Any = request.user
    gates.require(viewer, Right.ADMINISTER)
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            person = actions.invite_user(**form.cleaned_data, by=Actor.of(viewer))
        except UserError as error:
            form.add_error("username", error.sentence)
        else:
            messages.success(request, _("Đã lập tài khoản. Trao vai trò, rồi lập liên kết để người ấy đặt mật khẩu."))
            return redirect("people:person", person.public_id)
    return page(request, "accounts/people/new.html", {"form": form}, status=400 if form.errors else 200)


def _person(request: HttpRequest, public_id: str) -> User:
    return gates.fetch(overseeing.people(), request.user, public_id=public_id)  # type: ignore[arg-type,return-value]


@login_required
@require_safe
def person(request: HttpRequest, public_id: str) -> HttpResponse:
    """One person: what he may do on the day in view and why, roles now and before, and what happened to his account."""
    return _show(request, _person(request, public_id))


def _show(request: HttpRequest, found: User, form: GrantForm | None = None) -> HttpResponse:
    viewer: Any = request.user
    day, held = day_of(request), pictures.grants_of(found, viewer, day_of(request))
    choices = pictures.role_choices(viewer) if found != viewer else []
    start = {"first": format_day(today()), "scope_kind": "place"}
    why = pictures.explain(found, day)
    context = {
        "person": found,
        "held": held,
        "why": why,
        "can": sum(bool(one.sources) for one in why),
        "form": form or (GrantForm(roles=choices, initial=start) if choices else None),
        "own": found == viewer,
        "ends": {one.grant.pk for one in held["now"] + held["coming"] if not permissions.why_not_end(viewer, one.grant)},
        "lends": {one.grant.pk for one in held["now"] if _may_lend(viewer, one.grant)},
        "trail": trail.history("user", found.public_id, TRAIL) if gates.may(viewer, Right.AUDIT) else [],
        "may_help": found != viewer and overseeing.in_charge_of(viewer, found),
        "is_overseer": gates.may(viewer, Right.GRANT),
    }
    return page(request, "accounts/people/person.html", context, status=400 if form is not None else 200)


def _may_lend(viewer: Any, grant: Grant) -> bool:
    own = grant.user_id == viewer.pk
    may = own or permissions.may_grant(viewer, grant.role, grant.scope_kind, grant.scope_id, today())
    return bool(may and permissions.passable(grant))


@login_required
@require_POST
def grant(request: HttpRequest, public_id: str) -> HttpResponse:
    """Gives a role."""
    viewer: Any = request.user
    found = _person(request, public_id)
    gates.require(viewer, Right.GRANT)
    form = GrantForm(request.POST, roles=pictures.role_choices(viewer))
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("role", "scope_kind", "scope_id", "sector", "first", "after", "basis")}
        try:
            granting.give(viewer=viewer, user=found, by=Actor.of(viewer), **given)
        except UserError as error:
            form.add_error(None, error.sentence)
        else:
            messages.success(request, _("Đã trao vai trò cho %s.") % found.full_name)
            return redirect("people:person", found.public_id)
    return _show(request, found, form)


def _grant(request: HttpRequest, public_id: str) -> Grant:
    rows = Grant.objects.select_related("user", "delegated_from")
    return gates.fetch(rows, request.user, public_id=public_id)  # type: ignore[arg-type]


@login_required
@require_POST
def end(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ends a role."""
    viewer: Any = request.user
    row = _grant(request, public_id)
    try:
        granting.end(viewer=viewer, grant=row, by=Actor.of(viewer), why=request.POST.get("why", "")[:300])
        messages.success(request, _("Đã thôi vai trò. Từ lúc này vai trò ấy không còn cho quyền gì."))
    except UserError as error:
        messages.error(request, error.sentence)
    return redirect("people:person", row.user.public_id)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def delegate(request: HttpRequest, public_id: str) -> HttpResponse:
    """Passes a role on during leave."""
    viewer: Any = request.user
    row = _grant(request, public_id)
    if not _may_lend(viewer, row) or not gates.in_force(row, today()):
        raise PermissionDenied
    start = {"first": format_day(today())}
    form = DelegateForm(request.POST or None, passable=permissions.passable(row), initial=start)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            granting.delegate(
                viewer=viewer, grant=row, to=data["person"], by=Actor.of(viewer), first=data["first"], after=data["after"],
                rights=frozenset(data["rights"]), basis=data["basis"],
            )  # fmt: skip
        except UserError as error:
            form.add_error(None, error.sentence)
        else:
            messages.success(request, _("Đã ủy quyền cho %s.") % data["person"].full_name)
            return redirect("people:person", row.user.public_id)
    context = {"form": form, "held": pictures.held(row, today()), "person": row.user}
    return page(request, "accounts/people/delegate.html", context, status=400 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def proposals(request: HttpRequest) -> HttpResponse:
    """Roles whose scope ended, with who might take over; a POST looks for them up to a day."""
    viewer: Any = request.user
    gates.require(viewer, Right.ADMINISTER)
    if request.method == "POST":
        day = read_day(request.POST.get("day", "")) if request.POST.get("day") else today()
        found = following.follow(by=Actor.of(viewer), day=day)
        messages.success(request, _("Đã rà soát đến ngày %(day)s: %(n)s đề xuất mới.") % {"day": format_day(day), "n": len(found)})
        return redirect("people:proposals")
    rows = Proposal.objects.visible_to(viewer).select_related("grant__user", "grant__delegated_from").order_by("-on", "pk")
    pages = Paginator(rows.filter(state=ProposalState.OPEN), PER_PAGE).get_page(request.GET.get("page"))
    done = rows.exclude(state=ProposalState.OPEN)[:20]
    context = {"pages": pages, "items": [_item(viewer, one) for one in pages], "done": [_item(viewer, one) for one in done]}
    return page(request, "accounts/people/proposals.html", context)


def _item(viewer: Any, one: Proposal, form: DecideForm | None = None) -> dict[str, Any]:
    shown = pictures.candidates(one)
    return {"proposal": one, "held": pictures.held(one.grant, one.on), "candidates": shown, "form": form or _decide_form(viewer, one, None)}


def _decide_form(viewer: Any, one: Proposal, data: Any) -> DecideForm:
    shown = pictures.candidates(one)
    names = [(c.id, f"{c.name} ({c.word})") for c in shown]
    start = {"scope_ids": [c.id for c in shown if c.is_whole]}
    more = {"kind": one.grant.scope_kind, "candidates": names, "roles": pictures.role_choices(viewer), "prefix": one.public_id}
    return DecideForm(data, initial=start, **more)


@login_required
@require_POST
def decide(request: HttpRequest, public_id: str) -> HttpResponse:
    """Gives what was chosen, or closes the proposal."""
    viewer: Any = request.user
    one = gates.fetch(Proposal.objects.select_related("grant__user"), viewer, public_id=public_id)
    gates.require(viewer, Right.ADMINISTER)
    form = _decide_form(viewer, one, request.POST)
    try:
        if "decline" in request.POST:
            granting.decline(proposal=one, by=Actor.of(viewer))
            messages.success(request, _("Đã đóng đề xuất, không trao tiếp."))
        elif not form.is_valid():
            raise UserError(" ".join(text for texts in form.errors.values() for text in texts))
        elif not form.cleaned_data["chosen"]:
            raise UserError(_("Chưa chọn nơi nào. Chọn ít nhất một nơi, hoặc bấm Không trao tiếp."))
        else:
            data = form.cleaned_data
            granting.confirm(
                viewer=viewer, proposal=one, scope_ids=data["chosen"], by=Actor.of(viewer), role=data["role"], basis=data["basis"]
            )
            messages.success(request, _("Đã trao vai trò mới cho %s.") % one.grant.user.full_name)
    except UserError as error:
        messages.error(request, error.sentence)
    return redirect("people:proposals")
