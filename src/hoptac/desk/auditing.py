"""The search of the trail: who did what on which record, when, why. For those with the right, and only the rows of their area."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from hoptac.accounts import gates
from hoptac.accounts.enums import Right
from hoptac.audit import queries, sentences
from hoptac.common.days import parse_day
from hoptac.common.errors import UserError
from hoptac.users.models import User
from hoptac.web.render import page
from hoptac.web.shell import here

TEXTS = ("actor", "act", "kind", "id")


@login_required
def search(request: HttpRequest) -> HttpResponse:
    """A page of the trail, the newest first; filters stand in the address."""
    gates.require(request.user, Right.AUDIT)  # type: ignore[arg-type]
    trouble, wanted = _wanted(request)
    lines, older = ([], None) if trouble else queries.search(wanted)
    shown = {"lines": lines, "older": here(request, before=older) if older else "", "trouble": trouble, "asked": request.GET}
    groups = [("", _("Mọi việc")), *sorted(_groups().items(), key=lambda pair: pair[1])]
    kinds = [("", _("Mọi hồ sơ")), *sorted(sentences.kinds().items(), key=lambda pair: pair[1])]
    return page(request, "desk/trail.html", {**shown, "groups": groups, "kinds": kinds, "everywhere": wanted.places is None})


def _wanted(request: HttpRequest) -> tuple[str, queries.Wanted]:
    """What the address asks for; a sentence where it cannot be read."""
    given: dict[str, Any] = {name: request.GET.get(name, "").strip()[:80] for name in TEXTS}
    viewer: User = request.user  # type: ignore[assignment]
    given |= {"places": gates.places(viewer, Right.AUDIT), "own": viewer.username}
    before = request.GET.get("before", "")
    given["before"] = int(before) if re.fullmatch(r"[0-9]{1,18}", before) else None
    try:
        given["day"] = _day(request.GET.get("on", "").strip())
    except UserError as error:
        return error.sentence, queries.Wanted(**given)
    return "", queries.Wanted(**given)


def _day(text: str) -> date | None:
    match = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text)
    return parse_day(f"{match[3]}-{match[2]:0>2}-{match[1]:0>2}" if match else text) if text else None


def _groups() -> dict[str, str]:
    """What may be chosen among acts: the kinds of records they are about, told by the first word of the act."""
    words = {"user": _("Tài khoản và đăng nhập"), "role": _("Vai trò"), "organisation": _("Sự kiện của tổ chức")}
    words |= {"recognition": _("Danh hiệu"), "finding": _("Mục máy đọc"), "report": _("Báo cáo"), "person": _("Dữ liệu cá nhân")}
    return words | {
        "sheet": _("Nhập bảng tính"),
        "document": _("Văn bản"),
        "figure": _("Số đã công bố"),
        "factor": _("Bước hai"),
    }


def door(request: HttpRequest, viewer: Any) -> str | None:
    """The way to the search, on the desk of those who may look."""
    if not gates.may(viewer, Right.AUDIT):
        return None
    return render_to_string("desk/trail_door.html", {}, request)


def address(id: str, day: date | None = None) -> str:
    """The search, for rooms beneath that link it: `kind/id` narrows it to a record, `actor/NAME` to a person, nothing to nothing."""
    kind, _slash, name = id.partition("/")
    narrowed = f"?actor={name}" if kind == "actor" else f"?kind={kind}&id={name}" if name else ""
    return reverse("desk:trail") + narrowed
