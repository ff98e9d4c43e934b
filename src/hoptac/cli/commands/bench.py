"""`bench`: measurements, each beside its yardstick."""

from __future__ import annotations

import importlib

from hoptac.cli import output
from hoptac.cli.arguments import Words
from hoptac.common.errors import UserError
from hoptac.common.speech import in_words

BENCHES = ("reading", "portal")


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
    table = module.run(scale=asked.scale, engine=asked.engine, seed=asked.seed)
    if asked.json:
        output.put_json(table.as_json())
        return 0
    heads = [in_words(*pair) for pair in HEADS]
    output.put_table(heads, [_cells(row) for row in table.rows])
    return 0


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
