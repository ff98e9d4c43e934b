"""`export`: lists of the register as XLSX, CSV or JSON."""

from __future__ import annotations

from pathlib import Path

from hoptac.cli import output, site
from hoptac.cli.arguments import Words
from hoptac.common.errors import UserError
from hoptac.common.speech import in_words

FORMATS = ("xlsx", "csv", "json")


def main(arguments: list[str]) -> int:
    """Writes a list into a file that is there wholly or not at all."""
    words = Words(
        "export",
        (
            "Xuất danh sách ra tệp XLSX, CSV hoặc JSON. KIND: organisations.",
            "Writes a list to an XLSX, CSV or JSON file. KIND: organisations.",
        ),
        "KIND [--place P] [--as-of DAY] [--format xlsx|csv|json] -o FILE",
    )
    words.add_argument("kind", metavar="KIND", help=in_words("loại bản ghi: organisations", "kind of records: organisations"))
    words.add_argument("--place", metavar="P", help=in_words("địa bàn", "the place"))
    words.add_argument("--as-of", metavar="DAY", help=in_words("ngày", "the day"))
    words.add_argument(
        "--format", choices=FORMATS, help=in_words("kiểu tệp; không ghi thì theo đuôi tệp", "format; by the file's ending if left out")
    )
    words.add_argument("-o", dest="file", metavar="FILE", required=True, help=in_words("tệp để ghi", "the file to write"))
    asked = words.read(arguments)
    if asked is None:
        return 0
    if asked.kind != "organisations":
        raise UserError(
            in_words(f"Không xuất được “{asked.kind}”. Chọn: organisations.", f"“{asked.kind}” cannot be exported. Choose: organisations.")
        )
    form = asked.format or Path(asked.file).suffix.lstrip(".").lower()
    if form not in FORMATS:
        raise UserError(
            in_words(
                "Đuôi tệp phải là .xlsx, .csv hoặc .json, hoặc ghi --format.",
                "The file must end in .xlsx, .csv or .json, or give --format.",
            )
        )
    site.open_site()
    rows = _write(asked, form)
    if asked.json:
        output.put_json({"rows": rows, "file": asked.file})
    else:
        print(in_words(f"Đã ghi {rows} dòng vào {asked.file}.", f"{rows} rows written to {asked.file}."))
    return 0


def _write(asked, form: str) -> int:
    from hoptac.accounts import scoping
    from hoptac.common.days import parse_day, today
    from hoptac.places.home import home_id, nearest
    from hoptac.places.queries import find
    from hoptac.registry import exporting
    from hoptac.registry.listing import Filters
    from hoptac.sheets import write

    day = parse_day(asked.as_of) if asked.as_of else today()
    place_id = find(asked.place, day).place_id if asked.place else home_id()
    rows = exporting.lines(Filters(place_id=place_id), day, scoping.viewer())
    try:
        with write.whole_file(asked.file) as draft:
            if form == "xlsx":
                lines = exporting.title(nearest(place_id, day).full_name, day)
                return write.write_xlsx(draft, exporting.heads(), rows, lines=lines)
            return (write.write_csv if form == "csv" else write.write_json)(draft, exporting.heads(), rows)
    except OSError as error:
        if error.errno in (28, 122):
            raise  # the machine's fault: told as such
        raise UserError(
            in_words(f"Không ghi được vào {asked.file}. Kiểm tra thư mục và quyền ghi.", f"Cannot write {asked.file}. Check the folder.")
        ) from None
