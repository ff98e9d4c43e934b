"""Pages of places: the tree of a day, and one unit with its history."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from hoptac.common.days import today
from hoptac.common.errors import UserError
from hoptac.common.text import format_day
from hoptac.places import home, listing
from hoptac.places.kept import remembered
from hoptac.places.queries import Found, by_key, period_words
from hoptac.places.shell import capital, map_note
from hoptac.places.tree import tree
from hoptac.web.days import day_of, own_day
from hoptac.web.render import page

EARLIEST = date(1900, 1, 1)  # the first day the date bar can show


def index(request: HttpRequest) -> HttpResponse:
    """The units of the home place on the day, or what a search finds in the whole country."""
    day, text = day_of(request), request.GET.get("q", "").strip()[:80]
    if request.GET.get("format") == "json":
        return JsonResponse({"places": listing.choices(text, day)})
    place_id = home.home_id()
    context = {
        "q": text,
        "results": listing.results(text, day) if text else [],
        "home": home.home(day),
        "branches": [] if text or place_id is None else remembered(("branches", place_id, day), lambda: listing.branches(place_id, day)),
        "note": map_note(place_id, day) if place_id is not None else "",
    }
    return page(request, "places/index.html", context)


def place(request: HttpRequest, key: str) -> HttpResponse:
    """One unit on the day of its address, or on the day in view."""
    try:
        found = by_key(key if "@" in key else f"{key}@{day_of(request).isoformat()}")
    except UserError as error:
        context = {"sentence": error.sentence, "others": listing.same_code(key), "key": key}
        return page(request, "places/unknown.html", context, status=404)
    own_day(request, max(EARLIEST, min(found.day, today())))
    day = day_of(request)
    seen = Found(home.nearest(found.place_id, day), day)
    about = remembered(("place", seen.unit.place_id, day), lambda: _about(seen), lambda about: 1500)
    return page(request, "places/place.html", about)


def _about(seen: Found) -> dict[str, object]:
    """Everything the page of a place shows of the map itself; other rooms hang their panels beside."""
    unit, day, map_ = seen.unit, seen.day, tree()
    stands = unit.holds(day)
    before, after = listing.steps(seen)
    below = map_.below(unit.place_id, day)
    known = home.verified_from(unit.place_id, day)
    return {
        "seen": seen,
        "unit": unit,
        "title": capital(unit.label),
        "stands": stands,
        "period": period_words(unit),
        "crumbs": [(line.label, line.url) for line in reversed(listing.above(unit, day))],
        "below": listing.branches(unit.place_id, day) if unit.level != "country" else [],
        "below_types": ", ".join(f"{count} {word}" for word, count in listing.by_type(below)),
        "tiles": listing.tiles(unit, day),
        "islands": listing.islands(unit, day),
        "before": before,
        "after": after,
        "homonyms": listing.homonyms(unit, day),
        "unverified": _("Bản đồ chưa kiểm chứng trước %s.") % format_day(known) if stands and day < known else "",
        "act": unit.act,
    }
