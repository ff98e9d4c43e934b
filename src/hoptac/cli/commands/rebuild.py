"""`rebuild states`: makes the projection of events anew."""

from __future__ import annotations

from hoptac.cli import output, site
from hoptac.cli.arguments import Words
from hoptac.common.speech import in_words


def main(arguments: list[str]) -> int:
    """Makes states anew from events, or with --check only says how many organisations differ."""
    words = Words(
        "rebuild", ("Dựng lại trạng thái của tổ chức từ sự kiện.", "Makes organisations' states anew from events."), "states [--check]"
    )
    words.add_argument("what", choices=("states",), metavar="states", help=in_words("trạng thái của tổ chức", "states of organisations"))
    words.add_argument("--check", action="store_true", help=in_words("chỉ đối chiếu, không ghi", "compare only, write nothing"))
    asked = words.read(arguments)
    if asked is None:
        return 0
    site.open_site()
    from hoptac.registry.rebuilding import rebuild

    found = rebuild(check=asked.check)
    if asked.json:
        output.put_json(found)
    else:
        count, spans, differ = found["organisations"], found["intervals"], found["different"]
        print(
            in_words(
                f"{count} tổ chức, {spans} khoảng trạng thái, {differ} tổ chức khác sự kiện.",
                f"{count} organisations, {spans} intervals, {differ} organisations differ from their events.",
            )
        )
    return 0
