"""The register as it was on a day, and as it was known at an instant. Corrections never overwrite, so both can be asked, together too."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from hoptac.registry import projection, rules
from hoptac.registry.models import Branch, Descent, Event, Organisation, State
from hoptac.registry.rules import Happening


@dataclass(frozen=True)
class Seen:
    """An organisation on a day: its state then (None: not founded yet, or no more), its dependent units, where it came from and went."""

    organisation: Organisation
    day: date
    known_at: datetime | None
    state: State | None
    states: tuple[State, ...]
    branches: tuple[Branch, ...]
    came_from: tuple[Descent, ...]
    went_to: tuple[Descent, ...]


def known_events(organisation: Organisation, known_at: datetime | None = None) -> list[Happening]:
    """The events of an organisation that were on record at the instant; all that are, without one."""
    rows = organisation.events.order_by("pk")
    if known_at is not None:
        rows = rows.filter(recorded_at__lte=known_at)
    return [Happening(*row) for row in rows.values_list(*projection.HAPPENING)]


def states(organisation: Organisation, known_at: datetime | None = None) -> list[State]:
    """Its states in order of their days: as stored, or as the events on record at the instant lead to (then not saved)."""
    if known_at is None:
        return list(organisation.states.order_by("valid_from"))
    return [projection.make_state(organisation, interval) for interval in rules.intervals(known_events(organisation, known_at))]


def seen(organisation: Organisation, day: date, known_at: datetime | None = None) -> Seen:
    """What an organisation was on a day, as we know it now or as we knew it at an instant."""
    known = states(organisation, known_at)
    if known_at is None:
        branches, out = list(organisation.branches.all()), list(organisation.descents_out.all())
        into = list(organisation.descents_in.all())
    else:
        events = known_events(organisation, known_at)
        branches, out = projection.branches(organisation, events), projection.descents(organisation, events)
        into = [row for row in organisation.descents_in.filter(event__recorded_at__lte=known_at)]
    return Seen(
        organisation,
        day,
        known_at,
        next((state for state in known if state.holds(day)), None),
        tuple(known),
        tuple(row for row in branches if row.valid_from <= day and (row.valid_to is None or day < row.valid_to)),
        tuple(row for row in into if row.on <= day),
        tuple(row for row in out if row.on <= day),
    )


def told_anew(known_at: datetime) -> set[int]:
    """The organisations of which something was recorded after the instant: only their states differ from what was known then."""
    return set(Event.objects.filter(recorded_at__gt=known_at).values_list("organisation_id", flat=True))


def states_known(organisation_ids: Iterable[int], known_at: datetime) -> list[tuple[State, dict[int, Event]]]:
    """The states of organisations as they were known at an instant, each with the events of its organisation by row number."""
    rows = Event.objects.filter(organisation_id__in=list(organisation_ids), recorded_at__lte=known_at).select_related("organisation")
    by_organisation: dict[int, list[Event]] = {}
    for row in rows.order_by("organisation_id", "pk"):
        by_organisation.setdefault(row.organisation_id, []).append(row)
    found = []
    for own in by_organisation.values():
        events = {row.pk: row for row in own}
        intervals = rules.intervals(projection.of_events(own))
        found += [(projection.make_state(own[0].organisation, interval), events) for interval in intervals]
    return found
