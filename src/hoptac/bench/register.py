"""`bench register`: a country's register made from a seed, asked what offices ask, each answer fresh and beside a yardstick.

A question group is a module `register_<group>.py` with `rows(stage)`; a group that is not there yet is named in the table.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from hoptac.bench.table import Row, Table

# group: the questions its rows answer, for the time it is not there yet
GROUPS: dict[str, tuple[str, ...]] = {
    "counts": ("số đến một ngày, chuỗi quý, xếp hạng, giải thích",),
    "acts": ("ghi một sự kiện",),
    "import": ("nhập 20.000 hàng × 15 cột",),
    "lists": ("trang danh sách có lọc, sắp xếp, trang 50",),
    "search": ("tìm kiếm, 200 câu hỏi lẫn lộn",),
    "export": ("xuất 185.000 hàng ra XLSX",),
}
MAKERS = ("people",)  # further data, where the room is there: `register_<name>.py` with `make(scale, seed)`


@dataclass(frozen=True)
class Stage:
    """What a question group works on: the register in its own folder, made and migrated."""

    folder: Path
    scale: float
    engine: str
    seed: int
    generated: dict[str, int]


def run(*, scale: float | None = None, engine: str | None = None, seed: int = 1) -> Table:
    """Makes the register at the scale (1: Vietnam 2030), asks, and prints. The environment may name the database to use."""
    scale = scale or 0.01
    with _folder() as folder:
        begin = time.monotonic()
        generated = _make(scale, seed)
        generated["seconds"] = round(time.monotonic() - begin)
        stage = Stage(folder, scale, engine or "sqlite", seed, generated)
        table = Table("register", scale, stage.engine, generated, _disk(folder))
        for group, questions in GROUPS.items():
            table.rows += _rows(group, questions, stage)
        return table


@contextmanager
def _folder() -> Iterator[Path]:
    """A data folder of its own; Django is started in it."""
    kept = os.environ.get("HOPTAC_BENCH_FOLDER")
    with tempfile.TemporaryDirectory(prefix="hoptac-bench-") as made:
        folder = Path(kept or made)
        folder.mkdir(parents=True, exist_ok=True)
        os.environ["HOPTAC_DATA"] = str(folder)
        os.environ["HOPTAC_DOORS"] = "0"
        os.environ["DJANGO_SETTINGS_MODULE"] = "hoptac.config.settings"
        import django

        django.setup()
        yield folder


def _make(scale: float, seed: int) -> dict[str, int]:
    from django.core.management import call_command

    from hoptac.audit.models import Actor
    from hoptac.bench import register_data
    from hoptac.places.actions import load_map
    from hoptac.registry.models import Delta, Event, Organisation, State

    call_command("migrate", verbosity=0)
    if Organisation.objects.exists():  # a folder kept from an earlier run
        models = {"organisations": Organisation, "events": Event, "states": State, "deltas": Delta}
        return {name: model.objects.count() for name, model in models.items()}
    load_map(by=Actor("system", "hoptac bench"))
    generated = register_data.make(scale, seed)
    for name in MAKERS:
        if _module(name):
            generated |= importlib.import_module(f"hoptac.bench.register_{name}").make(scale, seed)
    return generated


def _module(group: str) -> bool:
    return importlib.util.find_spec(f"hoptac.bench.register_{group}") is not None


def _rows(group: str, questions: tuple[str, ...], stage: Stage) -> list[Row]:
    if not _module(group):
        return [Row(f"{question}: chưa đo", 0, None, None) for question in questions]
    return importlib.import_module(f"hoptac.bench.register_{group}").rows(stage)


def _disk(folder: Path) -> int:
    from django.db import connection

    if connection.vendor == "sqlite":
        return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])
