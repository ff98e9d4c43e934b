"""From what the sources say to versions of units and successions between them."""

from __future__ import annotations

from collections import defaultdict

from . import corrections, points, quangninh, sources
from .acts import MERGER_OF_PROVINCES, QUANG_NINH_2024, all_acts
from .table import Succession, Version, version

NEW_MAP = "2025-07-01"
OLD_MAP_SEEN = "2025-03-01"
COUNTRY = "vn"
# Province code -> (day, act) on which the tỉnh became a centrally run city.
CITIES_OF_2026 = {
    "75": ("2026-04-30", "30/2026/QH16"),
    "22": ("2026-09-01", "36/2026/QH16"),
    "24": ("2026-09-20", "39/2026/QH16"),
}
# Act -> day from which its communes are phường.
WARDS_OF_2026 = {"237/NQ-UBTVQH16": "2026-04-30", "388/NQ-UBTVQH16": "2026-09-20"}


class Maps:
    """Everything read once, and the questions the builders ask of it."""

    def __init__(self) -> None:
        self.old, self.new = sources.old_map(), sources.new_map()
        self.before_2024 = sources.quang_ninh_before_2024()
        self.notes = sources.notes_of_today()
        self.resolutions = sources.resolutions_of_2025(self.notes)
        self.province_parts = sources.province_parts()
        self.edges = (sources.edges() - corrections.FALSE_EDGES) | corrections.MISSING_EDGES
        self.parts: dict[str, set[str]] = defaultdict(set)
        self.heirs: dict[str, set[str]] = defaultdict(set)
        for before, after in self.edges:
            self.parts[after].add(before)
            self.heirs[before].add(after)
        self.commune_points = points.of_old_communes(self.old)
        self.district_points = points.of_districts(self.old, self.commune_points)
        self.new_points = points.of_new_communes(self.new, self.parts, self.commune_points)

    def province_uid(self, code: str) -> str:
        """The identity of a province of the new map: its own when nothing was joined to it."""
        return f"p-{code}" if len(self.province_parts[code]) == 1 else f"p2-{code}"

    def carried(self, code: str) -> str | None:
        """The old commune that goes on as this new one: its only part, which goes nowhere else. Not a district."""
        if len(self.parts[code]) != 1:
            return None
        part = next(iter(self.parts[code]))
        return part if len(self.heirs[part]) == 1 and not part.startswith("d") else None


def old_uid(code: str) -> str:
    """The identity of a unit on the last day of the old map."""
    if code.startswith("d"):
        return f"d-{code[1:]}"
    return f"m-{code}" if code in quangninh.MERGERS else f"o-{code}"


def country_and_provinces(maps: Maps) -> list[Version]:
    # The name of the country stands since 2/7/1976; what is beneath it carries its own flag.
    rows = [version(COUNTRY, ("", ""), "country", "quốc gia", "Việt Nam", "VN", verified_from="1976-07-02")]
    unchanged = {code for code, parts in maps.province_parts.items() if len(parts) == 1}
    for code, unit in sorted(maps.old.provinces.items()):
        seen = quangninh.VERIFIED_FROM if code == quangninh.PROVINCE else OLD_MAP_SEEN
        ends = "" if code in unchanged else NEW_MAP
        rows += _province(f"p-{code}", "", ends, unit, verified_from=seen)
    for code, unit in sorted(maps.new.provinces.items()):
        if code not in unchanged:
            rows += _province(f"p2-{code}", NEW_MAP, "", unit, verified_from=NEW_MAP, act=MERGER_OF_PROVINCES)
    return rows


def _province(uid: str, start: str, end: str, unit: sources.Unit, *, verified_from: str, act: str = "") -> list[Version]:
    city = CITIES_OF_2026.get(unit.code) if not end else None
    days = (start, city[0] if city else end)
    rest = {"parent": COUNTRY, "point": unit.point}
    rows = [version(uid, days, "province", unit.type, unit.name, unit.code, verified_from=verified_from, act=act, **rest)]
    if city:
        days = (city[0], "")
        rows.append(version(uid, days, "province", "thành phố", unit.name, unit.code, verified_from=city[0], act=city[1], **rest))
    return rows


