"""Writes the planned products: entry, certificates and leaving, through the rooms' own acts."""

from __future__ import annotations

import random
from datetime import date

from hoptac.audit.models import Actor
from hoptac.common.text import format_day
from hoptac.places.models import Place
from hoptac.programmes import actions as programmes
from hoptac.registry import actions as registry
from hoptac.registry.models import Organisation, Producer, Product
from hoptac.story import data
from hoptac.story.certificates import Held, starts
from hoptac.story.ground import Ground
from hoptac.story.lives import Life
from hoptac.story.products import Item, Programme

OCOP = "ocop"
SYNTHETIC = "Dữ liệu minh họa: sản phẩm này không có thật."
SETS = ((date(2019, 8, 21), "bộ tiêu chí của tỉnh"), (date(2023, 2, 24), "1048/QĐ-TTg"), (date.max, "148/QĐ-TTg"))


def plan(lives: list[Life], ground: Ground) -> list[Item]:
    """Every product of the story."""
    return Programme(data.read("ocop"), data.read("names"), data.read("products"), lives, ground).run()


def write(items: list[Item], organisations: dict[str, Organisation], places: dict[int, Place], by: Actor) -> int:
    """Records all; says how many certificates were given."""
    numbers = data.read("ocop")
    rng = random.Random(numbers["seed"])
    given = 0
    for item in items:
        product = _product(item, organisations, places, by)
        entry = programmes.enrol(programme=OCOP, product=product, group=item.group, on=item.enrolled, is_synthetic=True, by=by)
        for held in item.held:
            for day in starts(held, numbers["months"], numbers["until"], rng):
                _certify(item, product, held, day, by)
                given += 1
        if item.left is not None:
            programmes.leave(enrolment=entry, on=item.left, by=by)
    return given


def _product(item: Item, organisations: dict[str, Organisation], places: dict[int, Place], by: Actor) -> Product:
    own = organisations[item.producer] if item.producer_kind == Producer.ORGANISATION else None
    source = f"Theo {item.known['source']}. Minh họa: {item.known['synthetic']}." if item.known else SYNTHETIC
    return registry.add_product(
        name=item.name,
        place=places[item.spot.place_id],
        organisation=own,
        producer_kind=item.producer_kind,
        producer_name=item.producer,
        is_synthetic=True,
        source=source,
        by=by,
    )


def _document(item: Item, day: date) -> str:
    real: str | None = item.known.get("document", {}).get(day)
    return real or f"Quyết định công nhận sản phẩm OCOP ngày {format_day(day)} (minh họa)"


def _certify(item: Item, product: Product, held: Held, day: date, by: Actor) -> None:
    real = day in item.known.get("real", ())
    programmes.recognise(
        programme=OCOP,
        level=str(held.star),
        met_on=day,
        decided_on=day,
        product=product,
        document=_document(item, day),
        criteria_set=next(name for until, name in SETS if day < until),
        note="" if real else "Ngày quyết định là dữ liệu minh họa.",
        source=item.known.get("source", ""),
        is_synthetic=not real,
        by=by,
    )
