"""Finding places: by name, by name and province, or by CODE@DAY; and asking for their history."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from hoptac.common.days import DAWN, parse_day, today
from hoptac.common.errors import UserError
from hoptac.common.text import fold, format_day, same_key
from hoptac.places.tree import DEPTH, Tree, Unit, day_before, tree

TYPES = (
    "thành phố",
    "thị trấn",
    "đặc khu",
    "thị xã",
    "phường",
    "huyện",
    "quận",
    "tỉnh",
    "xã",
    "tp.",
    "tp",
    "tx.",
    "tx",
    "tt.",
    "h.",
    "p.",
    "x.",
)
SHORT = {
    "tp.": "thành phố",
    "tp": "thành phố",
    "tx.": "thị xã",
    "tx": "thị xã",
    "tt.": "thị trấn",
    "h.": "huyện",
    "p.": "phường",
    "x.": "xã",
}
LONGEST = 200  # signs of a name that is still looked up
COUNTRY_NAMES = {"viet nam", "ca nuoc", "toan quoc", "vietnam", "quoc gia viet nam"}


@dataclass(frozen=True)
class Found:
    """A unit with the day on which it was found."""

    unit: Unit
    day: date

    @property
    def place_id(self) -> int:
        return self.unit.place_id

    @property
    def key(self) -> str:
        """CODE@DAY."""
        return self.unit.key(self.day)


def period_words(unit: Unit) -> str:
    """When a version holds, in words: "từ 01/11/2024 đến 30/06/2025"."""
    first = "" if unit.valid_from == DAWN else _("từ %s") % format_day(unit.valid_from)
    last = _("đến %s") % format_day(day_before(unit.valid_to)) if unit.valid_to else ""
    return " ".join(part for part in (first, last) if part) or _("từ trước đến nay")


def describe(unit: Unit, day: date | None = None) -> str:
    """A unit with those above it: "xã Hải Hòa (huyện Tiên Yên, tỉnh Quảng Ninh)"."""
    map_ = tree()
    day = day or (day_before(unit.valid_to) if unit.valid_to else max(unit.valid_from, unit.verified_from))
    above = [u.label for u in map_.chain(unit.place_id, day)[1:] if u.level != "country"]
    return f"{unit.label} ({', '.join(above)})" if above else unit.label


def _split(text: str) -> tuple[str, str, str]:
    """Type word, bare name, and what stands in brackets or after a comma; each may be empty."""
    match = re.fullmatch(r"\s*([^(),]+?)\s*(?:[(,]\s*([^()]*?)\s*\)?)?\s*", text)
    name, within = (match[1], match[2] or "") if match else (text.strip(), "")
    lower = same_key(name)
    for word in TYPES:
        if lower.startswith(word + " ") or (word.endswith(".") and lower.startswith(word)):
            rest = lower[len(word) :].strip()
            return SHORT.get(word, word), rest, within
    folded = fold(name)
    for word in TYPES:
        if folded.startswith(fold(word) + " ") and folded == lower:
            return SHORT.get(word, word), folded[len(fold(word)) + 1 :], within
    return "", lower, within


def _name_fits(unit: Unit, name: str) -> bool:
    """Accents may be left out altogether; where they are written they must be right."""
    if unit.name_key == name:
        return True
    return fold(name) == name and fold(unit.name_key) == name


def _fits(unit: Unit, type_word: str, name: str, raw: str) -> bool:
    if _name_fits(unit, raw):
        return True
    return bool(type_word) and unit.type == type_word and _name_fits(unit, name)


def _within_fits(map_: Tree, unit: Unit, within: str) -> bool:
    if not within:
        return True
    parts = [_split(part) for part in within.split(",")]
    day = unit.valid_from if unit.valid_from != DAWN else (day_before(unit.valid_to) if unit.valid_to else unit.verified_from)
    above = map_.chain(unit.place_id, day)[1:]
    return all(any(_fits(u, kind, name, same_key(f"{kind} {name}".strip())) for u in above) for kind, name, _rest in parts)


def candidates(text: str) -> list[Unit]:
    """Every version of every place that the words may mean, of any day."""
    map_ = tree()
    type_word, name, within = _split(text)
    raw = same_key(re.split(r"[(,]", text)[0])
    units = [unit for folded in {fold(raw), fold(name)} for unit in map_.named(folded)]
    found = sorted({unit for unit in units if _fits(unit, type_word, name, raw)}, key=lambda unit: (unit.place_id, unit.valid_from))
    return [unit for unit in found if _within_fits(map_, unit, within)]


def by_code(code: str, day: date) -> Unit | None:
    """The unit that bears a code on a day. Codes of different levels have different lengths, so one at most."""
    return next((unit for unit in tree().codes.get(code, ()) if unit.holds(day)), None)


def by_key(key: str) -> Found:
    """The place behind CODE@DAY."""
    code, _at, day_text = key.partition("@")
    day = parse_day(day_text)
    unit = by_code(code.strip().upper() if code.isalpha() else code.strip(), day)
    if unit is None:
        raise UserError(_("Không có đơn vị hành chính nào mang mã %(code)s vào ngày %(day)s.") % {"code": code, "day": format_day(day)})
    return Found(unit, day)


def _refuse_unknown(text: str, day: date) -> UserError:
    elsewhere = candidates(text)
    if elsewhere:
        lines = [f"{describe(unit)}: {period_words(unit)}" for unit in elsewhere[:12]]
        return UserError(
            _("“%(text)s” không có trên bản đồ ngày %(day)s. Chọn một ngày mà đơn vị này tồn tại.")
            % {"text": text, "day": format_day(day)},
            lines,
        )
    near = search(text, day, limit=5)
    lines = [f"{describe(unit, day)}: {unit.key(day)}" for unit in near]
    return UserError(_("Không tìm thấy địa bàn “%s”. Kiểm tra chính tả, hoặc dùng mã dạng 22@2022-12-31.") % text, lines)


def _refuse_ambiguous(text: str) -> UserError:
    lines = []
    for unit in sorted(candidates(text), key=lambda u: (DEPTH[u.level], u.code, u.valid_from)):
        day = max(unit.valid_from, unit.verified_from) if unit.valid_to is None else day_before(unit.valid_to)
        lines.append(f"{describe(unit)}: {period_words(unit)}; {unit.key(day)}")
    return UserError(_("“%s” có thể là nhiều nơi. Ghi rõ tỉnh trong ngoặc, ví dụ “Hải Hòa (Quảng Ninh)”, hoặc dùng mã:") % text, lines)


def find(text: str, day: date) -> Found:
    """The place that a name, `Tên (tỉnh)` or `CODE@DAY` means on a day. Highest level wins; else it must be one.

    Raises UserError for unknown and ambiguous names, with all candidates and their periods.
    """
    text = text.strip()[:LONGEST]
    if "@" in text:
        return by_key(text)
    if fold(text) in COUNTRY_NAMES:
        root = next(u for versions in tree().versions.values() for u in versions if u.level == "country")
        return Found(root, day)
    fits = [unit for unit in candidates(text) if unit.holds(day)]
    if not fits:
        raise _refuse_unknown(text, day)
    top = min(DEPTH[unit.level] for unit in fits)
    best = [unit for unit in fits if DEPTH[unit.level] == top]
    if len(best) > 1:
        raise _refuse_ambiguous(text)
    return Found(best[0], day)


def find_any(text: str, day: date | None = None) -> Found:
    """The place a name means on a day; without a day, today's, or else the one that bore the name last, seen on its last day."""
    if day is not None or "@" in text:
        return find(text, day or today())
    fits = candidates(text)
    if not fits or any(unit.holds(today()) for unit in fits):
        return find(text, today())
    top = min(DEPTH[unit.level] for unit in fits)
    best = [unit for unit in fits if DEPTH[unit.level] == top]
    if len({unit.place_id for unit in best}) > 1:
        raise _refuse_ambiguous(text)
    last = max(best, key=lambda unit: unit.valid_from)
    return Found(last, day_before(last.valid_to) if last.valid_to else last.valid_from)


