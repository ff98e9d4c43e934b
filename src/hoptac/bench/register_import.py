"""A sheet of organisations from the file to the commit, beside django-import-export's default upsert of the same file and beside the floor.

Ours does all of it: the file read in its limited child, columns recognised, cells understood, places resolved on the map of the day,
duplicates looked for, events, states, deltas and the trail. The floor is what cannot be left out: the parser, checks by hand, and the same
tables filled by bare statements. Each run takes a sheet of its own, so that every row is new.
"""

from __future__ import annotations

import itertools
import json
import random
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hoptac.bench.register import Stage
from hoptac.bench.table import Row, clock, p95

ROWS, FEW, RUNS, DAY = 20_000, 1_000, 3, date(2026, 10, 31)  # few: beside a small register, to see that it works
HEADS = (
    "STT", "Tên hợp tác xã", "Loại hình", "Mã số thuế", "Số giấy chứng nhận", "Ngày thành lập", "Quyết định thành lập", "Địa chỉ",
    "Xã, phường", "Tỉnh", "Lĩnh vực", "Số thành viên", "Vốn điều lệ (triệu đồng)", "Người đại diện", "Tình trạng",
)  # fmt: skip
SYLLABLES = "An Bình Cường Dũng Hà Hải Hòa Hưng Khánh Lâm Lộc Minh Nam Ngọc Phong Phú Quang Sơn Tâm Thành Thịnh Tiến Trung Vinh".split()
SECTORS = ("Nông nghiệp", "Thương mại", "Công nghiệp", "Vận tải", "Xây dựng")


def tax_code(number: int) -> str:
    """Ten digits with the check digit of the tax office."""
    digits = f"{number:09d}"
    weights = (31, 29, 23, 19, 17, 13, 7, 5, 3)
    return digits + str(10 - sum(int(d) * w for d, w in zip(digits, weights, strict=True)) % 11)[-1]


def province() -> tuple[int, list[Any]]:
    """The province with the most communes, and these."""
    from hoptac.places.tree import tree

    map_ = tree()
    country = next(pk for pk, versions in map_.versions.items() if versions[0].level == "country")
    inside = {
        one.place_id: [unit for unit in map_.inside(one.place_id, DAY) if unit.level == "commune"] for one in map_.below(country, DAY)
    }
    return max(inside.items(), key=lambda pair: len(pair[1]))


def lines(seed: int, many: int) -> Iterator[list[Any]]:
    """The cells of one sheet; no two sheets tell of the same organisation."""
    from hoptac.places.tree import tree

    rng, map_ = random.Random(seed), tree()
    home, units = province()
    provinces = dict.fromkeys((unit.place_id for unit in units), map_.last(home).full_name)
    numbers = (n for n in itertools.count(100_000_000 + seed * 1_000_000) if _has_code(n))
    for n in range(many):
        unit, founded = rng.choice(units), date(2016, 1, 1) + timedelta(days=rng.randrange(3500))
        own = " ".join(rng.choice(SYLLABLES) for _n in range(4))
        yield [
            n + 1, f"Hợp tác xã nông nghiệp {own} {seed}{n:05d}", "HTX", tax_code(next(numbers)), f"GCN-{seed}{n:05d}",
            founded.strftime("%d/%m/%Y"), f"{n % 900 + 1}/QĐ-UBND", f"thôn {n % 12 + 1}", unit.full_name, provinces[unit.place_id],
            rng.choice(SECTORS), rng.randrange(7, 300), rng.randrange(50, 9000), f"Nguyễn Văn {rng.choice(SYLLABLES)}", "Đang hoạt động",
        ]  # fmt: skip


def _has_code(number: int) -> bool:
    digits, weights = f"{number:09d}", (31, 29, 23, 19, 17, 13, 7, 5, 3)
    return sum(int(d) * w for d, w in zip(digits, weights, strict=True)) % 11 != 0


def sheet(folder: Path, seed: int, many: int) -> Path:
    """One sheet on disk."""
    from hoptac.sheets.write import Head, write_xlsx

    path = folder / f"import-{seed}.xlsx"
    write_xlsx(path, [Head(head) for head in HEADS], lines(seed, many), sheet="HTX")
    return path


def rows(stage: Stage) -> list[Row]:
    """The rows of the table: against the yardstick, and against the floor."""
    ours: list[float] = []
    floors: list[float] = []
    others: list[float] = []
    floor, other = Floor(), _other()
    failed = "" if other else " (chưa cài)"
    many = ROWS if stage.scale >= 0.05 else FEW
    begin = int(time.time()) % 400 + 1  # a folder kept from another run must not know these sheets
    for seed in range(begin, begin + RUNS):
        path = sheet(stage.folder, seed, many)
        ours.append(clock(lambda path=path: _ours(path, many)))
        floors.append(clock(lambda path=path: floor.take(path)))
        if other:
            try:
                others.append(clock(lambda path=path, other=other: other(path)))
            except Exception as x:  # a yardstick that fails is named; ours is measured all the same
                other, failed, others = None, f" (không chạy được: {type(x).__name__})", []
        path.unlink()
    question = f"nhập {many:,} hàng × {len(HEADS)} cột, từ tệp đến khi ghi xong".replace(",", ".")
    peer = "django-import-export, upsert mặc định" + failed
    return [
        _row(question, ours, others, peer, "≤ 3 s; tỷ số ≤ 1/6", 1 / 6),
        _row(question + ", so với sàn", ours, floors, "calamine, kiểm tay, SQL thô", "tỷ số ≤ 3", 3),
    ]


