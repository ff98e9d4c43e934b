"""Counting questions at the size of a country, fresh: a change is committed before each run, and the answer must show it."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hoptac.bench.register import Stage
from hoptac.bench.table import Row

DAYS = [date(2022, 5, 17), date(2023, 11, 9), date(2024, 12, 31), date(2025, 8, 20), date(2026, 10, 14)]
QUARTERS = [date(2017 + n // 4, 3 * (n % 4) + 3, (31, 30, 30, 31)[n % 4]) for n in range(40)]
STALE = "câu trả lời không thấy thay đổi vừa ghi"


class Duck:
    """DuckDB over a copy of the same rows: states, and the province and commune each place lies in on both maps."""

    def __init__(self, folder: Path) -> None:
        import duckdb

        self.at = duckdb.connect(str(folder / "copy.duckdb"))
        self._copy()

    def _copy(self) -> None:
        from django.db import connection

        columns = "organisation_id, kind, legal, operating, place_id, valid_from, valid_to"
        csv = Path(self.at.execute("SELECT path FROM duckdb_databases() WHERE NOT internal").fetchone()[0]).with_suffix(".csv")
        with connection.cursor() as cursor, csv.open("w") as out:
            cursor.execute(f"SELECT {columns} FROM registry_state")
            while rows := cursor.fetchmany(20_000):
                out.writelines(",".join("" if value is None else str(value) for value in row) + "\n" for row in rows)
        self.at.execute("DROP TABLE IF EXISTS states; DROP TABLE IF EXISTS places")
        self.at.execute(
            "CREATE TABLE states AS SELECT * FROM read_csv(?, header=false, columns={'organisation': 'INTEGER', 'kind': 'VARCHAR', "
            "'legal': 'VARCHAR', 'operating': 'VARCHAR', 'place': 'INTEGER', 'valid_from': 'DATE', 'valid_to': 'DATE'})",
            [str(csv)],
        )
        csv.unlink()
        self.at.execute("CREATE TABLE places (era INTEGER, place INTEGER, province INTEGER, commune INTEGER)")
        rows = [(era, *row) for era, day in enumerate((DAYS[0], DAYS[-1])) for row in _lying(day)]
        for begin in range(0, len(rows), 5000):
            part = rows[begin : begin + 5000]
            self.at.execute(f"INSERT INTO places VALUES {', '.join(map(str, part))}")

    def ask(self, question: str, *given: Any) -> list[tuple]:
        """Rows of an answer."""
        return self.at.execute(question, list(given)).fetchall()

    def add(self, place: int, on: date) -> None:
        """The same change that was committed to ours."""
        self.at.execute("INSERT INTO states VALUES (0, 'htx', 'registered', 'active', ?, ?, NULL)", [place, on])


def _lying(day: date) -> list[tuple[int, int, int]]:
    from hoptac.places.tree import tree

    map_, found = tree(), []
    for place_id, versions in map_.versions.items():
        units = map_.carried(place_id, day) if versions[0].level == "commune" else ()
        if len(units) == 1:
            [unit] = units
            chain = map_.chain(unit, day)
            found.append((place_id, chain[-2].place_id, unit))
    return found


HOLDS = "valid_from <= $1 AND (valid_to IS NULL OR valid_to > $1)"


class Fresh:
    """Commits a founding before each question, ours and the copy's alike."""

    def __init__(self, duck: Duck | None) -> None:
        from hoptac.bench.register_data import Grounds
        from hoptac.places.models import Place

        self.duck, self.turn = duck, itertools.count()
        grounds = Grounds.read()
        self.place = Place.objects.get(pk=next(one for one in grounds.old if one not in grounds.split))
        self.on = date(2016, 3, 1)

    def change(self) -> None:
        """One more cooperative since long before every day asked for."""
        from hoptac.audit.models import Actor
        from hoptac.registry.actions import register

        register(kind="htx", name=f"Hợp tác xã mới {next(self.turn)}", place=self.place, on=self.on, by=Actor("system", "hoptac bench"))
        if self.duck:
            self.duck.add(self.place.pk, self.on)


def measured(
    question: str, fresh: Fresh, ours: Callable[[], int], theirs: Callable[[], Any] | None, peer: str, goal: float, ratio: float | None
) -> Row:
    """Ours and theirs in turn, each over the change just committed; `ours` gives a number that must have grown by one."""
    from hoptac.bench import table

    seen = [ours()]
    if theirs:
        theirs()
    times: tuple[list[float], list[float]] = ([], [])
    for _run in range(9):
        fresh.change()
        times[0].append(table.clock(lambda: seen.append(ours())))
        if seen[-1] != seen[-2] + 1:
            raise RuntimeError(f"{question}: {STALE}")
        if theirs:
            times[1].append(table.clock(theirs))
    return _row(question, times, peer, goal, ratio)


def _row(question: str, times: tuple[list[float], list[float]], peer: str, goal: float, ratio: float | None) -> Row:
    import statistics

    from hoptac.bench.table import p95

    mine, other = times
    median = statistics.median(mine)
    share = statistics.median(a / b for a, b in zip(mine, other, strict=True)) if other else None
    met = median <= goal and (ratio is None or (share is not None and share <= ratio))
    words = f"≤ {goal:g} ms" + (f", tỷ số ≤ {ratio:g}" if ratio else "")
    peer_ms = round(statistics.median(other), 2) if other else None
    return Row(
        question, len(mine), round(median, 2), round(p95(mine), 2), peer or None, peer_ms, round(share, 3) if share else None, words, met
    )


