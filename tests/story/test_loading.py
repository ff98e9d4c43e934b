"""Loading the story twice changes nothing, and the site knows what it is."""

from __future__ import annotations

import pytest

from hoptac.audit.models import Actor
from hoptac.common import ids, site
from hoptac.story import actions

pytestmark = pytest.mark.usefixtures("story_db")


def test_a_second_load_does_nothing():
    from hoptac.registry.models import Event

    before = Event.objects.count()
    assert actions.load(by=Actor("system", "hoptac demo")) == {"loaded": False}
    assert Event.objects.count() == before


def test_the_site_says_that_it_is_a_demonstration_and_where():
    assert site.is_demo()
    assert site.get("story_until") == "2025-12-31"
    assert site.get("coverage") == [{"place": site.get("home_place"), "from": "2019-01-01"}]


def test_rebuilding_the_states_gives_the_same_rows():
    from hoptac.registry.rebuilding import rebuild

    assert rebuild(check=True)["different"] == 0


def test_names_drawn_from_a_seed_are_the_same_and_others_are_not():
    with ids.seeded(5):
        one = [ids.new_id() for _n in range(3)]
    with ids.seeded(5):
        assert [ids.new_id() for _n in range(3)] == one
    assert ids.new_id() != ids.new_id()


def test_every_reported_value_names_its_source():
    from hoptac.figures.models import ReportedValue

    assert not ReportedValue.objects.filter(source="").exists()
    assert ReportedValue.objects.count() > 150
