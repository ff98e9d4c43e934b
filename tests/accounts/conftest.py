"""People at the door."""

from __future__ import annotations

from datetime import date

import pytest

import hands
from factories import BY
from hoptac.accounts import actions as accounts
from hoptac.audit.models import Entry

PASSWORD = "mot-cau-dai-de-nho"  # noqa: S105 (of a test)
SINCE = date(2019, 1, 1)


def make(world, name: str, role: str | None = "compiler", place: str = "bac", **more):
    """A person with a role at a place."""
    user = accounts.create_user(username=name, full_name=f"Người {name}", password=PASSWORD, by=BY)
    if role:
        accounts.grant(user=user, role=role, scope_kind="place", scope_id=str(world.id(place)), first=SINCE, by=BY)
    for field, value in more.items():
        setattr(user, field, value)
    user.save()
    return user


@pytest.fixture
def officer(world):
    """A compiler with codes of an application; `officer.secret` is what the application holds."""
    user = make(world, "tong-hop", email="tong-hop@example.vn")
    user.secret = hands.enrol(user)
    return user


def acts(*kinds: str) -> list[str]:
    """What the trail tells, oldest first; only of some kinds where they are named."""
    rows = Entry.objects.order_by("pk").values_list("act", flat=True)
    return [act for act in rows if not kinds or act in kinds]
