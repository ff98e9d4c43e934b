"""Recording many organisations with all that happened to them: by the rules of single acts, in a few statements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from hoptac.audit import actions as audit
from hoptac.audit.models import Actor
from hoptac.common import ports
from hoptac.common.text import nfc, normalise_symbol
from hoptac.directives import actions as directives
from hoptac.directives.models import Document
from hoptac.places.models import Place
from hoptac.registry import deltas, rules, searching
from hoptac.registry.actions import check_place
from hoptac.registry.enums import JOINING, EventKind
from hoptac.registry.models import Event, Organisation, State
from hoptac.registry.projection import days_of, keep_certificate, make_state, of_events, pieces, project_branches, project_descents

BATCH = 1000
ASIDE = {*JOINING, EventKind.OPENED, EventKind.CLOSED}


@dataclass(frozen=True)
class Past:
    """One event of an organisation's history."""

    kind: str
    on: date
    document: str = ""
    place_id: int | None = None
    data: dict[str, Any] = field(default_factory=dict)
    note: str = ""

    @property
    def told_on(self) -> date:
        """The day on whose map the place is told: `data["place_on"]` where a later paper tells of an earlier day, else the event's own."""
        return date.fromisoformat(self.data["place_on"]) if "place_on" in self.data else self.on


@dataclass(frozen=True)
class History:
    """An organisation with its events, in the order in which they are recorded; the first one is its registration."""

    events: Sequence[Past]
    tax_code: str | None = None
    source: str = ""
    is_synthetic: bool = False


def record_histories(*, histories: Sequence[History], by: Actor) -> list[Organisation]:
    """Records all or none, each event and its row in the trail as single acts would; gives the organisations in the same order.

    Raises UserError where a history cannot be: an event before the founding, at a place that was not there.
    """
    with transaction.atomic():
        organisations = Organisation.objects.bulk_create(
            [Organisation(tax_code=one.tax_code or None, source=one.source, is_synthetic=one.is_synthetic) for one in histories],
            batch_size=BATCH,
        )
        pairs = list(zip(organisations, histories, strict=True))
        _check_places(histories)
        events = _record(pairs)
        _project(events)
        audit.write_all(by=by, acts=(_act(event) for event in events))
    return organisations


def _check_places(histories: Iterable[History]) -> None:
    stands = {(past.place_id, past.told_on) for one in histories for past in one.events if past.place_id is not None}
    places = Place.objects.in_bulk({place_id for place_id, _on in stands})
    for place_id, on in stands:
        check_place(places[place_id], on)


def _record(pairs: Iterable[tuple[Organisation, History]]) -> list[Event]:
    known = _known_documents({past.document for _organisation, one in pairs for past in one.events})
    events = []
    for organisation, one in pairs:
        for past in one.events:
            ports.ask_guards("registry.event", organisation=organisation, kind=past.kind, on=past.on)
            events.append(_event(organisation, past, known.get(past.document), one.is_synthetic))
    return Event.objects.bulk_create(events, batch_size=BATCH)


def _known_documents(labels: Iterable[str]) -> dict[str, Document | None]:
    """The recorded documents among the labels; most labels are of none, so the numbers on record are read once."""
    keys = set(Document.objects.exclude(symbol_key="").values_list("symbol_key", flat=True))
    return {label: directives.known(number=label) for label in labels if label and normalise_symbol(label) in keys}


def _event(organisation: Organisation, past: Past, document: Document | None, synthetic: bool) -> Event:
    return Event(
        organisation=organisation,
        kind=past.kind,
        valid_on=past.on,
        place_id=past.place_id,
        document=document,
        document_label=nfc(past.document)[:200],
        data=past.data,
        note=nfc(past.note),
        is_synthetic=synthetic,
    )


def _project(events: Iterable[Event]) -> None:
    """Makes the states of all organisations from their events, and what is counted from them."""
    by_organisation: dict[int, list[Event]] = {}
    for event in events:
        by_organisation.setdefault(event.organisation_id, []).append(event)
    states: list[State] = []
    by_owner: dict[Organisation, list[State]] = {}
    marks: Counter[deltas.Mark] = Counter()
    for own in by_organisation.values():
        organisation, told = own[0].organisation, of_events(own)
        made = [make_state(organisation, interval) for interval in rules.intervals(told)]
        states += made
        by_owner[organisation] = made
        marks.update(deltas.marks(pieces(made, days_of(told)), organisation.is_synthetic))
        if any(one.kind in ASIDE for one in told):
            project_branches(organisation, told)
            project_descents(organisation, told)
        keep_certificate(organisation, made)
    State.objects.bulk_create(states, batch_size=BATCH)
    deltas.write(marks)
    searching.keep(by_owner)


def _act(event: Event) -> audit.Act:
    organisation = event.organisation
    told = {"event": event.public_id, "on": event.valid_on, "document": event.document_label}
    return audit.Act(f"organisation.{event.kind}", "organisation", organisation.public_id, told, event.place_id)
