"""Faults, made on purpose: each is tried many times on a site of its own, and counted. A later room's fault is one more line here.

A fault is a module with `SHORT` and `FULL` (rounds) and `run(rounds, seed) -> list[Outcome]`.
"""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

FAULTS: dict[str, tuple[str, str]] = {
    "tamper": ("sửa lén nhật ký với toàn quyền trên tệp", "tampering with the trail, with full access to the file"),
    "writers": ("tám tiến trình cùng ghi", "eight processes write at once"),
    "kill-record": ("giết lệnh record giữa chừng", "record is killed at any moment"),
    "kill-import": ("giết một lần nhập bảng tính giữa chừng", "an import of a sheet is killed at any moment"),
    "disk-full": ("đĩa đầy giữa chừng", "the disk fills up"),
}


@dataclass
class Outcome:
    """How one fault went: how many rounds held, how many did not, and what the first ones that did not looked like."""

    fault: str
    seed: int
    rounds: int = 0
    survived: int = 0
    seconds: float = 0.0
    engine: str = "sqlite"
    why: list[str] = field(default_factory=list)
    began: float = field(default_factory=time.monotonic, repr=False)

    @property
    def lost(self) -> int:
        return self.rounds - self.survived

    def count(self, held: bool, why: str = "") -> None:
        """One round more."""
        self.rounds += 1
        self.survived += held
        if not held and len(self.why) < 5:
            self.why.append(why)

    def done(self) -> Outcome:
        """Stops the clock."""
        self.seconds = round(time.monotonic() - self.began, 1)
        return self

    def as_json(self) -> dict:
        told = {name: getattr(self, name) for name in ("fault", "rounds", "survived", "lost", "seed", "seconds", "engine")}
        return told | ({"why": self.why} if self.why else {})


@contextlib.contextmanager
def own_folder() -> Iterator[Path]:
    """A folder that goes with the fault."""
    with tempfile.TemporaryDirectory(prefix="hoptac-faults-") as folder:
        yield Path(folder)


def environment(folder: Path, more: dict[str, str] | None = None) -> dict[str, str]:
    """What a child process of a fault sees: a data folder of its own, nobody else's database."""
    from hoptac.common import paths

    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "HOPTAC_ANCHORS", "HOPTAC_DOORS")}
    return {**kept, "HOPTAC_DATA": str(folder), "PYTHONPATH": str(paths.ROOT / "src"), "HOPTAC_LANG": "en", **(more or {})}


def python(module: str, *words: str) -> list[str]:
    """The words that run a module of ours in a process of its own."""
    return [sys.executable, "-P", "-m", module, *words]


def use_folder(folder: Path) -> None:
    """From here on this process works on the data folder of the fault, on SQLite."""
    os.environ.update(HOPTAC_DATA=str(folder))
    for name in ("DATABASE_URL", "HOPTAC_ANCHORS"):
        os.environ.pop(name, None)
