"""Writes the planned register through the register's own acts."""

from __future__ import annotations

from hoptac.audit.models import Actor
from hoptac.registry.enums import EventKind
from hoptac.registry.histories import History, Past, record_histories
from hoptac.registry.models import Organisation
from hoptac.story import data
from hoptac.story.ground import Ground
from hoptac.story.lives import Life
from hoptac.story.register import Plan

SYNTHETIC = "Dữ liệu minh họa: tổ chức này không có thật."


def plan(ground: Ground) -> list[Life]:
    """Every organisation of the story and what happens to it."""
    return Plan(data.read("register"), data.read("names"), data.read("cooperatives"), ground).run()


def write(lives: list[Life], by: Actor) -> dict[str, Organisation]:
    """Registers all and records their events; gives them by their last name."""
    organisations = record_histories(histories=[_history(life) for life in lives], by=by)
    return {life.name: organisation for life, organisation in zip(lives, organisations, strict=True)}


def _history(life: Life) -> History:
    kind, name, place_id = life.first
    begin = Past(EventKind.REGISTERED, life.on, life.document, place_id, {"kind": kind, "name": name, "sector": life.sector})
    return History([begin, *life.events], source=life.source or SYNTHETIC, is_synthetic=True)
