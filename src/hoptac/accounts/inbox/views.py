"""The inbox of who is signed in: nobody sees, opens or marks the notices of another."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from hoptac.accounts import gates
from hoptac.audit.models import Actor
from hoptac.common.errors import UserError
from hoptac.notices import actions, kinds, queries
from hoptac.notices.enums import Way
from hoptac.notices.models import Notice
from hoptac.web.render import page

PER_PAGE = 30


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """What a person was told, the newest first; a POST marks all as read."""
    user: Any = request.user
    if request.method == "POST":
        count = actions.read(user=user)
        messages.success(request, _("Đã đánh dấu đọc %s tin.") % count)
        return redirect("inbox:index")
    only_new = request.GET.get("show") == "unread"
    rows = Notice.objects.visible_to(user).order_by("-made_at", "-pk")
    pages = Paginator(rows.filter(read_at=None) if only_new else rows, PER_PAGE).get_page(request.GET.get("page"))
    shown = {"pages": pages, "told": queries.tell(pages), "unread": queries.unread(user), "all": rows.count(), "only_new": only_new}
    return page(request, "accounts/inbox/index.html", shown)


@login_required
@require_POST
def opened(request: HttpRequest, public_id: str) -> HttpResponse:
    """Marks one notice as read and leads to what it tells of."""
    user: Any = request.user
    row = gates.fetch(Notice.objects.all(), user, public_id=public_id)
    actions.read(user=user, ids=[row.public_id])
    return redirect(queries.tell([row])[0].url or "inbox:index")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def choices(request: HttpRequest) -> HttpResponse:
    """How each kind of notice comes."""
    user: Any = request.user
    trouble = ""
    if request.method == "POST":
        ways = {kind.code: request.POST[kind.code] for kind in kinds.kinds() if kind.code in request.POST}
        try:
            actions.choose(user=user, ways=ways, by=Actor.of(user))
        except UserError as error:
            trouble = error.sentence
        else:
            messages.success(request, _("Đã ghi cách báo tin."))
            return redirect("inbox:choices")
    now = queries.ways(user)
    rows = [
        {"code": kind.code, "label": kind.label, "way": now[kind.code], "ways": [pair for pair in Way.choices if _offered(kind, pair[0])]}
        for kind in kinds.kinds()
    ]
    return page(
        request, "accounts/inbox/choices.html", {"rows": rows, "trouble": trouble, "mail": user.email}, status=400 if trouble else 200
    )


def _offered(kind: kinds.Kind, way: str) -> bool:
    return not (kind.always and way == Way.NONE)
