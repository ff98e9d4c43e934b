"""Requests for those who handle them. Each comes through the gate; what is held is masked, opening a value is logged with its reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hoptac.accounts import gates
from hoptac.accounts.enums import Right
from hoptac.accounts.subjects import actions, correcting, erasing, exporting, holdings, own, pictures, restricting
from hoptac.accounts.subjects.enums import OPEN, Asked
from hoptac.accounts.subjects.forms import NewForm
from hoptac.accounts.subjects.models import Request
from hoptac.audit import actions as audit
from hoptac.audit.models import Actor
from hoptac.common import personal
from hoptac.common.days import today
from hoptac.common.errors import UserError
from hoptac.common.text import format_day, nfc
from hoptac.web.render import page

LEAST_REASON = 10  # signs


@never_cache
@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Requests of the viewer's area: the late ones first."""
    viewer: Any = request.user
    gates.require(viewer, Right.SUBJECTS)
    rows = Request.objects.visible_to(viewer)
    closed = request.GET.get("show") == "closed"
    chosen = rows.exclude(state__in=OPEN).order_by("-closed_on", "-pk")[:200] if closed else rows.filter(state__in=OPEN)
    told = pictures.lines(chosen)
    shown = {
        "lines": told,
        "closed": closed,
        "open_count": rows.filter(state__in=OPEN).count(),
        "closed_count": rows.exclude(state__in=OPEN).count(),
        "late": sum(one.clock.tone == "bad" for one in told),
    }
    return page(request, "accounts/subjects/index.html", shown)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Takes in a request that came to the desk. A person beyond the area is refused as one who is not there."""
    viewer: Any = request.user
    gates.require(viewer, Right.SUBJECTS)
    start = {"day": format_day(today()), "kind": request.GET.get("kind", "")[:20], "who": request.GET.get("id", "")[:40]}
    form = NewForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            subject = data["subject"]
            if not holdings.is_there(subject) or not gates.may(viewer, Right.SUBJECTS, actions.seat(subject)):
                raise UserError(_("Không có ai như vậy trong địa bàn của bạn. Kiểm tra lại mã."))
            row = actions.receive(
                subject=subject, asked=data["asked"], how=data["how"], by=Actor.of(viewer), wish=data["wish"], identity=data["identity"],
                day=data["day"],
            )  # fmt: skip
        except UserError as error:
            form.add_error(None, error.sentence)
        else:
            messages.success(request, _("Đã nhận yêu cầu. Làm xong chậm nhất %s.") % format_day(row.done_due))
            return redirect("subjects:request", row.public_id)
    return page(request, "accounts/subjects/new.html", {"form": form}, status=400 if form.errors else 200)


def _fetch(request: HttpRequest, public_id: str) -> Request:
    return gates.fetch(Request.objects.all(), request.user, public_id=public_id)  # type: ignore[arg-type]


@never_cache
@login_required
@require_safe
def request_page(request: HttpRequest, public_id: str) -> HttpResponse:
    """One request: its clocks and log, what is held of the person (masked), and what may be done."""
    return _show(request, _fetch(request, public_id))


def _show(request: HttpRequest, row: Request, opened: tuple[str, str] | None = None) -> HttpResponse:
    groups = pictures.groups(row.subject)
    step = request.GET.get("step", "")
    is_open = row.state in OPEN
    shown = {
        "row": row,
        "line": pictures.lines([row])[0],
        "kind": personal.kinds()[row.subject_kind].label if row.subject_kind in personal.kinds() else row.subject_kind,
        "steps": row.steps.order_by("pk"),
        "groups": groups,
        "held_count": sum(group.count for group in groups),
        "seen": holdings.seen(row.subject, 50),
        "openable": pictures.openable(groups) if is_open else [],
        "correctable": pictures.correctable(groups) if is_open and row.asked == Asked.CORRECT else [],
        "plan": erasing.plan(row.subject) if is_open and row.asked == Asked.ERASE and step == "erase" else None,
        "is_open": is_open,
        "restricted": restricting.is_restricted(row.subject_id),
        "opened": opened,
        "Asked": Asked,
    }
    return page(request, "accounts/subjects/request.html", shown)


@never_cache
@login_required
@require_POST
def export(request: HttpRequest, public_id: str) -> HttpResponse:
    """All that is held about the person, for him: only once it is known who asks."""
    row = _fetch(request, public_id)
    if row.state not in OPEN or not row.identity:
        messages.error(request, _("Chỉ lập tệp khi yêu cầu còn mở và đã xác minh người yêu cầu."))
        return redirect("subjects:request", row.public_id)
    why = _("yêu cầu %s") % row.public_id
    return own.answer(exporting.bundle(subject=row.subject, by=Actor.of(request.user), why=why, place=row.place_id))


@never_cache
@login_required
@require_POST
def act(request: HttpRequest, public_id: str) -> HttpResponse:
    """Does one act on a request; `do` names it."""
    row = _fetch(request, public_id)
    do = request.POST.get("do", "")
    if row.subject == personal.Subject("user", request.user.public_id):  # type: ignore[union-attr]
        raise PermissionDenied  # nobody decides on his own request
    if do == "reveal":
        return _reveal(request, row)
    if do not in ACTS:
        raise Http404
    try:
        messages.success(request, ACTS[do](row, request.POST, Actor.of(request.user)))
    except UserError as error:
        messages.error(request, error.sentence)
    return redirect("subjects:request", row.public_id)


def _reveal(request: HttpRequest, row: Request) -> HttpResponse:
    """Shows one value, after the trail noted who looks at whose which field and why."""
    code, number, name = (request.POST.get("what", "").split("|") + ["", "", ""])[:3]
    why = " ".join(nfc(request.POST.get("why", "")).split())[:300]
    try:
        if len(why) < LEAST_REASON:
            raise UserError(_("Ghi lý do cụ thể, ít nhất 10 ký tự: việc gì cần đến thông tin này. Lý do ở lại trong nhật ký."))
        one, record = correcting.find(row.subject, code, number)
        if name not in one.fields or row.state not in OPEN:
            raise UserError(_("Mục này không mở được ở đây."))
    except UserError as error:
        messages.error(request, error.sentence)
        return redirect("subjects:request", row.public_id)
    told = f"{why} ({_('yêu cầu %s') % row.public_id})"
    audit.viewed(by=Actor.of(request.user), subject=row.subject_id, fields=[name], why=told, place=row.place_id)
    return _show(request, row, (name, holdings.words(personal.value(record, name))))


Given = Any


def _identify(row: Request, given: Given, by: Actor) -> str:
    actions.identify(request=row, how=given.get("note", ""), by=by)
    return _("Đã ghi cách xác minh.")


def _answer(row: Request, given: Given, by: Actor) -> str:
    actions.answer(request=row, note=given.get("note", ""), by=by)
    return _("Đã ghi trả lời lần đầu.")


def _correct(row: Request, given: Given, by: Actor) -> str:
    code, number, name = (given.get("what", "").split("|") + ["", "", ""])[:3]
    actions.correct(request=row, code=code, number=number, name=name, value=given.get("value", ""), by=by)
    return _("Đã sửa. Nội dung cũ và mới nằm trong nhật ký, xóa được theo yêu cầu.")


def _erase(row: Request, given: Given, by: Actor) -> str:
    done = actions.erase(request=row, by=by)
    count = sum(one.count for one in done.held)
    told = {"cleared": done.cleared, "deleted": done.deleted, "held": count}
    return ngettext(
        "Đã xóa %(cleared)s giá trị và %(deleted)s dòng; %(held)s dòng phải giữ.",
        "Đã xóa %(cleared)s giá trị và %(deleted)s dòng; %(held)s dòng phải giữ.",
        count,
    ) % told  # fmt: skip


def _restrict(row: Request, given: Given, by: Actor) -> str:
    actions.restrict(request=row, by=by)
    return _("Đã hạn chế: dữ liệu được giữ, không mở và không dùng.")


def _lift(row: Request, given: Given, by: Actor) -> str:
    restricting.lift(subject=row.subject, why=given.get("note", ""), by=by, place=row.place_id)
    return _("Đã thôi hạn chế.")


def _withdraw(row: Request, given: Given, by: Actor) -> str:
    return _("Đã rút %s sự đồng ý.") % actions.withdraw(request=row, by=by)


def _done(row: Request, given: Given, by: Actor) -> str:
    actions.finish(request=row, note=given.get("note", ""), by=by)
    return _("Đã khép yêu cầu.")


def _refuse(row: Request, given: Given, by: Actor) -> str:
    actions.refuse(request=row, why=given.get("note", ""), by=by)
    return _("Đã khép yêu cầu, có nêu lý do không thực hiện.")


ACTS: dict[str, Callable[[Request, Given, Actor], str]] = {
    "identify": _identify,
    "answer": _answer,
    "correct": _correct,
    "erase": _erase,
    "restrict": _restrict,
    "lift": _lift,
    "withdraw": _withdraw,
    "done": _done,
    "refuse": _refuse,
}
