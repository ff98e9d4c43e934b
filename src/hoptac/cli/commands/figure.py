"""`figure`: one number, on a day or over a period, on a map, with its parts, its records and its changes."""

from __future__ import annotations

from hoptac.cli import output, site
from hoptac.cli.arguments import Words
from hoptac.common.errors import UserError
from hoptac.common.speech import in_words, is_english

BY = ("place", "kind", "sector", "star", "group")


def _words() -> Words:
    words = Words(
        "figure",
        ("Một số liệu của một địa bàn, tính từ hồ sơ.", "A figure of a place, computed from records."),
        "CODE --place PLACE (--as-of DAY | --period 2022|2022-Q4|2022-H1|DAY..DAY) [--calendar report] [--map-of DAY] [--rule met|decided] "
        "[--by place|kind|sector|star|group] [--explain] [--since DAY]   |   figure --list [--search TEXT]",
    )
    words.add_argument(
        "code", nargs="?", metavar="CODE", help=in_words("mã chỉ tiêu, ví dụ htx.total", "an indicator's code, as htx.total")
    )
    words.add_argument("--place", metavar="PLACE", help=in_words("tên, “Tên (tỉnh)” hoặc MÃ@NGÀY", "a name, “Name (province)” or CODE@DAY"))
    words.add_argument("--as-of", metavar="DAY", help=in_words("ngày, dạng 2022-12-31", "a day, as 2022-12-31"))
    words.add_argument("--period", metavar="PERIOD", help="2022, 2022-Q4, 2022-H1, 2022-01-01..2022-03-31")
    words.add_argument(
        "--calendar",
        choices=("civil", "report"),
        default="civil",
        metavar="report",
        help=in_words("năm báo cáo 15/12–14/12", "the reporting year 15/12–14/12"),
    )
    words.add_argument("--map-of", metavar="DAY", help=in_words("tính trên bản đồ của ngày này", "on the map of this day"))
    words.add_argument(
        "--rule",
        choices=("met", "decided"),
        default="met",
        metavar="met|decided",
        help=in_words("danh hiệu: ngày đạt hay ngày quyết định", "titles: the day met or decided"),
    )
    words.add_argument("--by", choices=BY, metavar="|".join(BY), help=in_words("chia theo", "split by"))
    words.add_argument("--explain", action="store_true", help=in_words("kèm từng hồ sơ được đếm", "with each record counted"))
    words.add_argument("--since", metavar="DAY", help=in_words("vì sao khác ngày này", "why it differs from this day"))
    words.add_argument("--list", action="store_true", help=in_words("danh sách chỉ tiêu", "the list of indicators"))
    words.add_argument("--search", metavar="TEXT", help=in_words("lọc danh sách", "filter the list"))
    return words


def main(arguments: list[str]) -> int:
    """Answers with one figure, or with the list of indicators."""
    asked = _words().read(arguments)
    if asked is None:
        return 0
    if asked.list or asked.search is not None:
        _list(asked)
        return 0
    _check(asked)
    site.open_site()
    _answer(asked)
    return 0


def _check(asked) -> None:
    if asked.code is None:
        raise UserError(
            in_words(
                "Còn thiếu mã chỉ tiêu. Xem danh sách: ./hoptac figure --list",
                "The indicator's code is missing. See: ./hoptac figure --list",
            )
        )
    if asked.place is None:
        raise UserError(
            in_words(
                'Còn thiếu địa bàn: thêm --place, ví dụ --place "Quảng Ninh".',
                'The place is missing: add --place, as in --place "Quảng Ninh".',
            )
        )
    if asked.as_of is not None and asked.period is not None:
        raise UserError(
            in_words("--as-of và --period không đi cùng nhau. Bỏ một trong hai.", "--as-of does not go with --period. Leave one out.")
        )
    if asked.calendar == "report" and asked.period is None:
        raise UserError(
            in_words("--calendar report cần --period, ví dụ --period 2022.", "--calendar report needs --period, as in --period 2022.")
        )


def _answer(asked) -> None:
    from hoptac.common.days import parse_day, parse_period, today
    from hoptac.figures import present
    from hoptac.figures.indicators import indicator
    from hoptac.figures.queries import figure
    from hoptac.places.queries import find

    indicator(asked.code)
    period = parse_period(asked.period, asked.calendar) if asked.period is not None else None
    as_of = parse_day(asked.as_of) if asked.as_of is not None else None if period else today()
    map_of = parse_day(asked.map_of) if asked.map_of is not None else None
    since = parse_day(asked.since) if asked.since is not None else None
    day = map_of or (period.last if period else as_of)
    place = find(asked.place, day)
    found = figure(
        asked.code,
        place.place_id,
        as_of=as_of,
        period=period,
        map_of=map_of,
        rule=asked.rule,
        by=asked.by,
        explain=asked.explain,
        since=since,
    )
    if asked.by and asked.by != "place":
        found = _with_words(found, asked.by)
    if asked.json:
        output.put_json(present.as_json(found) | ({} if found.rows or not asked.by else {"rows": []}))
    else:
        _put(found, asked)


