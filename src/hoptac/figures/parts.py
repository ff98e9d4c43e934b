"""Which parts a split has, so that those with nothing in them are shown as zero."""

from __future__ import annotations

from datetime import date

from hoptac.figures.indicators import Indicator
from hoptac.programmes.data import programme
from hoptac.registry.enums import Sector
from hoptac.registry.models import Producer


def known(indicator: Indicator, by: str, day: date) -> list[str]:
    """The keys of a split that is not by place, in their order; a key outside them may still occur in old records."""
    params = indicator.params
    if by == "kind":
        return list(params.get("kind", Producer.values))
    if by == "sector":
        return list(Sector.values)
    if by == "star":
        return sorted(programme(params["programme"]).levels, reverse=True)
    if by == "group":
        groups = programme(params["programme"]).groups
        return [code for code, names in groups.items() if any(n["from"] <= day and (n.get("to") is None or day < n["to"]) for n in names)]
    return []
