"""One organisation as a page tells it: what it was on a day, its life as a strip, its events as sentences."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from hoptac.common.days import today
from hoptac.common.text import format_day
from hoptac.places.scope import scope_of
from hoptac.places.tree import tree
from hoptac.registry import listing
from hoptac.registry.enums import EventKind, Kind, Sector
from hoptac.registry.models import Event, Organisation, State

ICONS = {
    EventKind.REGISTERED: "flag", EventKind.CHANGED: "edit", EventKind.MOVED: "move", EventKind.PLACED: "map",
    EventKind.SUSPENDED: "clock", EventKind.RESUMED: "check", EventKind.STOPPED: "warn", EventKind.RESTARTED: "check",
    EventKind.CONVERTED: "split", EventKind.MERGED: "merge", EventKind.DIVIDED: "split",
    EventKind.REVOKED: "close", EventKind.DISSOLVED: "close",
}  # fmt: skip
TONES = {"active": "acc", "suspended": "warn", "inactive": "bad"}


@dataclass(frozen=True)
class Life:
    """What a page needs of one organisation. `state` is None before its founding and after its end; `shown` is then the nearest."""

    organisation: Organisation
    day: date
    states: list[State]
    state: State | None
    shown: State | None
    events: list[dict[str, Any]] = field(default_factory=list)

    @property
    def standing(self) -> str:
        """active, suspended, inactive, ended or unborn on the day."""
        if self.state is not None:
            return listing.standing_of(self.state.legal, self.state.operating)
        return "ended" if self.states and self.states[0].valid_from <= self.day else "unborn"

    @property
    def began_on(self) -> date | None:
        return self.states[0].valid_from if self.states else None

    @property
    def ended_on(self) -> date | None:
        return self.states[-1].valid_to if self.states else None

    @property
    def periods(self) -> list[dict[str, Any]]:
        """Its states as a strip; neighbours of one standing are one."""
        strip: list[dict[str, Any]] = []
        for state in self.states:
            word = listing.standing_of(state.legal, state.operating)
            if strip and strip[-1]["word"] == word and strip[-1]["end"] == state.valid_from:
                strip[-1]["end"] = state.valid_to
            else:
                label = listing.standing_words(word)
                strip.append({"word": word, "start": state.valid_from, "end": state.valid_to, "label": label, "tone": TONES[word]})
        return strip

    @property
    def place(self) -> listing.Located | None:
        """Where it stands or stood, by the names of the day in view."""
        return listing.located(self.shown.place_id, self.day) if self.shown else None

    @property
    def place_now(self) -> str:
        """What its place belongs to today, where the map has changed since the day in view."""
        if self.shown is None or tree().unit(self.shown.place_id, today()) is not None:
            return ""
        hints = frozenset(state.place_id for state in self.states)
        return listing.later_names(scope_of(self.shown.place_id, today()).narrowed(self.shown.place_id, today(), hints), today())


def read(organisation: Organisation, day: date) -> Life:
    """The life of an organisation, seen at a day."""
    states = list(organisation.states.order_by("valid_from"))
    state = next((s for s in states if s.holds(day)), None)
    shown = state or (None if not states else states[-1] if states[0].valid_from <= day else states[0])
    return Life(organisation, day, states, state, shown, _events(organisation))


def _events(organisation: Organisation) -> list[dict[str, Any]]:
    """The events that stand; one that corrects another says so."""
    rows = list(organisation.events.order_by("valid_on", "pk"))
    by_id = {row.pk: row for row in rows}
    replaced = {row.corrects_id for row in rows if row.corrects_id}
    return [_event(row, by_id) for row in rows if row.pk not in replaced and row.kind != EventKind.WITHDRAWN]


def _event(event: Event, by_id: dict[int, Event]) -> dict[str, Any]:
    return {
        "day": event.valid_on,
        "title": _capital(EventKind(event.kind).label),
        "text": ". ".join(part for part in (_told(event), _correction(event, by_id), event.note) if part),
        "icon": ICONS.get(event.kind, "check"),
        "source": event.document_label,
        "synthetic": event.is_synthetic,
    }


def _told(event: Event) -> str:
    """What an event says in words: the new name, sector, kind or place."""
    data, parts = event.data, []
    if data.get("name") and event.kind != EventKind.REGISTERED:
        parts.append(_("Tên mới: %s") % data["name"])
    if data.get("kind") in Kind.values:
        parts.append(_capital(Kind(data["kind"]).label))
    if data.get("sector") in Sector.values:
        parts.append(_("lĩnh vực %s") % Sector(data["sector"]).label)
    if event.place_id is not None:
        where = listing.located(event.place_id, event.valid_on)
        parts.append(", ".join(part for part in (where.name, where.above) if part))
    return ", ".join(parts)


def _correction(event: Event, by_id: dict[int, Event]) -> str:
    old = by_id.get(event.corrects_id or 0)
    return _("Sửa một ghi chép trước, ngày %s") % format_day(old.valid_on) if old else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
