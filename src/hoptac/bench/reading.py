"""`bench reading`: how fast the reader is, beside a plain regular expression and a word tokenizer on the same pages."""

from __future__ import annotations

import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from itertools import cycle
from pathlib import Path

from hoptac.bench import pages
from hoptac.bench.table import Row, Table, compare
from hoptac.common import paths
from hoptac.reading import read

PLAIN = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?(?:/\d+)?|\d+(?:/\d{4})?/[A-ZĐ]{2,}[-–][A-ZĐa-z]+")
FEW, MANY = 500, 10_000  # documents after which memory is looked at


def run(*, scale: float | None = None, engine: str | None = None, seed: int = 1) -> Table:
    """Measures the reader on pages of 2,500 characters made from the seed. Scale multiplies the long run of documents."""
    texts = pages.make(200, seed)
    table = Table("reading", scale, None, {"pages": len(texts), "characters": sum(map(len, texts))})
    table.rows += [_from_shell(texts[0]), _beside_regex(texts), _beside_tokenizer(texts), _memory(texts, scale or 1)]
    return table


def _from_shell(text: str) -> Row:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.txt"
        file.write_text(text, encoding="utf-8")
        command = [str(paths.ROOT / "hoptac"), "read", str(file), "--json"]

        def ours() -> None:
            subprocess.run(command, check=True, capture_output=True)

        return compare("một trang từ dòng lệnh, kể cả khởi động", ours, goal="≤ 500 ms", met=lambda ms, _ratio: ms <= 500)


def _each(texts: list[str], work: Callable[[str], object]) -> Callable[[], None]:
    turn = cycle(texts)
    return lambda: work(next(turn)) and None


def _beside_regex(texts: list[str]) -> Row:
    return compare(
        "một trang, sau khởi động",
        _each(texts, read),
        peer="biểu thức chính quy thuần",
        theirs=_each(texts, PLAIN.findall),
        goal="≤ 10 ms, 100 trang một giây (đích 5 ms)",
        met=lambda ms, _ratio: ms <= 10,
        runs=len(texts),
    )


def _tokenizer() -> Callable[[str], object] | None:
    try:
        from underthesea import word_tokenize  # type: ignore[import-not-found]
    except ImportError:
        return None
    return word_tokenize


def _beside_tokenizer(texts: list[str]) -> Row:
    tokenize = _tokenizer()
    return compare(
        "một trang, sau khởi động",
        _each(texts, read),
        peer="underthesea word_tokenize" if tokenize else "underthesea word_tokenize (chưa cài)",
        theirs=_each(texts, tokenize) if tokenize else None,
        goal="nhanh hơn tách từ",
        met=(lambda _ms, ratio: ratio is not None and ratio <= 1) if tokenize else None,
        runs=60,
    )


def _peak_kib() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _memory(texts: list[str], scale: float) -> Row:
    """Peak memory after many documents against after few, in a process of its own; the ratio stands where a peer's would."""
    many = int(MANY * scale)
    code = "from hoptac.bench.reading import peaks; import sys; print(*peaks(int(sys.argv[1]), int(sys.argv[2])))"
    done = subprocess.run([sys.executable, "-c", code, str(FEW), str(many)], check=True, capture_output=True, text=True)
    few, all_, milliseconds = (float(word) for word in done.stdout.split())
    ratio = all_ / few
    each = round(milliseconds / many, 3)
    return Row(
        f"bộ nhớ sau {many} văn bản so với sau {FEW}",
        many,
        each,
        None,
        f"chính nó sau {FEW} văn bản ({few / 1024:.0f} MiB)",
        None,
        round(ratio, 3),
        "≤ 1,1 lần",
        ratio <= 1.1,
    )


def peaks(few: int, many: int) -> tuple[int, int, float]:
    """Peak memory in KiB after few and after many different documents, and the milliseconds all took."""
    import time

    begin = time.perf_counter()
    first = 0
    for n in range(0, many, 100):
        for text in pages.make(min(100, many - n), seed=n):
            read(text)
        if not first and n + 100 >= few:
            first = _peak_kib()
    return first, _peak_kib(), (time.perf_counter() - begin) * 1000
