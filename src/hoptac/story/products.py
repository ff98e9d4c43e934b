"""Plans the programme of products: who takes part from when, and which star each holds, so that the published days come out."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from hoptac.registry.enums import EventKind, Kind
from hoptac.registry.models import Producer
from hoptac.story.certificates import Held, latest_start
from hoptac.story.ground import Ground, Spot
from hoptac.story.lives import ACTIVE, Life
from hoptac.story.register import working_day

ACTS = ("new3", "new4", "new5", "up34", "up45", "down54", "lapse3", "lapse4")


@dataclass
class Item:
    """One product from its entry on."""

    name: str
    group: str
    producer_kind: str
    producer: str  # a cooperative's name where producer_kind is organisation
    spot: Spot
    enrolled: date
    known: dict[str, Any] = field(default_factory=dict)
    left: date | None = None
    held: list[Held] = field(default_factory=list)

    @property
    def star(self) -> int:
        """The star now; 0 for none."""
        return self.held[-1].star if self.held and self.held[-1].after is None else 0

    def rate(self, star: int, on: date) -> None:
        """Another star from a day."""
        if self.star:
            self.held[-1].after = on
        self.held.append(Held(on, star))


class Programme:
    """All products of the story."""

    def __init__(self, numbers: dict[str, Any], words: dict[str, Any], known: list[dict[str, Any]], lives: list[Life], ground: Ground):
        self.numbers, self.words, self.ground = numbers, words, ground
        self.rng = random.Random(numbers["seed"])
        self.taken = {row["name"] for row in known}
        self.makers = [life for life in lives if _steady(life)]
        self.producers: list[tuple[str, str, Spot]] = []
        self.items: list[Item] = []
        self._begin(known)

    def _begin(self, known: list[dict[str, Any]]) -> None:
        start: date = self.numbers["start"]
        for row in known:
            self.items.append(self._known(row))
        older = sum(item.enrolled < start for item in self.items)
        fresh = [self._make(working_day(self.rng, date(2014, 1, 2), date(2018, 6, 1))) for _n in range(self.numbers["taking_part"] - older)]
        for star, number in self.numbers["stars"].items():
            has = sum(item.held[0].star == star and item.held[0].first < start for item in self.items if item.held)
            self._give_older([item for item in fresh if not item.held], star, number - has)

    def _known(self, row: dict[str, Any]) -> Item:
        spot = self.ground.named(row["at"], row["enrolled"])
        item = Item(row["name"], row["group"], row["kind"], row["producer"], spot, row["enrolled"], row)
        for day, star in row["stars"]:
            item.rate(star, day)
        if item.held:
            item.held[0].renewed = row.get("renewed", [])
        return item

    def _give_older(self, items: list[Item], star: int, number: int) -> None:
        together = self.numbers["renewed_together"]
        for n, item in enumerate(self.rng.sample(items, number)):
            if star == 4 and n < together["number"]:
                item.rate(star, date(2018, 7, 20))
                item.held[-1].renewed = together["days"]
            else:
                item.rate(star, working_day(self.rng, max(item.enrolled + timedelta(days=60), date(2014, 6, 2)), date(2018, 12, 20)))

    def _make(self, day: date) -> Item:
        kind, producer, spot = self._producer(day)
        group = self.rng.choices(list(self.numbers["groups"]), list(self.numbers["groups"].values()))[0]
        item = Item(self._name(group, spot), group, kind, producer, spot, day)
        self.items.append(item)
        return item

    def _two_words(self) -> str:
        return f"{self.rng.choice(self.words['first'])} {self.rng.choice(self.words['second'])}"

    def _name(self, group: str, spot: Spot) -> str:
        for _attempt in range(200):
            own = spot.name if self.rng.random() < 0.55 else self._two_words()
            name = f"{self.rng.choice(self.numbers['words'][group])} {own}"
            if name not in self.taken:
                self.taken.add(name)
                return name
        raise RuntimeError(f"no product name left for {group}")

    def _producer(self, day: date) -> tuple[str, str, Spot]:
        """An older producer more often than a new one, as in life: some 2.6 products each."""
        on_map = {spot.place_id for spot in self.ground.spots(day)}
        older = [one for one in self.producers if one[2].place_id in on_map]
        if older and self.rng.random() < 0.6:
            return self.rng.choice(older)
        kind = self.rng.choices(list(self.numbers["producers"]), list(self.numbers["producers"].values()))[0]
        one = self._new_producer(kind, day, on_map)
        self.producers.append(one)
        return one

    def _new_producer(self, kind: str, day: date, on_map: set[int]) -> tuple[str, str, Spot]:
        makers = [life for life in self.makers if life.on < day and life.spot.place_id in on_map]
        if kind == Producer.ORGANISATION and makers:
            life = self.rng.choice(makers)
            self.makers.remove(life)
            return kind, life.name, life.spot
        spot = self.ground.pick(self.rng, day, divided=False)
        if kind == Producer.HOUSEHOLD:
            return kind, f"Hộ sản xuất số {self.rng.randint(1, 60)}, {spot.full_name}", spot
        field_ = self.rng.choice(self.numbers["words"]["company"])
        return Producer.COMPANY, f"Công ty TNHH {field_} {self._two_words()}", spot

    def run(self) -> list[Item]:
        """Lets the years pass; on one day entries come before ratings, ends before beginnings."""
        acts: dict[str, Callable[[date], None]] = {"enrolled": self._enter, "left": self._leave}
        acts |= {name: self._rating(name) for name in ACTS}
        order = {
            name: n for n, name in enumerate(("enrolled", "lapse3", "lapse4", "down54", "up45", "up34", "new5", "new4", "new3", "left"))
        }
        for day, act in sorted([*self._entries(), *self._ratings()], key=lambda one: (one[0], order[one[1]])):
            acts[act](day)
        return self.items

    def _entries(self) -> Iterator[tuple[date, str]]:
        for row in self.numbers["entries"]:
            given = sum(row["first"] <= item.enrolled < row["after"] for item in self.items if item.known)
            for act, number in (("enrolled", row["enrolled"] - given), ("left", row["left"])):
                for _n in range(number):
                    yield working_day(self.rng, row["first"], row["after"]), act

    def _known_acts(self, first: date, after: date) -> Counter[str]:
        """What the known products already do in a period."""
        found: Counter[str] = Counter()
        for item in (item for item in self.items if item.known):
            for n, held in enumerate(item.held):
                if first <= held.first < after:
                    before = item.held[n - 1].star if n else 0
                    found[f"up{before}{held.star}" if before else f"new{held.star}"] += 1
        return found

    def _ratings(self) -> Iterator[tuple[date, str]]:
        for row in self.numbers["ratings"]:
            given = self._known_acts(row["first"], row["after"])
            for act in ACTS:
                for _n in range(row.get(act, 0) - given[act]):
                    day = working_day(self.rng, row["first"], row["after"]) if act.startswith("lapse") else self.rng.choice(row["rounds"])
                    yield day, act

    def _enter(self, day: date) -> None:
        self._make(day)

    def _leave(self, day: date) -> None:
        fits = [i for i in self.items if not i.known and not i.star and i.left is None and (day - i.enrolled).days > 200 and _idle(i, day)]
        self.rng.choice(fits).left = day

    def _rating(self, act: str) -> Callable[[date], None]:
        if act.startswith("new"):
            return lambda day: self._new(int(act[3]), day)
        if act.startswith("lapse"):
            return lambda day: self._lapse(int(act[5]), day)
        return lambda day: self._change(int(act[-2]), int(act[-1]), day)

    def _new(self, star: int, day: date) -> None:
        fits = [i for i in self.items if not i.known and not i.held and i.left is None and (day - i.enrolled).days > 20]
        self.rng.choice(fits).rate(star, day)

    def _change(self, old: int, new: int, day: date) -> None:
        rest = 300 if new > old else 200
        fits = [i for i in self.items if not i.known and i.star == old and (day - i.held[-1].first).days > rest and not i.held[-1].renewed]
        self.rng.choice(fits).rate(new, day)

    def _lapse(self, star: int, day: date) -> None:
        months = self.numbers["months"]
        fits = [
            i for i in self.items if not i.known and i.star == star and not i.held[-1].renewed and latest_start(i.held[-1], day, months)
        ]
        held = self.rng.choice(fits).held[-1]
        held.after, held.lapses = day, True


def _idle(item: Item, day: date) -> bool:
    """Whether no star of the item ends after the day."""
    return all(held.after is not None and held.after < day for held in item.held)


def _steady(life: Life) -> bool:
    """A cooperative that worked at one place, known on every map, to the end of the story."""
    moved = {EventKind.MOVED, EventKind.PLACED, EventKind.CONVERTED, EventKind.CHANGED}
    fits = life.kind == Kind.HTX and life.condition == ACTIVE and not life.is_known and not life.spot.is_divided
    return fits and not any(event.kind in moved for event in life.events)
