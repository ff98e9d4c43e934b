"""Alive or on paper: three counts that are never mixed, and those that wait to be dissolved with what blocks it.

What blocks a dissolution (assets, debts, papers) the register does not hold: unknown is said to be unknown.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from hoptac.registry import listing, liveness
from hoptac.registry.enums import EventKind, Legal
from hoptac.registry.models import Event, State


@dataclass(frozen=True)
class Waiting:
    """An organisation that stopped and still stands in the register."""

    state: State
    stopped: date | None
    last: liveness.Sign | None
    obstacles: tuple[tuple[str, str], ...]


def obstacles(state: State) -> tuple[tuple[str, str], ...]:
    """What may block the dissolution, each with what is known of it."""
    unknown = _("chưa rõ: sổ chưa có số liệu")
    papers = _("đang làm thủ tục") if state.legal == Legal.WINDING_UP else _("chưa rõ: chưa có hồ sơ giải thể trong sổ")
    return ((_("Tài sản chung không chia"), unknown), (_("Công nợ, thuế"), unknown), (_("Hồ sơ, con dấu"), papers))


def waiting(states: list[State], day: date) -> list[Waiting]:
    """The given states of the list, each with since when, its last sign of life, and what blocks it."""
    ids = [state.organisation_id for state in states]
    signs = liveness.signs(ids, day)
    stops = Event.objects.filter(organisation_id__in=ids, kind=EventKind.STOPPED, valid_on__lte=day, corrected_by=None)
    stopped = dict(stops.order_by("valid_on").values_list("organisation_id", "valid_on"))
    return [
        Waiting(one, stopped.get(one.organisation_id), next(iter(signs[one.organisation_id]), None), obstacles(one)) for one in states
    ]


def filters(place_id: int | None) -> listing.Filters:
    """The list of those that stopped."""
    return listing.Filters(place_id=place_id, standing="inactive")


