"""What changed between two days always adds up to the difference, for any register, place and map; parts add up to the whole."""

from __future__ import annotations

import contextlib
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factories import BY, COMMUNES_2022, MERGER, REFORM, founded, happens, product, titled
from hoptac.common.days import Period
from hoptac.common.errors import UserError
from hoptac.figures.queries import figure
from hoptac.programmes import actions as programmes
from hoptac.registry import actions as registry

FIRST = date(2021, 1, 1)
DAYS = [FIRST, date(2022, 12, 31), MERGER - timedelta(days=1), MERGER, REFORM - timedelta(days=1), REFORM, date(2025, 12, 31)]
days = st.one_of(st.sampled_from(DAYS), st.integers(0, 1900).map(lambda n: FIRST + timedelta(days=n)))
kinds = st.sampled_from(["suspended", "resumed", "stopped", "restarted", "moved", "dissolved", "revoked", "correct"])
lives = st.lists(
    st.tuples(
        st.sampled_from(COMMUNES_2022),
        days,
        st.sampled_from(["htx", "tht"]),
        st.lists(st.tuples(kinds, days, st.sampled_from(COMMUNES_2022)), max_size=4),
    ),
    min_size=1,
    max_size=5,
)
PLACES_2022, PLACES_2025 = ("bac", "nam", "dong", "an", "duong", "giang", "vn"), ("bac", "dongan", "tayhoa", "hainam", "vn")
STOCKS = ("htx.total", "htx.active", "tht.total")
FLOWS = ("htx.founded", "htx.dissolved")
relaxed = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def live(world, drawn) -> None:
    """Puts the drawn lives into the register; what the rules refuse does not happen."""
    for place, on, kind, events in drawn:
        with contextlib.suppress(UserError):
            organisation = founded(world, place, on, kind=kind)
            for what, day, to in events:
                with contextlib.suppress(UserError):
                    if what == "correct":
                        registry.correct(event=organisation.events.order_by("-pk")[0], on=day, by=BY)
                    else:
                        happens(organisation, what, day, place=world[to] if what == "moved" else None)


def closes(world, code: str, place: str, earlier: date, later: date, **more) -> None:
    before = figure(code, world.id(place), as_of=earlier, **more).value
    after = figure(code, world.id(place), as_of=later, since=earlier, **more)
    assert sum(change.value for change in after.changes) == after.value - before, (code, place, earlier, later, more)
    assert after.earlier == before


@pytest.fixture
def fresh(world):
    """Runs a body in a transaction of its own that is taken back, for each drawn register."""
    from django.db import transaction

    @contextlib.contextmanager
    def run():
        with transaction.atomic():
            yield world
            transaction.set_rollback(True)

    return run


@relaxed
@given(lives, days, days)
def test_changes_between_any_two_days_add_up(fresh, drawn, one, other):
    earlier, later = sorted((one, other))
    with fresh() as world:
        live(world, drawn)
        for code in STOCKS:
            closes(world, code, "vn", earlier, later)
            for place in PLACES_2022:
                closes(world, code, place, earlier, later, map_of=date(2022, 12, 31))
            for place in PLACES_2025:
                closes(world, code, place, earlier, later, map_of=REFORM)
            closes(world, code, "bac", earlier, later)


@relaxed
@given(lives, days)
def test_the_parts_of_a_place_add_up_to_the_whole_on_either_map(fresh, drawn, day):
    with fresh() as world:
        live(world, drawn)
        for map_of in (date(2022, 12, 31), MERGER, REFORM):
            for code in (*STOCKS, *FLOWS):
                found = figure(code, world.id("bac"), as_of=day, map_of=map_of, by="place")
                assert sum(row.value for row in found.rows) == found.value
            assert found.rows[: len(found.rows) - (found.rows[-1].key is None)] != ()


@relaxed
@given(lives, days)
def test_every_record_of_a_count_is_explained_and_the_series_agrees(fresh, drawn, day):
    from hoptac.figures.queries import series

    with fresh() as world:
        live(world, drawn)
        for code in STOCKS:
            found = figure(code, world.id("bac"), as_of=day, explain=True)
            assert (len(found.explain), found.records) == (found.value, found.value)
            assert series(code, world.id("bac"), [day]) == [(day, found.value)]


@relaxed
@given(lives, st.lists(days, min_size=2, max_size=4, unique=True))
def test_flows_of_periods_that_follow_one_another_add_up(fresh, drawn, cuts):
    with fresh() as world:
        live(world, drawn)
        cuts = sorted(cuts)
        flow = lambda first, last: figure("htx.founded", world.id("vn"), period=Period(first, last, "x")).value  # noqa: E731
        parts = [flow(a, b - timedelta(days=1)) for a, b in pairwise(cuts)]
        assert sum(parts) == flow(cuts[0], cuts[-1] - timedelta(days=1))


titles = st.lists(
    st.tuples(
        st.sampled_from(["an", "binh", "duong", "giang", "hai"]), st.sampled_from(["standard", "advanced", "model"]), days, st.none() | days
    ),
    max_size=6,
)


@relaxed
@given(titles, days, days, st.sampled_from(["met", "decided"]))
def test_titles_close_too_by_either_rule(fresh, drawn, one, other, rule):
    earlier, later = sorted((one, other))
    with fresh() as world:
        for place, level, met, until in drawn:
            with contextlib.suppress(UserError):
                row = titled(world, place, level, met, decided_on=met + timedelta(days=40))
                if until:
                    programmes.revoke(recognition=row, on=until, by=BY)
        for code in ("ntm.commune.standard", "ntm.commune.model"):
            for map_of in (None, date(2022, 12, 31), REFORM):
                closes(world, code, "bac", earlier, later, rule=rule, **({"map_of": map_of} if map_of else {}))
                found = figure(code, world.id("bac"), as_of=later, rule=rule, by="place", map_of=map_of)
                assert sum(row.value for row in found.rows) == found.value <= found.denominator


@relaxed
@given(st.lists(st.tuples(st.integers(0, 2), st.sampled_from(["3", "4", "5"]), days, st.none() | days), max_size=6), days, days)
def test_ratings_close_too(fresh, drawn, one, other):
    earlier, later = sorted((one, other))
    with fresh() as world:
        products = [product(world, place) for place in ("an", "duong", "hai")]
        for n, level, on, until in drawn:
            row = programmes.recognise(programme="ocop", level=level, product=products[n], met_on=on, decided_on=on, by=BY)
            if until:
                with contextlib.suppress(UserError):
                    programmes.revoke(recognition=row, on=until, by=BY)
        for map_of in (None, date(2022, 12, 31), REFORM):
            closes(world, "ocop.rated", "bac", earlier, later, **({"map_of": map_of} if map_of else {}))
        found = figure("ocop.rated", world.id("vn"), as_of=later, by="star")
        assert sum(row.value for row in found.rows) == found.value <= 3
