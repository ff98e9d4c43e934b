"""Pages of members, officers, capital and workers, and of one person. Numbers are public; people are seen where the organisation stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hoptac.accounts import gates, personal
from hoptac.accounts.enums import Right
from hoptac.accounts.subjects.restricting import is_restricted
from hoptac.audit import queries as trail
from hoptac.audit.models import Actor
from hoptac.common import once
from hoptac.common.days import today
from hoptac.common.errors import UserError
from hoptac.common.personal import Kind as Personal
from hoptac.common.text import fold
from hoptac.common.versions import ChangedMeanwhile
from hoptac.registry import people_actions as actions
from hoptac.registry import people_forms as forms
from hoptac.registry import people_queries as queries
from hoptac.registry import scopes
from hoptac.registry.acting import rights
from hoptac.registry.enums import Kind
from hoptac.registry.models import Organisation, State
from hoptac.registry.people_models import Membership, Officer, Person
from hoptac.web.days import day_of
from hoptac.web.render import page

PER_PAGE = 50
SHOWN = {
    "birth_date": Personal.BIRTH, "sex": Personal.OTHER, "citizen_number": Personal.CITIZEN, "phone": Personal.PHONE,
    "email": Personal.EMAIL, "home_address": Personal.HOME,
}  # fmt: skip


def _organisation(request: HttpRequest, public_id: str) -> Organisation:
    return gates.fetch(Organisation.objects.all(), request.user, public_id=public_id)  # type: ignore[arg-type]


def _mine(request: HttpRequest, public_id: str) -> Organisation:
    """The organisation, for who records there. Its page is public, what stands behind this address is not: others learn nothing of it."""
    found = _organisation(request, public_id)
    rights.require(request.user, found)
    return found


def context_of(request: HttpRequest, organisation: Organisation) -> dict[str, Any]:
    """What the panel and the page both tell."""
    viewer: Any = request.user
    day = day_of(request)
    numbers = queries.numbers(organisation, day)
    sees = queries.may(viewer, Right.READ, organisation)
    return {
        "organisation": organisation,
        "numbers": numbers,
        "objections": queries.objections(organisation, day, numbers),
        "sees": sees,
        "records": rights.may_record(viewer, organisation),
        "officers": list(queries.officers(organisation, day, viewer)) if sees else [],
    }


@require_safe
def people(request: HttpRequest, public_id: str) -> HttpResponse:
    """Members, officers, capital and workers of an organisation on the day."""
    viewer: Any = request.user
    found, day = _organisation(request, public_id), day_of(request)
    told = context_of(request, found)
    rows = queries.members(found, day, viewer) if told["sees"] else Membership.objects.none()
    if text := request.GET.get("q", "").strip()[:100]:
        rows = rows.filter(person__name_key__contains=fold(text))
    shows_capital = told["records"] or queries.may(viewer, Right.REVEAL, found)
    pages = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    more = {"name": scopes.name(public_id, day), "pages": pages, "bodies": _names(pages, day), "shows_capital": shows_capital, "text": text}
    return page(request, "registry/people/index.html", told | more)


def _names(rows: Any, day: Any) -> dict[int, str]:
    """What the member organisations are called on the day."""
    return {row.body_id: scopes.name(row.body.public_id, day) for row in rows if row.body_id}


def _handle(
    request: HttpRequest, organisation: Organisation, form: Form, do: Callable[[], Any], title: str, done: str,
    more: dict[str, Any] | None = None,
) -> HttpResponse:  # fmt: skip
    """Shows a form, does its act once, and leads back to the organisation's people; a refusal is told in the form."""
    if request.method == "POST" and form.is_valid():
        viewer: Any = request.user
        try:
            outcome, _again = once.do(by=viewer.public_id, key=request.POST.get("once", ""), act="registry.people", do=lambda: _told(do()))
        except UserError as error:
            form.add_error(None, forms.told(error))
        else:
            messages.success(request, done)
            for sentence in outcome["warnings"]:
                messages.warning(request, sentence)
            return redirect("registry:people", organisation.public_id)
    told = {
        "form": form,
        "organisation": organisation,
        "name": scopes.name(organisation.public_id, today()),
        "title": title,
        **(more or {}),
    }
    return page(request, "registry/people/form.html", told, status=400 if form.errors else 200)


def _told(recorded: Any) -> dict[str, Any]:
    """What is kept of an act that was done."""
    return {"warnings": [one.told for one in getattr(recorded, "warnings", [])]}


