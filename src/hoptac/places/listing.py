"""What the pages of places show: the tree of a day, the history of a unit both ways, homonyms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from hoptac.common.text import fold, format_day, sort_key
from hoptac.places.addresses import place_url, unit_url
from hoptac.places.home import home_id
from hoptac.places.models import Share
from hoptac.places.queries import Found, Step, describe, history, period_words, search
from hoptac.places.tree import Unit, day_before, tree

GROUPS = ("thành phố", "thị xã", "quận", "huyện", "phường", "thị trấn", "xã", "đặc khu")


@dataclass(frozen=True)
class Branch:
    """A unit with those directly below it, for the tree of a day."""

    unit: Unit
    url: str
    below: tuple[Branch, ...] = ()


def branches(place_id: int, day: date) -> list[Branch]:
    """The units below a place on a day, two levels deep, by type and then by name."""
    found = []
    for unit in ordered(tree().below(place_id, day)):
        below = tuple(Branch(low, place_url(low.place_id, day)) for low in ordered(tree().below(unit.place_id, day)))
        found.append(Branch(unit, place_url(unit.place_id, day), below))
    return found


def ordered(units: list[Unit]) -> list[Unit]:
    """Cities before districts, wards before communes; each by name as Vietnamese sorts it."""
    rank = {word: n for n, word in enumerate(GROUPS)}
    return sorted(units, key=lambda unit: (rank.get(unit.type, 99), sort_key(unit.name)))


def by_type(units: list[Unit]) -> list[tuple[str, int]]:
    """How many units of each type: [("phường", 30), ("xã", 22)]."""
    types = [unit.type for unit in units]
    words = {unit.type: unit.type_word for unit in units}
    return [(words[word], types.count(word)) for word in GROUPS if word in types]


def grouping(unit: Unit, day: date) -> str:
    """The district a commune lies in, by which people find it on a schematic map; where there are none, the district most of it was in."""
    now = _districts(unit.place_id, day)
    former = now or [name for link in tree().into.get(unit.place_id, ()) for name in _districts(link.predecessor_id, day_before(link.on))]
    return max(former, key=former.count) if former else ""


def _districts(place_id: int, day: date) -> list[str]:
    return [unit.name for unit in tree().chain(place_id, day) if unit.level == "district"]


def tiles(unit: Unit, day: date) -> list[dict[str, object]]:
    """The communes of a place for a schematic map; for a commune those around it, itself marked. Too many units give no map."""
    map_ = tree()
    if unit.level == "country":
        return [_tile(u, "", unit.place_id, day) for u in map_.below(unit.place_id, day)]
    around = unit.parent_id if unit.level == "commune" else unit.place_id
    if around is None:
        return []
    communes = [u for u in map_.inside(around, day) if u.level == "commune"]
    if not 1 < len(communes) < 400:
        return []
    return [_tile(u, grouping(u, day), unit.place_id, day) for u in communes]


ISLANDS = ("Hoàng Sa", "Trường Sa")  # in every picture of the whole country


def islands(unit: Unit, day: date) -> list[dict[str, object]]:
    """The two archipelagos beside a picture of the country, by the names and the provinces of the day."""
    if unit.level != "country":
        return []
    map_ = tree()
    found = []
    for name in ISLANDS:
        standing = [u for u in map_.named(fold(name)) if u.name == name and u.holds(day)]
        isle = min(standing, key=lambda u: (u.level != "district", u.type != "đặc khu", u.code), default=None)
        above = [u for u in map_.chain(isle.place_id, day) if u.level == "province"] if isle else []
        lines = [_("Quần đảo %(name)s") % {"name": name}, f"({above[0].label})" if above else ""]
        url = place_url(isle.place_id, day) if isle else ""
        found.append({"lines": [line for line in lines if line], "near": above[0].code if above else "", "url": url})
    return found


def _tile(unit: Unit, group: str, marked: int, day: date) -> dict[str, object]:
    step = 3 if unit.place_id == marked else 1 if unit.is_rural or unit.level == "province" else "dot"
    url = "" if unit.place_id == marked else place_url(unit.place_id, day)
    return {"key": unit.code, "name": unit.label, "lat": unit.lat, "lon": unit.lon, "step": step, "group": group, "url": url}


@dataclass(frozen=True)
class Line:
    """One line of a list of places."""

    label: str
    url: str
    sub: str = ""
    end: str = ""


def above(unit: Unit, day: date) -> list[Line]:
    """The units above, lowest first."""
    return [Line(u.label, place_url(u.place_id, day)) for u in tree().chain(unit.place_id, day)[1:] if u.level != "country"]


def steps(found: Found) -> tuple[list[Line], list[Line]]:
    """What the place was before the day, and what became of it after."""
    before, after = history(found.place_id, found.day)
    return [_step(step, found) for step in before], [_step(step, found) for step in after]


def _step(step: Step, found: Found) -> Line:
    same = step.unit.place_id == found.place_id
    words = _("đổi tên hoặc loại") if same else Share(step.share).label
    on = format_day(step.on)
    sub = f"{words}, {on}" + (f", {step.act}" if step.act else "")
    day = step.on if step.on > found.day else None
    return Line(step.unit.label if same else describe(step.unit), unit_url(step.unit, day), sub)


def homonyms(unit: Unit, day: date, limit: int = 12) -> list[Line]:
    """Other places of the same name, of any day, those standing on the day first."""
    found: dict[int, Unit] = {}
    for versions in tree().versions.values():
        same = [u for u in versions if u.name_key == unit.name_key and u.place_id != unit.place_id]
        if same:
            found[same[0].place_id] = next((u for u in same if u.holds(day)), same[-1])
    rows = sorted(found.values(), key=lambda u: (not u.holds(day), u.level, u.code))[:limit]
    return [_named(u, day) for u in rows]


def _named(unit: Unit, day: date) -> Line:
    stands = unit.holds(day)
    return Line(describe(unit, day if stands else None), unit_url(unit, day), "" if stands else period_words(unit))


def results(text: str, day: date) -> list[Line]:
    """What a search finds: units of the day first, then those of other days, with their periods."""
    now = _near_first(search(text, day, limit=40), day)[:20]
    there = {unit.place_id for unit in now}
    other = [unit for unit in search(text, None, limit=40) if unit.place_id not in there and not unit.holds(day)]
    return [_named(unit, day) for unit in [*now, *other[: 30 - len(now)]]]


def choices(text: str, day: date, limit: int = 12) -> list[dict[str, str]]:
    """What the place picker offers: units standing on the day, those of the home place first, each told by what lies above it."""
    found = _near_first(search(text, day, limit=40), day)[:limit] if text else []
    rows = []
    for unit in found:
        up = [one.label for one in tree().chain(unit.place_id, day)[1:] if one.level != "country"]
        rows.append({"key": unit.key(day), "name": unit.label, "sub": ", ".join(up), "url": unit_url(unit, day)})
    return rows


def _near_first(units: list[Unit], day: date) -> list[Unit]:
    """Units of the home place before those of the same kind elsewhere."""
    own = home_id()
    return units if own is None else sorted(units, key=lambda unit: not tree().is_within(unit.place_id, own, day))


def same_code(key: str) -> list[Line]:
    """Units that bear the code of a key on other days, to help who mistyped the day."""
    code = key.partition("@")[0].strip()
    return [Line(describe(unit), unit_url(unit), period_words(unit)) for unit in tree().codes.get(code, ())]
