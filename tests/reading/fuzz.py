"""Mutations of texts and files, thrown at the reader until the time is up: `python tests/reading/fuzz.py --seconds 600 --seed 1`.

Every input has a deadline that grows with its length only. A hang, a crash, a finding that is not the slice it says, or a refusal that is
no sentence is printed with the seed that makes it again, and the exit is 1. `run(10)` is the short form in the test suite.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import random
import signal
import sys
import tempfile
import time
import unicodedata
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2] / "src"), str(Path(__file__).parents[1])]
from hoptac.reading.reader import read_strictly  # noqa: E402
from hoptac.reading.sources import SourceError, load  # noqa: E402
from hoptac.reading.sources.docx import read_docx  # noqa: E402
from hoptac.reading.sources.html import read_html  # noqa: E402
from hoptac.reading.sources.pdf import read_pdf  # noqa: E402
from hoptac.reading.sources.xlsx import read_xlsx  # noqa: E402
from reading import documents  # noqa: E402

CORPUS = Path(__file__).parent / "corpus"
CHARACTERS_A_SECOND = 10_000  # a twentieth of the usual speed: what is slower hangs
PIECES = (
    "12", "1.234,5", "12/34", "%", "từ ", "đến ", " - ", "–", "tỷ đồng", "trđ", "năm 2023", "ngày 31/12/2024",
    "Quyết định số 12/QĐ-UBND",
    "Giao Sở Tài chính",
    "chủ trì", "phối hợp với", "trước ngày", "ông ", "Nguyễn Văn A", "Chủ tịch", "UBND", "xã ", "(", ")", "“", "”", "/",
    ":", ";", ".", "...", "|", "\t", "\n", "\n\n", "\u00a0", "\u200b", "\u0301", "\u0302", "- ", "a) ", "1. ", "I. ", "STT", "TT\tTên\tSố",
    "gấp đôi", "hai mươi", "một phần ba", "thứ 3/63", "hợp tác xã", "HTX", "\x00", "\ufeff", "İ", "ß", "ﬁ", "\U0001f600", "\ud800", "𝟏𝟐",
    "٣", "Số:     /BC-UBND", "Nơi nhận:", "cả nước", "trong đó", "các", "và ", ", ",
)  # fmt: skip


class Overtime(BaseException):
    """The deadline of an input has passed; no rule may catch it."""


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Ends the work inside after so many seconds of this process, however busy the machine is."""

    def stop(*_args: object) -> None:
        raise Overtime

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


# --- inputs


def texts() -> list[str]:
    """What is mutated: the annotated texts of the reader's own tests."""
    return [json.loads(path.read_text(encoding="utf-8"))["text"] for path in sorted(CORPUS.glob("*.json"))]


def mutated(rnd: random.Random, bases: list[str]) -> str:
    """A text with some of its signs, words and lines changed, doubled, cut or shuffled; at times a shape repeated many thousand times."""
    if rnd.random() < 0.2:
        return "".join(rnd.choice(PIECES) for _ in range(rnd.randrange(1, 6))) * rnd.choice((3, 50, 500, 4000))
    if rnd.random() < 0.15:
        return "".join(rnd.choices(PIECES, k=rnd.randrange(1, 2000)))
    text = rnd.choice(bases)
    for _ in range(rnd.randrange(1, 30)):
        text = _one_change(rnd, text, bases)
    return text[: rnd.choice((3_000, 3_000, 10_000, 80_000))]


def _one_change(rnd: random.Random, text: str, bases: list[str]) -> str:
    at = rnd.randrange(len(text) + 1)
    to = min(len(text), at + rnd.choice((1, 3, 20, 400)))
    match rnd.randrange(10):
        case 0:
            return text[:at] + rnd.choice(PIECES) * rnd.choice((1, 1, 1, 2, 50)) + text[to:]
        case 1:
            return text[:at] + text[to:]
        case 2:
            return text[:to] + text[at:to] * rnd.choice((1, 2, 40)) + text[to:]
        case 3:
            other = rnd.choice(bases)
            begin = rnd.randrange(len(other) + 1)
            return text[:at] + other[begin : begin + 500] + text[at:]
        case 4:
            return text[:at] + text[at:to].upper() + text[to:]
        case 5:
            return text[:at] + unicodedata.normalize("NFD", text[at:to]) + text[to:]
        case 6:
            return text[:at] + text[at:to].replace(" ", rnd.choice(("\n", "\t", "", "\u00a0", " | "))) + text[to:]
        case 7:
            return text[:at] + text[at:to].replace("\n", rnd.choice((" ", "", "\t"))) + text[to:]
        case 8:
            return text[:at] + chr(rnd.choice((rnd.randrange(32, 127), rnd.randrange(0x300), rnd.randrange(0x1E00, 0x2100)))) + text[at:]
    lines = text.split("\n")
    rnd.shuffle(lines)
    return "\n".join(lines)


def files(bases: list[str]) -> dict[str, list[bytes]]:
    """Whole files of every kind, to be broken."""
    with tempfile.TemporaryDirectory() as folder:
        made = documents.make(Path(folder))
        kinds: dict[str, list[bytes]] = {"docx": [], "xlsx": [], "html": [], "pdf": []}
        for path in made:
            if path.suffix[1:] in kinds:
                kinds[path.suffix[1:]].append(path.read_bytes())
    return kinds


