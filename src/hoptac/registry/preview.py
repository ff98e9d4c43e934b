"""What an act would change, worked out by the same rules and written nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from hoptac.registry import acts, rules
from hoptac.registry.acts import Given
from hoptac.registry.checks import check_place, refuse_contradictions
from hoptac.registry.models import Organisation
from hoptac.registry.projection import happenings
from hoptac.registry.rules import CONTENT, Happening, Interval, Step

NEXT = 2**62  # the order of an event that is not recorded yet
SHOWN = ("kind", "name", "place_id", "sector", "legal", "operating", *CONTENT)


@dataclass(frozen=True)
class Change:
    """One thing an event changes: a field, and its old and new value as plain data (None: nothing)."""

    field: str
    old: Any
    new: Any


@dataclass(frozen=True)
class Effect:
    """What an act would do to one organisation. `ends`: it is no more from that day. `later`: events after it, read on the new ground."""

    organisation: str
    name: str
    kind: str
    on: date
    changes: tuple[Change, ...]
    begins: bool = False
    ends: bool = False
    later: int = 0

    def as_data(self) -> dict[str, Any]:
        """As JSON keeps it."""
        changes = [{"field": one.field, "old": one.old, "new": one.new} for one in self.changes]
        return {
            **{n: getattr(self, n) for n in ("organisation", "name", "kind", "begins", "ends", "later")},
            "on": self.on.isoformat(),
            "changes": changes,
        }


def differences(step: Step) -> tuple[Change, ...]:
    """Old and new value of everything an event changes; of a founding everything is new."""
    before, after = step.before, step.after
    if after is None:
        return ()
    pairs = ((name, _value(before, name), _value(after, name)) for name in SHOWN)
    return tuple(Change(*pair) for pair in pairs if pair[1] != pair[2])


def _value(state: Interval | None, name: str) -> Any:
    if state is None:
        return None
    return getattr(state, name) if hasattr(state, name) else state.facts.get(name)


def preview(act: str, organisation: Organisation, given: Given) -> list[Effect]:
    """What the act would change, for each organisation it touches. Raises UserError where it cannot be, as doing it would."""
    return [_effect(one) for one in acts.plan(act, organisation, given)]


def _effect(one: acts.Planned) -> Effect:
    if one.place is not None:
        check_place(one.place, one.on)
    before = happenings(one.organisation)
    new = Happening(NEXT, one.kind, one.on, one.place.pk if one.place else None, None, one.data)
    refuse_contradictions(before, [*before, new])
    steps = rules.steps([*before, new])
    step = next(s for s in steps if s.happening.order == NEXT)
    name = (step.before or step.after).name  # type: ignore[union-attr]
    later = sum(s.happening.on > one.on for s in steps)
    ends = step.before is not None and step.after is None
    return Effect(one.organisation.public_id, name, one.kind, one.on, differences(step), step.before is None, ends, later)
