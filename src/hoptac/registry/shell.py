"""What this room hangs into the shell of every page: navigation, links to its records, panels on lower rooms' pages."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy

from hoptac.common import links
from hoptac.web import panels, shell


def organisation_url(public_id: str, day: date | None) -> str:
    """The page of an organisation, seen at a day."""
    return reverse("registry:organisation", args=[public_id]) + (f"?as_of={day.isoformat()}" if day else "")


def register() -> None:
    """Called when the room starts."""
    from hoptac.registry.panels import in_place, of_people, waiting_acts

    shell.add_nav(shell.NavItem("organisations", gettext_lazy("Tổ chức"), "registry:index", 30, icon="organisation"))
    links.register("organisation", organisation_url)
    panels.register("place.main", 20, in_place)
    panels.register("desk.aside", 10, waiting_acts)
    panels.register("organisation.main", 40, of_people)
    links.register("person", lambda id, _day: reverse("registry:person", args=[id]))