def _kind(organisation: Organisation) -> str:
    return State.objects.filter(organisation=organisation).order_by("-valid_from").values_list("kind", flat=True).first() or Kind.HTX


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, public_id: str) -> HttpResponse:
    """A member: a person, or with ?as=body an organisation (what a union's members are)."""
    found = _mine(request, public_id)
    as_body = request.GET.get("as", "body" if _kind(found) == Kind.LHHTX else "person") == "body"
    start = {"on": forms.day_text(today())}
    form: Any = (forms.BodyMemberForm if as_body else forms.PersonMemberForm)(request.POST or None, initial=start)

    def do() -> Any:
        data = form.cleaned_data
        member = form.member() if as_body else {"person": form.given(), "form": data["form"]}
        same = {name: data[name] for name in ("on", "kind", "contribution", "is_foreign", "is_since_list")}
        return actions.join(joining=actions.Joining(found, **same, **member), by=Actor.of(request.user))

    address = reverse("registry:join", args=[public_id])
    ways = [{"label": _("Cá nhân, hộ"), "url": f"{address}?as=person", "current": not as_body},
            {"label": _("Tổ chức, pháp nhân"), "url": f"{address}?as=body", "current": as_body}]  # fmt: skip
    return _handle(request, found, form, do, _("Thêm thành viên"), _("Đã ghi thành viên."), {"ways": ways})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def member(request: HttpRequest, public_id: str, row_id: str) -> HttpResponse:
    """One membership: another contribution or kind, or with ?do=end its end."""
    found = _mine(request, public_id)
    row = gates.fetch(Membership.objects.select_related("person", "body"), request.user, public_id=row_id, organisation=found)  # type: ignore[arg-type]
    by, ends = Actor.of(request.user), request.GET.get("do") == "end"
    start = {"kind": row.kind, "contribution": row.contribution, "on": forms.day_text(today())}
    form: Any = (forms.EndForm if ends else forms.CapitalForm)(request.POST or None, initial=start)

    def do() -> Any:
        return (actions.leave if ends else actions.change_capital)(membership=row, by=by, **form.cleaned_data)

    who = row.person.full_name if row.person else scopes.name(row.body.public_id, today()) if row.body else row.body_name
    title = _("Ghi chấm dứt tư cách thành viên: %s") % who if ends else _("Vốn góp, loại thành viên: %s") % who
    return _handle(request, found, form, do, title, _("Đã ghi."))


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def appoint(request: HttpRequest, public_id: str) -> HttpResponse:
    """Who holds a post."""
    found = _mine(request, public_id)
    form = forms.OfficerForm(request.POST or None, kind=_kind(found), initial={"on": forms.day_text(today())})

    def do() -> Any:
        data = {name: form.cleaned_data[name] for name in ("post", "training", "on", "document")}
        return actions.appoint(organisation=found, person=form.given(), by=Actor.of(request.user), **data)

    return _handle(request, found, form, do, _("Thêm cán bộ"), _("Đã ghi người giữ chức danh."))


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def end_post(request: HttpRequest, public_id: str, row_id: str) -> HttpResponse:
    """The end of a post."""
    found = _mine(request, public_id)
    row = gates.fetch(Officer.objects.select_related("person"), request.user, public_id=row_id, organisation=found)  # type: ignore[arg-type]
    form = forms.EndForm(request.POST or None, initial={"on": forms.day_text(today())})
    del form.fields["because"]
    title = _("Ghi thôi giữ chức: %(name)s, %(post)s") % {"name": row.person.full_name, "post": row.get_post_display()}
    done = _("Đã ghi thôi giữ chức.")
    return _handle(
        request, found, form, lambda: actions.end_post(officer=row, on=form.cleaned_data["on"], by=Actor.of(request.user)), title, done
    )


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def workers(request: HttpRequest, public_id: str) -> HttpResponse:
    """How many worked there on a day."""
    found = _mine(request, public_id)
    form = forms.WorkersForm(request.POST or None, initial={"day": forms.day_text(today())})

    def do() -> Any:
        return actions.set_workers(organisation=found, by=Actor.of(request.user), **form.cleaned_data)

    return _handle(request, found, form, do, _("Số lao động"), _("Đã ghi số lao động."))


