"""`record`: does the acts of a JSONL file, all or none."""

from __future__ import annotations

from pathlib import Path

from hoptac.cli import output, site
from hoptac.cli.arguments import Words
from hoptac.common.errors import UserError
from hoptac.common.speech import in_words

SHOWN = 50
LIFE = (
    "register, change, move, suspend (until), resume, status (legal), start, stop, restart, open_branch (code, name), close_branch (code), "
    "convert (kind), merge (into), consolidate (into, others), divide (into), split (into), revoke (reason), dissolve, bankrupt, "
    "correct, withdraw"
)


def main(arguments: list[str]) -> int:
    """Does every line of the file in one transaction, or says what is wrong with which line."""
    words = Words(
        "record",
        ("Ghi sự việc từ tệp JSONL, mỗi dòng một việc; tất cả hoặc không gì.", "Records acts from a JSONL file, one a line; all or none."),
        "FILE.jsonl [--dry-run]",
    )
    words.add_argument(
        "file",
        metavar="FILE.jsonl",
        help=in_words(f"tệp, mỗi dòng một việc dạng JSON: {LIFE} …", f"the file, one act in JSON a line: {LIFE} …"),
    )
    words.add_argument("--dry-run", action="store_true", help=in_words("chỉ thử, không ghi", "try only, write nothing"))
    asked = words.read(arguments)
    if asked is None:
        return 0
    from hoptac.cli.recording import lines

    content = lines.load(Path(asked.file))
    read, problems = lines.parse(content)
    site.open_site()
    from hoptac.cli.recording.doing import record

    done, problems = record(read, problems, content=content, by=site.operator(), dry_run=asked.dry_run)
    if problems:
        raise _refuse(problems)
    _put(asked, done)
    return 0


def _refuse(problems) -> UserError:
    shown = [str(problem) for problem in problems[:SHOWN]]
    if len(problems) > SHOWN:
        shown.append(in_words(f"… và {len(problems) - SHOWN} chỗ nữa.", f"… and {len(problems) - SHOWN} more."))
    return UserError(
        in_words(
            f"Không ghi gì cả: {len(problems)} chỗ cần sửa. Sửa rồi chạy lại cả tệp.",
            f"Nothing was recorded: {len(problems)} things to mend. Mend them, then run the whole file again.",
        ),
        shown,
    )


def _put(asked, done) -> None:
    if asked.json:
        output.put_json([{"line": one.line, "id": one.id, "events": one.events} for one in done])
        return
    output.put_table((in_words("dòng", "line"), "id", in_words("sự kiện", "events")), [[one.line, one.id, one.events] for one in done])
    if asked.dry_run:
        print(
            in_words(
                f"Thử {len(done)} việc: đều ghi được. Chưa ghi gì.", f"{len(done)} acts tried: all can be recorded. Nothing was written."
            )
        )
    else:
        print(in_words(f"Đã ghi {len(done)} việc.", f"{len(done)} acts recorded."))
