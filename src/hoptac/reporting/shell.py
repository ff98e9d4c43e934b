"""What this room hangs into the shell of every page: the entry "Báo cáo" and links to its records."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy

from hoptac.common import links
from hoptac.web import shell


def report_url(public_id: str, day: date | None) -> str:
    """The page of an issued report; it is frozen, so the day in view does not matter."""
    return reverse("reporting:report", args=[public_id])


def register() -> None:
    """Called when the room starts."""
    shell.add_nav(shell.NavItem("reports", gettext_lazy("Báo cáo"), "reporting:index", 60, icon="print"))
    links.register("report", report_url)
