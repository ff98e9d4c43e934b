"""What programmes offer to be counted: titles of places, rated products, products taking part, and their groups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from hoptac.common import memo
from hoptac.common.measures import Ask, Edge, Measure, Record, Span, clip, min_day
from hoptac.common.measures import register as offer
from hoptac.places.scope import Scope, scope_of
from hoptac.places.tree import Unit, day_before
from hoptac.programmes.data import programme
from hoptac.programmes.models import Enrolment, Recognition
from hoptac.programmes.titles import Held, Titles, cut, union


def _fits(unit: Unit, ask: Ask) -> bool:
    params = ask.params
    if unit.level != params["subject_level"] or (params.get("rural") and not unit.is_rural):
        return False
    return not params.get("types") or unit.type in params["types"]


def _subjects(ask: Ask, scope: Scope) -> Iterator[tuple[Unit, date, date | None, Edge, Edge]]:
    """Units that may hold the title in the scope, with the days they may, and why these begin and end."""
    map_ = scope.map
    if ask.map_of is not None:
        own = map_.unit(ask.place_id, ask.map_of)
        units = [own] if own and _fits(own, ask) else []
        for unit in [*units, *(u for u in map_.inside(ask.place_id, ask.map_of) if _fits(u, ask))]:
            yield unit, date.min, None, Edge("map"), Edge("map")
        return
    ids = scope.place_ids()
    for place_id in ids if ids is not None else list(map_.versions):
        for unit in map_.versions.get(place_id, ()):
            if _fits(unit, ask):
                yield from _versions_inside(unit, scope)


def _versions_inside(unit: Unit, scope: Scope) -> Iterator[tuple[Unit, date, date | None, Edge, Edge]]:
    """The days of one version on which it lies in the scope; parents change on versions' own days or on the parents'."""
    map_ = scope.map
    days = [
        unit.valid_from,
        *(d for d in map_.cut_days_above(unit) if unit.valid_from < d and (unit.valid_to is None or d < unit.valid_to)),
    ]
    for first, after in zip(days, [*days[1:], unit.valid_to], strict=True):
        if map_.is_within(unit.place_id, scope.place_id, first):
            yield unit, first, after, _opening(unit, scope, first), _closing(unit, scope, after)


def _opening(unit: Unit, scope: Scope, day: date) -> Edge:
    earlier = scope.map.unit(unit.place_id, day_before(day))
    return Edge(
        "retyped" if earlier and earlier.type != unit.type else "merged" if day == scope.map.born(unit.place_id) else "map", unit.act
    )


def _closing(unit: Unit, scope: Scope, day: date | None) -> Edge:
    if day is None:
        return Edge("")
    later = scope.map.unit(unit.place_id, day)
    if later is None:
        act = next((link.act for link in scope.map.out.get(unit.place_id, ()) if link.on == day), "")
        return Edge("merged", act)
    return Edge("retyped" if later.type != unit.type else "map", later.act)


def _record(unit: Unit, scope: Scope, synthetic: bool) -> Record:
    return Record("place", scope.map.permanent_key(unit.place_id), unit.full_name, unit.place_id, "", synthetic, {"type": unit.type})


def titles(ask: Ask) -> Iterator[Span]:
    """Places of the scope that hold the title."""
    scope, held_by = scope_of(ask.place_id, ask.map_of), Titles(ask.params, ask.rule)
    for unit, first, after, opened, closed in _subjects(ask, scope):
        held: list[Held] = held_by.on_map(unit) if ask.map_of is not None else held_by.as_then(unit.place_id)
        for one in cut(held, first, after, opened, closed):
            yield Span(_record(unit, scope, one.synthetic), one.first, one.after, one.began, one.ended)


def subjects(ask: Ask) -> Iterator[Span]:
    """All places of the scope that could hold the title: the denominator."""
    scope = scope_of(ask.place_id, ask.map_of)
    for unit, first, after, opened, closed in _subjects(ask, scope):
        yield Span(_record(unit, scope, False), first, after, opened, closed)


class Made(NamedTuple):
    """What a count needs of a product; plain, because thousands are read."""

    product_id: int
    public_id: str
    name: str
    place_id: int
    producer_kind: str
    is_synthetic: bool


class Rating(NamedTuple):
    """What a count needs of one recognition of a product."""

    level: str
    met_on: date
    decided_on: date | None
    expires_on: date | None
    revoked_on: date | None
    revoked_document: str
    document_label: str
    is_synthetic: bool


MADE = ("product_id", "product__public_id", "product__name", "product__place_id", "product__producer_kind", "product__is_synthetic")


def _product_record(made: Made, is_synthetic: bool, **keys: str) -> Record:
    synthetic = made.is_synthetic or is_synthetic
    return Record("product", made.public_id, made.name, made.place_id, "", synthetic, {"kind": made.producer_kind, **keys})


def taking_part(ask: Ask) -> list[Span]:
    """Products enrolled in the programme; read once a page, for they are asked for themselves and for their groups."""
    key = ("programmes.taking_part", ask.params["programme"], ask.place_id, ask.map_of)
    return memo.once(key, lambda: list(_taking_part(ask)))


def _taking_part(ask: Ask) -> Iterator[Span]:
    scope = scope_of(ask.place_id, ask.map_of)
    rows = Enrolment.objects.filter(programme=ask.params["programme"]).order_by("pk")
    ids = scope.place_ids()
    rows = rows.filter(product__place_id__in=ids) if ids is not None else rows
    for *product, group, first, after, document, is_synthetic in rows.values_list(
        *MADE, "group", "valid_from", "valid_to", "document_label", "is_synthetic"
    ):
        made = Made(*product)
        span = Span(_product_record(made, is_synthetic, group=group), first, after, Edge("enrolled", document), Edge("left"))
        yield from clip(span, scope.windows(made.place_id))


def groups(ask: Ask) -> Iterator[Span]:
    """Groups with at least one product taking part."""
    known = programme(ask.params["programme"])
    held: dict[str, list[Held]] = defaultdict(list)
    for span in taking_part(ask):
        whole = [Held(span.first, span.after, span.began, span.ended, span.record.synthetic)]
        for group, first, after, opened, closed in known.group_windows(span.record.keys["group"]):
            held[group] += cut(whole, first, after, Edge("rubric", opened), Edge("rubric", closed))
    for group, parts in held.items():
        for one in union(parts):
            record = Record("group", group, known.group_name(group, one.first), None, "", one.synthetic, {"group": group})
            yield Span(record, one.first, one.after, one.began, one.ended)


def _ratings(rows: list[Rating], rule: str) -> Iterator[tuple[Rating, date, date | None, Edge]]:
    """The rating in force over time: the latest that has not lapsed. Rows are one product's, by day of decision."""
    dated = [(row, row.met_on if rule == "met" else row.decided_on) for row in rows]
    starts = [(row, first) for row, first in dated if first is not None]
    for n, (row, first) in enumerate(starts):
        after = min_day(row.revoked_on, row.expires_on)
        later = starts[n + 1][1] if n + 1 < len(starts) else None
        ended = Edge("revoked", row.revoked_document) if row.revoked_on and after == row.revoked_on else Edge("expired")
        if later is not None and (after is None or later <= after):
            after, ended = later, Edge("recognised", starts[n + 1][0].document_label)
        if after is None or after > first:
            yield row, first, after, ended


