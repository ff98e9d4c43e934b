"""`./hoptac report KIND --place P --as-of DAY [--map-of DAY] -o FILE.(docx|pdf)`: an official report, every number in it a figure."""

from __future__ import annotations

from pathlib import Path

from hoptac.cli import behalf, site
from hoptac.cli.arguments import Words
from hoptac.cli.output import put_json
from hoptac.common.speech import in_words


def _words() -> Words:
    words = Words(
        "report",
        ("Lập báo cáo DOCX hoặc PDF từ số liệu của một ngày.", "Writes a report (DOCX or PDF) from the figures of a day."),
        "LOẠI --place NƠI --as-of NGÀY [--map-of NGÀY] -o TỆP.(docx|pdf)",
    )
    words.add_argument("kind", metavar="LOẠI", help=in_words("loại báo cáo: ktt-summary", "kind of report: ktt-summary"))
    words.add_argument("--place", required=True, help=in_words("tên, Tên (tỉnh) hoặc MÃ@NGÀY", "a name, Name (province) or CODE@DAY"))
    words.add_argument("--as-of", required=True, help=in_words("ngày của số liệu: 2022-12-31", "day of the figures"))
    words.add_argument("--map-of", help=in_words("bản đồ của ngày nào, nếu không phải ngày của số liệu", "the map of another day"))
    words.add_argument("-o", "--output", required=True, metavar="TỆP", help=in_words("tệp .docx hoặc .pdf", "a .docx or .pdf file"))
    return words


def main(argv: list[str]) -> int:
    """Composes first; the file appears whole, or not at all."""
    words = _words().read(argv)
    if words is None:
        return 0
    site.open_site()
    from hoptac.common.days import parse_day
    from hoptac.places.queries import find
    from hoptac.reporting import kinds, paper

    kind, shape, target = kinds.kind(words.kind), paper.format_of(words.output), Path(words.output)
    as_of = parse_day(words.as_of)
    map_of = parse_day(words.map_of) if words.map_of else None
    paper.check_target(target)
    place_id = find(words.place, map_of or as_of).place_id
    behalf.require("issue", place_id)
    draft = kind.compose(place_id, as_of, map_of)
    paper.write(shape.make(draft), target)
    if words.json:
        put_json({"file": str(target), "figures": draft.figures_json()})
    else:
        print(in_words(f"Đã ghi {target}: {len(draft.said)} số liệu.", f"Wrote {target}: {len(draft.said)} figures."))
    return 0
