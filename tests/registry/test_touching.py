"""What explains a number, read only from what touches its days, is what the whole register would say: any register, place, map and days."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factories import COMMUNES_2022, MERGER, REFORM
from hoptac.common import measures
from hoptac.common.measures import Ask
from hoptac.figures.counting import Count
from registry_lives import days, fresh_world, live, lives

relaxed = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
MAPS = st.sampled_from([None, MERGER, REFORM])
PLACES = st.sampled_from(["vn", "bac", "nam", "dong", "anbinh", "dongan", "tayhoa", "hainam", *COMMUNES_2022])
PARAMS = st.sampled_from([{"kind": ["htx"]}, {"legal": ["registered"], "operating": ["active"]}, {"sector": ["trade"]}, {}])


@pytest.fixture
def fresh(world):
    return fresh_world(world)


@relaxed
@given(lives, days, days, PLACES, MAPS, PARAMS)
def test_records_and_changes_are_those_of_all_spans(fresh, drawn, one, other, place, map_of, params):
    since, day = sorted((one, other))
    with fresh() as world:
        live(world, drawn)
        measure, ask = measures.get("registry.organisations"), Ask(world.id(place), map_of, params=params)
        short, whole = Count(measure, ask, "stock"), Count(measure, ask, "stock")
        assert whole.pieces is not None  # read in full: `during` gives these from now on
        assert short.explain(day, None) == whole.explain(day, None)
        assert short.changes(since, day, None) == whole.changes(since, day, None)
        assert short._pieces is None
