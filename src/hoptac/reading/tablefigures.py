"""The figures in the cells of tables: unit from the unit column or the head, time from the column, name from the row."""

from __future__ import annotations

import re

from hoptac.reading.amounts import Unit, rate_after, unit_at, whole
from hoptac.reading.columns import Column
from hoptac.reading.findings import Figure
from hoptac.reading.page import Page
from hoptac.reading.scope import Scope
from hoptac.reading.tables import Row, Table, cell_number
from hoptac.reading.text import same_key
from hoptac.reading.times import Time

_CAPTION = re.compile(r"(?:đơn\s+vị(?:\s+tính)?|đvt|đv\s+tính)\s*:\s*")
_RANKED = re.compile(
    r"(?:^năm|(?<!\w)(?:hạng sao|xếp hạng|hạng|số sao|sao|năm thành lập|năm công nhận|số điện thoại|mã số thuế|mã số|điện thoại))$"
)
_PLACE_LABEL = re.compile(r"(?:xã|phường|huyện|thị trấn|thị xã|thành phố|tp\.?|tỉnh|thôn|bản)\s")
_SUM = re.compile(r"(?:tổng |nhu cầu )?(?:kinh phí|vốn|số tiền|giá trị|doanh thu|thu nhập|mức hỗ trợ|hỗ trợ|chi phí|dự toán)(?!\w)")
_SYMBOL_LABEL = re.compile(r"(?:số\s+)?\d{1,5}[a-zđ]?(?:/\d{4})?\s?[/-]\s?[a-zđ]{2,}")

_BESIDE = 30  # columns to the left in which the year of a percentage is looked for


