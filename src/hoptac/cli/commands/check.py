"""`check`: what a document says, beside the records: one verdict and one sentence for every number."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hoptac.cli import behalf, output, site
from hoptac.cli.arguments import Words
from hoptac.common.speech import in_words

if TYPE_CHECKING:
    from hoptac.intake.checked import Checked

FAILED = 1


def _words() -> Words:
    words = Words(
        "check",
        (
            "Soát từng số của văn bản với hồ sơ.\n"
            "--strict: trả mã 1 khi có số lệch, khớp ở ngày, bản đồ, định nghĩa khác, không so được, hoặc hai chỗ trái nhau;\n"
            "số khớp, trong ngưỡng và số chưa có dữ liệu thì không.",
            "Checks every number of a document against the records.\n"
            "--strict: exit 1 when a number differs, is true of another day, map or definition, cannot be compared, or two statements\n"
            "contradict each other; numbers that agree, lie within their bound, or are unknown do not fail.",
        ),
        "FILE [--place PLACE] [--as-of DAY] [--strict]",
    )
    words.add_argument("file", metavar="FILE", help=in_words("tệp văn bản, DOCX, XLSX hoặc PDF", "a text, DOCX, XLSX or PDF file"))
    words.add_argument(
        "--place", metavar="PLACE", help=in_words("địa bàn, nếu văn bản không nói", "the place, where the document does not say")
    )
    words.add_argument("--as-of", metavar="DAY", help=in_words("ngày, nếu văn bản không nói", "the day, where the document does not say"))
    words.add_argument(
        "--strict", action="store_true", help=in_words("mã 1 khi có số phải xem lại", "exit 1 when a number must be looked at")
    )
    return words


def main(arguments: list[str]) -> int:
    """Checks one file."""
    asked = _words().read(arguments)
    if asked is None:
        return 0
    site.open_site()
    checked = _check(asked)
    if asked.json:
        output.put_json(checked.as_json())
    else:
        _put(checked)
    return FAILED if asked.strict and checked.fails else 0


def _check(asked) -> Checked:
    from hoptac.common.days import parse_day
    from hoptac.intake.read_and_check import check_text
    from hoptac.intake.sources import text_of_file
    from hoptac.places.queries import find_any

    as_of = parse_day(asked.as_of) if asked.as_of is not None else None
    if asked.place is not None and behalf.is_asked():
        behalf.require("upload", find_any(asked.place, as_of).place_id)
    return check_text(text_of_file(Path(asked.file)), place=asked.place, as_of=as_of)


def _put(checked: Checked) -> None:
    from hoptac.web.verdicts import verdict_of

    for one in checked.figures:
        word = str(verdict_of(str(one.verdict)).word)
        print(f"{_short(one.surface):<46}{word}")
        if str(one.verdict) != "agrees":
            print(f"    {one.why}")
    for one in checked.contradictions:
        print(f"{in_words('Trái nhau trong văn bản', 'Contradiction')}: {one.why}")
    own = in_words("nguồn là chính văn bản", "own source")
    counts = [f"{own if name == 'own_source' else verdict_of(name).word}: {n}" for name, n in checked.summary.items() if n]
    print(f"\n{len(checked.figures)} {in_words('số', 'figures')}. {'; '.join(counts)}".rstrip())


def _short(surface: str) -> str:
    text = " ".join(surface.split())
    return text if len(text) <= 44 else text[:43] + "…"
