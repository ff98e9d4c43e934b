"""New-rural titles: real names, years and decisions where known; each row says what is made up in it."""

from __future__ import annotations

from datetime import date

from hoptac.audit.models import Actor
from hoptac.places.models import Place
from hoptac.programmes import actions as programmes
from hoptac.story import data
from hoptac.story.ground import OLD_MAP, Ground

NTM = "ntm"
UNSEEN = "Quyết định của UBND tỉnh (chưa thấy số)"
SETS = {  # criteria set in force when the standard was met, by level of the unit
    "commune": [(date(2016, 10, 17), "491/QĐ-TTg"), (date(2022, 3, 8), "1980/QĐ-TTg"), (date.max, "318/QĐ-TTg")],
    "model": [(date(2022, 3, 8), "691/QĐ-TTg"), (date.max, "319/QĐ-TTg")],
    "district": [(date(2022, 3, 8), "558/QĐ-TTg"), (date.max, "320/QĐ-TTg")],
    "province": [(date.max, "321/QĐ-TTg")],
}


def write(ground: Ground, places: dict[int, Place], by: Actor) -> int:
    """Records all titles; says how many."""
    communes, districts = data.rows("communes"), data.rows("districts")
    for row in communes:
        spot = ground.named(f"{row['district']}/{row['commune']}", OLD_MAP)
        _recognise(row, places[spot.place_id], "model" if row["level"] == "model" else "commune", _commune_note(row), True, by)
    by_name = {unit.name: unit.place_id for unit in ground.map.below(ground.province_id, OLD_MAP)}
    for row in districts:
        place_id = by_name[row["unit"]] if row["unit"] else ground.province_id
        kind = "district" if row["unit"] else "province"
        _recognise(row, places[place_id], kind, f"Theo nguồn: {row['known']}.", "minh họa" in row["known"], by)
    return len(communes) + len(districts)


def _commune_note(row: dict[str, str]) -> str:
    """What is known of the row and what is made up."""
    if not row["known"]:
        return "Ngày đạt và ngày quyết định là dữ liệu minh họa."
    return f"Theo nguồn: {row['known']}. Ngày còn lại là dữ liệu minh họa."


def _set(kind: str, met_on: date) -> str:
    return next(name for until, name in SETS[kind] if met_on < until)


def _recognise(row: dict[str, str], place: Place, kind: str, note: str, synthetic: bool, by: Actor) -> None:
    met_on = date.fromisoformat(row["met_on"])
    programmes.recognise(
        programme=NTM,
        level=row["level"],
        met_on=met_on,
        decided_on=data.day(row["decided_on"]),
        place=place,
        document=row.get("document") or UNSEEN,
        criteria_set=_set(kind, met_on),
        note=note,
        source=row["source"],
        is_synthetic=synthetic,
        by=by,
    )
