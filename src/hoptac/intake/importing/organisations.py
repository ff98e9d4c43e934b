"""A sheet of organisations: what each row says, and which organisation of the register it means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import yaml
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from hoptac.common import paths
from hoptac.common.text import fold, format_day, format_number, nfc
from hoptac.intake.importing.known import Known, Register
from hoptac.intake.importing.places import Resolver
from hoptac.intake.importing.rows import Near, Outcome, Row
from hoptac.places.tree import tree
from hoptac.registry.enums import Kind, Sector
from hoptac.sheets import values
from hoptac.sheets.columns import Field
from hoptac.sheets.table import Table
from hoptac.sheets.values import Parsed

CODE = "organisations"
NEVER_TOLD_BY_KIND = {Kind.QTDND: Sector.CREDIT}
LONGEST_NAME = 200


@cache
def _shipped() -> dict[str, Any]:
    return yaml.safe_load((paths.DATA / "sheets" / "organisations.yaml").read_text(encoding="utf-8"))


@cache
def _choices(code: str) -> dict[str, str]:
    return {fold(word): key for key, words in _shipped()["choices"].get(code, {}).items() for word in words}


def fields() -> tuple[Field, ...]:
    """What a sheet of organisations may tell, with the heads clerks write (data/sheets/organisations.yaml)."""
    label = "label_en" if get_language() == "en" else "label"
    return tuple(
        Field(one["code"], one[label], tuple(one["names"]), one.get("reader", "text"), one.get("required", False), _choices(one["code"]))
        for one in _shipped()["fields"]
    )


@dataclass(frozen=True)
class Question:
    """How a sheet is read: where, on the map of which day, and what people decided on the way."""

    home_id: int
    day: date
    repairs: Mapping[int, Mapping[str, Any]]  # row number -> field -> what was typed instead
    choices: Mapping[int, str]  # row number -> "new", "skip" or the public id of the organisation it means


def understand(table: Table, question: Question) -> list[Row]:
    """Every data row with its values, its problems, and what would become of it. Reads the register; writes nothing."""
    rows = _parsed(table, question.repairs)
    _refuse_errors(table, rows)
    resolver = Resolver(question.home_id, question.day)
    title_kind = _kind_of_words(table.title)
    for row in rows:
        _place(row, resolver)
        _kind(row, title_kind)
        _check(row, question.day)
    register = Register.around(rows, question.home_id, question.day)
    for row in rows:
        _settle(row, register, question)
    _refuse_twins(rows)
    return rows


# --- cells --------------------------------------------------------------------------------------------------------------------------


def _parsed(table: Table, repairs: Mapping[int, Mapping[str, Any]]) -> list[Row]:
    """Cells understood column by column: the same words are understood once."""
    rows = [Row(line.number, {}, hidden=line.hidden) for line in table.rows]
    by_code = {one.code: one for one in fields()}
    for column in table.columns:
        if column.field is None:
            continue
        reader, known = _reader(by_code[column.field], column.scale), {}
        for row, line in zip(rows, table.rows, strict=True):
            cell = line.cells[column.index] if column.index < len(line.cells) else None
            row.cells[column.field] = cell
            if row.number not in repairs or column.field not in repairs[row.number]:
                key = (type(cell), cell)
                if key not in known:
                    known[key] = reader(cell)
                _take(row, column.field, known[key])
    for row, line in zip(rows, table.rows, strict=True):
        for code, typed in repairs.get(row.number, {}).items():
            row.cells[code] = typed
            _take(row, code, _reader(by_code[code], 1)(typed))
        if line.group and not row.values.get("commune"):
            row.values.setdefault("district", line.group)
    return rows


def _reader(field: Field, scale: int):
    if field.reader == "choice":
        return lambda cell: values.choice(cell, dict(field.choices))
    if field.reader == "money":
        return lambda cell: values.money(cell, scale)
    return values.READERS[field.reader]


def _take(row: Row, code: str, parsed: Parsed) -> None:
    if parsed.problem:
        row.refuse(code, parsed.problem)
    elif parsed.value is not None:
        row.values[code] = parsed.value
        if parsed.guess:
            row.guesses[code] = parsed.guess


def _refuse_errors(table: Table, rows: Iterable[Row]) -> None:
    """A cell that shows #REF! tells nothing and must not be taken for empty."""
    if not table.errors:
        return
    by_number = {row.number: row for row in rows}
    for number, index in table.errors:
        column = next((one for one in table.columns if one.index == index and one.field), None)
        if column and number in by_number:
            by_number[number].refuse(column.field, _("ô báo lỗi công thức; gõ lại giá trị"))


# --- the row ------------------------------------------------------------------------------------------------------------------------


def _place(row: Row, resolver: Resolver) -> None:
    told = {code: str(row.values.get(code) or "") for code in ("commune", "district", "province", "address")}
    found = resolver.find(**told)
    code = "commune" if told["commune"] or not told["address"] else "address"
    if found.problem:
        row.refuse(code, found.problem, "; ".join(found.suggestions))
        return
    row.values["place"] = found.place_id
    if found.guess:
        row.guesses[code] = found.guess


@cache
def _kind_of_words(words: str) -> str:
    folded = f" {' '.join(fold(words).split())} "
    return next((kind for sign, kind in _shipped()["kind_in_name"] if f" {sign} " in folded), "")


