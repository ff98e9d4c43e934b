"""Plans the register: from the yearly numbers of data/story/register.yaml to the life of every organisation.

Pure: the same file and seed give the same lives. Each action of a period falls on a working day drawn at random; it takes an
organisation that is in the condition it needs. So the totals at the end of each period are those of the file, whoever is drawn.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from hoptac.registry.enums import EventKind, Kind
from hoptac.registry.histories import Past
from hoptac.story.ground import Ground, Spot
from hoptac.story.lives import ACTIONS, ACTIVE, PLACE_BOUND, STOPPED, SUSPENDED, Life
from hoptac.story.names import HTX, THT, Names

FOUNDING = {"founded": Kind.HTX, "tht_founded": Kind.THT}
SHORT = {Kind.HTX: "HTX", Kind.THT: "THT", Kind.LHHTX: "LHHTX"}


def working_day(rng: random.Random, first: date, after: date) -> date:
    """A day from Monday to Friday."""
    while True:
        day = first + timedelta(days=rng.randrange((after - first).days))
        if day.weekday() < 5:
            return day


class Plan:
    """The register of the story while it is being planned."""

    def __init__(self, numbers: dict[str, Any], words: dict[str, Any], known: list[dict[str, Any]], ground: Ground) -> None:
        self.numbers, self.ground = numbers, ground
        self.rng = random.Random(numbers["seed"])
        self.names = Names(words, self.rng, {row["name"] for row in known})
        self.lives: list[Life] = []
        self.serial: dict[tuple[str, int], int] = defaultdict(int)
        self._begin(known)

    def paper(self, words: str, day: date) -> str:
        """A number on a paper, marked as made up."""
        self.serial[(words, day.year)] += 1
        return f"{words} số {self.serial[(words, day.year)]:03d}/{day.year} (minh họa)"

    def _found(self, kind: str, day: date, *, divided: bool = True) -> Life:
        spot = self.ground.pick(self.rng, day, divided=divided)
        name, sector = self.names.htx(spot) if kind == Kind.HTX else self.names.tht(spot)
        return self._add(kind, name, sector, spot, day)

    def _add(self, kind: str, name: str, sector: str, spot: Spot, day: date, source: str = "", is_known: bool = False) -> Life:
        words = "Thông báo hợp đồng hợp tác" if kind == Kind.THT else f"Giấy chứng nhận đăng ký {SHORT[Kind(kind)]}"
        life = Life(kind, name, sector, spot, day, self.paper(words, day), source, is_known)
        self.lives.append(life)
        return life

    def _begin(self, known: list[dict[str, Any]]) -> None:
        """Everything that stands on the first day."""
        start: date = self.numbers["start"]
        for row in known:
            self._add_known(row, start)
        for condition, number in self.numbers["htx"].items():
            for _n in range(number - (len(known) if condition == ACTIVE else 0)):
                self._add_older(start, condition)
        for _n in range(self.numbers["tht"]):
            self._found(Kind.THT, working_day(self.rng, date(2014, 1, 2), start))
        for row in self.numbers["lhhtx"]:
            self._add(Kind.LHHTX, row["name"], row["sector"], self.ground.named(row["at"], row["day"]), row["day"])

    def _add_known(self, row: dict[str, Any], start: date) -> None:
        first, after = (date(row["year"], 1, 2), date(row["year"] + 1, 1, 1)) if "year" in row else (date(2013, 7, 1), start)
        day = working_day(self.rng, first, after)
        source = f"Theo {row['source']}. Minh họa: {row['synthetic']}."
        self._add(Kind.HTX, row["name"], row["sector"], self.ground.named(row["at"], day), day, source, True)

    def _add_older(self, start: date, condition: str) -> None:
        life = self._found(Kind.HTX, working_day(self.rng, date(2009, 1, 2), date(2018, 1, 1)))
        if condition == STOPPED:
            self._act("stopped", life, working_day(self.rng, date(2018, 1, 2), start))
        elif condition == SUSPENDED:
            self._act("suspended", life, working_day(self.rng, date(2018, 7, 2), start))

    def run(self) -> list[Life]:
        """Lets the years pass."""
        split_on: date = self.numbers["split_on"]
        placed = False
        for day, action in sorted(self._agenda(), key=lambda item: item[0]):
            if day >= split_on and not placed:
                self._place_divided(split_on)
                placed = True
            if action in FOUNDING:
                self._found(FOUNDING[action], day)
            else:
                self._act(action, self._choose(action, day), day)
        return self.lives

    def _agenda(self) -> Iterator[tuple[date, str]]:
        """Each action of each period with its day; nothing on the day of the split, which has its own events."""
        for period in self.numbers["periods"]:
            for action, number in period.items():
                if action in ("first", "after"):
                    continue
                for _n in range(number):
                    day = working_day(self.rng, period["first"], period["after"])
                    yield (day if day != self.numbers["split_on"] else day + timedelta(days=1)), action

    def _choose(self, action: str, day: date) -> Life:
        """An organisation to which this can happen. One that ends or moves before the split does not stand where it divides."""
        condition = ACTIONS[action][0]
        kind = Kind.THT if action in ("tht_ended", "converted") else Kind.HTX
        bound = action in PLACE_BOUND and day < self.numbers["split_on"]
        rest = 20 if action == "resumed" else 60
        fits = [
            life
            for life in self.lives
            if life.kind == kind
            and life.condition == condition
            and not life.is_known
            and (day - life.last_day).days >= rest
            and not (bound and life.spot.is_divided)
        ]
        return self.rng.choice(fits)

    def _act(self, action: str, life: Life, day: date) -> None:
        _needed, kind, after, words = ACTIONS[action]
        place_id, data, note = self._facts(action, life, day)
        life.happen(Past(kind, day, self.paper(words, day), place_id, data, note), after)

    def _facts(self, action: str, life: Life, day: date) -> tuple[int | None, dict[str, Any], str]:
        if action == "moved":
            return self._move(life, day), {}, ""
        if action == "renamed":
            life.name = self.names.htx(life.spot)[0]
            return None, {"name": life.name}, ""
        if action == "converted":
            life.kind, life.name = Kind.HTX, self._as_htx(life.name)
            return None, {"kind": life.kind, "name": life.name}, ""
        if action == "enterprise":
            return None, {"kind": "enterprise"}, ""
        return None, {}, ""

    def _as_htx(self, name: str) -> str:
        new = name.replace(THT, HTX, 1)
        self.names.taken.add(new)
        return new

    def _move(self, life: Life, day: date) -> int:
        """To another unit, mostly of the same district; never to one that was to be divided."""
        district = life.spot.district if self.rng.random() < 0.7 else ""
        spot = life.spot
        for _attempt in range(50):
            spot = self.ground.pick(self.rng, day, divided=False, district=district)
            if spot.place_id != life.spot.place_id:
                break
            district = ""
        life.spot = spot
        return spot.place_id

    def _place_divided(self, on: date) -> None:
        """On the day of the split, those that stand in a divided unit are placed in one of its successors."""
        for life in self.lives:
            if life.condition == "over" or not life.spot.is_divided:
                continue
            place_id = self.rng.choice(life.spot.after_split)
            life.happen(Past(EventKind.PLACED, on, self.numbers["split_act"], place_id))
            life.spot = Spot(place_id, life.spot.name, life.spot.full_name, life.spot.district, (place_id,))
