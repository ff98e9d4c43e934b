"""The annex: every indicator of the report with its definition, basis, day, map and permanent address."""

from __future__ import annotations

from hoptac.common.text import format_day
from hoptac.figures.types import Figure
from hoptac.reporting.draft import Block, Paragraph, Table
from hoptac.reporting.script import Script

BASES = {"counted": "Đếm từ hồ sơ", "reported": "Số công bố", "derived": "Tính từ chỉ tiêu khác"}
RULES = {"met": "theo ngày đạt chuẩn", "decided": "theo ngày ký quyết định"}


def _spoken(script: Script) -> list[Figure]:
    """Each figure of the place itself once, in the order of the text."""
    seen: dict[str, Figure] = {}
    for one in script.said:
        if one.figure.place.place_id == script.place_id:
            seen.setdefault(one.figure.link, one.figure)
    return list(seen.values())


def _basis(figure: Figure) -> str:
    words = [BASES.get(figure.basis, figure.basis)]
    if figure.rule:
        words.append(RULES.get(figure.rule, figure.rule))
    if figure.basis == "reported":
        words.append(figure.source)
    return ", ".join(words) + "."


def _when(figure: Figure) -> str:
    day = f"Năm {figure.period.label}" if figure.period else f"Ngày {format_day(figure.as_of)}"
    map_ = "bản đồ của ngày đó" if figure.map_of == figure.as_of else f"bản đồ ngày {format_day(figure.map_of)}"
    return f"{day}; {map_}."


def _row(figure: Figure) -> tuple[str, str, str]:
    known = figure.indicator
    return f"{known.name} ({known.code})", f"{known.definition} {_basis(figure)}", f"{_when(figure)} {figure.link}"


def blocks(script: Script) -> tuple[Block, ...]:
    """One table, a row an indicator and day."""
    rows = [(str(n), *_row(figure)) for n, figure in enumerate(_spoken(script), 1)]
    head = ("TT", "Chỉ tiêu (mã)", "Định nghĩa, cách tính, nguồn", "Ngày, bản đồ, địa chỉ thường trực")
    remark = Paragraph("Số của từng đơn vị trong bảng có cùng định nghĩa với chỉ tiêu cùng tên.", italic=True)
    return (Table("", head, tuple(rows), (10, 40, 60, 55), len(head), small=True), remark)
