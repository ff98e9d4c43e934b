"""What stands around the table of two days: two maps in one scale, the day the map changed, and where a figure rose or fell."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from hoptac.figures import board
from hoptac.figures.ask import Question
from hoptac.figures.indicators import indicator
from hoptac.places import home
from hoptac.places.addresses import place_url
from hoptac.places.listing import by_type, grouping
from hoptac.places.queries import by_key
from hoptac.places.scope import split_among
from hoptac.places.tree import Unit, day_before, tree

LEVELS = board.LEVELS
Tiles = list[dict[str, Any]]


@dataclass(frozen=True)
class Maps:
    """Two schematic maps coloured by one figure in one scale. `changed`: how many communes changed colour; None across two maps."""

    title: str
    first: Tiles
    last: Tiles
    first_key: str
    last_key: str
    key: list[tuple[str, str]]
    changed: int | None
    note: str = ""


def title_maps(unit: Unit, first: date, last: date, is_same_map: bool) -> Maps | None:
    """Communes by the highest title they hold on each day."""
    boards = [board.Board(_at(unit, day), day, day) for day in (first, last)]
    if not all(one.has(LEVELS[0]) for one in boards):
        return None
    one, other = (board.tiles(each) for each in boards)
    if not one or not other:
        return None
    words = [
        _("%(model)s kiểu mẫu, %(advanced)s nâng cao chưa kiểu mẫu, %(standard)s đạt chuẩn chưa nâng cao")
        % {"model": steps[3], "advanced": steps[2], "standard": steps[1]}
        for steps in (Counter(tile["step"] for tile in tiles) for tiles in (one, other))
    ]
    key = [("s3", _("Kiểu mẫu")), ("s2", _("Nâng cao")), ("s1", _("Đạt chuẩn")), ("s0", _("Phường, thị trấn (không xét)"))]
    return _maps(_("Nông thôn mới theo xã"), one, other, words, key, is_same_map, _rises)


def figure_maps(question: Question, first: date, last: date, is_same_map: bool) -> Maps | None:
    """Communes by how many counted records stand in each; the same steps on both days, so that colours compare."""
    if question.indicator.basis != "counted":
        return None
    if question.indicator.code in LEVELS:
        return title_maps(tree().unit(question.place_id, last), first, last, is_same_map)  # type: ignore[arg-type]
    values = [_by_commune(question, day) for day in (first, last)]
    if not all(1 < len(found) <= board.MANY for found in values):
        return None
    top = sorted(n for found in values for n in found.values() if n)
    if not top:
        return None
    low, high = top[len(top) // 3], top[2 * len(top) // 3]
    high = max(high, low + 1)
    one, other = (_count_tiles(found, day, low, high) for found, day in zip(values, (first, last), strict=True))
    words = [_("%(n)s trên %(all)s đơn vị có hồ sơ") % {"n": sum(n > 0 for n in f.values()), "all": len(f)} for f in values]
    key = [("s3", _("trên %s") % high), ("s2", _range(low + 1, high)), ("s1", _range(1, low)), ("s0", _("không có"))]
    return _maps(question.indicator.label, one, other, words, key, is_same_map, _differs)


def _at(unit: Unit, day: date) -> Unit:
    return tree().unit(unit.place_id, day) or unit


def _range(low: int, high: int) -> str:
    return str(low) if low == high else _("%(a)s đến %(b)s") % {"a": low, "b": high}


def _by_commune(question: Question, day: date) -> dict[int, int]:
    units = [unit for unit in tree().inside(question.place_id, day) if unit.level == "commune"]
    found = {unit.place_id: 0 for unit in units}
    ids = frozenset(found)
    for span in question.count.counted(day, None):
        place_id = span.record.place_id
        commune = None if place_id is None else split_among(place_id, ids, day, span.record.hints)
        if commune is not None:
            found[commune] += 1
    return found


def _count_tiles(values: dict[int, int], day: date, low: int, high: int) -> Tiles:
    tiles = []
    for place_id, n in values.items():
        unit = tree().unit(place_id, day)
        assert unit is not None
        step = 0 if not n else 1 if n <= low else 2 if n <= high else 3
        tiles.append(
            {"key": unit.code, "name": unit.label, "lat": unit.lat, "lon": unit.lon, "group": grouping(unit, day), "step": step,
             "text": str(n), "url": place_url(place_id, day)}
        )  # fmt: skip
    return tiles


def _rises(before: Any, after: Any) -> bool:
    return isinstance(before["step"], int) and isinstance(after["step"], int) and before["step"] != after["step"]


def _differs(before: Any, after: Any) -> bool:
    return bool(before["text"] != after["text"])


def _maps(title: str, one: Tiles, other: Tiles, words: list[str], key: list[tuple[str, str]], is_same_map: bool, changed: Any) -> Maps:
    note = _("Hai bản đồ khác nhau: %(a)s và %(b)s đơn vị cấp xã, nên không đánh dấu từng ô.") % {"a": len(one), "b": len(other)}
    if not is_same_map:
        return Maps(title, one, other, *words, key, None, note)
    earlier = {tile["key"]: tile for tile in one}
    n = 0
    for tile in other:
        tile["changed"] = tile["key"] in earlier and changed(earlier[tile["key"]], tile)
        n += tile["changed"]
    return Maps(title, one, other, *words, [*key, ("new", _("đổi giữa hai ngày: %s") % n)] if n else key, n)


# --- where it rose or fell --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Bar:
    """One unit with its difference, drawn from a zero line."""

    label: str
    url: str
    value: int
    link: str
    x: float
    width: float
    zero: float


def by_place(question: Question, first: date, last: date) -> list[Bar]:
    """The difference of each unit below, both days read on the later day's map; the bars add up to the whole difference there."""
    if question.indicator.basis != "counted" or "place" not in _splits(question):
        return []
    counting = replace(question, map_of=last).count
    rows = {day: counting.split("place", day, None, last) for day in (first, last)}
    before = {row.key: row.value or 0 for row in rows[first]}
    changes = [(row, (row.value or 0) - before.get(row.key, 0)) for row in rows[last] if row.key]
    if len(changes) < 2 or not any(value for _row, value in changes):
        return []
    changes.sort(key=lambda pair: -pair[1])
    low, high = min(0, changes[-1][1]), max(0, changes[0][1])
    return [_bar(question, row, int(value), low, high, last) for row, value in changes]