def broken(rnd: random.Random, data: bytes) -> bytes:
    """The bytes with some flipped, cut out, doubled, or cut off; inside a ZIP the parts themselves, so that they still unpack."""
    if data[:2] == b"PK" and rnd.random() < 0.8:
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
            hit = rnd.choice(old.namelist())
            for name in old.namelist():
                part = old.read(name)
                new.writestr(name, _bytes_changed(rnd, part) if name == hit else part)
        return out.getvalue()
    return _bytes_changed(rnd, data)


_TAGS = (
    b"<w:tbl><w:tr><w:tc>", b"</w:tc>", b"<table><tr><td>", b"<article>", b"<nav>", b"<w:p>", b"</w:p>",
    b'r="XFD1048576"', b'r="A0"', b"<c/>",
    b't="s"', b"<v>1e308</v>", b"<v>-1</v>", b"<v>99999999</v>", b"<!--", b"&#0;", b"endobj", b"stream", b"/Length 99999999", b"]]>",
    b"<mergeCell ref='A1:XFD1048576'/>",
)  # fmt: skip


def _bytes_changed(rnd: random.Random, data: bytes) -> bytes:
    for _ in range(rnd.choice((1, 1, 2, 8, 40))):
        at = rnd.randrange(len(data) + 1)
        to = min(len(data), at + rnd.choice((1, 4, 60, 2000)))
        match rnd.randrange(6):
            case 0:
                data = data[:at] + bytes([rnd.randrange(256)]) + data[at + 1 :]
            case 1:
                data = data[:at] + data[to:]
            case 2:
                data = data[:to] + data[at:to] * rnd.choice((1, 3, 200)) + data[to:]
            case 3:
                data = data[:at] + rnd.choice(_TAGS) * rnd.choice((1, 1, 30, 3000)) + data[at:]
            case 4:
                data = data[:at] + rnd.randbytes(rnd.randrange(1, 20)) + data[at:]
            case 5 if rnd.random() < 0.3:
                data = data[:at]
    return data[:3_000_000]


# --- what must hold


def read_one(text: str) -> None:
    """Reads strictly within the deadline; every finding is the slice it says."""
    with deadline(2 + len(text) / CHARACTERS_A_SECOND):
        found = read_strictly(text)
    for layer in (found.references, found.figures, found.assignments, found.people):
        for one in layer:
            assert 0 <= one.start < one.end <= len(text) and text[one.start : one.end] == one.surface, one
            assert 0 <= one.confidence <= 1, one
    json.dumps(found.as_dict())


_IN_PROCESS = {"docx": read_docx, "xlsx": read_xlsx, "html": read_html, "pdf": read_pdf}


def open_one(kind: str, data: bytes, folder: Path) -> bool:
    """Opens a broken file; True when it could be read. In process what can only raise there; PDF always in the limited child."""
    path = folder / f"x.{kind}"
    path.write_bytes(data)
    with deadline(20):
        try:
            if kind == "pdf" or zlib.crc32(data) % 8 == 0:
                text = load(path, seconds=15).text
            else:
                text = str(_IN_PROCESS[kind](str(path)).get("text", ""))
        except SourceError as error:
            assert "hãy" in str(error) and str(error).endswith(".") and "\n" not in str(error), str(error)
            return False
    if text.strip():
        read_one(text[:60_000])
    return True


def run(seconds: float, seed: int = 1, tell: bool = False) -> tuple[Counter[str], list[str]]:
    """(how many inputs of each kind, what went wrong)."""
    bases, end, counts, wrong = texts(), time.monotonic() + seconds, Counter[str](), []
    whole = files(bases)
    number = slowest = 0
    with tempfile.TemporaryDirectory() as name:
        while time.monotonic() < end:
            number += 1
            rnd = random.Random(seed * 1_000_000_007 + number)
            kind = rnd.choice(("text", "text", "text", *whole))
            begin = time.monotonic()
            try:
                if kind == "text":
                    read_one(mutated(rnd, bases))
                else:
                    counts[f"{kind} read"] += open_one(kind, broken(rnd, rnd.choice(whole[kind])), Path(name))
            except (Exception, Overtime) as x:
                told = f"seed {seed} input {number} {kind}: {type(x).__name__} {str(x)[:200]} at {_where(x)}"
                wrong.append(told)
                if tell:
                    print(told, flush=True)
            counts[kind] += 1
            slowest = max(slowest, time.monotonic() - begin)
    counts["slowest ms"] = int(slowest * 1000)
    return counts, wrong


def _where(x: BaseException) -> str:
    at = x.__traceback__
    while at is not None and at.tb_next is not None:
        at = at.tb_next
    return f"{os.path.basename(at.tb_frame.f_code.co_filename)}:{at.tb_lineno}" if at else "?"


def main() -> int:
    """The long form."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--seconds", type=float, default=600)
    words.add_argument("--seed", type=int, default=1)
    asked = words.parse_args()
    counts, wrong = run(asked.seconds, asked.seed, tell=True)
    print(f"{asked.seconds:.0f} seconds, seed {asked.seed}: {dict(counts)}; {len(wrong)} hangs or crashes")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
