"""Where the page of a place is."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from hoptac.places.queries import by_key
from hoptac.places.tree import Unit, day_before, tree


def place_url(place_id: int, day: date) -> str:
    """The page of a place seen at a day; a place that is not on that day's map is addressed by its first known day."""
    unit = tree().unit(place_id, day)
    if unit is not None:
        return reverse("places:place", args=[unit.key(day)])
    return f"{reverse('places:place', args=[tree().permanent_key(place_id)])}?as_of={day.isoformat()}"


def unit_url(unit: Unit, day: date | None = None) -> str:
    """The page of one version of a place: on the day if it held then, else on its last day or its first known one."""
    if day is None or not unit.holds(day):
        day = day_before(unit.valid_to) if unit.valid_to else max(unit.valid_from, unit.verified_from)
    return reverse("places:place", args=[unit.key(day)])


def record_url(key: str, day: date | None) -> str:
    """The page of the place behind CODE@DAY, seen at a day."""
    found = by_key(key)
    return place_url(found.place_id, day or found.day)
