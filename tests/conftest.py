"""Fixtures for all rooms. The map and the story are loaded once a run; each test rolls back what it wrote."""

from __future__ import annotations

import pytest
from django.test import Client

import hands
from hoptac.audit.models import Actor

Client.force_login = hands.force_login  # type: ignore[method-assign]  # a person of a test has done both steps


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that use the story run last: it stays in the test database, and the others are to find it empty."""
    items.sort(key=lambda item: "story_base" in getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session")
def django_db_modify_db_settings_xdist_suffix(request: pytest.FixtureRequest) -> None:
    """Each worker has a database of its own: on SQLite in its memory, as Django makes it; on PostgreSQL under a name of its own."""
    from django.conf import settings

    worker = getattr(request.config, "workerinput", {}).get("workerid")
    one = settings.DATABASES["default"]
    if worker and "postgresql" in one["ENGINE"]:
        one.setdefault("TEST", {})["NAME"] = f"test_{one['NAME']}_{worker}"


@pytest.fixture(autouse=True)
def as_operator():
    """Tests ask for rows of an area as a command does; pages are asked for as whoever is signed in there."""
    from django.utils import translation

    from hoptac.accounts import scoping

    translation.deactivate()  # an English page of the test before leaves its language behind
    with scoping.seen_by(scoping.OPERATOR):
        yield


@pytest.fixture(scope="session")
def story_base(django_db_setup, django_db_blocker):
    """The map and the story in the test database, for the rest of the run."""
    from hoptac.places.actions import load_map
    from hoptac.story.actions import load

    with django_db_blocker.unblock():
        load_map(by=Actor("system", "hoptac"))
        load(by=Actor("system", "hoptac demo"))


@pytest.fixture
def story_db(story_base, db):
    """The province's story, as ./hoptac demo loads it; what the test writes is rolled back."""


@pytest.fixture
def world(db):
    """A country small enough to hold in the head (see `factories`)."""
    from factories import World
    from hoptac.places import tree

    yield World()
    tree.forget()
