"""Where the story happens: the commune-level units of Quảng Ninh on a day, and which of them were divided on 1 July 2025."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from hoptac.common.text import same_key
from hoptac.places import queries
from hoptac.places.tree import Unit, tree

PROVINCE = "22@2022-12-31"
OLD_MAP = date(2022, 12, 31)
MAPS = (date(2024, 10, 31), date(2025, 6, 30), date(2025, 7, 1))  # one day of each map the story crosses
TYPE_WEIGHT = {"xã": 1.0, "phường": 0.7, "thị trấn": 0.8, "đặc khu": 1.0}


@dataclass(frozen=True)
class Spot:
    """A commune-level unit that something may stand in. `after_split`: the units of 1 July 2025 that hold parts of it."""

    place_id: int
    name: str
    full_name: str
    district: str
    after_split: tuple[int, ...]

    @property
    def is_divided(self) -> bool:
        """Whether it was divided among several units on 1 July 2025."""
        return len(self.after_split) > 1


class Ground:
    """The units of each of the three maps, by district and by name."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self.map = tree()
        self.province_id = queries.by_key(PROVINCE).place_id
        self.weights = weights
        self._spots: dict[date, list[Spot]] = {}

    @staticmethod
    def map_of(day: date) -> date:
        """The day that stands for the map of a day."""
        return next((known for known in MAPS if day <= known), MAPS[-1])

    def spots(self, day: date) -> list[Spot]:
        """All units of a day's map whose former district is one."""
        key = self.map_of(day)
        if key not in self._spots:
            units = [unit for unit in self.map.inside(self.province_id, key) if unit.level == "commune"]
            self._spots[key] = [self._spot(unit, district) for unit in units if (district := self._district(unit, key))]
        return self._spots[key]

    def _district(self, unit: Unit, day: date) -> str:
        """The district of the old map; empty where a new unit took parts of several."""
        parts = [unit.place_id] if day < MAPS[-1] else sorted(self.map.carried(unit.place_id, OLD_MAP))
        on = day if day < MAPS[-1] else OLD_MAP
        names = {up.name for part in parts for up in self.map.chain(part, on) if up.level == "district"}
        return names.pop() if len(names) == 1 else ""

    def _spot(self, unit: Unit, district: str) -> Spot:
        after = tuple(sorted(self.map.carried(unit.place_id, MAPS[-1])))
        return Spot(unit.place_id, unit.name, unit.full_name, district, after)

    def pick(self, rng: random.Random, day: date, *, divided: bool = True, district: str = "") -> Spot:
        """A unit at random by the weights of the districts; `divided=False` leaves out those split on 1 July 2025."""
        spots = [s for s in self.spots(day) if (divided or not s.is_divided) and district in ("", s.district)]
        return rng.choices(spots, [self._weight(s, day) for s in spots])[0]

    def _weight(self, spot: Spot, day: date) -> float:
        return self.weights[spot.district] * self._share[self.map_of(day)][spot.place_id]

    @cached_property
    def _share(self) -> dict[date, dict[int, float]]:
        """How much of its district each unit of each map gets."""
        shares: dict[date, dict[int, float]] = {}
        for day in MAPS:
            own = {spot.place_id: TYPE_WEIGHT[spot.full_name.removesuffix(" " + spot.name)] for spot in self.spots(day)}
            totals: dict[str, float] = {}
            for spot in self.spots(day):
                totals[spot.district] = totals.get(spot.district, 0) + own[spot.place_id]
            shares[day] = {spot.place_id: own[spot.place_id] / totals[spot.district] for spot in self.spots(day)}
        return shares

    def named(self, text: str, day: date) -> Spot:
        """The unit written "huyện/xã …" in the story's files, on the map of a day."""
        spot = self._names[self.map_of(day)].get(same_key(text))
        if spot is None:
            raise LookupError(f"data/story: no unit “{text}” on {day}")
        return spot

    @cached_property
    def _names(self) -> dict[date, dict[str, Spot]]:
        return {day: {same_key(f"{spot.district}/{spot.full_name}"): spot for spot in self.spots(day)} for day in MAPS}

    def spot(self, place_id: int, day: date) -> Spot:
        """The unit with that identity on the map of a day."""
        return next(spot for spot in self.spots(day) if spot.place_id == place_id)
