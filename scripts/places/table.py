"""The rows we write and how they are written: same input, same bytes."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from .points import Point


@dataclass(frozen=True)
class Version:
    """A unit between two days: half-open, empty valid_from = earlier than we know, empty valid_to = still."""

    uid: str
    valid_from: str
    valid_to: str
    level: str
    type: str
    name: str
    code: str
    parent: str
    rural: int
    lat: str
    lon: str
    verified_from: str
    act: str


@dataclass(frozen=True)
class Succession:
    from_uid: str
    to_uid: str
    on: str
    share: str
    weight: str
    act: str


def version(uid: str, days: tuple[str, str], level: str, type_: str, name: str, code: str, **rest: object) -> Version:
    """A row; `rest` may give parent, point, verified_from and act."""
    lat, lon = _degrees(rest.get("point"))
    rural = int(level == "commune" and type_ in ("xã", "đặc khu"))
    text = {key: str(rest.get(key, "")) for key in ("parent", "verified_from", "act")}
    return Version(uid, *days, level, type_, name, code, text["parent"], rural, lat, lon, text["verified_from"], text["act"])


def _degrees(point: Point | object | None) -> tuple[str, str]:
    if not isinstance(point, tuple):
        return "", ""
    return tuple(f"{value:.5f}".rstrip("0").rstrip(".") for value in point)  # type: ignore[return-value]


def write(path: Path, kind: type, rows: Iterable[object]) -> None:
    _write(path, [field.name for field in fields(kind)], [astuple(row) for row in rows])  # type: ignore[arg-type,call-overload]


def write_plain(path: Path, header: list[str], rows: Iterable[tuple]) -> None:
    _write(path, header, rows)


def _write(path: Path, header: list[str], rows: Iterable[tuple]) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
