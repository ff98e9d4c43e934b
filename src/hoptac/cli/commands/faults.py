"""`faults`: tries to break hoptac on purpose, on sites of its own, and counts what held."""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys

from hoptac.cli import output
from hoptac.cli.arguments import Words, whole_number
from hoptac.cli.faults import FAULTS, Outcome, python
from hoptac.common.errors import UserError
from hoptac.common.speech import in_words, say

ROUNDS = whole_number(1, 1_000_000, ("số vòng", "a number of rounds"))
SEED = whole_number(0, 999_999_999, ("hạt giống", "a seed"))


def _words() -> Words:
    words = Words(
        "faults",
        ("Cố ý làm hỏng rồi đếm những lần vẫn đúng; dùng thư mục riêng.", "Breaks things on purpose, in folders of its own, and counts."),
        "[NAME] [--rounds N] [--full] [--seed N]",
    )
    words.add_argument("name", nargs="?", metavar="NAME", help=", ".join(FAULTS))
    words.add_argument("--rounds", type=ROUNDS, metavar="N", help=in_words("số vòng của mỗi phép thử", "rounds of each fault"))
    words.add_argument(
        "--full", action="store_true", help=in_words("đủ số vòng (mặc định: bản ngắn)", "the full counts (default: short form)")
    )
    words.add_argument("--seed", type=SEED, default=1, metavar="N", help=in_words("hạt giống ngẫu nhiên", "the random seed"))
    return words


def main(arguments: list[str]) -> int:
    """Runs one fault or all; 1 when anything was lost."""
    asked = _words().read(arguments)
    if asked is None:
        return 0
    if asked.name and asked.name not in FAULTS:
        raise UserError(
            in_words(f"Không có phép thử “{asked.name}”. Chọn: {', '.join(FAULTS)}.", f"No such fault. Choose: {', '.join(FAULTS)}.")
        )
    outcomes: list[dict] = []
    for name in [asked.name] if asked.name else FAULTS:
        say(f"hoptac: {name}: {FAULTS[name][0]}…", f"hoptac: {name}: {FAULTS[name][1]}…")
        outcomes += _in_a_process(name, asked)
    _put(asked, outcomes)
    return 1 if any(one["lost"] or not one["rounds"] for one in outcomes) else 0


def _in_a_process(name: str, asked) -> list[dict]:
    """A fault sets its process up for itself: each gets a process of its own."""
    words = [name, str(asked.rounds or 0), "full" if asked.full else "short", str(asked.seed)]
    done = subprocess.run(python(__name__, *words), env={**os.environ}, stdout=subprocess.PIPE, text=True)
    try:
        return json.loads(done.stdout)
    except ValueError:
        failed = Outcome(name, asked.seed, rounds=1, why=[f"the fault itself ended with {done.returncode}"])
        return [failed.as_json()]


def _put(asked, outcomes: list[dict]) -> None:
    if asked.json:
        output.put_json(outcomes)
        return
    if not asked.full and not asked.rounds:
        print(in_words("Bản ngắn; đủ số vòng: ./hoptac faults --full", "Short form; the full counts: ./hoptac faults --full"))
    heads = ("fault", "engine", in_words("vòng", "rounds"), in_words("còn đúng", "survived"), in_words("mất", "lost"), "seed", "s")
    names = ("fault", "engine", "rounds", "survived", "lost", "seed", "seconds")
    output.put_table(heads, [[one[name] for name in names] for one in outcomes])
    for one in outcomes:
        for why in one.get("why", []):
            print(f"  {one['fault']}: {why}")


def child(name: str, rounds: int, length: str, seed: int) -> list[Outcome]:
    """Runs one fault in this process."""
    module = importlib.import_module(f"hoptac.cli.faults.{name.replace('-', '_')}")
    return module.run(rounds or (module.FULL if length == "full" else module.SHORT), seed)


if __name__ == "__main__":
    answer = sys.stdout
    sys.stdout = sys.stderr  # what a part prints is no answer
    ended = child(sys.argv[1], int(sys.argv[2]), sys.argv[3], int(sys.argv[4]))
    json.dump([one.as_json() for one in ended], answer)
    answer.flush()  # it is not sys.stdout any more, which Python flushes by itself