def _person(request: HttpRequest, person_id: str) -> Person:
    return gates.fetch(Person.objects.all(), request.user, public_id=person_id)  # type: ignore[arg-type]


def _rows(found: Person, viewer: Any) -> list[Any]:
    """The memberships and posts of a person that the viewer sees."""
    return [*queries.memberships_of(found, viewer), *queries.posts_of(found, viewer)]


def _home(found: Person, viewer: Any, right: Right) -> Organisation | None:
    """An organisation of the person that the viewer sees; one where he holds the right, if there is any."""
    seen = [row.organisation for row in _rows(found, viewer)]
    return next((one for one in seen if queries.may(viewer, right, one)), seen[0] if seen else None)


def _subject(found: Person, viewer: Any) -> personal.Subject:
    home = _home(found, viewer, Right.REVEAL)
    read: dict[str, Any] = {} if is_restricted(found.public_id) else {name: lambda name=name: getattr(found, name) for name in SHOWN}
    return personal.Subject(found.public_id, queries.seat(home) if home else None, read, ("organisation", home.public_id) if home else None)


@never_cache
@login_required
@require_safe
def person(request: HttpRequest, person_id: str) -> HttpResponse:
    """One person: what is held, masked; in which organisations; who opened what, when and why."""
    return _show_person(request, _person(request, person_id))


def _show_person(request: HttpRequest, found: Person, opened: tuple[str, Any] | None = None, **more: Any) -> HttpResponse:
    viewer: Any = request.user
    subject, day = _subject(found, viewer), day_of(request)
    rows = _rows(found, viewer)
    home = _home(found, viewer, Right.RECORD)
    told = {
        "person": found,
        "fields": [(name, _label(name), _masked(found, name)) for name in SHOWN],
        "opened": opened and (opened[0], _label(opened[0]), _words(found, opened[0], opened[1])),
        "rows": [(row, scopes.name(row.organisation.public_id, day)) for row in rows],
        "seen": trail.seen_by(found.public_id, 50),
        "may_reveal": personal.may_reveal(viewer, subject) and bool(subject.read),
        "restricted": not subject.read,
        "records": bool(home and queries.may(viewer, Right.RECORD, home)),
        "problem": None,
    }
    return page(request, "registry/people/person.html", told | more, status=400 if more.get("problem") else 200)


def _label(name: str) -> str:
    return str(forms.PersonMemberForm.base_fields[name].label)


def _masked(found: Person, name: str) -> str:
    value = getattr(found, name)
    return personal.masked(value, SHOWN[name]) if value else ""


def _words(found: Person, name: str, value: Any) -> str:
    if name == "birth_date":
        return forms.day_text(value)
    return str(found.get_sex_display()) if name == "sex" else str(value)


@never_cache
@login_required
@require_POST
def reveal(request: HttpRequest, person_id: str) -> HttpResponse:
    """One field of one person, opened with a reason that stays in the trail; shown once, on the page that answers."""
    viewer: Any = request.user
    found, field = _person(request, person_id), request.POST.get("field", "")[:30]
    try:
        value = personal.reveal(viewer=viewer, subject=_subject(found, viewer), field=field, reason=request.POST.get("reason", ""))
    except UserError as error:
        return _show_person(request, found, problem=error.sentence)
    return _show_person(request, found, (field, value))


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, person_id: str) -> HttpResponse:
    """Corrects what is held about a person; what is left empty stays."""
    viewer: Any = request.user
    found = _person(request, person_id)
    home = _home(found, viewer, Right.RECORD)
    place = queries.seat(home) if home else None
    gates.require(viewer, Right.RECORD, place, own=("organisation", home.public_id) if home else None)
    form = forms.ChangePersonForm(request.POST or None, initial={"version": found.version})
    if request.method == "POST" and form.is_valid():
        try:
            given = form.over(found)
            actions.change_person(person=found, version=form.cleaned_data["version"], given=given, by=Actor.of(viewer), place=place)
        except UserError as error:
            form.add_error(None, forms.told(error))
        except ChangedMeanwhile:
            form.add_error(None, _("Người khác vừa sửa cùng hồ sơ này. Chưa ghi gì. Mở lại trang rồi sửa."))
        else:
            messages.success(request, _("Đã sửa. Giá trị cũ được giữ riêng trong nhật ký."))
            return redirect("registry:person", person_id)
    return page(request, "registry/people/change.html", {"form": form, "person": found}, status=400 if form.errors else 200)
