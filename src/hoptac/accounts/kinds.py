"""The kinds of scope of the rooms beneath: a place, and an agency (a body that sits at a place)."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hoptac.accounts import areas
from hoptac.accounts.areas import Successor
from hoptac.common.errors import UserError
from hoptac.common.text import fold
from hoptac.places.models import AgencyVersion
from hoptac.places.queries import find
from hoptac.places.tree import Tree, day_before, tree


def _place_id(id: str) -> int | None:
    return int(id) if id.isdecimal() and len(id) < 19 and int(id) in tree().versions else None


def find_place(text: str, day: date) -> str:
    """The place a name or CODE@DAY means on the day."""
    return str(find(text, day).place_id)


def place_name(id: str, day: date) -> str:
    """What the place is called on the day, else what it was called last."""
    place_id = _place_id(id)
    if place_id is None:
        return _("một nơi không còn trong danh mục")
    return (tree().unit(place_id, day) or tree().last(place_id)).full_name


def place_exists(id: str, day: date) -> bool:
    """Whether the place is on the day's map."""
    place_id = _place_id(id)
    return place_id is not None and tree().unit(place_id, day) is not None


def place_roots(id: str, day: date) -> frozenset[int]:
    """The place itself."""
    place_id = _place_id(id)
    return frozenset() if place_id is None else frozenset({place_id})


def place_seat(id: str, day: date) -> int | None:
    """The place itself."""
    return _place_id(id)


def place_successors(id: str, day: date) -> list[Successor]:
    """What took the territory of a place that is gone on the day: by its successions, else the units that now hold its communes."""
    place_id = _place_id(id)
    if place_id is None:
        return []
    map_ = tree()
    links = [link for link in map_.out.get(place_id, ()) if link.on <= day]
    if links:
        found = [Successor(str(link.successor_id), link.share) for link in links]
    else:
        found = [Successor(str(unit_id), "") for unit_id in _holding(map_, place_id, day)]
    return sorted(found, key=lambda one: (one.share != "whole", place_name(one.id, day)))


def _holding(map_: Tree, place_id: int, day: date) -> set[int]:
    """The units of the day that hold the territory of what lay inside the place on its last day."""
    ended = map_.ended(place_id)
    if ended is None:
        return set()
    inside = [unit.place_id for unit in map_.inside(place_id, day_before(ended))]
    return set().union(*(map_.carried(one, day) for one in inside)) if inside else set()


def place_ended(id: str) -> date | None:
    """The first day after the place."""
    place_id = _place_id(id)
    return None if place_id is None else tree().ended(place_id)


def _version(id: str, day: date) -> AgencyVersion | None:
    return AgencyVersion.objects.on(day).filter(agency__uid=id).first()


def find_agency(text: str, day: date) -> str:
    """The body whose name or short name is this on the day."""
    wanted = fold(text)
    rows = AgencyVersion.objects.on(day).select_related("agency")
    fits = [row for row in rows if wanted in (fold(row.name), fold(row.short_name), fold(row.agency.uid))]
    if len({row.agency_id for row in fits}) != 1:
        near = [row.name for row in rows if wanted and wanted in fold(row.name)][:8]
        raise UserError(_("Không tìm thấy đúng một cơ quan tên “%s”. Viết đủ tên như trong danh mục.") % text[:80], near)
    return str(fits[0].agency.uid)


def agency_name(id: str, day: date) -> str:
    """What the body is called on the day, else what it was called last."""
    row = _version(id, day) or AgencyVersion.objects.filter(agency__uid=id).order_by("-valid_from").first()
    return row.name if row else _("một cơ quan không còn trong danh mục")


def agency_exists(id: str, day: date) -> bool:
    """Whether the body is there on the day."""
    return _version(id, day) is not None


def agency_seat(id: str, day: date) -> int | None:
    """The place the body sits at."""
    row = _version(id, day)
    return row.place_id if row else None


def agency_roots(id: str, day: date) -> frozenset[int]:
    """A body acts for the whole of the place it sits at."""
    seat = agency_seat(id, day)
    return frozenset() if seat is None else frozenset({seat})


def agency_successors(id: str, day: date) -> list[Successor]:
    """Who took over the work of a body that ended."""
    row = AgencyVersion.objects.filter(agency__uid=id, valid_to__lte=day).order_by("-valid_from").select_related("successor").first()
    return [Successor(row.successor.uid, "whole")] if row and row.successor else []


def agency_ended(id: str) -> date | None:
    """The first day after the body."""
    last = AgencyVersion.objects.filter(agency__uid=id).order_by("-valid_from").first()
    return last.valid_to if last else None


def register() -> None:
    """Called when the room starts."""
    areas.register(
        areas.Kind(
            "place", gettext_lazy("địa bàn"), find_place, place_name, place_exists, place_roots, place_seat, place_successors,
            place_ended, gettext_lazy("tên, Tên (tỉnh) hoặc MÃ@NGÀY"),
        )
    )  # fmt: skip
    areas.register(
        areas.Kind(
            "agency", gettext_lazy("cơ quan"), find_agency, agency_name, agency_exists, agency_roots, agency_seat, agency_successors,
            agency_ended, gettext_lazy("tên đầy đủ của cơ quan"),
        )
    )  # fmt: skip
