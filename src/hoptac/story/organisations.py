"""Writes the planned register through the register's own acts."""

from __future__ import annotations

from hoptac.audit.models import Actor
from hoptac.places.models import Place
from hoptac.registry import actions as registry
from hoptac.registry.models import Organisation
from hoptac.story import data
from hoptac.story.ground import Ground
from hoptac.story.lives import Life
from hoptac.story.register import Plan

SYNTHETIC = "Dữ liệu minh họa: tổ chức này không có thật."


def plan(ground: Ground) -> list[Life]:
    """Every organisation of the story and what happens to it."""
    return Plan(data.read("register"), data.read("names"), data.read("cooperatives"), ground).run()


def write(lives: list[Life], places: dict[int, Place], by: Actor) -> dict[str, Organisation]:
    """Registers all and records their events; gives them by their last name."""
    return {life.name: _write_one(life, places, by) for life in lives}


def _write_one(life: Life, places: dict[int, Place], by: Actor) -> Organisation:
    kind, name, place_id = life.first
    organisation = registry.register(
        kind=kind,
        name=name,
        place=places[place_id],
        on=life.on,
        by=by,
        document=life.document,
        sector=life.sector,
        is_synthetic=True,
        source=life.source or SYNTHETIC,
    )
    for event in life.events:
        registry.record_event(
            organisation=organisation,
            kind=event.kind,
            on=event.on,
            by=by,
            place=places[event.place_id] if event.place_id is not None else None,
            document=event.document,
            data=event.data,
            note=event.note,
            is_synthetic=True,
        )
    return organisation