def _with_words(found, by: str):
    """The parts as people call them."""
    from dataclasses import replace

    from hoptac.figures.words import part_word

    code = found.indicator.code
    return replace(found, rows=tuple(replace(row, name=part_word(by, row.key or "", found.as_of, code)) for row in found.rows))


def _number(value, denominator=None, comparator: str = "") -> str:
    from hoptac.common.text import format_number

    if value is None:
        return in_words("chưa biết", "not known")
    text = f"{value:,}" if is_english() else format_number(value)
    if denominator is not None:
        text += f"/{denominator:,}" if is_english() else f"/{format_number(denominator)}"
    return f"{comparator} {text}".strip()


def _when(found) -> str:
    from hoptac.common.text import format_day

    if found.period:
        return f"{in_words('kỳ', 'in')} {found.period.label} ({format_day(found.period.first)}–{format_day(found.period.last)})"
    return f"{in_words('ngày', 'on')} {format_day(found.as_of)}"


def _put(found, asked) -> None:
    from hoptac.common.text import format_day

    number = _number(found.value, found.denominator, found.comparator)
    unit = f" {found.unit_word}" if found.value is not None else ""
    print(f"{found.indicator.label}, {found.place.full_name}, {_when(found)}: {number}{unit}")
    if found.map_of != found.as_of:
        print(f"{in_words('Bản đồ ngày', 'Map of')} {format_day(found.map_of)}")
    for title, text in (
        (in_words("Nguồn", "Source"), found.source),
        (in_words("Ghi chú", "Note"), found.why),
        (in_words("Giải thích", "Passport"), found.link),
    ):
        if text:
            print(f"{title}: {text}")
    if asked.by:
        _put_rows(found)
    if asked.since is not None:
        _put_changes(found)
    if asked.explain:
        _put_records(found)
    if found.rivals:
        _put_rivals(found)


def _put_rows(found) -> None:
    unplaced = in_words("(không xếp được vào đơn vị nào)", "(cannot be placed)")
    print()
    output.put_table(["", "", ""], [[row.key or "", row.name or unplaced, _number(row.value, row.denominator)] for row in found.rows])


def _put_changes(found) -> None:
    from hoptac.common.text import format_day
    from hoptac.figures.words import cause_word

    print(f"\n{in_words('Từ ngày', 'Since')} {format_day(found.since)} ({_number(found.earlier)}):")
    rows = [
        [
            format_day(c.on),
            f"{c.value:+}",
            cause_word(c.cause, c.value > 0),
            c.document,
            ", ".join(r.name for r in c.records[:3]) + ("…" if len(c.records) > 3 else ""),
        ]
        for c in found.changes
    ]
    output.put_table(["", "", "", "", ""], rows)


def _put_records(found) -> None:
    from hoptac.common.text import format_day

    print()
    heads = ("mã", "tên", "địa bàn", "từ ngày", "văn bản") if not is_english() else ("id", "name", "place", "since", "document")
    output.put_table(heads, [[e.record.id, e.record.name, e.place_name, format_day(e.on), e.document] for e in found.explain])


def _put_rivals(found) -> None:
    from hoptac.common.text import format_day

    print(f"\n{in_words('Số khác đã công bố', 'Other published values')}:")
    output.put_table(
        ["", "", ""],
        [
            [format_day(r.day), _number(r.value, None, r.comparator), r.source + (f" ({r.definition})" if r.definition else "")]
            for r in found.rivals
        ],
    )


def _list(asked) -> None:
    site.load_django(doors=False)
    from hoptac.figures.indicators import indicators, search

    found = search(asked.search) if asked.search else list(indicators().values())
    if asked.json:
        names = ("code", "name", "name_en", "unit", "kind", "direction", "definition", "source", "basis", "group")
        output.put_json([{name: getattr(one, name) for name in names} for one in found])
        return
    heads = ("mã", "tên", "đơn vị") if not is_english() else ("code", "name", "unit")
    output.put_table(heads, [[one.code, one.label, one.unit_word] for one in found])
