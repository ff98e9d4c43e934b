"""Tables of the collective economy report: organisations and products by unit of the chosen map."""

from __future__ import annotations

from hoptac.common.text import sort_key
from hoptac.figures.types import Figure, Row
from hoptac.places.queries import by_key
from hoptac.places.tree import tree
from hoptac.reporting.draft import UNPLACED, Block, Table
from hoptac.reporting.script import Script
from hoptac.reporting.words import capital, whole

ORGANISATIONS = (("htx.total", "Số hợp tác xã"), ("tht.total", "Số tổ hợp tác"), ("lhhtx.total", "Số liên hiệp hợp tác xã"))
PRODUCTS = (("ocop.participating", "Số sản phẩm tham gia OCOP"), ("ocop.rated", "Số sản phẩm OCOP được công nhận"))
TYPE_ORDER = ("thành phố", "thị xã", "quận", "phường", "thị trấn", "huyện", "xã", "đặc khu")


def _order(row: Row) -> tuple[int, int, str]:
    if row.key is None:
        return 1, 0, ""
    unit = by_key(row.key).unit
    return 0, TYPE_ORDER.index(unit.type) if unit.type in TYPE_ORDER else 99, sort_key(unit.name)


def organisations(script: Script) -> list[Block]:
    """Organisations of three kinds by the units directly below, on the chosen map."""
    return _by_unit(script, ORGANISATIONS, "Số tổ chức kinh tế tập thể theo đơn vị hành chính")


def products(script: Script) -> list[Block]:
    """Products taking part and rated, by the same units."""
    return _by_unit(script, PRODUCTS, "Số sản phẩm OCOP theo đơn vị hành chính")


def _by_unit(script: Script, columns: tuple[tuple[str, str], ...], caption: str) -> list[Block]:
    """A row for each unit directly below on the map, and their sum; nothing where there are none below or nothing was counted."""
    if not tree().below(script.place_id, script.map_day):
        return []
    if script.ask(columns[0][0]).basis != "counted":
        return []
    known = [(figure, head) for code, head in columns if (figure := script.ask(code, by="place")).value is not None]
    if not known:
        return []
    figures, heads = [figure for figure, _head in known], [head for _figure, head in known]
    values = [{row.key: row for row in figure.rows} for figure in figures]
    keys = dict.fromkeys(row.key for row in sorted((row for v in values for row in v.values()), key=_order))
    rows = [_row(script, n, key, figures, values) for n, key in enumerate(keys, 1)]
    total = ("", capital(whole(script.unit)), *(script.cell(figure, figure.value) for figure in figures))
    room = 99 / len(heads)
    widths = (12, 165 - 12 - 99, *(room,) * len(heads))
    title = f"{caption}, {script.opening_of_table()}"
    return [Table(title, ("TT", "Đơn vị hành chính", *heads), (*rows, total), widths, 2, has_total=True)]


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
