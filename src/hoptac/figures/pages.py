"""A board made ready for a page; the front door and the desk lay it out."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from hoptac.common import site
from hoptac.figures import board as make
from hoptac.figures.types import Figure
from hoptac.places import home
from hoptac.places.kept import remembered
from hoptac.places.shell import capital
from hoptac.places.tree import Unit, tree
from hoptac.web.render import piece

SECTIONS = ("lede", "headline", "rural", "ocop", "year", "places")


def sections_of(request: HttpRequest, day: date) -> dict[str, Any] | None:
    """The board written out, section by section, in the language of the page; the same for all. With the board itself as `b`."""
    board = board_of(day)
    if board is None:
        return None

    def write() -> dict[str, str]:
        return {name: piece(request, "figures/section.html", {"b": board, "name": name}) for name in SECTIONS}

    return {"b": board, **remembered(("sections", board["board"].place_id, day), write, lambda made: 500)}


def board_of(day: date) -> dict[str, Any] | None:
    """Everything the board of the home place shows on a day; None where there is no map of that day."""
    place_id = home.home_id()
    unit = None if place_id is None else tree().unit(place_id, day)
    if unit is None:
        return None
    return remembered(("board", unit.place_id, day), lambda: _board(unit, day), lambda board: 3000)


def _board(unit: Unit, day: date) -> dict[str, Any]:
    board = make.board(unit, day)
    tiles, ocop = make.tiles(board), make.ocop(board)
    if ocop:
        ocop["longest"] = max(row["total"]["value"] for row in ocop["rows"])
    return {
        "board": board,
        "title": _("Tổng quan %s") % unit.label if unit.level != "country" else _("Tổng quan cả nước"),
        "place": capital(unit.label),
        "headline": make.headline(board),
        "ladder": make.ladder(board),
        "districts": _districts(board),
        "former": bool(tiles) and tree().below(unit.place_id, day)[0].level != "district",
        "tiles": tiles,
        "map_key": make.map_key(board, tiles),
        "ocop": ocop,
        "by_place": make.by_place(board),
        "bars": make.BARS,
        "begins": begins(unit.place_id) if not board.has("htx.total") else None,
        "year": make.year(board),
    }


def begins(place_id: int) -> date | None:
    """The first day for which the site's register answers about a place."""
    map_ = tree()
    days = [area["from"] for area in site.get("coverage") or [] if map_.lineage(place_id) & map_.lineage(area["place"])]
    return min((date.fromisoformat(day) for day in days), default=None)


def _districts(board: make.Board) -> tuple[Figure, Figure] | None:
    """The district level while there was one."""
    done, advanced = board.fig("ntm.district.completed"), board.fig("ntm.district.advanced")
    return (done, advanced) if done.denominator else None
