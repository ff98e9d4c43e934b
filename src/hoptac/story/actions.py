"""Loading the story of Quảng Ninh: real facts with their sources, and made-up records between them that say so."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from hoptac.audit import actions as audit
from hoptac.audit.models import Actor
from hoptac.common import ids, site
from hoptac.intake.shipped import take_in_shipped
from hoptac.places.models import Place
from hoptac.story import accounts as people
from hoptac.story import agencies, catalogue, data, documents, organisations, titles, values
from hoptac.story.ground import Ground

VERSION = "1"
DEMO = Actor("system", "hoptac demo")
FIRST_DAY, LAST_DAY = "2019-01-01", "2025-12-31"


def load(by: Actor) -> dict[str, Any]:
    """Loads the whole story in one transaction and says what was loaded; a second call does nothing.

    The map must be loaded. Names of records that tell nothing are drawn from the story's seed: every demonstration has the same.
    """
    if site.get("story") == VERSION:
        return {"loaded": False}
    numbers = data.read("register")
    ground = Ground(numbers["weights"])
    with transaction.atomic(), ids.seeded(numbers["seed"]):
        site.put("demo", True)
        site.put("home_place", ground.province_id)
        site.put("coverage", [{"place": ground.province_id, "from": FIRST_DAY}])
        site.put("story_until", LAST_DAY)
        counts = _write(ground, by)
        site.put("story", VERSION)
        audit.write(by=by, act="story.load", kind="story", id=VERSION, data=counts)
    return {"loaded": True, **counts, "readings": len(take_in_shipped(by=by))}


def _write(ground: Ground, by: Actor) -> dict[str, int]:
    """Every part, in the order in which they need each other."""
    papers = documents.write(by)
    reported = values.write(papers, by)
    lives = organisations.plan(ground)
    places = Place.objects.in_bulk()
    bodies = agencies.write(by)
    tasks = agencies.assign(bodies, papers, places[ground.province_id], by)
    registered = organisations.write(lives, by)
    recognised = titles.write(ground, places, by)
    items = catalogue.plan(lives, ground)
    certificates = catalogue.write(items, registered, places, by)
    return {
        "documents": len(papers),
        "agencies": len(bodies),
        "tasks": tasks,
        "reported_values": reported,
        "organisations": len(lives),
        "titles": recognised,
        "products": len(items),
        "certificates": certificates,
    }


def accounts(by: Actor = DEMO) -> list[dict[str, Any]]:
    """The demonstration's accounts, one a role: user, role, place, password, totp_secret. Made at the first call."""
    return people.demo_accounts(by)