def _row(question: str, ours: list[float], theirs: list[float], peer: str, goal: str, most: float) -> Row:
    import statistics

    median = statistics.median(ours)
    ratio = statistics.median(a / b for a, b in zip(ours, theirs, strict=True)) if theirs else None
    other = round(statistics.median(theirs), 1) if theirs else None
    met = median <= 3000 and ratio is not None and ratio <= most
    return Row(question, len(ours), round(median, 1), round(p95(ours), 1), peer, other, round(ratio, 3) if ratio else None, goal, met)


def _ours(path: Path, many: int) -> None:
    """What the import screen does between the file and the commit."""
    from hoptac.audit.models import Actor
    from hoptac.intake.importing import commit, organisations
    from hoptac.sheets.book import open_book
    from hoptac.sheets.table import find_table

    table = find_table(open_book(path), organisations.fields())
    understood = organisations.understand(table, organisations.Question(province()[0], DAY, {}, {}))
    done = commit.commit(understood, day=DAY, source=path.name, by=Actor("system", "hoptac bench"))
    if done.new < 0.95 * many:
        raise RuntimeError(f"{done.new} / {many}")


class Floor:
    """Parsed, checked by hand, and written to tables of the same shape by bare statements, in one transaction."""

    def __init__(self) -> None:
        from hoptac.bench.register_data import ORGANISATION, STATE, Writer

        self.writer, self.organisation, self.state = Writer(), ORGANISATION, STATE
        for table in ("organisation", "event", "state", "delta"):
            self.writer.run(
                f"DROP TABLE IF EXISTS bench_{table}", f"CREATE TABLE bench_{table} AS SELECT * FROM registry_{table} WHERE 1 = 0"
            )
        self.writer.run("DROP TABLE IF EXISTS bench_audit", "CREATE TABLE bench_audit AS SELECT * FROM audit_entry WHERE 1 = 0")

    def take(self, path: Path) -> None:
        """File to commit."""
        import python_calamine as calamine
        from django.db import transaction

        told = calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()[1:]
        with transaction.atomic():
            self._write([self._checked(row) for row in told])

    @staticmethod
    def _checked(row: list[Any]) -> tuple:
        day, month, year = row[5].split("/")
        if len(row[3]) != 10 or not row[1]:
            raise ValueError(row)
        return (*row[1:5], date(int(year), int(month), int(day)).isoformat(), *row[6:11], int(row[11]), int(row[12]), *row[13:])

    def _write(self, told: list[tuple]) -> None:
        at = "2026-11-01 00:00:00+00:00"
        put, ids = self.writer.put, range(1, len(told) + 1)
        facts = [json.dumps({"members": row[10], "charter_capital": row[11], "representative": row[12]}) for row in told]
        put("bench_organisation", ("id", "public_id", "tax_code", "source", "recorded_at", "is_synthetic"),
            ((n, f"i{n:011d}", row[2], "x", at, False) for n, row in zip(ids, told, strict=True)))  # fmt: skip
        for part in (0, 1):
            put("bench_event", ("id", "public_id", "kind", "valid_on", "recorded_at", "document_label", "data", "note",
                                "is_synthetic", "organisation_id"),
                ((2 * n + part, f"j{2 * n + part:011d}", ("registered", "changed")[part], row[4], at, row[5], facts[n - 1], "", False, n)
                 for n, row in zip(ids, told, strict=True)))  # fmt: skip
            put("bench_state", ("id", "valid_from", "kind", "name", "search_key", "sector", "legal", "operating", "facts", "began_by_id",
                                "organisation_id", "place_id"),
                ((2 * n + part, row[4], "htx", row[0], row[0].lower(), "other", "registered", "active", facts[n - 1], 2 * n, n, 1)
                 for n, row in zip(ids, told, strict=True)))  # fmt: skip
            put(
                "bench_delta",
                ("id", "stand_id", "cell", "day", "n"),
                ((2 * n + part, 1, 7, row[4], 1) for n, row in zip(ids, told, strict=True)),
            )
            put("bench_audit", ("id", "at", "actor", "act", "object_id", "data", "hash"),
                ((2 * n + part, at, "x", "organisation.registered", str(n), "{}", "0" * 64) for n in ids))  # fmt: skip


def _other() -> Callable[[Path], None] | None:
    """django-import-export as it comes: an upsert by tax code into a plain table of the same columns."""
    try:
        import tablib
        from import_export.resources import modelresource_factory
    except ImportError:
        return None
    from django.db import connection, models

    names = [f"c{n}" for n in range(len(HEADS))]
    columns: dict[str, Any] = {name: models.CharField(max_length=200, blank=True) for name in names}
    columns |= {"c3": models.CharField(max_length=14, unique=True), "__module__": __name__}
    columns["Meta"] = type("Meta", (), {"app_label": "registry", "db_table": "bench_plain"})
    plain = type("Plain", (models.Model,), columns)
    if "bench_plain" not in connection.introspection.table_names():
        with connection.schema_editor() as editor:
            editor.create_model(plain)
    resource = modelresource_factory(plain, meta_options={"import_id_fields": ["c3"], "fields": names})

    def take(path: Path) -> None:
        data = tablib.Dataset().load(path.read_bytes(), format="xlsx")
        data.headers = names
        result = resource().import_data(data, raise_errors=True, use_transactions=True)
        assert result.totals["new"] == result.total_rows, result.totals

    return take
