"""The page of one organisation, on the map of any day, as it is known now or was known on a day."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from hoptac.accounts import gates
from hoptac.accounts.enums import Right
from hoptac.audit import queries as trail
from hoptac.common.days import today
from hoptac.common.errors import UserError
from hoptac.registry import life, listing
from hoptac.registry.acting import rights
from hoptac.registry.acting.menu import of_event
from hoptac.registry.enums import Waiting
from hoptac.registry.models import Organisation
from hoptac.web.days import day_of, read_day, with_day
from hoptac.web.render import page

TRAIL = 10  # lines of the trail on the page


def organisation(request: HttpRequest, public_id: str) -> HttpResponse:
    """One organisation: what it was on the day, its history cut by the day, where it stood then and stands now."""
    found = gates.fetch(Organisation.objects.all(), request.user, public_id=public_id)  # type: ignore[arg-type]
    known, trouble = _known(request)
    seen = life.read(found, day_of(request), life.instant(known))
    standing = seen.standing
    may = rights.may_record(request.user, found)
    context = {
        "organisation": found,
        "life": seen,
        "standing": listing.standing_words(standing),
        "tone": listing.WORDS.get(standing, ("none", "clock")),
        "name": seen.shown.name if seen.shown else found.public_id,
        "today": today(),
        "known": known if life.instant(known) else None,
        "known_trouble": trouble,
        "may": may,
        "mends": _mends(request, found) if may else {},
        "withdrawn": life.withdrawn(found),
        "waiting": list(found.proposals.filter(state=Waiting.WAITING)) if may else [],
        "trail": trail.history("organisation", found.public_id, TRAIL) if may or _audits(request, found) else [],
    }
    return page(request, "registry/organisation.html", context)


def _audits(request: HttpRequest, found: Organisation) -> bool:
    place_id, _sector = rights.seat(found)
    return place_id is not None and gates.may(request.user, Right.AUDIT, place_id)  # type: ignore[arg-type]


def _known(request: HttpRequest) -> tuple[date | None, str]:
    text = request.GET.get("known", "").strip()
    try:
        return (read_day(text) if text else None), ""
    except UserError as error:
        return None, error.sentence


def _mends(request: HttpRequest, found: Organisation) -> dict[str, list[tuple[str, str]]]:
    """For each event that stands, the forms by which it is corrected or taken back."""
    links: dict[str, list[tuple[str, str]]] = {}
    for event in found.events.filter(corrected_by=None).exclude(kind="withdrawn"):
        args = [found.public_id, event.public_id]
        forms = [(_("Sửa"), "registry:correct")] if of_event(event) else []
        forms.append((_("Rút"), "registry:withdraw"))
        links[event.public_id] = [(label, with_day(reverse(name, args=args), request)) for label, name in forms]
    return links
