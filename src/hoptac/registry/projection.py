"""From the events of organisations to the rows that follow from them: states, branches, descents, deltas. Nothing here is a source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from hoptac.common.text import fold
from hoptac.registry import deltas, rules, searching
from hoptac.registry.enums import JOINING, EventKind
from hoptac.registry.models import Branch, Descent, Event, Organisation, State
from hoptac.registry.rules import Happening, Interval

HAPPENING = ("pk", "kind", "valid_on", "place_id", "corrects_id", "data")
STATE = tuple(field.attname for field in State._meta.concrete_fields if field.name != "id")
SHARES = {EventKind.SPLIT: "part", EventKind.DIVIDED: "part"}  # of a merged or consolidated one the whole goes over


def happenings(organisation: Organisation) -> list[Happening]:
    """All recorded events of an organisation, as the rules read them."""
    return [Happening(*row) for row in organisation.events.order_by("pk").values_list(*HAPPENING)]


def make_state(organisation: Organisation, interval: Interval) -> State:
    """The row of a state, not saved."""
    return State(
        organisation=organisation,
        valid_from=interval.valid_from,
        valid_to=interval.valid_to,
        kind=interval.kind,
        name=interval.name,
        search_key=fold(interval.name),
        place_id=interval.place_id,
        sector=interval.sector,
        legal=interval.legal,
        operating=interval.operating,
        facts=interval.facts,
        began_by_id=interval.began,
        ended_by_id=interval.ended,
    )


def values(state: State) -> tuple:
    """A state without its row number, to compare."""
    return tuple(getattr(state, name) for name in STATE)


def pieces(states: Iterable[State], events: dict[int, tuple[str, date]]) -> list[deltas.Piece]:
    """The states as counting sees them; `events`: kind and day of each event."""
    found = []
    for state in states:
        began, began_on = events[state.began_by_id]
        ended, ended_on = events[state.ended_by_id] if state.ended_by_id is not None else (None, None)
        words = (state.kind, state.legal, state.operating, state.sector, state.valid_from, state.valid_to)
        found.append(deltas.Piece(state.place_id, *words, began, began_on, ended, ended_on))
    return found


def days_of(events: Iterable[Happening]) -> dict[int, tuple[str, date]]:
    """Kind and day of each event."""
    return {one.order: (one.kind, one.on) for one in events}


def project(organisation: Organisation, events: list[Happening] | None = None) -> None:
    """Makes what follows from the events of an organisation anew, writing only what differs. Call it in the transaction of the event.

    Raises UserError for events that cannot be.
    """
    events = happenings(organisation) if events is None else events
    wanted = [make_state(organisation, interval) for interval in rules.intervals(events)]
    stored = list(organisation.states.order_by("valid_from"))
    days = days_of(events)
    before = deltas.marks(pieces(stored, days), organisation.is_synthetic)
    after = deltas.marks(pieces(wanted, days), organisation.is_synthetic)
    _replace(stored, wanted)
    deltas.write(difference(after, before))
    if any(one.kind in (EventKind.OPENED, EventKind.CLOSED) for one in events):
        project_branches(organisation, events)
    if any(one.kind in JOINING for one in events):
        project_descents(organisation, events)
    keep_certificate(organisation, wanted)
    searching.keep({organisation: wanted})


def difference(after: Counter, before: Counter) -> dict[deltas.Mark, int]:
    """What leads from one set of deltas to the other."""
    return {mark: n for mark in after.keys() | before.keys() if (n := after[mark] - before[mark])}


def _replace(stored: list[State], wanted: list[State]) -> None:
    """Writes only the states that differ: mostly the last one, which an event closes, and the next."""
    have = {values_key(state): state for state in stored}
    keep = {values_key(state) for state in wanted}
    gone = [state.pk for key, state in have.items() if key not in keep]
    if gone:
        State.objects.filter(pk__in=gone).delete()
    State.objects.bulk_create([state for state in wanted if values_key(state) not in have])


def values_key(state: State) -> str:
    """The values of a state as text that can be looked up; its facts may hold lists."""
    return repr(values(state))


def branches(organisation: Organisation, events: Iterable[Happening]) -> list[Branch]:
    """The dependent units, open and closed, that the events tell of; not saved."""
    found: list[Branch] = []
    for one in rules.in_force(events):
        told: dict[str, Any] = one.data.get("branch", {})
        if one.kind == EventKind.OPENED:
            found.append(_branch(organisation, one, told))
        elif one.kind == EventKind.CLOSED:
            fits = [row for row in found if row.valid_to is None and row.code == told.get("code", "") and row.valid_from < one.on]
            if fits:
                fits[-1].valid_to, fits[-1].closed_by_id = one.on, one.order
    return found


def _branch(organisation: Organisation, one: Happening, told: dict[str, Any]) -> Branch:
    return Branch(
        organisation=organisation,
        valid_from=one.on,
        kind=told.get("kind", "branch"),
        code=told.get("code", ""),
        name=told.get("name", ""),
        address=told.get("address", ""),
        place_id=one.place_id,
        opened_by_id=one.order,
    )


def project_branches(organisation: Organisation, events: Iterable[Happening]) -> None:
    """Makes the branches of an organisation anew."""
    known = {row.opened_by_id: row.public_id for row in organisation.branches.all()}
    organisation.branches.all().delete()
    rows = branches(organisation, events)
    for row in rows:
        row.public_id = known.get(row.opened_by_id, row.public_id)
    Branch.objects.bulk_create(rows)


def descents(organisation: Organisation, events: Iterable[Happening]) -> list[Descent]:
    """Which organisations came from this one, and how much of it; not saved."""
    told = [(one, _names(one.data.get("into"))) for one in rules.in_force(events) if one.kind in JOINING]
    if not told:
        return []
    ids = dict(Organisation.objects.filter(public_id__in={name for _one, names in told for name in names}).values_list("public_id", "pk"))
    return [
        Descent(
            predecessor=organisation,
            successor_id=ids[name],
            kind=one.kind,
            on=one.on,
            share=SHARES.get(EventKind(one.kind), "whole"),
            event_id=one.order,
        )
        for one, names in told
        for name in names
        if name in ids
    ]


def _names(told: Any) -> list[str]:
    return [told] if isinstance(told, str) else list(told or ())


def project_descents(organisation: Organisation, events: Iterable[Happening]) -> None:
    """Makes the descents out of an organisation anew."""
    organisation.descents_out.all().delete()
    Descent.objects.bulk_create(descents(organisation, events))


def certificate_of(states: Sequence[State]) -> dict[str, Any]:
    """The columns that tell of the certificate as last issued."""
    told: dict[str, Any] = states[-1].facts.get("certificate", {}) if states else {}
    return {
        "certificate_no": told.get("no", ""),
        "certificate_date": date.fromisoformat(told["date"]) if told.get("date") else None,
        "certificate_issuer": told.get("issuer", ""),
        "certificate_address": told.get("address", ""),
    }


def keep_certificate(organisation: Organisation, states: Sequence[State]) -> None:
    """Writes the certificate's columns where they differ from the last state's."""
    wanted = certificate_of(states)
    if any(getattr(organisation, name) != value for name, value in wanted.items()):
        for name, value in wanted.items():
            setattr(organisation, name, value)
        organisation.save(update_fields=list(wanted))


def of_events(rows: Iterable[Event]) -> list[Happening]:
    """Events that were just made, as the rules read them."""
    return [Happening(row.pk, row.kind, row.valid_on, row.place_id, row.corrects_id, row.data) for row in rows]
