"""Lists of the register as tables that leave: every organisation standing in a place on a day, in the columns an office expects."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from hoptac.common.text import format_day
from hoptac.places.tree import tree
from hoptac.registry import listing
from hoptac.registry.enums import Kind, Sector
from hoptac.registry.models import State
from hoptac.sheets.write import Head

COLUMNS = (
    "organisation__public_id", "kind", "name", "organisation__tax_code", "place_id", "sector", "legal", "operating", "facts",
    "organisation__certificate_no", "organisation__is_synthetic", "organisation__source", "registered_on", "valid_from",
)  # fmt: skip
AT_ONCE = 2000


def heads() -> list[Head]:
    """The columns: `code` is the key in JSON. Labels are those the import reads back."""
    return [
        Head(_("Mã"), width=14, code="id"),
        Head(_("Loại hình"), width=18, code="kind"),
        Head(_("Tên tổ chức"), width=42, code="name"),
        Head(_("Mã số thuế"), width=16, code="tax_code"),
        Head(_("Số giấy chứng nhận"), width=18, code="certificate_no"),
        Head(_("Ngày thành lập"), "day", 14, code="founded"),
        Head(_("Địa chỉ"), width=30, code="address"),
        Head(_("Xã, phường"), width=24, code="commune"),
        Head(_("Huyện"), width=22, code="district"),
        Head(_("Tỉnh"), width=22, code="province"),
        Head(_("Lĩnh vực"), width=28, code="sector"),
        Head(_("Tình trạng"), width=28, code="status"),
        Head(_("Số thành viên"), "whole", 12, code="members"),
        Head(_("Vốn điều lệ (đồng)"), "money", 20, code="capital"),
        Head(_("Nguồn"), width=30, code="source"),
        Head(_("Dữ liệu minh họa"), width=14, code="synthetic"),
    ]


def lines(filters: listing.Filters, day: date, viewer: Any) -> Iterator[list[Any]]:
    """The rows of the list, one at a time, by name; names of places are those of the day, or the nearest."""
    return rows_of(listing.narrowed(listing.states(filters, day, viewer), filters), day)


def rows_of(states: QuerySet[State], day: date) -> Iterator[list[Any]]:
    """The same of a list already made."""
    rows = listing.ordered(states, "name")
    where = _where(day)
    words = _words()
    for row in rows.values_list(*COLUMNS).iterator(chunk_size=AT_ONCE):
        public_id, kind, name, code, place, sector, legal, operating, facts, certificate, synthetic, source, founded, _since = row
        members = facts.get("members") or {}
        yield [
            public_id, words["kind"][kind], name, code, certificate, founded, facts.get("address"), *where(place), words["sector"][sector],
            words["standing"][listing.standing_of(legal, operating)], _sum(members), facts.get("charter_capital"), source,
            words["synthetic"] if synthetic else None,
        ]  # fmt: skip


def _sum(members: dict[str, Any]) -> int | None:
    told = [n for n in members.values() if isinstance(n, int)]
    return members.get("total", sum(told) if told else None)


def _words() -> dict[str, Any]:
    return {
        "kind": {kind.value: str(kind.label) for kind in Kind},
        "sector": {sector.value: str(sector.label) for sector in Sector},
        "standing": {word: str(listing.standing_words(word)) for word in ("active", "suspended", "inactive")},
        "synthetic": _("minh họa"),
    }


def _where(day: date):
    """Commune, district and province of a place on the day: asked once a place."""
    map_ = tree()

    @cache
    def where(place_id: int) -> tuple[str, str, str]:
        on = day if map_.unit(place_id, day) else (map_.last(place_id).valid_from if day >= map_.born(place_id) else map_.born(place_id))
        by_level = {unit.level: unit.full_name for unit in map_.chain(place_id, on)}
        return by_level.get("commune", ""), by_level.get("district", ""), by_level.get("province", "")

    return where


def title(place: str, day: date) -> list[str]:
    """What stands above the table."""
    return [_("DANH SÁCH TỔ CHỨC KINH TẾ TẬP THỂ"), _("%(place)s, tính đến ngày %(day)s") % {"place": place, "day": format_day(day)}]
