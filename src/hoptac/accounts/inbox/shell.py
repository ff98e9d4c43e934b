"""What this part hangs into the shell: the bell, and the addresses of its pages."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from hoptac.common import links
from hoptac.notices import queries
from hoptac.web import shell


def register() -> None:
    """Called when the room starts."""
    shell.set_bell(bell)
    links.register("notices", lambda id, _day: _page(f"inbox:{id}"))
    links.register("profile", lambda _id, _day: _page("profile"))
    links.register("role.proposal", lambda _id, _day: _page("people:proposals"))


def _page(name: str) -> str:
    """An address; empty where the site has no doors."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def bell(request: HttpRequest) -> shell.Bell:
    """How many notices wait for who is signed in."""
    count = queries.unread(request.user)  # type: ignore[arg-type]
    return shell.Bell(count, reverse("inbox:index"), _("%s tin chưa đọc") % count if count else _("Hộp báo tin"))
