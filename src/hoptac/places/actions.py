"""Loading the shipped map. Loading twice changes nothing."""

from __future__ import annotations

import csv
import hashlib
from datetime import date
from pathlib import Path

from django.db import transaction

from hoptac.audit import actions as audit
from hoptac.audit.models import Actor
from hoptac.common import paths, site
from hoptac.common.days import DAWN
from hoptac.common.text import fold, nfc, same_key
from hoptac.places.models import Act, Agency, AgencyVersion, Place, Succession, Version
from hoptac.places.tree import forget


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _number(text: str) -> float | None:
    return float(text) if text else None


def stamp(folder: Path) -> str:
    """SHA-256 over the map's files, in order of name."""
    digest = hashlib.sha256()
    for file in sorted(folder.glob("*.csv")):
        digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()


def _load_acts(folder: Path) -> dict[str, int]:
    rows = _rows(folder / "acts.csv")
    Act.objects.bulk_create(
        [Act(number=r["act"], title=r["title"], issuer=r["issuer"], date=_day(r["date"]), status=r["status"] or "seen") for r in rows],
        ignore_conflicts=True,
    )
    return dict(Act.objects.values_list("number", "pk"))


def _load_places(rows: list[dict[str, str]]) -> dict[str, int]:
    uids = list(dict.fromkeys(row["uid"] for row in rows))
    Place.objects.bulk_create([Place(uid=uid) for uid in uids], ignore_conflicts=True, batch_size=5000)
    return dict(Place.objects.values_list("uid", "pk"))


def _version(row: dict[str, str], ids: dict[str, int], acts: dict[str, int]) -> Version:
    name = nfc(row["name"])
    return Version(
        place_id=ids[row["uid"]],
        valid_from=_day(row["valid_from"]) or DAWN,
        valid_to=_day(row["valid_to"]),
        level=row["level"],
        type=nfc(row["type"]),
        name=name,
        code=row["code"],
        parent_id=ids[row["parent"]] if row["parent"] else None,
        is_rural=row["rural"] == "1",
        lat=_number(row["lat"]),
        lon=_number(row["lon"]),
        verified_from=_day(row["verified_from"]) or DAWN,
        act_id=acts.get(row["act"]),
        name_key=same_key(name),
        search_key=fold(f"{row['type']} {name}"),
    )


def _load_successions(folder: Path, ids: dict[str, int], acts: dict[str, int]) -> None:
    Succession.objects.all().delete()
    Succession.objects.bulk_create(
        [
            Succession(
                predecessor_id=ids[r["from_uid"]],
                successor_id=ids[r["to_uid"]],
                on=date.fromisoformat(r["on"]),
                share=r["share"],
                weight=_number(r["weight"]),
                act_id=acts.get(r["act"]),
            )
            for r in _rows(folder / "successions.csv")
        ],
        batch_size=2000,
    )


def load_map(*, by: Actor, folder: Path = paths.DATA / "places") -> bool:
    """Loads the shipped map in one transaction; identities stay, their versions are replaced. False if nothing was new."""
    mark = stamp(folder)
    if site.get("map") == mark:
        return False
    rows = [row for file in sorted(folder.glob("units*.csv")) for row in _rows(file)]
    with transaction.atomic():
        acts = _load_acts(folder)
        ids = _load_places(rows)
        Version.objects.all().delete()
        Version.objects.bulk_create([_version(row, ids, acts) for row in rows], batch_size=1000)
        _load_successions(folder, ids, acts)
        site.put("map", mark)
        audit.write(by=by, act="places.load_map", kind="map", id=mark[:12], data={"versions": len(rows)})
    forget()
    return True


def name_agency(
    *,
    uid: str,
    name: str,
    by: Actor,
    short_name: str = "",
    symbol: str = "",
    place: Place | None = None,
    first: date = DAWN,
    after: date | None = None,
    successor: Agency | None = None,
    act: str = "",
) -> AgencyVersion:
    """Says what a body is called at a place for a time, and who takes over its work; a new uid makes the body. Twice is once."""
    with transaction.atomic():
        agency, _created = Agency.objects.get_or_create(uid=uid)
        version, created = AgencyVersion.objects.get_or_create(
            agency=agency,
            valid_from=first,
            defaults={
                "valid_to": after,
                "name": nfc(name),
                "short_name": nfc(short_name),
                "symbol": nfc(symbol),
                "place": place,
                "successor": successor,
                "act": act,
            },
        )
        if created:
            audit.write(by=by, act="agency.name", kind="agency", id=uid, data={"name": name, "from": first})
    return version
