"""`places`: the units of a place on a day, the history of one, and search."""

from __future__ import annotations

from datetime import date
from typing import Any

from hoptac.cli import output, site
from hoptac.cli.arguments import Words
from hoptac.common.errors import UserError
from hoptac.common.speech import in_words, is_english, say

LEVELS = ("province", "district", "commune")


def _words() -> Words:
    words = Words(
        "places",
        ("Địa bàn của một ngày, lịch sử của một đơn vị, hoặc tìm tên.", "The units of a place on a day, a unit's history, or a search."),
        "(--in PLACE | --history PLACE [--deep] | --search TEXT) [--on DAY] [--level LEVEL]",
    )
    which = words.add_mutually_exclusive_group(required=True)
    which.add_argument("--in", dest="inside", metavar="PLACE", help=in_words("các đơn vị trong địa bàn này", "the units in this place"))
    which.add_argument("--history", metavar="PLACE", help=in_words("trước là gì, sau thành gì", "what it was before and became"))
    which.add_argument("--search", metavar="TEXT", help=in_words("tìm theo tên, có dấu hay không", "search by name, accents or not"))
    words.add_argument("--on", metavar="DAY", help=in_words("ngày của bản đồ, mặc định hôm nay", "the day of the map, today unless given"))
    words.add_argument("--level", metavar="LEVEL", choices=LEVELS, help=", ".join(LEVELS))
    words.add_argument("--deep", action="store_true", help=in_words("lịch sử đến tận cùng", "history to its ends"))
    return words


def main(arguments: list[str]) -> int:
    """Answers one question about places."""
    asked = _words().read(arguments)
    if asked is None:
        return 0
    site.open_site()
    from hoptac.common.days import parse_day

    day = parse_day(asked.on) if asked.on is not None else None
    if asked.inside is not None:
        _listing(asked, day)
    elif asked.history is not None:
        _history(asked, day)
    else:
        _search(asked, day)
    return 0


def _outside(day: date | None) -> str | None:
    from hoptac.common.days import DAWN

    return None if day is None or day == DAWN else day.isoformat()


def _row(unit, day: date) -> dict[str, Any]:
    from hoptac.places.tree import tree

    above = tree().unit(unit.parent_id, day) if unit.parent_id is not None else None
    return {
        "name": unit.name,
        "type": unit.type,
        "code": unit.code,
        "level": unit.level,
        "valid_from": _outside(unit.valid_from),
        "valid_to": _outside(unit.valid_to),
        "parent": above.name if above else None,
        "parent_code": above.code if above else None,
        "place": unit.key(day),
        "rural": unit.is_rural,
        "verified": unit.verified_from <= day,
    }


def _put_units(rows: list[dict[str, Any]], as_json: bool) -> None:
    if as_json:
        output.put_json(rows)
        return
    heads = (
        ("mã", "loại", "tên", "thuộc", "từ", "đến trước ngày")
        if not is_english()
        else ("code", "type", "name", "in", "from", "until before")
    )
    output.put_table(heads, [[r["code"], r["type"], r["name"], r["parent"], r["valid_from"], r["valid_to"]] for r in rows])
    say(f"{len(rows)} đơn vị.", f"{len(rows)} units.")
    if any(not row["verified"] for row in rows):
        say("Có đơn vị mà bản đồ chưa kiểm chứng cho ngày này.", "For some units the map is not verified on this day.")


def _listing(asked, day: date | None) -> None:
    from hoptac.common.days import today
    from hoptac.places.queries import find, listing

    day = day or today()
    place = find(asked.inside, day)
    if not _is_on_map(place.place_id, day):
        raise UserError(
            in_words(
                f"“{asked.inside}” không có trên bản đồ ngày {day}. Chọn ngày khác.",
                f"“{asked.inside}” is not on the map of {day}. Choose another day.",
            )
        )
    _put_units([_row(unit, day) for unit in listing(place.place_id, day, asked.level)], asked.json)


def _is_on_map(place_id: int, day: date) -> bool:
    """Whether a place (which may have been named by CODE@DAY of another day) is on the map of the day."""
    from hoptac.places.tree import tree

    return tree().unit(place_id, day) is not None


def _search(asked, day: date | None) -> None:
    from hoptac.common.days import DAWN
    from hoptac.places.queries import search
    from hoptac.places.tree import day_before

    def seen_on(unit) -> date:
        return day or (day_before(unit.valid_to) if unit.valid_to else max(unit.valid_from, unit.verified_from, DAWN))

    if not asked.search.strip():
        raise UserError(in_words('Cần chữ để tìm, ví dụ --search "hai hoa".', 'Search needs words, as in --search "hai hoa".'))
    found = search(asked.search, day, limit=50)
    _put_units([_row(unit, seen_on(unit)) for unit in found if asked.level in (None, unit.level)], asked.json)


def _history(asked, day: date | None) -> None:
    from hoptac.places.queries import find_any, history
    from hoptac.places.tree import tree

    place = find_any(asked.history, day)
    unit, on = place.unit, place.day
    before, after = history(place.place_id, on, asked.deep)
    answer = {
        "place": place.key,
        **{key: value for key, value in _row(unit, on).items() if key != "place"},
        "predecessors": [_step(step, asked.deep, "predecessors") for step in before],
        "successors": [_step(step, asked.deep, "successors") for step in after],
        "verified": tree().is_verified(place.place_id, on),
    }
    if asked.json:
        output.put_json(answer)
        return
    print(f"{unit.full_name} ({place.key})")
    _put_steps(in_words("Trước đó", "Before"), answer["predecessors"], "predecessors")
    _put_steps(in_words("Sau đó", "After"), answer["successors"], "successors")


def _step(step, deep: bool, way: str) -> dict[str, Any]:
    row = {
        "name": step.unit.name,
        "type": step.unit.type,
        "code": step.unit.code,
        "share": step.share,
        "on": step.on.isoformat(),
        "act": step.act or None,
    }
    return row | ({way: [_step(more, True, way) for more in step.steps]} if deep else {})


def _put_steps(title: str, steps: list[dict[str, Any]], way: str, depth: int = 1) -> None:
    if depth == 1:
        print(f"{title}:" if steps else f"{title}: {in_words('không có', 'none')}")
    shares = {"whole": in_words("toàn bộ", "whole"), "part": in_words("một phần", "part")}
    for step in steps:
        act = f", {step['act']}" if step["act"] else ""
        print(f"{'  ' * depth}{step['type']} {step['name']} ({step['code']}): {shares[step['share']]}, {step['on']}{act}")
        _put_steps(title, step.get(way, []), way, depth + 1)
