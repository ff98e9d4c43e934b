"""`import`: records from a spreadsheet into the register, as the import screen does it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from hoptac.cli import output, site
from hoptac.cli.arguments import Words
from hoptac.common.errors import UserError
from hoptac.common.speech import in_words

SHOWN = 30


def _words() -> Words:
    words = Words(
        "import",
        (
            "Nhập bảng tính (.xlsx, .xls, .ods, .csv). Dòng mới và dòng thay đổi được ghi trong một lần; dòng có vấn đề được nêu tên.\n"
            "KIND: organisations. --map FILE: tệp JSON {“tiêu đề cột”: “mục”} khi máy chưa nhận ra cột.",
            "Imports a spreadsheet (.xlsx, .xls, .ods, .csv). New and changed rows are recorded as one act; rows with problems are named.\n"
            'KIND: organisations. --map FILE: JSON {"column head": "field"} where a column is not recognised.',
        ),
        "KIND FILE [--in PLACE] [--on DAY] [--dry-run] [--map FILE]",
    )
    words.add_argument("kind", metavar="KIND", help=in_words("loại bản ghi: organisations", "kind of records: organisations"))
    words.add_argument("file", metavar="FILE", help=in_words("bảng tính", "the spreadsheet"))
    words.add_argument("--in", dest="place", metavar="PLACE", help=in_words("địa bàn của bảng", "the place the sheet tells of"))
    words.add_argument("--on", metavar="DAY", help=in_words("ngày của bảng và bản đồ", "day and map the sheet is read on"))
    words.add_argument("--dry-run", action="store_true", help=in_words("chỉ xem trước, không ghi", "preview only, write nothing"))
    words.add_argument(
        "--map", metavar="FILE", help=in_words("tệp JSON nói cột nào là mục nào", "JSON that says which column is which field")
    )
    return words


def main(arguments: list[str]) -> int:
    """Reads, previews and, unless it is a dry run, commits a sheet."""
    asked = _words().read(arguments)
    if asked is None:
        return 0
    content, columns = _content(asked.file), _columns(asked.map)
    site.open_site()
    seen, committed, day = _try(asked, columns) if asked.dry_run else _run(asked, content, columns)
    _put(asked, hashlib.sha256(content).hexdigest(), seen, committed, day)
    return 0


def _content(name: str) -> bytes:
    try:
        return Path(name).read_bytes()
    except (OSError, ValueError):
        raise UserError(in_words(f"Không mở được tệp {name[:200]}.", f"The file {name[:200]} cannot be opened.")) from None


def _columns(name: str | None) -> dict[str, str]:
    if name is None:
        return {}
    try:
        told = json.loads(_content(name).decode("utf-8"))
    except ValueError:
        told = None
    if not isinstance(told, dict) or not all(isinstance(value, str) for value in told.values()):
        raise UserError(in_words(f"{name} phải là JSON dạng {{“tiêu đề cột”: “mục”}}.", f'{name} must be JSON like {{"head": "field"}}.'))
    return told


def _where(asked: Any):
    """The place of the sheet, and the day given for it."""
    from hoptac.common.days import parse_day, today
    from hoptac.places.home import home_id
    from hoptac.places.models import Place
    from hoptac.places.queries import find_any

    day = parse_day(asked.on) if asked.on else None
    where = find_any(asked.place, day or today()).place_id if asked.place else home_id()
    return Place.objects.get(pk=where), day


def _try(asked: Any, columns: dict[str, str]):
    from hoptac.common.days import today
    from hoptac.intake.importing import actions

    place, day = _where(asked)
    path = Path(asked.file)
    seen = actions.look(kind=asked.kind, path=path, label=path.name, place=place, day=day, columns=columns)
    return seen, False, day or seen.table.stated_day or today()


def _run(asked: Any, content: bytes, columns: dict[str, str]):
    from hoptac.accounts import scoping
    from hoptac.intake.importing import actions
    from hoptac.intake.models import SheetState

    place, day = _where(asked)
    viewer, by = scoping.viewer(), site.operator()
    sheet = actions.take_in(kind=asked.kind, content=content, label=Path(asked.file).name, place=place, by=by, viewer=viewer, day=day)
    if sheet.state == SheetState.OPEN and columns:
        actions.choose_columns(sheet=sheet, columns=columns, by=by)
    if sheet.state == SheetState.OPEN and day and sheet.day != day:
        actions.read_as_of(sheet=sheet, day=day, by=by)
    seen = actions.preview(sheet)
    if sheet.state == SheetState.OPEN and (seen.counts["new"] or seen.counts["changed"]):
        sheet = actions.commit(sheet=sheet, by=by, viewer=viewer)
    return seen, sheet.state == SheetState.COMMITTED, sheet.day


def _answer(sha256: str, seen: Any, committed: bool, day: Any) -> dict[str, Any]:
    heads = {column.field: column.head for column in seen.table.columns if column.field}
    problems: list[dict[str, Any]] = []
    for row in seen.rows:
        for problem in row.problems:
            column = heads.get(problem.field, problem.field)
            problems.append(
                {"row": row.number, "column": column, "value": problem.value, "why": problem.why, "suggestion": problem.suggestion}
            )
        if row.outcome == "doubt":
            why = in_words("có thể đã có trong sổ", "perhaps known already")
            near = "; ".join(f"{one.name} ({one.id})" for one in row.near)
            problems.append({"row": row.number, "column": heads["name"], "value": str(row.values["name"]), "why": why, "suggestion": near})
    counts = seen.counts
    return {
        "rows": len(seen.rows),
        "new": counts["new"],
        "changed": counts["changed"],
        "same": counts["same"],
        "problems": problems,
        "committed": committed,
        "sha256": sha256,
        "day": day,
        "columns": [{"head": column.head, "field": column.field, "unlike": column.unlike} for column in seen.table.columns if column.head],
        "guesses": [{"row": row.number, "field": field, "guess": guess} for row in seen.rows for field, guess in row.guesses.items()],
    }


def _put(asked: Any, sha256: str, seen: Any, committed: bool, day: Any) -> None:
    answer = _answer(sha256, seen, committed, day)
    if asked.json:
        output.put_json(answer)
        return
    heads = (in_words("dòng", "row"), in_words("cột", "column"), in_words("giá trị", "value"), in_words("vì sao", "why"))
    output.put_table(heads, [[p["row"], p["column"], p["value"][:30], p["why"]] for p in answer["problems"][:SHOWN]])
    told = (answer["rows"], answer["new"], answer["changed"], answer["same"], len(answer["problems"]))
    print(
        in_words(
            "{} dòng: {} mới, {} thay đổi, {} đã có; {} chỗ cần xem lại.", "{} rows: {} new, {} changed, {} same; {} to look at."
        ).format(*told)
    )
    print(in_words("Đã ghi.", "Recorded.") if committed else in_words("Chưa ghi gì.", "Nothing was written."))
