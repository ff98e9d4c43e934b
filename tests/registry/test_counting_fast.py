"""Counts from deltas are those of the spans: for random registers, days, places, maps and sorts."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factories import COMMUNES_2022, MERGER, REFORM
from hoptac.common import measures
from hoptac.common.measures import Ask
from hoptac.places.scope import split_among
from hoptac.places.tree import tree
from hoptac.registry import rebuilding, tallies
from registry_lives import days, fresh_world, live, lives

relaxed = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
MAPS = st.sampled_from([None, date(2022, 12, 31), MERGER, REFORM])
PLACES = st.sampled_from(["vn", "bac", "nam", "dong", "tay", "anbinh", "dongan", "tayhoa", "hainam", *COMMUNES_2022])
PARAMS = st.sampled_from(
    [
        {"kind": ["htx"]},
        {"kind": ["htx", "qtdnd"], "legal": ["registered"], "operating": ["active"]},
        {"kind": ["tht"], "sector": ["trade", "other"]},
        {},
    ]
)
FLOWS = st.sampled_from([["registered"], ["dissolved"], ["dissolved", "revoked", "merged"]])


@pytest.fixture
def fresh(world):
    return fresh_world(world)


@relaxed
@given(lives, days, days, PLACES, MAPS, PARAMS)
def test_a_stock_is_that_of_the_spans(fresh, drawn, one, other, place, map_of, params):
    with fresh() as world:
        live(world, drawn)
        ask = Ask(world.id(place), map_of, params=params)
        spans = list(measures.get("registry.organisations").spans(ask))
        wanted = [sum(span.holds(day) for span in spans) for day in (one, other)]
        assert [tallies.tally(ask, [day])[0].n for day in (one, other)] == wanted
        assert [found.n for found in tallies.tally(ask, [one, other])] == wanted


@relaxed
@given(lives, days, days, PLACES, MAPS, PARAMS, FLOWS)
def test_a_flow_is_that_of_the_spans(fresh, drawn, one, other, place, map_of, params, events):
    first, last = sorted((one, other))
    with fresh() as world:
        live(world, drawn)
        ask = Ask(world.id(place), map_of, params=params | {"events": events})
        spans = measures.get("registry.happened").spans(ask)
        assert tallies.tally(ask, [(first, last)])[0].n == sum(first <= span.first <= last for span in spans)


@relaxed
@given(lives, days, PLACES, MAPS, PARAMS, st.sampled_from(["place", "kind", "sector"]))
def test_the_parts_are_those_of_the_spans(fresh, drawn, day, place, map_of, params, by):
    with fresh() as world:
        live(world, drawn)
        ask, map_day = Ask(world.id(place), map_of, params=params), map_of or day
        held = [span.record for span in measures.get("registry.organisations").spans(ask) if span.holds(day)]
        if by == "place":
            ids = frozenset(unit.place_id for unit in tree().below(ask.place_id, map_day)) | {ask.place_id}
            wanted = Counter(split_among(record.place_id, ids, map_day, record.hints) for record in held)
        else:
            wanted = Counter(record.keys[by] for record in held)
        assert tallies.tallies_by(ask, by, day, map_day) == wanted


@relaxed
@given(lives)
def test_what_is_stored_is_what_rebuilding_gives(fresh, drawn):
    with fresh() as world:
        live(world, drawn)
        found = rebuilding.rebuild(check=True)
        assert (found["different"], found["counts_differ"]) == (0, 0)
        assert rebuilding.rebuild() == found


def test_on_another_map_than_the_zones_nothing_is_counted_from_them(world):
    from factories import founded
    from hoptac.common import site

    founded(world)
    ask = Ask(world.id("bac"), params={"kind": ["htx"]})
    assert tallies.tally(ask, [date(2022, 12, 31)])[0].n == 1
    site.put("map", "another")
    assert tallies.tally(ask, [date(2022, 12, 31)]) is None
    founded(world, "binh")  # the next act finds the zones anew
    assert tallies.tally(ask, [date(2022, 12, 31), REFORM - timedelta(days=1)]) == [(2, 0), (2, 0)]