def rows(stage: Stage) -> list[Row]:
    """The counting rows of the table."""
    try:
        duck: Duck | None = Duck(stage.folder)
    except ImportError:
        duck = None
    fresh, limit = Fresh(duck), 50 if stage.scale <= 1 else 150
    peer = "DuckDB" if duck else "DuckDB (chưa cài)"
    return [
        *_by_province(fresh, duck, peer, limit),
        _by_commune(fresh, duck, peer, limit),
        *_series(fresh, duck, peer, limit),
        _growth(fresh, duck, peer, limit),
        _explained(fresh),
    ]


def _country() -> int:
    from hoptac.places.tree import tree

    return next(place_id for place_id, versions in tree().versions.items() if versions[0].level == "country")


def _province(fresh: Fresh, day: date) -> int:
    from hoptac.places.tree import tree

    [unit] = tree().carried(fresh.place.pk, day)
    return tree().chain(unit, day)[-2].place_id


def _by_province(fresh: Fresh, duck: Duck | None, peer: str, limit: float) -> list[Row]:
    from hoptac.common.measures import Ask
    from hoptac.registry import cells, tallies

    found = []
    for era, day in ((0, DAYS[1]), (1, DAYS[4])):

        def ours(day: date = day) -> int:
            table: dict[tuple, int] = {}
            for unit, cell, n in tallies.placed(Ask(_country()), day, day):
                known = cells.sort(cell)
                key = (unit, known.kind, known.legal, known.operating)
                table[key] = table.get(key, 0) + n
            return sum(table.values())

        def theirs(era: int = era, day: date = day) -> Any:
            assert duck
            return duck.ask(
                f"SELECT province, kind, legal, operating, count(*) FROM states JOIN places USING (place) WHERE era = {era} AND {HOLDS} "
                "GROUP BY ALL", day,
            )  # fmt: skip

        name = f"số đến {day} theo tỉnh × loại hình × trạng thái"
        found.append(measured(name, fresh, ours, theirs if duck else None, peer, limit, 2))
    return found


def _by_commune(fresh: Fresh, duck: Duck | None, peer: str, limit: float) -> Row:
    from hoptac.common.measures import Ask
    from hoptac.registry import tallies

    day = DAYS[4]
    province = _province(fresh, day)

    def ours() -> int:
        parts = tallies.tallies_by(Ask(province, params={"kind": ["htx"]}), "place", day, day)
        assert parts is not None
        return sum(parts.values())

    def theirs() -> Any:
        assert duck
        return duck.ask(
            f"SELECT commune, count(*) FROM states JOIN places USING (place) WHERE era = 1 AND province = $2 AND kind = 'htx' AND {HOLDS} "
            "GROUP BY 1", day, province,
        )  # fmt: skip

    return measured("số của một tỉnh theo xã", fresh, ours, theirs if duck else None, peer, limit, 2)


def _series(fresh: Fresh, duck: Duck | None, peer: str, limit: float) -> list[Row]:
    from hoptac.common.measures import Ask
    from hoptac.registry import tallies

    found = []
    for name, place in (("cả nước", _country()), ("một tỉnh", _province(fresh, DAYS[4]))):

        def ours(place: int = place) -> int:
            rows = tallies.tally(Ask(place, params={"kind": ["htx"]}), QUARTERS)
            assert rows is not None
            return rows[-1].n

        def theirs(place: int | None = None if place == _country() else place) -> Any:
            assert duck
            inside = f"JOIN places USING (place) WHERE era = 1 AND province = {place} AND" if place else "WHERE"
            return duck.ask(
                f"SELECT q, (SELECT count(*) FROM states {inside} kind = 'htx' AND valid_from <= q AND (valid_to IS NULL OR valid_to > q)) "
                f"FROM (SELECT unnest([{', '.join(f'DATE {chr(39)}{day}{chr(39)}' for day in QUARTERS)}]) q)"
            )

        found.append(measured(f"chuỗi 40 quý, {name}", fresh, ours, theirs if duck else None, peer, limit, 1))
    return found


def _growth(fresh: Fresh, duck: Duck | None, peer: str, limit: float) -> Row:
    from hoptac.common.measures import Ask
    from hoptac.registry import tallies

    day, since = DAYS[4], DAYS[4] - timedelta(days=365)
    ask = Ask(_country(), day, params={"kind": ["htx"]})

    def ours() -> int:
        now, before = (tallies.tallies_by(ask, "place", one, day) for one in (day, since))
        assert now is not None and before is not None
        sorted(now, key=lambda unit: now[unit] / max(1, before.get(unit, 0)))
        return sum(now.values())

    def theirs() -> Any:
        assert duck
        return duck.ask(
            f"SELECT province, count(*) FILTER ({HOLDS}) / greatest(1, count(*) FILTER ({HOLDS.replace('$1', '$2')})) growth "
            "FROM states JOIN places USING (place) WHERE era = 1 AND kind = 'htx' GROUP BY 1 ORDER BY 2", day, since,
        )  # fmt: skip

    return measured("xếp hạng 34 tỉnh theo tăng trưởng", fresh, ours, theirs if duck else None, peer, limit, 1)


def _explained(fresh: Fresh) -> Row:
    from hoptac.figures.queries import figure

    day = DAYS[4]
    province = _province(fresh, day)

    def ours() -> int:
        found = figure("htx.total", province, as_of=day, explain=True, since=day - timedelta(days=365))
        assert len(found.explain) == found.value
        return int(found.value)

    return measured("giải thích số của một tỉnh: hồ sơ và thay đổi một năm", fresh, ours, None, "", 100, None)