class TableReader:
    """Reads the numeric cells of one table."""

    def __init__(self, page: Page, table: Table, scope: Scope) -> None:
        self.page, self.table, self.scope = page, table, scope
        self._times: dict[int, str | None] = {}
        self._at = {id(column): k for k, column in enumerate(table.columns)}
        self._nameless = Column("")
        self.caption = self._caption()
        self.by_document = self._rows_are_documents()
        self.by_place = not self.by_document and self._rows_are_places()

    def read(self) -> list[Figure]:
        out = []
        for row in self.table.rows:
            for k, cell in row.values:
                number = cell_number(cell.text)
                if number is None or (k < len(self.table.columns) and _RANKED.search(self.table.columns[k].text)):
                    continue
                value, denominator, printed = number
                falls = cell.text.lstrip().startswith("-")
                column = self.table.columns[k] if k < len(self.table.columns) else self._nameless
                name, factor = self._unit(row, column, printed)
                start, end = self.page.raw_span(cell.start, cell.end)
                out.append(
                    Figure(
                        self.page.raw[start:end],
                        start,
                        end,
                        self._indicator(row, column, name, falls),
                        whole(value * factor),
                        None if denominator is None else whole(denominator * factor),
                        name,
                        None,
                        self._as_of(column),
                        self._subject(row),
                        0.85,
                    )
                )
        return out

    def printed(self) -> dict[int, tuple[Row, Column]]:
        """Where cells begin that are no bare numbers (`1,1 tỷ đồng`): row and column name what running text cannot."""
        if self.table.flat:
            return {}
        out = {}
        for row in self.table.rows:
            bare = {id(c) for _, c in row.values}
            for k, cell in enumerate(row.cells[: len(self.table.columns)]):
                if row.label and cell not in (row.label, row.mark, row.unit) and id(cell) not in bare and cell.text[:1].isdigit():
                    out[self.page.token_at(cell.start)] = (row, self.table.columns[k])
        return out

    def name(self, row: Row, column: Column, unit: str | None) -> str | None:
        """What a cell of this row and column measures: `Kinh phí` over `Xây kho lạnh` is `kinh phí xây kho lạnh`."""
        name = self._indicator(row, column, unit, False)
        head = re.sub(r"\s*\([^)]*\)", "", column.text)
        told = name is None or head in name or not _SUM.match(head) or _SUM.match(name)
        return name if told or self.by_place or self.by_document else f"{head} {name}"

    # --- unit

    def _caption(self) -> Unit | None:
        """`Đơn vị tính: triệu đồng` in the lines above the table."""
        for n in range(self.table.head_line, max(-1, self.table.head_line - 3), -1):
            start, end = self.page.lines[n]
            m = _CAPTION.search(self.page.low, start, end)
            if m:
                unit = unit_at(self.page, self.page.token_at(m.end()))
                return unit if unit.name else None
            bracket = re.search(r"\(([^()]{2,20})\)\s*$", self.page.low[start:end]) if n < self.table.head_line else None
            if bracket:
                unit = unit_at(self.page, self.page.token_at(start + bracket.start(1)))
                if unit.name and unit.kind in ("money", "measure", "count") and unit.last <= self.page.token_at(start + bracket.end(1)):
                    return unit
        return None

    def _unit(self, row: Row, column: Column, printed: bool) -> tuple[str | None, int]:
        if printed or column.percent:
            return "%", 1
        label = self._unit_in(row.label.start, row.label.end) if row.label and not (self.by_place or self.by_document) else None
        told = label and row.label and re.search(r"^(?:tổng )?số |\(|^tỷ lệ|^tỉ lệ", row.label.text)
        for found in (
            self._unit_in(column.start, column.end) if column.end else None,
            self._unit_of_cell(row),
            label if told else None,
            self.caption,
            label,
        ):
            if found and found.name:
                return found.name, found.factor
        return None, 1

    def _unit_of_cell(self, row: Row) -> Unit | None:
        if row.unit is None or not row.unit.text:
            return None
        unit = unit_at(self.page, self.page.token_at(row.unit.start))
        last, rate = rate_after(self.page, unit.last)
        return Unit(last, (unit.name or "") + rate, unit.factor, unit.kind) if unit.name else unit

    def _unit_in(self, start: int, end: int) -> Unit | None:
        """The unit a head or label names: in brackets, after `số`, or as its first word."""
        first, last = self.page.token_at(start), self.page.token_at(end)
        tokens = self.page.tokens
        for i in range(first + 1, last):
            if tokens[i - 1].text in ("(", ","):
                unit = unit_at(self.page, i)
                stop, rate = rate_after(self.page, unit.last)
                if unit.kind not in ("none", "guess", "duration") and stop <= last and (stop >= last or tokens[stop].text in (")", "/")):
                    return Unit(stop, (unit.name or "") + rate, unit.factor, unit.kind)
        low = self.page.low[start:end]
        if re.match(r"tỷ lệ|tỉ lệ|tỷ trọng|cơ cấu|tốc độ", low):
            return Unit(first, "%", 1, "percent")
        i = first
        while i < last and tokens[i].text in ("tổng", "số", "trong", "đó", ":", "các", "-", "+", "lượng"):
            i += 1
        first_word = unit_at(self.page, i) if i < last else None
        if first_word and first_word.name in ("kế hoạch", "kết quả", "báo cáo"):  # `Kế hoạch năm 2025` heads a column, it counts nothing
            return None
        if first_word and (first_word.kind == "count" or first_word.name == "điểm") and first_word.factor == 1:
            return first_word
        return None

    # --- name, time, subject

    def _rows_are_places(self) -> bool:
        labels = [r.label.text for r in self.table.rows if r.label]
        heads = (
            " ".join(h.text for h in self.table.heads) if self.table.heads else self.page.low[slice(*self.page.lines[self.table.head_line])]
        )
        named = sum(bool(_PLACE_LABEL.match(r.label.text)) or self._names_cooperative(r) for r in self.table.rows if r.label)
        named = named * 2 >= len(labels) > 0
        return named or bool(
            re.search(r"(?<!tác )(?:huyện|xã|địa phương|đơn vị|tên htx|tên xã)(?!\s+tính)", heads[:40])
            and not re.search(r"chỉ tiêu|nội dung", heads)
        )

    def _names_cooperative(self, row: Row) -> bool:
        """`HTX Tân Phong` is one; `HTX thành lập mới` counts them: its own name is told by two capitalised words, or by the first."""
        if row.label is None or not row.label.text.startswith("htx "):
            return False
        own = [w[0].isupper() and not w.isupper() for w in self.page.norm[row.label.start : row.label.end].split()[1:]]
        return own[0] or any(a and b for a, b in zip(own, own[1:], strict=False))

    def _rows_are_documents(self) -> bool:
        """Rows headed by the number of a decision: the column says what is counted, the row where it is decided."""
        labels = [r.label.text for r in self.table.rows if r.label]
        return sum(bool(_SYMBOL_LABEL.match(x)) for x in labels) * 2 > len(labels)

    def _indicator(self, row: Row, column: Column, unit: str | None, falls: bool) -> str | None:
        label = self.page.text(row.label.start, row.label.end) if row.label else ""
        label = re.sub(r"^(?:[Tt]rong đó|[Cc]hia ra)\s*:?\s*", "", re.sub(r"\s*\([^)]*\)\s*$", "", label).lstrip("-+ "))
        head = re.sub(r"\s*\([^)]*\)", "", column.text)
        if (self.by_place or self.by_document) and head:
            if unit == "%" and not head.startswith(("tỷ", "tỉ", "tốc", "cơ cấu", "mức")):
                return f"tỷ lệ {head}"
            return (
                head
                if head.startswith(("số", "tổng", "tỷ lệ", "doanh", "vốn")) or unit in ("%", None) or unit.startswith("đồng")
                else f"số {head}"
            )
        low = label if label[:2].isupper() else label[:1].lower() + label[1:]
        if (
            unit not in (None, "%", "đồng")
            and "/" not in unit
            and not re.match(r"(?:tổng|số|tỷ|tỉ|diện|sản|năng|giá|doanh|vốn|thu|chi|điểm|mức|bình|lượng|đàn|trồng|kinh)", low.lower())
            and same_key(low).startswith(("htx", "tht", "lh", "qtdnd", unit))
        ):
            low = f"số {low}"
        if column.percent and column.end and not same_key(label).startswith(("tỷ lệ", "tỉ lệ")):
            against = "kế hoạch" if re.search(r"kh|kế hoạch", column.text) else "cùng kỳ" if "cùng kỳ" in column.text else ""
            if re.search(r"tăng|giảm", column.text) and not against:
                return f"mức {'giảm' if falls else 'tăng'} {low}"
            return f"tỷ lệ {low} so với {against}" if against else f"tỷ lệ {low}"
        tail = " theo kế hoạch" if column.plan else " thực hiện" if column.done else ""
        return low + tail or None

    def _as_of(self, column: Column) -> str | None:
        """Asked for every cell, found once a column."""
        if id(column) not in self._times:
            self._times[id(column)] = self._time_of(column)
        return self._times[id(column)]

    def _time_of(self, column: Column) -> str | None:
        inside = self._told(column)
        if inside:
            return inside[-1].value
        at = self._at.get(id(column), 0) if column.percent else 0
        for other in reversed(self.table.columns[max(0, at - _BESIDE) : at]):
            beside = self._told(other)
            if beside and not other.plan:
                return beside[-1].value
        return self.scope.timing.headings[self.table.head_line] or self.scope.timing.title_time

    def _told(self, column: Column) -> list[Time]:
        """The times in the head of a column, in the order of the text."""
        between = self.scope.timing.between
        spans = sorted([*column.above, (column.start, column.end)])
        return [t for start, end in spans for t in between(start, end)]

    def _subject(self, row: Row) -> str | None:
        if self.by_place and row.label:
            label = self.page.text(row.label.start, row.label.end)
            if not re.match(r"(?i)tổng|cộng|toàn", label):
                return label
        return self.scope.default
