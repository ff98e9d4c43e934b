"""Writing the trail."""

from __future__ import annotations

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from hoptac.audit.models import Actor, Entry


def write(*, by: Actor, act: str, kind: str, id: str, data: dict[str, Any] | None = None) -> Entry:
    """Writes one row about an act. Must run inside the transaction of the change it tells about.

    Raises RuntimeError outside a transaction: a change and its row stand or fall together.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("an audit row is written in the transaction of its change")
    plain = json.loads(json.dumps(data or {}, cls=DjangoJSONEncoder))
    return Entry.objects.create(actor_kind=by.kind, actor=by.name, act=act, object_kind=kind, object_id=str(id), data=plain)