def _kind(row: Row, title_kind: str) -> None:
    """The kind: told in a column, by the name's first words, or by the sheet's title (a guess)."""
    if row.values.get("kind") or any(problem.field == "kind" for problem in row.problems):
        return
    told = _kind_of_words(str(row.values.get("name") or ""))
    if told:
        row.values["kind"] = told
    elif title_kind:
        row.values["kind"] = title_kind
        row.guesses["kind"] = _("theo tiêu đề của bảng: %s") % Kind(title_kind).label
    else:
        row.refuse("kind", _("chưa có loại hình"), ", ".join(str(kind.label) for kind in Kind))


def _check(row: Row, day: date) -> None:
    name = str(row.values.get("name") or "")
    if not name and not any(problem.field == "name" for problem in row.problems):
        row.refuse("name", _("chưa có tên"))
    elif len(name) > LONGEST_NAME:
        row.refuse("name", _("tên dài hơn %d ký tự") % LONGEST_NAME)
    founded, ended = row.values.get("founded"), row.values.get("ended")
    if founded and founded > day:
        row.refuse("founded", _("ngày thành lập sau ngày của bảng %s") % format_day(day))
    if founded and ended and ended <= founded:
        row.refuse("ended", _("ngày chấm dứt phải sau ngày thành lập"))
    if row.values.get("status") == "dissolved" and not ended:
        row.refuse("ended", _("đã giải thể nhưng chưa có ngày giải thể"))
    if row.values.get("kind") in NEVER_TOLD_BY_KIND:
        row.values.setdefault("sector", NEVER_TOLD_BY_KIND[row.values["kind"]])


def _settle(row: Row, register: Register, question: Question) -> None:
    """Whether the row is new, means a known organisation, or may mean one."""
    choice = question.choices.get(row.number, "")
    if choice == "skip":
        row.outcome = Outcome.SKIPPED
        return
    known = register.chosen(choice) if choice and choice != "new" else register.exact(row)
    if choice and choice != "new" and known is None:
        row.refuse("name", _("tổ chức đã chọn không còn trong sổ; chọn lại"))
    if known is not None:
        row.known, row.was = known.pk, known.standing
        row.near = [Near(known.public_id, known.name, _("cùng mã số hoặc cùng tên, cùng nơi"))]
        if not row.problems:
            row.changes = _changes(row, known, question.day)
            row.outcome = Outcome.CHANGED if row.changes else Outcome.SAME
        return
    if not row.values.get("founded") and not any(problem.field == "founded" for problem in row.problems):
        row.refuse("founded", _("chưa có ngày thành lập"))
    if row.problems:
        return
    row.near = [] if choice == "new" else register.near(row)
    row.outcome = Outcome.DOUBT if row.near else Outcome.NEW


def _changes(row: Row, known: Known, day: date) -> list[tuple[str, str, str]]:
    """What the sheet says otherwise than the register on its day. An empty cell says nothing."""
    told = row.values
    pairs: list[tuple[str, Any, Any]] = [
        ("name", known.name, told.get("name")),
        ("kind", known.kind, told.get("kind") if "kind" not in row.guesses else None),
        ("sector", known.sector, told.get("sector")),
        ("members", known.facts.get("members", {}).get("total"), told.get("members")),
        ("capital", known.facts.get("charter_capital"), told.get("capital")),
        ("representative", known.facts.get("representative"), told.get("representative")),
        ("address", known.facts.get("address"), told.get("address")),
        ("tax_code", known.tax_code, told.get("tax_code")),
    ]
    found = [(code, words(code, old), words(code, new)) for code, old, new in pairs if new not in (None, "") and _differs(old, new)]
    if told["place"] not in tree().carried(known.place_id, day):
        found.append(("commune", words("commune", known.place_id), words("commune", told["place"])))
    if known.ended is None and told.get("status") and told["status"] != known.standing:
        found.append(("status", words("status", known.standing), words("status", told["status"])))
    return found


def _differs(old: Any, new: Any) -> bool:
    if isinstance(old, str) and isinstance(new, str):
        return " ".join(nfc(old).split()) != " ".join(nfc(new).split())
    return old != new


def words(code: str, value: Any) -> str:
    """A value as a page shows it."""
    if value in (None, ""):
        return ""
    if code == "kind":
        return str(Kind(value).label)
    if code == "sector":
        return str(Sector(value).label)
    if code in ("place", "commune") and isinstance(value, int):
        return tree().last(value).full_name
    if code == "status":
        return str(STATUS.get(value, value))
    if isinstance(value, (int, float)):
        return format_number(value)
    return format_day(value) if isinstance(value, date) else str(value)


STATUS = {
    "active": gettext_lazy("đang hoạt động"),
    "inactive": gettext_lazy("ngừng hoạt động, chờ giải thể"),
    "pending": gettext_lazy("chưa hoạt động"),
    "suspended": gettext_lazy("tạm ngừng kinh doanh"),
    "dissolved": gettext_lazy("đã giải thể"),
}


def _refuse_twins(rows: Sequence[Row]) -> None:
    """One organisation told twice in a sheet: the second row is named, with the first."""
    seen: dict[Any, int] = {}
    for row in rows:
        if row.outcome in (Outcome.SKIPPED, Outcome.PROBLEM):
            continue
        keys = [("id", row.known)] if row.known else [("name", row.values["kind"], fold(row.values["name"]), row.values["place"])]
        if row.values.get("tax_code"):
            keys.append(("tax_code", row.values["tax_code"]))
        first = next((seen[key] for key in keys if key in seen), None)
        if first is not None:
            row.refuse("name", _("trùng với dòng %d của bảng này") % first)
        for key in keys:
            seen.setdefault(key, row.number)
