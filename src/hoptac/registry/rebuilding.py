"""`rebuild states`: everything that follows from events made anew and compared with what is stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from django.db import transaction
from django.db.models import Sum

from hoptac.registry import deltas, projection, rules, searching, stands
from hoptac.registry.models import Branch, Delta, Descent, Event, Organisation, Stand, State, Total
from hoptac.registry.rules import Happening

CHUNK = 2000


@dataclass
class Found:
    """What a comparison found. `counts_differ`: deltas and totals that are not what the states lead to."""

    organisations: int = 0
    intervals: int = 0
    different: int = 0
    counts_differ: int = 0
    wrong: list[Organisation] = field(default_factory=list)
    marks: Counter = field(default_factory=Counter)

    def as_dict(self) -> dict[str, int]:
        """The document of the command."""
        names = ("organisations", "intervals", "different", "counts_differ")
        return {name: getattr(self, name) for name in names}


def rebuild(*, check: bool = False) -> dict[str, int]:
    """Makes all that follows from the events anew and says how much differed; with `check` nothing is written."""
    with transaction.atomic():
        found = _compare()
        found.counts_differ = _compare_counts(found.marks)
        if not check:
            for organisation in found.wrong:
                projection.project(organisation)
                projection.project_branches(organisation, projection.happenings(organisation))
                projection.project_descents(organisation, projection.happenings(organisation))
            if found.counts_differ or found.wrong:
                deltas.count_anew(found.marks)
            searching.rebuild()
    return found.as_dict()


def _compare() -> Found:
    found = Found()
    for organisations in _chunks():
        ids = [one.pk for one in organisations]
        events = _grouped(Event.objects.filter(organisation_id__in=ids).order_by("organisation_id", "pk"), *projection.HAPPENING)
        states = _objects(State, ids, "valid_from")
        branches, descents = _objects(Branch, ids, "pk"), _objects(Descent, ids, "pk", "predecessor_id")
        for one in organisations:
            told = [Happening(*row) for row in events.get(one.pk, [])]
            wanted = [projection.make_state(one, interval) for interval in rules.intervals(told)]
            found.organisations += 1
            found.intervals += len(wanted)
            found.marks.update(deltas.marks(projection.pieces(wanted, projection.days_of(told)), one.is_synthetic))
            same = (
                [projection.values(state) for state in wanted] == [projection.values(state) for state in states.get(one.pk, [])]
                and _branches(projection.branches(one, told)) == _branches(branches.get(one.pk, []))
                and _descents(projection.descents(one, told)) == _descents(descents.get(one.pk, []))
                and projection.certificate_of(wanted) == {name: getattr(one, name) for name in projection.certificate_of(wanted)}
            )
            if not same:
                found.different += 1
                found.wrong.append(one)
    return found


def _chunks() -> Iterator[list[Organisation]]:
    last = 0
    while rows := list(Organisation.objects.filter(pk__gt=last).order_by("pk")[:CHUNK]):
        yield rows
        last = rows[-1].pk


def _grouped(rows, *fields: str) -> dict[int, list[tuple]]:
    every = rows.values_list("organisation_id", *fields)
    return {key: [row[1:] for row in group] for key, group in groupby(every, key=lambda row: row[0])}


def _objects(model, ids: list[int], order: str, owner: str = "organisation_id") -> dict[int, list]:
    rows = model.objects.filter(**{f"{owner}__in": ids}).order_by(owner, order)
    return {key: list(group) for key, group in groupby(rows, key=lambda row: getattr(row, owner))}


def _branches(rows) -> set[tuple]:
    return {(r.opened_by_id, r.closed_by_id, r.valid_from, r.valid_to, r.kind, r.code, r.name, r.address, r.place_id) for r in rows}


def _descents(rows) -> set[tuple]:
    return {(r.successor_id, r.kind, r.on, r.share, r.event_id) for r in rows}


def _compare_counts(wanted: Counter) -> int:
    """How many deltas and totals are not what the states lead to. On a map other than the zones', every total is."""
    in_use, zoned = stands.maps_known()
    keys = {pk: stands.Key(place, places) for pk, place, places in Stand.objects.values_list("pk", "place_id", "places")}
    stored = {
        deltas.Mark(keys[stand], cell, day): n
        for stand, cell, day, n in Delta.objects.values_list("stand_id", "cell", "day").annotate(total=Sum("n")).order_by()
        if n
    }
    wanted = Counter({mark: n for mark, n in wanted.items() if n})
    wrong = len({mark for mark in stored.keys() | wanted.keys() if stored.get(mark, 0) != wanted[mark]})
    if in_use != zoned and wanted:
        return wrong + 1
    held = {key: stands.Held(pk, zone) for pk, zone, key in _held()}
    sums = deltas.totals({mark: n for mark, n in wanted.items() if mark.stand in held}, held)
    kept = {tuple(row[:5]): row[5] for row in Total.objects.exclude(n=0).values_list("zone", "span", "cell", "first", "detail", "n")}
    return wrong + len({key for key in sums.keys() | kept.keys() if sums[key] != kept.get(key, 0)})


def _held() -> Iterator[tuple[int, int, stands.Key]]:
    for pk, zone, place, places in Stand.objects.values_list("pk", "zone", "place_id", "places"):
        yield pk, zone, stands.Key(place, places)
