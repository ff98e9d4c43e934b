"""One organisation as a page tells it: what it was on a day, as known now or at an instant; its life as a strip and as sentences."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils.translation import gettext as _

from hoptac.common import links
from hoptac.common.days import VIET_NAM, today
from hoptac.places.scope import scope_of
from hoptac.places.tree import tree
from hoptac.registry import listing, liveness, queries, sentences
from hoptac.registry.acts import name_on
from hoptac.registry.enums import EventKind, Operating
from hoptac.registry.models import Event, Organisation, State
from hoptac.registry.sentences import Sentence

ICONS = {
    EventKind.REGISTERED: "flag", EventKind.CHANGED: "edit", EventKind.MOVED: "move", EventKind.PLACED: "map",
    EventKind.SUSPENDED: "clock", EventKind.RESUMED: "check", EventKind.STOPPED: "warn", EventKind.RESTARTED: "check",
    EventKind.CONVERTED: "split", EventKind.MERGED: "merge", EventKind.CONSOLIDATED: "merge", EventKind.RECEIVED: "merge",
    EventKind.DIVIDED: "split", EventKind.SPLIT: "split", EventKind.OPENED: "plus", EventKind.CLOSED: "minus",
    EventKind.REVOKED: "close", EventKind.DISSOLVED: "close", EventKind.BANKRUPT: "close", EventKind.STATUS: "info",
}  # fmt: skip
TONES = {"active": "acc", "suspended": "warn", "inactive": "bad"}
CONTENT = ("address", "vsic", "charter_capital", "representative", "members")


@dataclass(frozen=True)
class Life:
    """What a page needs of one organisation. `state` is None before its founding and after its end; `shown` is then the nearest."""

    seen: queries.Seen
    shown: State | None
    events: list[dict[str, Any]] = field(default_factory=list)

    @property
    def organisation(self) -> Organisation:
        return self.seen.organisation

    @property
    def day(self) -> date:
        return self.seen.day

    @property
    def state(self) -> State | None:
        return self.seen.state

    @property
    def states(self) -> tuple[State, ...]:
        return self.seen.states

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

    @property
    def content(self) -> list[tuple[str, str]]:
        """Registered content beyond name, kind and place, in words."""
        facts = self.shown.facts if self.shown else {}
        return [
            (_capital(sentences.field_word(name)), sentences.value_word(name, facts[name], self.day)) for name in CONTENT if facts.get(name)
        ]

    @property
    def certificate(self) -> dict[str, Any]:
        """The certificate as it was on the day; its address is printed text and follows no map."""
        found = dict((self.shown.facts.get("certificate") if self.shown else None) or {})
        if not found and self.organisation.certificate_no:
            one = self.organisation
            found = {"no": one.certificate_no, "issuer": one.certificate_issuer, "address": one.certificate_address}
            found |= {"date": one.certificate_date.isoformat()} if one.certificate_date else {}
        return found | ({"date": date.fromisoformat(found["date"])} if found.get("date") else {})

    @property
    def relatives(self) -> list[dict[str, Any]]:
        """Where it came from and what it went into, each with its page."""
        words = {"merged": _("nhận sáp nhập"), "consolidated": _("hợp nhất từ"), "divided": _("chia ra từ"), "split": _("tách ra từ")}
        out = {"merged": _("sáp nhập vào"), "consolidated": _("hợp nhất thành"), "divided": _("chia thành"), "split": _("tách ra")}
        rows = [(words[row.kind], row.predecessor, row.on) for row in self.seen.came_from]
        rows += [(out[row.kind], row.successor, row.on) for row in self.seen.went_to]
        return [
            {"word": _capital(word), "name": name_on(one, on), "url": links.url("organisation", one.public_id, None), "on": on}
            for word, one, on in sorted(rows, key=lambda row: row[2], reverse=True)
        ]

    @property
    def signs(self) -> list[tuple[str, date | None]]:
        """Every kind of sign of life, with the last day it was given up to the day in view; None where never."""
        found = {sign.code: sign.on for sign in liveness.signs([self.organisation.pk], self.day)[self.organisation.pk]}
        return [(_capital(str(kind.label)), found.get(kind.code)) for kind in liveness.kinds()]

    @property
    def operating(self) -> str:
        return str(Operating(self.shown.operating).label) if self.shown else ""


def instant(known: date | None) -> datetime | None:
    """The end of a day, to see what was on record then; None for a day that is not over: all that is on record."""
    if known is None or known >= today():
        return None
    return datetime.combine(known + timedelta(days=1), time.min, VIET_NAM)


def read(organisation: Organisation, day: date, known_at: datetime | None = None) -> Life:
    """The life of an organisation, seen at a day, as known at an instant."""
    seen = queries.seen(organisation, day, known_at)
    states = seen.states
    shown = seen.state or (None if not states else states[-1] if states[0].valid_from <= day else states[0])
    return Life(seen, shown, _events(organisation, known_at))


def _events(organisation: Organisation, known_at: datetime | None) -> list[dict[str, Any]]:
    """The history, each sentence with what stood before it was corrected, and which event it may be mended by."""
    rows = {row.public_id: row for row in organisation.events.select_related("corrects", "document")}
    return [_event(one, rows) for one in sentences.history(organisation, known_at)]


def _event(one: Sentence, rows: dict[str, Event]) -> dict[str, Any]:
    row = rows.get(one.event)
    label = str(EventKind(one.kind).label)
    words = one.what[len(label) :].lstrip(":; ") if one.what.startswith(label) else one.what
    return {
        "day": one.day,
        "title": _capital(label if row else one.what),
        "text": _capital(words if row else ""),
        "icon": ICONS.get(EventKind(one.kind), "check"),
        "source": one.document,
        "note": row.note if row else "",
        "synthetic": bool(row and row.is_synthetic),
        "event": one.event if row and row.valid_on == one.day and row.kind == one.kind else "",
        "before": _before(row) if row and row.corrects_id else None,
    }


def _before(row: Event) -> dict[str, Any]:
    """What stood before a correction: the sentence as it was known until then."""
    old = row.corrects
    assert old is not None
    just_before = row.recorded_at - timedelta(microseconds=1)
    told = next((one.text for one in sentences.history(row.organisation, just_before) if one.event == old.public_id), "")
    return {"text": told or str(EventKind(old.kind).label), "recorded": old.recorded_at, "until": row.recorded_at}


def withdrawn(organisation: Organisation) -> list[dict[str, Any]]:
    """Records taken back: what they said, when they were written and when taken back, why."""
    rows = organisation.events.filter(kind=EventKind.WITHDRAWN).select_related("corrects", "organisation").order_by("-pk")
    return [_before(row) | {"why": row.note} for row in rows if row.corrects_id]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
