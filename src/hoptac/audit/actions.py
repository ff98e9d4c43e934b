"""Writing the trail: rows that hold on to each other, in the transaction of the change they tell about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from django.db import transaction
from django.utils import timezone

from hoptac.audit import chain, store, vault
from hoptac.audit.models import Actor, Entry
from hoptac.common import whence

Values = Mapping[str, Mapping[str, Any]]  # subject -> field -> value


class Act(NamedTuple):
    """One act of many that are written together."""

    act: str
    kind: str
    id: str
    data: dict[str, Any]
    place: int | None = None
    personal: Values | None = None
    why: str = ""


def write(
    *,
    by: Actor,
    act: str,
    kind: str,
    id: str,
    data: dict[str, Any] | None = None,
    place: int | None = None,
    personal: Values | None = None,
    why: str = "",
) -> Entry:
    """Writes one row about an act. Must run inside the transaction of the change it tells about.

    `place` is the place the act speaks of: who looks after an area sees the rows of that area. `personal` holds values that belong to
    people, by the public id of the person and the name of the field: they are kept apart and can be erased, the chain stays checkable.
    `why` is the reason a person gave. Raises RuntimeError outside a transaction: a change and its row stand or fall together.
    """
    _require_transaction()
    return store.entry(_append(by, [Act(act, kind, str(id), data or {}, place, personal, why)])[0])


def write_all(*, by: Actor, acts: Iterable[Act]) -> int:
    """Writes a row for each of many acts of one change, in their order; says how many."""
    _require_transaction()
    return len(_append(by, list(acts)))


def first_in_line() -> None:
    """Takes the place at the end of the chain before the first change of a long transaction.

    On PostgreSQL two long transactions that touch the same records and the trail in different order could wait for each other; those that
    begin with this come one after the other. SQLite writes one after the other anyway.
    """
    _require_transaction()
    store.lock()


def viewed(*, by: Actor, subject: str, fields: Sequence[str], why: str, place: int | None = None) -> Entry:
    """Notes that somebody looked at a person's data, in a short transaction of its own: the one write a page that only shows may make."""
    with transaction.atomic():
        return write(by=by, act="person.view", kind="person", id=subject, data={"fields": sorted(fields)}, why=why, place=place)


def erase(*, by: Actor, subject: str, why: str, place: int | None = None) -> int:
    """Erases what the trail holds of a person: the salt and every value kept apart. Gives how many values went.

    The rows themselves stay and the chain stays checkable; this row says that the values went lawfully. `why` names the decision or
    request. Whether a hold of the archives forbids it is asked before, by the room that erases (Law on personal data protection).
    """
    with transaction.atomic():
        store.lock()
        gone = vault.forget(subject)
        write(by=by, act=vault.ERASED, kind="person", id=subject, data={"values": gone}, why=why, place=place)
    return gone


def _require_transaction() -> None:
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("an audit row is written in the transaction of its change")


def _append(by: Actor, acts: list[Act]) -> list[store.Written]:
    """Chains the acts to the last row and writes them."""
    if not acts:
        return []
    store.lock()
    number, before = store.last()
    at, origin = timezone.now(), str(whence.current())[:120]
    instant, who = chain.instant(at), (chain.clean(by.kind), chain.clean(by.name)[:80])
    rows, sealed = [], vault.Sealing()
    for one in acts:
        number += 1
        commitments = sealed.seal(number, one.personal) if one.personal else {}
        told = (one.act, one.kind, chain.clean(str(one.id)), one.place, origin, chain.clean(str(one.why))[:500])
        link = chain.Link(number, at, *who, *told, chain.plain(one.data), commitments)  # type: ignore[arg-type]
        data, personal = chain.canonical(link.data), chain.canonical(commitments) if commitments else "{}"
        before = chain.digest_written(before, link, instant, data, personal)
        rows.append(store.Written(link, data, personal, before))
    sealed.keep()
    store.add(rows)
    return rows
