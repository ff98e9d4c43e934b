"""Which commune a row means: names in their columns, in an address, under a group head; on the map of the sheet's day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from hoptac.common.text import fold, format_day
from hoptac.places.queries import TYPES
from hoptac.places.tree import Tree, Unit, tree

_PREFIXES = sorted({fold(word) for word in TYPES} | {"tx", "tt", "h", "p", "x", "q", "dk"}, key=len, reverse=True)
_PREFIX = re.compile(rf"^(?:{'|'.join(map(re.escape, _PREFIXES))})[.\s]+(?=\S)")
_PARTS = re.compile(r"\s*(?:[,;]|\s-\s|\s–\s)\s*")


@dataclass(frozen=True)
class Resolved:
    """The commune found; a guess or a problem in words, with names to choose from."""

    place_id: int | None = None
    guess: str = ""
    problem: str = ""
    suggestions: tuple[str, ...] = ()


class Resolver:
    """Finds communes below one place on one day's map; asks each wording once."""

    def __init__(self, home_id: int, day: date) -> None:
        self.map: Tree = tree()
        self.home_id, self.day = home_id, day
        self._known: dict[tuple[str, str, str, str], Resolved] = {}
        self._names: dict[str, list[Unit]] = {}
        home = self.map.unit(home_id, day)
        units = [*self.map.inside(home_id, day), *([home] if home else [])]
        for unit in units:
            if unit.level == "commune":
                for name in {fold(unit.name), unit.search_key}:
                    self._names.setdefault(name, []).append(unit)

    def find(self, commune: str, district: str = "", province: str = "", address: str = "") -> Resolved:
        """The commune that the wordings mean together."""
        key = (commune, district, province, address)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._find(*key)
        return known

    def _find(self, commune: str, district: str, province: str, address: str) -> Resolved:
        parts = [part for part in _PARTS.split(commune) if part]
        within = [part for part in (*parts[1:], district, province) if part]
        if parts:
            return self._named(parts[0], within, commune)
        for n, part in enumerate(found := [part for part in _PARTS.split(address) if part]):
            units = self._exact(part)
            if units and (n or len(found) == 1 or _PREFIX.match(fold(part))):
                got = self._named(part, [*found[n + 1 :], *within], part)
                return got if got.problem or got.guess else Resolved(got.place_id, _("lấy từ địa chỉ: %s") % self._words(got.place_id))
        home = self.map.unit(self.home_id, self.day)
        if home and home.level == "commune":
            return Resolved(self.home_id)
        return Resolved(problem=_("chưa có xã, phường"), suggestions=())

    def _exact(self, part: str) -> list[Unit]:
        folded = " ".join(fold(part).split())
        return self._names.get(folded) or self._names.get(_PREFIX.sub("", folded), [])

    def _named(self, name: str, within: list[str], shown: str) -> Resolved:
        units = self._within(self._exact(name), within)
        if len(units) == 1:
            return Resolved(units[0].place_id)
        if units:
            kind = fold(name).split()[0] if name.split() else ""
            typed = [unit for unit in units if fold(unit.type).split()[0] == kind and unit.search_key == " ".join(fold(name).split())]
            if len(typed) == 1:
                return Resolved(typed[0].place_id)
            return Resolved(
                problem=_("có nhiều nơi tên “%s”; ghi thêm huyện hoặc tỉnh") % shown,
                suggestions=tuple(self._words(u.place_id) for u in units),
            )
        return self._moved(name, within, shown)

    def _within(self, units: list[Unit], within: list[str]) -> list[Unit]:
        """Those that lie in what else is told; what tells nothing (a hamlet, a place outside) does not count against them."""
        for words in within:
            bare = _PREFIX.sub("", " ".join(fold(words).split()))
            kept = [u for u in units if any(fold(a.name) == bare or a.search_key == bare for a in self._above(u))]
            units = kept or units
        return units

    def _above(self, unit: Unit) -> list[Unit]:
        """All that ever stood above a unit: "huyện Ba Chẽ" still tells after districts ended."""
        days = {self.day, *(version.valid_from for version in self.map.versions[unit.place_id])}
        found = [a for day in days for a in self.map.chain(unit.place_id, day)[1:]]
        for link in self.map.into.get(unit.place_id, ()):
            before = self.map.last(link.predecessor_id)
            found += self.map.chain(link.predecessor_id, before.valid_from)[1:]
        return found

    def _moved(self, name: str, within: list[str], shown: str) -> Resolved:
        """A name of another day's map: the commune that took it over if one did, else named with its candidates; or a spelling near it."""
        bare = _PREFIX.sub("", " ".join(fold(name).split()))
        elsewhere = [u for u in self.map.named(bare) if u.level == "commune" and self._touches_home(u)]
        elsewhere = self._within(elsewhere, within)
        carried = {target for unit in elsewhere for target in self.map.carried(unit.place_id, self.day)}
        if len(carried) == 1:
            target = carried.pop()
            return Resolved(target, _("“%(old)s” không có trên bản đồ ngày %(day)s, nay thuộc %(new)s") % {
                "old": shown, "day": format_day(self.day), "new": self._words(target)})  # fmt: skip
        if carried:
            return Resolved(
                problem=_("“%(old)s” không có trên bản đồ ngày %(day)s và đã tách về nhiều nơi; chọn một")
                % {"old": shown, "day": format_day(self.day)},
                suggestions=tuple(sorted(self._words(one) for one in carried)),
            )
        near = self._near(bare)
        return Resolved(
            problem=_("không có “%(name)s” trên bản đồ ngày %(day)s") % {"name": shown, "day": format_day(self.day)}, suggestions=near
        )

    def _touches_home(self, unit: Unit) -> bool:
        day = unit.valid_from if unit.valid_from.year > 1 else unit.verified_from
        if self.map.is_within(unit.place_id, self.home_id, day):
            return True
        return any(self.map.is_within(target, self.home_id, self.day) for target in self.map.carried(unit.place_id, self.day))

    def _near(self, bare: str) -> tuple[str, ...]:
        from difflib import get_close_matches

        found = get_close_matches(bare, list(self._names), n=3, cutoff=0.8)
        return tuple(dict.fromkeys(self._words(unit.place_id) for name in found for unit in self._names[name]))

    def _words(self, place_id: int | None) -> str:
        unit = self.map.unit(place_id, self.day) if place_id else None
        if unit is None:
            return ""
        above = [a.full_name for a in self.map.chain(unit.place_id, self.day)[1:] if a.level not in ("country", "province")]
        return ", ".join([unit.full_name, *above])
