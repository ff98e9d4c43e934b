"""Writing the trail."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from hoptac.audit.models import Actor, Entry


def write(*, by: Actor, act: str, kind: str, id: str, data: dict[str, Any] | None = None) -> Entry:
    """Writes one row about an act. Must run inside the transaction of the change it tells about.

    Raises RuntimeError outside a transaction: a change and its row stand or fall together.
    """
    _require_transaction()
    entry = _entry(by, Act(act, kind, id, data or {}))
    entry.save()
    return entry


class Act(NamedTuple):
    """One act of many that are written together."""

    act: str
    kind: str
    id: str
    data: dict[str, Any]


def write_all(*, by: Actor, acts: Iterable[Act]) -> int:
    """Writes a row for each of many acts of one change, in their order; says how many."""
    _require_transaction()
    return len(Entry.objects.bulk_create([_entry(by, one) for one in acts], batch_size=1000))


def _require_transaction() -> None:
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("an audit row is written in the transaction of its change")


def _entry(by: Actor, one: Act) -> Entry:
    plain = json.loads(json.dumps(one.data, cls=DjangoJSONEncoder))
    return Entry(actor_kind=by.kind, actor=by.name, act=one.act, object_kind=one.kind, object_id=str(one.id), data=plain)