def _splits(question: Question) -> tuple[str, ...]:
    return tuple(question.count.measure.splits)


def _bar(question: Question, row: Any, value: int, low: float, high: float, last: date) -> Bar:
    scale = 100 / ((high - low) or 1)
    zero = -low * scale
    place_id = by_key(row.key).place_id
    link = question.url(place_id=place_id, map_of=None) + "#vi-sao" if value else ""
    x = zero if value > 0 else zero + value * scale
    return Bar(row.name, place_url(place_id, last), value, link, round(x, 2), round(abs(value) * scale, 2), round(zero, 2))


# --- the day the map changed --------------------------------------------------------------------------------------------------------


def hinge(place_id: int, first: date, last: date) -> dict[str, Any] | None:
    """The last change of the map between the days; where there was none, the last one known, to look at."""
    maps = home.maps(place_id)
    cuts = [span.first for span in maps[1:]]
    between = [cut for cut in cuts if first < cut <= last]
    if not cuts:
        return None
    cut = (between or cuts)[-1]
    sides = [_side(place_id, day) for day in (day_before(cut), cut)]
    units = [unit for unit in tree().inside(place_id, cut) if unit.level == "commune" and unit.valid_from == cut]
    acts = Counter(unit.act for unit in units if unit.act)
    whole = sum(1 for unit in sides[0]["units"] if len(_went(unit.place_id, cut)) == 1)
    return {
        "on": cut, "before": day_before(cut), "sides": sides, "act": acts.most_common(1)[0][0] if acts else "", "is_between": bool(between),
        "whole": whole, "split": len(sides[0]["units"]) - whole,
    }  # fmt: skip


def _went(place_id: int, day: date) -> frozenset[int]:
    return tree().carried(place_id, day)


def _side(place_id: int, day: date) -> dict[str, Any]:
    inside = list(tree().inside(place_id, day))
    communes = [unit for unit in inside if unit.level == "commune"]
    districts = sum(unit.level == "district" for unit in inside)
    types = [(word[:1].upper() + word[1:], n) for word, n in by_type(communes)]
    return {"day": day, "units": communes, "types": types, "districts": districts}


def named(code: str, place_id: int, day: date, since: date) -> Question:
    """The question of one figure on the later of two days."""
    return Question(indicator(code), place_id, day, since=since)