def districts(maps: Maps) -> list[Version]:
    rows = []
    for code, unit in sorted(maps.old.districts.items()):
        rest = {"parent": f"p-{unit.parent}", "point": maps.district_points.get(code)}
        seen = quangninh.VERIFIED_FROM if unit.parent == quangninh.PROVINCE else OLD_MAP_SEEN
        start, act = "", ""
        if code == quangninh.DONG_TRIEU:
            start, act = quangninh.CHANGED_ON, QUANG_NINH_2024
            before = maps.before_2024.districts[code]
            rows.append(version(f"d-{code}", ("", start), "district", before.type, unit.name, code, verified_from=seen, **rest))
            seen = start
        rows.append(version(f"d-{code}", (start, NEW_MAP), "district", unit.type, unit.name, code, verified_from=seen, act=act, **rest))
    return rows


def old_communes(maps: Maps) -> list[Version]:
    rows = []
    for code, unit in sorted(maps.old.communes.items()):
        if maps.old.districts[unit.parent].parent == quangninh.PROVINCE:
            continue
        name = corrections.OLD_NAMES.get(code, unit.name)
        rest = {"parent": f"d-{unit.parent}", "point": maps.commune_points.get(code), "verified_from": OLD_MAP_SEEN}
        rows.append(version(f"o-{code}", ("", NEW_MAP), "commune", unit.type, name, code, **rest))
    return rows


def quang_ninh_communes(maps: Maps) -> list[Version]:
    """177 units to 31/10/2024, then 171 to 30/6/2025. Names follow the later map where a unit goes on."""
    rows = []
    ended = {part for parts in quangninh.MERGERS.values() for part in parts}
    changed = (*ended, *quangninh.RETYPED)
    for code, before in sorted(maps.before_2024.communes.items()):
        after = maps.old.communes.get(code)
        name = after.name if after and code not in ended else quangninh.MODERN_NAMES.get(code, before.name)
        same_seat = code not in ended or (after is not None and after.name == before.name)
        rest = {"parent": f"d-{before.parent}", "point": maps.commune_points.get(code) if same_seat else None}
        days = ("", quangninh.CHANGED_ON if code in changed else NEW_MAP)
        rows.append(version(f"o-{code}", days, "commune", before.type, name, code, verified_from=quangninh.VERIFIED_FROM, **rest))
    for code in sorted([*quangninh.MERGERS, *quangninh.RETYPED]):
        unit, days = maps.old.communes[code], (quangninh.CHANGED_ON, NEW_MAP)
        rest = {"parent": f"d-{unit.parent}", "point": maps.commune_points.get(code), "verified_from": days[0], "act": QUANG_NINH_2024}
        rows.append(version(old_uid(code), days, "commune", unit.type, unit.name, code, **rest))
    return sorted(rows, key=lambda row: (row.code, row.valid_from))


def new_communes(maps: Maps) -> list[Version]:
    rows = []
    for code, unit in sorted(maps.new.communes.items()):
        part, note = maps.carried(code), maps.notes[code]
        uid = old_uid(part) if part else f"n-{code}"
        turned = WARDS_OF_2026.get(note["act"])
        rest = {"parent": maps.province_uid(unit.parent), "point": maps.new_points.get(code)}
        act = maps.resolutions[unit.parent]
        days = (NEW_MAP, turned or "")
        rows.append(version(uid, days, "commune", unit.type, unit.name, code, verified_from=NEW_MAP, act=act, **rest))
        if turned:
            days = (turned, "")
            rows.append(version(uid, days, "commune", note["type"], unit.name, code, verified_from=turned, act=note["act"], **rest))
        elif note["type"] != unit.type:
            raise ValueError(f"{code}: {unit.type} is {note['type']} today, by no act we know")
    return rows


def successions(maps: Maps) -> list[Succession]:
    rows = [
        Succession(f"o-{part}", f"m-{code}", quangninh.CHANGED_ON, "whole", "", QUANG_NINH_2024)
        for code, parts in quangninh.MERGERS.items()
        for part in parts
    ]
    for code, parts in maps.province_parts.items():
        if len(parts) > 1:
            rows += [Succession(f"p-{part}", f"p2-{code}", NEW_MAP, "whole", "", MERGER_OF_PROVINCES) for part in parts]
    for before, after in maps.edges:
        if maps.carried(after):
            continue
        share = "whole" if len(maps.heirs[before]) == 1 else "part"
        act = maps.resolutions[maps.new.communes[after].parent]
        rows.append(Succession(old_uid(before), f"n-{after}", NEW_MAP, share, "", act))
    return sorted(rows, key=lambda row: (row.on, row.to_uid, row.from_uid))


def acts(maps: Maps) -> list[tuple[str, ...]]:
    names = {code: f"{unit.type} {unit.name}" for code, unit in maps.new.provinces.items()}
    return all_acts(maps.resolutions, names)
