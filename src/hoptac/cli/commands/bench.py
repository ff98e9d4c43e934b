"""`bench`: measurements, each beside its yardstick."""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterator
from contextlib import contextmanager

from hoptac.cli import output
from hoptac.cli.arguments import Words
from hoptac.common.errors import UserError
from hoptac.common.speech import in_words

BENCHES = ("reading", "portal", "register")
ON_ENGINES = ("register",)


def _words() -> Words:
    words = Words(
        "bench", ("Đo tốc độ, cạnh một thước đo khác.", "Measures speed, beside a yardstick."), "NAME [--scale N] [--engine E] [--seed N]"
    )
    words.add_argument("name", metavar="NAME", help=", ".join(BENCHES))
    words.add_argument("--scale", type=float, metavar="N", help=in_words("cỡ dữ liệu, 1 là cả nước", "size of the data, 1 is the country"))
    words.add_argument("--engine", choices=("sqlite", "postgresql"), help=in_words("cơ sở dữ liệu", "the database"))
    words.add_argument("--seed", type=int, default=1, metavar="N", help=in_words("hạt giống của dữ liệu", "seed of the data"))
    return words


def main(arguments: list[str]) -> int:
    """Runs one bench and prints its table."""
    asked = _words().read(arguments)
    if asked is None:
        return 0
    if asked.name not in BENCHES:
        raise UserError(
            in_words(f"Không có phép đo “{asked.name}”. Chọn: {', '.join(BENCHES)}.", f"No such bench. Choose: {', '.join(BENCHES)}.")
        )
    module = importlib.import_module(f"hoptac.bench.{asked.name}")
    with _engine(asked):
        table = module.run(scale=asked.scale, engine=asked.engine, seed=asked.seed)
    if asked.json:
        output.put_json(table.as_json())
        return 0
    if table.generated:
        print(", ".join(f"{name} {number:,}" for name, number in table.generated.items()))
    if table.disk_bytes and table.generated.get("organisations"):
        each = round(table.disk_bytes / table.generated["organisations"])
        print(
            in_words(
                f"{table.disk_bytes:,} byte trên đĩa, {each:,} một tổ chức", f"{table.disk_bytes:,} bytes on disk, {each:,} an organisation"
            )
        )
    heads = [in_words(*pair) for pair in HEADS]
    output.put_table(heads, [_cells(row) for row in table.rows])
    return 0


@contextmanager
def _engine(asked) -> Iterator[None]:
    """A throw-away PostgreSQL where the bench asks a database and that one is meant; else none is named to it."""
    if asked.name not in ON_ENGINES:
        yield
        return
    os.environ["DATABASE_URL"] = ""
    if asked.engine != "postgresql":
        yield
        return
    from hoptac.cli.testing import needs

    try:
        with needs.postgresql() as environment:
            os.environ |= environment
            yield
    except needs.CannotRun as error:
        raise UserError(in_words(f"Không đo được trên PostgreSQL: {error}", f"Cannot measure on PostgreSQL: {error}")) from None


HEADS = (
    ("câu hỏi", "question"),
    ("lần", "runs"),
    ("giữa, ms", "median, ms"),
    ("p95, ms", "p95, ms"),
    ("thước đo", "yardstick"),
    ("của nó, ms", "its, ms"),
    ("tỷ số", "ratio"),
    ("mục tiêu", "goal"),
    ("đạt", "met"),
)


def _cells(row) -> list:
    met = {True: in_words("đạt", "yes"), False: in_words("chưa", "no"), None: ""}[row.met]
    return [row.question, row.n, row.median_ms, row.p95_ms, row.peer or "", row.peer_median_ms, row.ratio, row.goal, met]
