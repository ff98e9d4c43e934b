"""Tables of the collective economy report: organisations by unit of the map, rated products by group and star."""

from __future__ import annotations

from collections import Counter

from hoptac.common.text import format_day, sort_key
from hoptac.figures.types import Figure, Row
from hoptac.places.queries import by_key
from hoptac.places.tree import tree
from hoptac.programmes.data import programme
from hoptac.reporting.draft import Block, Paragraph, Table
from hoptac.reporting.script import Script
from hoptac.reporting.words import capital, whole

COLUMNS = (("htx.total", "Số hợp tác xã"), ("tht.total", "Số tổ hợp tác"), ("lhhtx.total", "Số liên hiệp hợp tác xã"))
TYPE_ORDER = ("thành phố", "thị xã", "quận", "phường", "thị trấn", "huyện", "xã", "đặc khu")
UNPLACED = "Chưa xác định được địa bàn"


def _order(row: Row) -> tuple[int, int, str]:
    if row.key is None:
        return 1, 0, ""
    unit = by_key(row.key).unit
    return 0, TYPE_ORDER.index(unit.type) if unit.type in TYPE_ORDER else 99, sort_key(unit.name)


def organisations(script: Script) -> list[Block]:
    """Organisations of three kinds by the units directly below, on the chosen map; nothing where there are none below."""
    if not tree().below(script.place_id, script.map_day):
        return []
    figures = [script.ask(code, by="place") for code, _head in COLUMNS if script.ask(code).basis == "counted"]
    if not figures or figures[0].value is None:
        return []
    heads = [head for code, head in COLUMNS if any(f.indicator.code == code for f in figures)]
    values = [{row.key: row for row in figure.rows} for figure in figures]
    keys = dict.fromkeys(row.key for row in sorted((row for v in values for row in v.values()), key=_order))
    rows = [_row(script, n, key, figures, values) for n, key in enumerate(keys, 1)]
    total = ("", capital(whole(script.unit)), *(script.cell(figure, figure.value) for figure in figures))
    widths = (12, 165 - 12 - 33 * len(heads), *(33,) * len(heads))
    caption = f"Số tổ chức kinh tế tập thể theo đơn vị hành chính, đến ngày {format_day(script.as_of)}"
    table = Table(caption, ("TT", "Đơn vị hành chính", *heads), (*rows, total), widths, 2, has_total=True)
    return [*_map_remark(script), table]


def _map_remark(script: Script) -> list[Block]:
    if script.given_map is None:
        return []
    return [Paragraph(f"Đơn vị hành chính trong bảng theo bản đồ ngày {format_day(script.given_map)}.", italic=True)]


def _row(script: Script, n: int, key: str | None, figures: list[Figure], values: list[dict[str | None, Row]]) -> tuple[str, ...]:
    cells = []
    for figure, rows in zip(figures, values, strict=True):
        row = rows.get(key)
        value = row.value if row is not None else 0
        if key is None:
            cells.append(script.cell(figure, value, why=UNPLACED))
        else:
            found = by_key(key)
            cells.append(script.cell(figure, value, place=found.unit, place_key=key))
    name = UNPLACED if key is None else capital(by_key(key).unit.full_name)
    return (str(n), name, *cells)


def ratings(script: Script, rated: Figure) -> list[Block]:
    """Rated products by group and star; groups carry the names of the rubric in force on the day."""
    known = programme("ocop")
    stars = sorted(known.levels, reverse=True)
    counts: Counter[tuple[str, str]] = Counter()
    for one in rated.explain:
        keys = one.record.keys
        counts[(known.group_name(keys.get("group", ""), script.as_of) or "Chưa rõ nhóm", keys.get("star", ""))] += 1
    names = sorted({name for name, _star in counts}, key=sort_key)
    rows = []
    for n, name in enumerate(names, 1):
        cells = [script.cell(rated, counts[(name, star)]) for star in stars]
        rows.append((str(n), name, *cells, script.cell(rated, sum(counts[(name, star)] for star in stars))))
    sums = [script.cell(rated, sum(counts[(name, star)] for name in names)) for star in stars]
    total = ("", "Tổng số", *sums, script.cell(rated, rated.value))
    head = ("TT", "Nhóm sản phẩm", *(known.levels[star].name for star in stars), "Tổng số")
    caption = f"Số sản phẩm OCOP được xếp hạng theo nhóm và hạng sao, đến ngày {format_day(script.as_of)}"
    return [Table(caption, head, (*rows, total), (12, 165 - 12 - 23 * (len(stars) + 1), *(23,) * (len(stars) + 1)), 2, has_total=True)]