def search(text: str, day: date | None = None, limit: int = 20) -> list[Unit]:
    """Units whose name holds the words, best first: the whole name, its beginning, then within; higher levels first."""
    words = fold(text)
    if not words:
        return []
    exact = same_key(text)
    scored = []
    for versions in tree().versions.values():
        unit = next((u for u in versions if u.holds(day)), None) if day else versions[-1]
        if unit is None or f" {words}" not in f" {unit.search_key}":  # "hai hoa" is not in "thai hoa"
            continue
        bare = fold(unit.name)
        rank = 0 if unit.name_key == exact else 1 if bare == words or unit.search_key == words else 2 if bare.startswith(words) else 3
        scored.append((rank, DEPTH[unit.level], unit.name_key, unit.code, unit))
    return [row[-1] for row in sorted(scored, key=lambda row: row[:-1])[:limit]]


def listing(place_id: int, day: date, level: str | None = None) -> list[Unit]:
    """The units in a place on a day; all descendants, or those of one level."""
    return sorted((u for u in tree().inside(place_id, day) if level in (None, u.level)), key=lambda u: (DEPTH[u.level], u.code))


@dataclass(frozen=True)
class Step:
    """One step of a place's history: the unit before or after, how much of it, when and by which act."""

    unit: Unit
    share: str
    on: date
    act: str
    steps: tuple[Step, ...] = ()


def history(place_id: int, day: date, deep: bool = False) -> tuple[list[Step], list[Step]]:
    """What a place was before the day and what became of it after; renaming and raising count as steps of the whole."""
    return _before(place_id, day, deep, set()), _after(place_id, day, deep, set())


def _before(place_id: int, day: date, deep: bool, seen: set[int]) -> list[Step]:
    map_, seen = tree(), seen | {place_id}
    steps = [Step(old, "whole", new.valid_from, new.act) for old, new in _renamings(map_, place_id) if new.valid_from <= day]
    for link in map_.into.get(place_id, ()):
        unit = map_.unit(link.predecessor_id, day_before(link.on)) or map_.last(link.predecessor_id)
        more = tuple(_before(unit.place_id, link.on, True, seen)) if deep and unit.place_id not in seen else ()
        steps.append(Step(unit, link.share, link.on, link.act, more))
    return sorted(steps, key=lambda step: (step.on, step.unit.code))


def _after(place_id: int, day: date, deep: bool, seen: set[int]) -> list[Step]:
    map_, seen = tree(), seen | {place_id}
    steps = [Step(new, "whole", new.valid_from, new.act) for _old, new in _renamings(map_, place_id) if new.valid_from > day]
    for link in map_.out.get(place_id, ()):
        unit = map_.unit(link.successor_id, link.on) or map_.versions[link.successor_id][0]
        more = tuple(_after(unit.place_id, link.on, True, seen)) if deep and unit.place_id not in seen else ()
        steps.append(Step(unit, link.share, link.on, link.act, more))
    return sorted(steps, key=lambda step: (step.on, step.unit.code))


def _renamings(map_: Tree, place_id: int) -> list[tuple[Unit, Unit]]:
    """Neighbouring versions of one place."""
    versions = map_.versions.get(place_id, [])
    return list(zip(versions, versions[1:], strict=False))
