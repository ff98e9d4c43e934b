"""What is held about oneself: seen, taken away, asked for, agreed to and withdrawn by who is signed in, and nobody else's."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from hoptac.accounts.subjects import actions, consents, exporting, holdings, pictures, restricting
from hoptac.accounts.subjects.enums import OPEN, How
from hoptac.accounts.subjects.forms import OwnForm
from hoptac.accounts.subjects.models import Consent, Request
from hoptac.audit.models import Actor
from hoptac.common.errors import UserError
from hoptac.common.personal import Subject
from hoptac.web.render import page

SEEN = 50  # lines of who saw it; the file holds all


def _me(request: HttpRequest) -> Subject:
    return Subject("user", request.user.public_id)  # type: ignore[union-attr]


@never_cache
@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What is held about me, why, who saw it; my requests and consents."""
    return _show(request)


def _show(request: HttpRequest, form: OwnForm | None = None) -> HttpResponse:
    me = _me(request)
    standing = {row.purpose: row for row in Consent.objects.of(me).standing()}
    rows = list(Request._base_manager.filter(subject_kind=me.kind, subject_id=me.id))  # one's own, wherever they are handled
    shown = {
        "groups": pictures.groups(me),
        "seen": holdings.seen(me, SEEN),
        "lines": pictures.lines(rows),
        "purposes": [(purpose, standing.get(purpose.code)) for purpose in consents.purposes().values()],
        "former": [row for row in Consent.objects.of(me).order_by("-given_at") if row.withdrawn_at],
        "restricted": restricting.is_restricted(me.id),
        "form": form or OwnForm(),
    }
    return page(request, "accounts/subjects/own.html", shown, status=400 if form is not None else 200)


@never_cache
@login_required
@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """All of it as one file."""
    packed = exporting.bundle(subject=_me(request), by=Actor.of(request.user), why=_("người ấy tự tải về"))
    return answer(packed)


def answer(packed: bytes) -> HttpResponse:
    """A ZIP to keep."""
    response = HttpResponse(packed, content_type="application/zip")
    response["Content-Disposition"] = 'attachment; filename="du-lieu-ca-nhan.zip"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@login_required
@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """A request concerning my own data."""
    me, form = _me(request), OwnForm(request.POST)
    if form.is_valid():
        asked = form.cleaned_data["asked"]
        if Request._base_manager.filter(subject_kind=me.kind, subject_id=me.id, asked=asked, state__in=OPEN).exists():
            form.add_error("asked", _("Bạn đã có một yêu cầu như vậy đang được giải quyết."))
            return _show(request, form)
        row = actions.receive(
            subject=me, asked=asked, wish=form.cleaned_data["wish"], how=How.SELF, by=Actor.of(request.user), identity=actions.BY_SIGNING_IN
        )
        told = {"first": row.first_due.strftime("%d/%m/%Y"), "done": row.done_due.strftime("%d/%m/%Y")}
        messages.success(request, _("Đã nhận yêu cầu. Trả lời lần đầu chậm nhất %(first)s, làm xong chậm nhất %(done)s.") % told)
        return redirect("subjects:own")
    return _show(request, form)


@login_required
@require_POST
def consent(request: HttpRequest) -> HttpResponse:
    """Agrees to one purpose, or withdraws: one press either way."""
    me, by = _me(request), Actor.of(request.user)
    purpose = request.POST.get("purpose", "")[:40]
    try:
        if "withdraw" in request.POST:
            consents.withdraw(subject=me, purpose=purpose, by=by)
            messages.success(request, _("Đã rút lại. Từ lúc này không dùng dữ liệu của bạn cho việc ấy nữa."))
        else:
            consents.give(subject=me, purpose=purpose, version=request.POST.get("version", "")[:20], by=by)
            messages.success(request, _("Đã ghi sự đồng ý. Bạn rút lại được ở đây bất cứ lúc nào."))
    except UserError as error:
        messages.error(request, error.sentence)
    return redirect("subjects:own")
