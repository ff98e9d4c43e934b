"""Panels this room hangs on the pages of lower rooms."""

from __future__ import annotations

from django.http import HttpRequest

from hoptac.figures.ask import year_before
from hoptac.figures.indicators import indicators
from hoptac.figures.queries import count, figure
from hoptac.figures.types import Figure, Number
from hoptac.places.kept import remembered
from hoptac.places.queries import Found
from hoptac.places.tree import tree
from hoptac.web.render import piece


def of_place(request: HttpRequest, seen: Found) -> str | None:
    """The key counts of a place on the day, with the change in a year where the place stood a year before."""
    if not seen.unit.holds(seen.day) or seen.unit.level == "country":
        return None
    lines = remembered(("of_place", seen.place_id, seen.day), lambda: _lines(seen))
    return piece(request, "figures/of_place.html", {"lines": lines, "missing": all(fig.value is None for fig, _change in lines)})


def _lines(seen: Found) -> list[tuple[Figure, Number | str | None]]:
    since = year_before(seen.day)
    since = since if tree().unit(seen.place_id, since) else None  # type: ignore[assignment]
    rows = [
        figure(one.code, seen.place_id, as_of=seen.day, since=since)
        for one in indicators().values()
        if one.basis == "counted" and one.kind == "stock"
    ]
    return [(fig, _change(fig, seen)) for fig in rows if _tells(fig)]


def _change(fig: Figure, seen: Found) -> Number | str | None:
    """The difference in a year; "map" where the two are shares of different wholes; None where one of them is unknown."""
    if fig.value is None or fig.earlier is None or fig.since is None:
        return None
    if fig.denominator is not None and fig.denominator != count(fig.indicator, seen.place_id).denominator(fig.since):
        return "map"
    return fig.value - fig.earlier  # type: ignore[operator]


def _tells(fig: Figure) -> bool:
    """Titles of a level that does not lie in the place say nothing there."""
    params = fig.indicator.params
    if fig.indicator.measure == "programmes.titles":
        return bool(fig.denominator) and params["subject_level"] != "province"
    return "level" not in params  # one star alone: the passport of all stars shows it
