"""Many organisations recorded together are what single acts would have made of them."""

from __future__ import annotations

from datetime import date

import pytest

from hoptac.audit.models import Actor, Entry
from hoptac.common.errors import UserError
from hoptac.places.models import Place
from hoptac.places.queries import by_key
from hoptac.registry import actions
from hoptac.registry.enums import EventKind
from hoptac.registry.histories import History, Past, record_histories
from hoptac.registry.models import Organisation

BY = Actor("system", "test")
FACTS = {"kind": "htx", "name": "Hợp tác xã Thử", "sector": "trade"}

pytestmark = pytest.mark.usefixtures("story_db")


@pytest.fixture
def ward() -> Place:
    return Place.objects.get(pk=by_key("06673@2022-12-31").place_id)


def states(organisation: Organisation) -> list[tuple]:
    return list(
        organisation.states.order_by("valid_from").values_list("valid_from", "valid_to", "name", "legal", "place", "began_by__kind")
    )


def test_a_history_gives_the_states_of_the_same_acts_done_one_by_one(ward):
    past = [
        Past(EventKind.REGISTERED, date(2020, 3, 2), "1199/NQ-UBTVQH15", ward.pk, FACTS),
        Past(EventKind.SUSPENDED, date(2021, 5, 4)),
        Past(EventKind.DISSOLVED, date(2022, 6, 1)),
    ]
    [together] = record_histories(histories=[History(past)], by=BY)
    single = actions.register(kind="htx", name=FACTS["name"], sector="trade", place=ward, on=date(2020, 3, 2), by=BY)
    actions.record_event(organisation=single, kind=EventKind.SUSPENDED, on=date(2021, 5, 4), by=BY)
    actions.record_event(organisation=single, kind=EventKind.DISSOLVED, on=date(2022, 6, 1), by=BY)
    assert states(together) == states(single)
    assert together.events.first().document is not None
    trail = [Entry.objects.filter(object_id=one.public_id).order_by("pk").values_list("act", flat=True) for one in (together, single)]
    assert list(trail[0]) == list(trail[1])


def test_one_impossible_event_refuses_all(ward):
    good = History([Past(EventKind.REGISTERED, date(2020, 3, 2), "", ward.pk, FACTS)])
    early = History([*good.events, Past(EventKind.DISSOLVED, date(2019, 1, 1))])
    before = Organisation.objects.count()
    with pytest.raises(UserError):
        record_histories(histories=[good, early], by=BY)
    assert Organisation.objects.count() == before


def test_a_place_that_was_not_there_is_refused(ward):
    with pytest.raises(UserError):
        record_histories(histories=[History([Past(EventKind.REGISTERED, date(2025, 8, 1), "", ward.pk, FACTS)])], by=BY)