def _rating_rows(programme_code: str, ids: list[int] | None) -> dict[Made, list[Rating]]:
    """Ratings of products that can count, by product, oldest first."""
    rows = Recognition.objects.filter(programme=programme_code, product__isnull=False)
    rows = rows.filter(product__place_id__in=ids) if ids is not None else rows
    by_product: dict[Made, list[Rating]] = defaultdict(list)
    for row in rows.order_by("met_on", "pk").values_list(*MADE, *Rating._fields):
        by_product[Made(*row[: len(MADE)])].append(Rating(*row[len(MADE) :]))
    return by_product


def rated(ask: Ask) -> list[Span]:
    """Products with a rating in force, at `params["level"]` or any; read once a page for all levels."""
    key = ("programmes.rated", ask.params["programme"], ask.place_id, ask.map_of, ask.rule)
    level = ask.params.get("level")
    return [span for span in memo.once(key, lambda: list(_rated(ask))) if level in (None, span.record.keys["star"])]


def _rated(ask: Ask) -> Iterator[Span]:
    scope, code = scope_of(ask.place_id, ask.map_of), ask.params["programme"]
    ids = scope.place_ids()
    by_product = memo.once(("programmes.ratings", code, None if ids is None else tuple(ids)), lambda: _rating_rows(code, ids))
    group_of = dict(Enrolment.objects.filter(programme=code).values_list("product_id", "group"))
    for made, own in by_product.items():
        for row, first, after, ended in _ratings(own, ask.rule):
            record = _product_record(made, row.is_synthetic, star=row.level, group=group_of.get(made.product_id, ""))
            span = Span(record, first, after, Edge("recognised", row.document_label), ended if after else None)
            yield from clip(span, scope.windows(made.place_id))


def register() -> None:
    """Offers the measures."""
    offer(Measure("programmes.titles", titles, subjects, splits=("place", "type")))
    offer(Measure("programmes.taking_part", taking_part, splits=("place", "group", "kind")))
    offer(Measure("programmes.groups", groups, splits=("group",)))
    offer(Measure("programmes.rated", rated, splits=("place", "star", "group", "kind")))
