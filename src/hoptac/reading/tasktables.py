"""Rows of assignment tables: task, lead, partners, deadline (guide §3); in real cells or flattened into lines."""

from __future__ import annotations

import re

from hoptac.reading.bodies import body_at
from hoptac.reading.deadlines import due_cell
from hoptac.reading.findings import Assignment
from hoptac.reading.leads import Leads
from hoptac.reading.lexicon import phrases
from hoptac.reading.page import Page
from hoptac.reading.tables import Cell, Row, Table
from hoptac.reading.times import Time

_JOINTS = frozenset("của cho tại với trình gửi về và , ; từ theo do bởi cùng giữa trong vào đến là ở các trên bởi thuộc giúp".split())
_LEAD_HEAD = re.compile(r"chủ\s+trì|thực\s+hiện|phụ\s+trách|đầu\s+mối|đơn\s+vị|cơ\s+quan")


def is_task_table(page: Page, table: Table) -> bool:
    """Does the head name who takes the lead?"""
    if any(c.role == "lead" for c in table.columns):
        return True
    if not table.flat:
        return False
    head = page.low[slice(*page.lines[table.head_line])]
    return (
        bool(
            re.search(r"chủ\s+trì|phụ\s+trách|đầu\s+mối|(?:cơ\s+quan|đơn\s+vị|người)\s+thực\s+hiện|cơ\s+quan|đơn\s+vị\s+(?:chủ|thực)", head)
        )
        and not table.numeric
    )


def read_task_table(page: Page, table: Table, times: list[Time], leads: Leads) -> list[Assignment]:
    """One assignment a row."""
    assigner = leads.default
    rows = [_flat_row(page, table, r, times, leads) if table.flat else _cell_row(page, table, r, times) for r in table.rows]
    out = []
    for parts in rows:
        if parts is None:
            continue
        start, end, task, lead, partners, due = parts
        raw_start, raw_end = page.raw_span(start, end)
        out.append(Assignment(page.raw[raw_start:raw_end], raw_start, raw_end, assigner, lead, partners, task, due, 0.85))
    return out


_Parts = tuple[int, int, str, str, list[str], str | None]


def _cell_row(page: Page, table: Table, row: Row, times: list[Time]) -> _Parts | None:
    by_role: dict[str, Cell] = {}
    for column, cell in zip(table.columns, row.cells, strict=False):
        if column.role and column.role not in by_role and cell.text:
            by_role[column.role] = cell
    lead = by_role.get("lead")
    task = by_role.get("task") or row.label
    if lead is None or task is None or lead is task:
        return None
    partners = by_role.get("with")
    due = by_role.get("due")
    cells = [c for c in row.cells if c.text and c is not row.mark]
    return (
        min(c.start for c in cells),
        max(c.end for c in cells),
        page.text(task.start, task.end),
        page.text(lead.start, lead.end),
        _partners(page, partners.start, partners.end) if partners else [],
        due_cell(page, due.start, due.end, times) if due else None,
    )


def _partners(page: Page, start: int, end: int) -> list[str]:
    """Bodies in a cell, parted by semicolons, or by commas where a new body begins."""
    out: list[str] = []
    i, stop = page.token_at(start), page.token_at(end)
    while i < stop:
        last = body_at(page, i) or i
        if last <= i:
            last = i + 1
            while last < stop and page.tokens[last].text not in (";", ","):
                last += 1
        last = min(last, stop)
        out.append(page.text(page.tokens[i].start, page.tokens[last - 1].end))
        i = last
        while i < stop and page.tokens[i].text in (";", ",", "và"):
            i += 1
    return out


def _flat_row(page: Page, table: Table, row: Row, times: list[Time], leads: Leads) -> _Parts | None:
    if row.label is None:
        return None
    start = row.label.start
    end = start + len(page.low[start : page.lines[row.line][1]].rstrip())
    first = page.token_at(start)
    due_start, due = _due(page, start, end, times)
    limit = page.token_at(due_start)
    head = page.low[slice(*page.lines[table.head_line])]
    lead_first = _lead_position(page, first, limit, _lead_column_first(head), leads)
    if lead_first is None:
        return None
    person = leads.people.get(lead_first)
    lead_last = min(person.last if person else body_at(page, lead_first) or limit, limit)
    task = page.text(start, page.tokens[lead_first].start) if lead_first > first else page.text(page.tokens[lead_last].start, due_start)
    partners = _partner_list(page, lead_last, limit) if "phối hợp" in head else []
    return start, end, task, page.text(page.tokens[lead_first].start, page.tokens[lead_last - 1].end), partners, due


def _lead_column_first(head: str) -> bool:
    lead, task = head.find("chủ trì"), max(head.find("nội dung"), head.find("nhiệm vụ"))
    return 0 <= lead < task


def _lead_position(page: Page, first: int, limit: int, lead_before_task: bool, leads: Leads) -> int | None:
    """The first capitalised body that does not hang on a small word of the task."""
    tokens = page.tokens
    for i in range(first, limit):
        if tokens[i].kind != "w" or not (page.is_capital(tokens[i]) or tokens[i].text in ("ubnd", "các")):
            continue
        if not lead_before_task and (i == first or tokens[i - 1].text in _JOINTS):
            continue
        if i in leads.people or (body_at(page, i) is not None and _is_body_head(page, i)):
            return i
    return None


def _is_body_head(page: Page, i: int) -> bool:
    """A head that names a body, not an organisation that only gets something (`HTX`, `xã`)."""
    tokens = page.tokens
    if tokens[i].text in ("htx", "tht", "xã", "huyện", "hợp", "doanh", "chủ", "tổ", "thôn", "bản", "tỉnh", "phường", "khu", "cán"):
        if tokens[i].text in ("thôn", "bản", "khu", "cán"):
            return page.is_capital(tokens[i])
        return tokens[i].text in ("chủ", "tổ") and page.is_capital(tokens[i]) and tokens[i + 1].text in ("tịch", "công", "giúp")
    found = phrases("bodies", "heads").match(tokens, i)
    return found is not None or tokens[i].text == "các"


def _due(page: Page, start: int, end: int, times: list[Time]) -> tuple[int, str | None]:
    """Where the deadline column of a flattened row begins, and its value."""
    words_at = re.search(
        r"(?:thường\s+xuyên|(?:hằng|hàng)\s+(?:tháng|quý|năm|tuần)|cả\s+năm|liên\s+tục|định\s+kỳ)\s*$", page.low[start:end]
    )
    if words_at:
        return start + words_at.start(), None
    for t in reversed(times):
        if start <= t.start and t.end <= end and page.low[t.end : end].strip(" .;") == "":
            lead_in = re.search(r"(?:trước|trong|chậm\s+nhất|xong|hết)(?:\s+ngày)?\s*$", page.low[start : t.start])
            return (start + lead_in.start() if lead_in else t.start), t.value
    return end, None


def _partner_list(page: Page, i: int, limit: int) -> list[str]:
    out: list[str] = []
    tokens = page.tokens
    while i < limit:
        last = body_at(page, i)
        if last is None:
            if not out:
                return []
            if tokens[i - 1].text == ";" and tokens[i].kind == "w":
                last = i
                while last < limit and tokens[last].kind == "w" and page.is_capital(tokens[last]):
                    last += 1
                if last == i:
                    break
            else:
                break
        last = min(last, limit)
        out.append(page.text(tokens[i].start, tokens[last - 1].end))
        i = last
        if i < limit and tokens[i].text in (";", ",", "và"):
            i += 1
        else:
            break
    return out
