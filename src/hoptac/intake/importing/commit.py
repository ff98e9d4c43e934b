"""From understood rows to acts of the register: new organisations with their histories, and what changed of known ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from hoptac.audit.models import Actor
from hoptac.intake.importing.rows import Outcome, Row
from hoptac.places.tree import tree
from hoptac.registry.additions import record_more
from hoptac.registry.enums import EventKind
from hoptac.registry.histories import History, Past, record_histories
from hoptac.registry.models import Event, Organisation

CONTENT = {"members": "members", "capital": "charter_capital", "representative": "representative", "address": "address"}


@dataclass(frozen=True)
class Done:
    """What a sheet came to: organisations new, changed, left as they were; and its events, to be taken back as one act."""

    new: int
    changed: int
    same: int
    events: Sequence[int]


def commit(rows: Iterable[Row], *, day: date, source: str, by: Actor) -> Done:
    """Records all rows that are new or changed, all or none. `source` names the sheet on every event."""
    rows = list(rows)
    new = [row for row in rows if row.outcome == Outcome.NEW]
    changed = [row for row in rows if row.outcome == Outcome.CHANGED]
    with transaction.atomic():
        made = record_histories(histories=[history(row, day, source) for row in new], by=by)
        events = list(_events_of([one.pk for one in made]))
        events += [event.pk for event in _record_changes(changed, day, source, by)]
    return Done(len(new), len(changed), sum(row.outcome == Outcome.SAME for row in rows), events)


def _events_of(ids: Sequence[int]) -> Iterable[int]:
    for start in range(0, len(ids), 500):
        yield from Event.objects.filter(organisation_id__in=ids[start : start + 500]).order_by("pk").values_list("pk", flat=True)


def _record_changes(rows: Sequence[Row], day: date, source: str, by: Actor) -> list[Event]:
    known = Organisation.objects.in_bulk([row.known for row in rows])
    for row in rows:
        organisation = known[row.known]
        if any(field == "tax_code" for field, _old, _new in row.changes):
            organisation.tax_code = row.values["tax_code"]
            organisation.save(update_fields=["tax_code"])
    additions = [(known[row.known], pasts) for row in rows if (pasts := later_events(row, day, source))]
    return record_more(additions=additions, by=by)


def history(row: Row, day: date, source: str) -> History:
    """A new organisation: its founding; what the sheet tells as of its own day; its standing; its end."""
    told = row.values
    founded: date = told["founded"]
    data: dict[str, Any] = {"kind": told["kind"], "name": told["name"], "sector": told.get("sector", "other")}
    if told.get("certificate_no"):
        data["certificate"] = {"no": told["certificate_no"]}
    if tree().unit(told["place"], founded) is None:
        data["place_on"] = day.isoformat()  # the sheet names the seat on the map of its own day
    events = [Past(EventKind.REGISTERED, founded, told.get("document", "") or source, told["place"], data)]
    content = {name: _content(field, told[field]) for field, name in CONTENT.items() if told.get(field) not in (None, "")}
    ended = told.get("ended")
    if content and founded < day and not ended:
        events.append(Past(EventKind.CHANGED, day, source, None, content))
    elif content:
        data |= content
    events += _standing(told.get("status"), ended, founded, day, source)
    return History(events, told.get("tax_code"), source)


def _content(field: str, value: Any) -> Any:
    return {"total": value} if field == "members" else value


def _standing(status: str | None, ended: date | None, founded: date, day: date, source: str) -> list[Past]:
    if ended:
        return [Past(EventKind.DISSOLVED, ended, source)]
    kind = {"inactive": EventKind.STOPPED, "suspended": EventKind.SUSPENDED}.get(status or "")
    return [Past(kind, day, source)] if kind and founded < day else []


def later_events(row: Row, day: date, source: str) -> list[Past]:
    """What became of a known organisation by the day of the sheet, as events of that day."""
    told, changed = row.values, {field for field, _old, _new in row.changes}
    content: dict[str, Any] = {CONTENT[field]: _content(field, told[field]) for field in CONTENT if field in changed}
    content |= {field: told[field] for field in ("name", "sector") if field in changed}
    events = [Past(EventKind.CHANGED, day, source, None, content)] if content else []
    if "kind" in changed:
        events.append(Past(EventKind.CONVERTED, day, source, None, {"kind": told["kind"]}))
    if "commune" in changed:
        events.append(Past(EventKind.MOVED, day, source, told["place"]))
    if "status" in changed:
        events += _turn(told["status"], row.was, told.get("ended") or day, source)
    return events


def _turn(status: str, was: str, on: date, source: str) -> list[Past]:
    kind = {
        "inactive": EventKind.STOPPED,
        "suspended": EventKind.SUSPENDED,
        "dissolved": EventKind.DISSOLVED,
        "active": EventKind.RESUMED if was == "suspended" else EventKind.RESTARTED,
    }.get(status)
    return [Past(kind, on, source)] if kind else []
