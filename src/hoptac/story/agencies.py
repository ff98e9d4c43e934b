"""Bodies that give and carry out tasks: their names over time and who took over from whom; and the tasks of the story."""

from __future__ import annotations

from typing import Any

from hoptac.audit.models import Actor
from hoptac.common.days import DAWN
from hoptac.directives import actions as directives
from hoptac.directives.models import Document
from hoptac.places import actions as map_actions
from hoptac.places.models import Agency, AgencyVersion, Place
from hoptac.places.queries import by_key
from hoptac.story import data
from hoptac.story.ground import OLD_MAP, PROVINCE

COUNTRY = "VN@2022-12-31"


def write(by: Actor) -> dict[str, Agency]:
    """Names all bodies; gives them by their own name for us."""
    places = {"VN": Place.objects.get(pk=by_key(COUNTRY).place_id), "QN": Place.objects.get(pk=by_key(PROVINCE).place_id)}
    found: dict[str, Agency] = {}
    for row in data.read("agencies"):
        for version in row["versions"]:
            found[row["uid"]] = _name(row["uid"], version, places[row["at"]], found, by).agency
    return found


def _name(uid: str, version: dict[str, Any], place: Place, found: dict[str, Agency], by: Actor) -> AgencyVersion:
    return map_actions.name_agency(
        uid=uid,
        name=version["name"],
        short_name=version["short"],
        symbol=version["symbol"],
        place=place,
        first=version.get("first", DAWN),
        after=version.get("after"),
        successor=found[version["next"]] if "next" in version else None,
        act=version.get("act", ""),
        by=by,
    )


def assign(agencies: dict[str, Agency], documents: dict[str, Document], province: Place, by: Actor) -> int:
    """Gives out the made-up tasks of the plan; says how many."""
    file = data.read("tasks")
    names = {uid: agency.versions.on(OLD_MAP).get().short_name for uid, agency in agencies.items() if agency.versions.on(OLD_MAP).exists()}
    for row in file["tasks"]:
        directives.assign(
            title=row["title"],
            lead=names[row["lead"]],
            lead_agency=agencies[row["lead"]],
            document=documents[file["document"]],
            assigner=file["assigner"],
            cooperators=[names[uid] for uid in row["with"]],
            place=province,
            due_on=row["due"],
            due_text=row["due_text"],
            assigned_on=row["assigned"],
            is_synthetic=True,
            by=by,
        )
    return len(file["tasks"])
