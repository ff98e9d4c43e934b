"""Outlines of units that a site brings itself: GeoJSON files in the folder `boundaries` of its data folder, keyed by unit code and day.

A file is a FeatureCollection with `source` (whose map it is, named under every picture drawn from it) and `valid_from`, maybe `valid_to`
(days, half-open); each feature has `properties.code`, and may have days of its own. Nothing of the kind ships with hoptac.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from hoptac.common import paths
from hoptac.common.errors import UserError
from hoptac.web import outlines

FOLDER = "boundaries"
LARGEST = 64 * 1024 * 1024
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Area:
    """The outline of one unit over days [first, after)."""

    code: str
    polygons: outlines.Polygons
    first: date
    after: date | None

    def holds(self, day: date) -> bool:
        return self.first <= day and (self.after is None or day < self.after)


@dataclass(frozen=True)
class Sheet:
    """One file as read."""

    name: str
    source: str
    areas: dict[str, list[Area]] = field(default_factory=dict)


def folder() -> Path:
    """Where a site puts its files."""
    return paths.data_folder() / FOLDER


def files() -> list[Path]:
    """The files a site has put there, by name."""
    return sorted(path for path in folder().glob("*.*json") if path.is_file()) if folder().is_dir() else []


def read(path: Path) -> Sheet:
    """One file, kept until it changes; UserError says what is wrong with it and where."""
    stat = path.stat()
    if stat.st_size > LARGEST:
        raise UserError(_("Tệp ranh giới %(name)s quá lớn. Giản lược đường nét cho tệp nhỏ hơn 64 MB.") % {"name": path.name})
    return _read(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=8)
def _read(path: Path, _changed: int, _size: int) -> Sheet:
    try:
        data = json.loads(path.read_bytes())
    except ValueError as error:
        raise UserError(_("Tệp ranh giới %(name)s không phải JSON đọc được. Xuất lại tệp dạng GeoJSON.") % {"name": path.name}) from error
    if not isinstance(data, dict) or data.get("type") != "FeatureCollection" or not isinstance(data.get("features"), list):
        raise UserError(_("Tệp ranh giới %(name)s không phải GeoJSON FeatureCollection.") % {"name": path.name})
    source = str(data.get("source") or "").strip()
    if not source:
        raise UserError(_("Tệp ranh giới %(name)s không ghi nguồn. Thêm trường source: cơ quan và tên bản đồ.") % {"name": path.name})
    sheet = Sheet(path.name, source)
    for n, feature in enumerate(data["features"], 1):
        area = _area(path.name, n, feature, data)
        sheet.areas.setdefault(area.code, []).append(area)
    return sheet


def _area(name: str, n: int, feature: Any, data: dict[str, Any]) -> Area:
    known = feature.get("properties") or {} if isinstance(feature, dict) else {}
    code = str(known.get("code") or "").strip()
    try:
        first = date.fromisoformat(str(known.get("valid_from") or data.get("valid_from") or ""))
        last = known.get("valid_to") or data.get("valid_to")
        after = date.fromisoformat(str(last)) if last else None
    except ValueError as error:
        raise UserError(
            _("Tệp ranh giới %(name)s, hình thứ %(n)s: thiếu hoặc sai ngày hiệu lực. Ghi valid_from dạng 2025-07-01.")
            % {"name": name, "n": n}
        ) from error
    if not code:
        raise UserError(_("Tệp ranh giới %(name)s, hình thứ %(n)s: thiếu mã đơn vị (properties.code).") % {"name": name, "n": n})
    try:
        return Area(code, outlines.polygons_of(feature.get("geometry") or {}), first, after)
    except (ValueError, AttributeError) as error:
        raise UserError(
            _("Tệp ranh giới %(name)s, đơn vị %(code)s: hình không phải Polygon hay MultiPolygon theo kinh độ, vĩ độ.")
            % {"name": name, "code": code}
        ) from error


def provide(codes: Sequence[str], day: date) -> outlines.Outlines | None:
    """The outlines of these units on the day, from the files in order; None unless all are known. A bad file is logged and left aside."""
    found: dict[str, outlines.Polygons] = {}
    sources: list[str] = []
    for path in files():
        try:
            sheet = read(path)
        except (UserError, OSError) as error:
            logger.warning("boundaries: %s", error)
            continue
        for code in codes:
            area = next((one for one in sheet.areas.get(code, ()) if one.holds(day)), None) if code not in found else None
            if area is not None:
                found[code] = area.polygons
                sources += [sheet.source] if sheet.source not in sources else []
    return outlines.Outlines(found, "; ".join(sources)) if codes and len(found) == len(set(codes)) else None
