"""`audit verify`, `audit head`: whether the trail holds, and its head to be kept elsewhere."""

from __future__ import annotations

import argparse
from pathlib import Path

from hoptac.cli import output, site
from hoptac.cli.arguments import Words
from hoptac.common.errors import UserError
from hoptac.common.speech import in_words

ASKED = ("verify", "head")


def _words() -> Words:
    words = Words(
        "audit",
        ("Soát chuỗi nhật ký: sửa, xóa, thay, chèn hay cắt đều lộ.", "Checks the trail: edits, removals, replacements and cuts show."),
        "verify [--since-head FILE] | head [--keep]",
    )
    words.add_argument(
        "what", choices=ASKED, metavar="verify|head", help=in_words("soát cả chuỗi, hoặc in đầu chuỗi", "check it all, or print the head")
    )
    words.add_argument("--since-head", metavar="FILE", help=in_words("đầu chuỗi đã in trước đây", "a head printed earlier"))
    words.add_argument("--keep", action="store_true", help=in_words("lưu đầu chuỗi của hôm nay ra ngoài", "keep today's head outside"))
    return words


def main(arguments: list[str]) -> int:
    """Checks the trail against itself and all heads kept outside; 1 when it does not hold."""
    asked = _words().read(arguments)
    if asked is None:
        return 0
    if asked.since_head and asked.what == "head":
        raise UserError(in_words("--since-head chỉ đi cùng verify.", "--since-head goes with verify only."))
    from hoptac.audit import heads

    given = [heads.read(Path(asked.since_head))] if asked.since_head else []
    site.open_site()
    from hoptac.audit import verify
    from hoptac.common.days import today

    report = verify.check([*given, *heads.kept()])
    if asked.keep and asked.what == "head" and report.ok:
        heads.keep(heads.Head(report.rows, report.head), today())
    _put(asked, report)
    return 0 if report.ok else 1


def _put(asked: argparse.Namespace, report) -> None:
    if asked.json:
        told = {"rows": report.rows, "ok": report.ok, "first_bad": report.first_bad, "head": report.head}
        more = {"anchors": report.anchors, "erased": report.erased, "problems": report.problems}
        output.put_json(told | more)
        return
    if asked.what == "head":
        print(f"{report.rows} {report.head}")
        _tell(report)
        return
    if report.ok:
        print(
            in_words(
                f"Chuỗi đúng: {report.rows} dòng, {report.anchors} đầu chuỗi lưu ngoài, {report.erased} giá trị đã xóa theo luật.",
                f"The chain holds: {report.rows} rows, {report.anchors} heads kept outside, {report.erased} values erased lawfully.",
            )
        )
    else:
        print(in_words(f"Chuỗi KHÔNG đúng: {report.rows} dòng.", f"The chain does NOT hold: {report.rows} rows."))
    _tell(report)


def _tell(report) -> None:
    from hoptac.common.speech import say

    for sentence in report.problems:
        say(f"  {sentence}", f"  {sentence}")
