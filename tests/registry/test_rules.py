"""How events make states. Days are half-open: a state that ends on a day does not hold on it, the next one does."""

from __future__ import annotations

from datetime import date

import pytest

from hoptac.common.errors import UserError
from hoptac.registry.rules import Happening, intervals

FOUNDED = date(2022, 3, 1)


def founding(order: int = 1, on: date = FOUNDED, **data: str) -> Happening:
    return Happening(order, "registered", on, 10, None, {"kind": "htx", "name": "A", "sector": "trade"} | data)


def spans(*happenings: Happening) -> list[tuple]:
    return [(i.valid_from, i.valid_to, i.legal, i.operating, i.place_id, i.began, i.ended) for i in intervals(happenings)]


def test_a_founding_opens_a_state_without_end():
    assert spans(founding()) == [(FOUNDED, None, "registered", "active", 10, 1, None)]


def test_a_dissolution_ends_the_state_on_its_day():
    assert spans(founding(), Happening(2, "dissolved", date(2023, 1, 1))) == [(FOUNDED, date(2023, 1, 1), "registered", "active", 10, 1, 2)]


def test_states_touch_and_never_overlap():
    found = intervals(
        [
            founding(),
            Happening(2, "suspended", date(2022, 5, 1)),
            Happening(3, "resumed", date(2022, 7, 1)),
            Happening(4, "moved", date(2022, 8, 1), 11),
        ]
    )
    assert [(i.legal, i.place_id) for i in found] == [("registered", 10), ("suspended", 10), ("registered", 10), ("registered", 11)]
    assert [i.valid_to for i in found[:-1]] == [i.valid_from for i in found[1:]]
    assert [i.ended for i in found[:-1]] == [i.began for i in found[1:]]


def test_two_events_of_one_day_make_one_state_decided_by_the_later():
    found = spans(founding(), Happening(2, "suspended", date(2022, 5, 1)), Happening(3, "resumed", date(2022, 5, 1)))
    assert [(first, legal) for first, _after, legal, *_rest in found] == [(FOUNDED, "registered"), (date(2022, 5, 1), "registered")]


def test_an_event_on_the_founding_day_changes_the_first_state():
    assert spans(founding(), Happening(2, "moved", FOUNDED, 11)) == [(FOUNDED, None, "registered", "active", 11, 1, None)]


def test_an_end_on_the_day_of_another_event_is_what_ended_it():
    ended = spans(founding(), Happening(2, "suspended", date(2023, 1, 1)), Happening(3, "dissolved", date(2023, 1, 1)))
    assert ended == [(FOUNDED, date(2023, 1, 1), "registered", "active", 10, 1, 3)]


def test_a_conversion_on_the_day_of_another_event_is_what_changed_the_kind():
    group = [
        founding(kind="tht"),
        Happening(2, "moved", date(2023, 1, 1), 11),
        Happening(3, "converted", date(2023, 1, 1), data={"kind": "htx"}),
    ]
    assert [(i.kind, i.place_id, i.began, i.ended) for i in intervals(group)] == [("tht", 10, 1, 3), ("htx", 11, 3, None)]


def test_events_told_late_stand_in_order_of_their_days():
    assert spans(founding(), Happening(2, "resumed", date(2022, 7, 1)), Happening(3, "suspended", date(2022, 5, 1))) == [
        (FOUNDED, date(2022, 5, 1), "registered", "active", 10, 1, 3),
        (date(2022, 5, 1), date(2022, 7, 1), "suspended", "active", 10, 3, 2),
        (date(2022, 7, 1), None, "registered", "active", 10, 2, None),
    ]


def test_becoming_an_enterprise_ends_it_and_becoming_a_cooperative_does_not():
    group = founding(kind="tht")
    assert [i.kind for i in intervals([group, Happening(2, "converted", date(2023, 1, 1), data={"kind": "htx"})])] == ["tht", "htx"]
    assert spans(founding(), Happening(2, "converted", date(2023, 1, 1), data={"kind": "enterprise"}))[-1][1] == date(2023, 1, 1)


def test_a_corrected_event_falls_away_and_the_correcting_one_stands():
    assert spans(founding(), Happening(2, "registered", date(2021, 3, 1), 10, 1, {"kind": "htx", "name": "A"}))[0][0] == date(2021, 3, 1)


def test_a_correction_of_a_correction_leaves_the_last():
    twice = [
        founding(),
        Happening(2, "suspended", date(2022, 5, 1)),
        Happening(3, "suspended", date(2022, 6, 1), corrects=2),
        Happening(4, "suspended", date(2022, 7, 1), corrects=3),
    ]
    assert [i.valid_from for i in intervals(twice)] == [FOUNDED, date(2022, 7, 1)]


def test_a_withdrawn_event_never_was():
    assert (
        len(intervals([founding(), Happening(2, "suspended", date(2022, 5, 1)), Happening(3, "withdrawn", date(2022, 5, 1), corrects=2)]))
        == 1
    )


def test_an_organisation_whose_founding_is_withdrawn_never_was():
    assert intervals([founding(), Happening(2, "withdrawn", FOUNDED, corrects=1)]) == []


@pytest.mark.parametrize(
    ("events", "words"),
    [
        ([Happening(2, "suspended", date(2022, 2, 28))], "trước ngày đăng ký"),
        ([Happening(2, "dissolved", date(2023, 1, 1)), Happening(3, "moved", date(2023, 1, 1), 11)], "đã chấm dứt"),
        ([Happening(2, "dissolved", date(2023, 1, 1)), Happening(3, "dissolved", date(2023, 2, 1))], "đã chấm dứt"),
        ([Happening(2, "registered", date(2023, 1, 1), 10, None, {"kind": "htx", "name": "A"})], "đăng ký rồi"),
        (
            [
                Happening(2, "dissolved", date(2023, 1, 1)),
                Happening(3, "registered", date(2024, 1, 1), 10, None, {"kind": "htx", "name": "A"}),
            ],
            "đăng ký rồi",
        ),
        ([Happening(2, "dissolved", FOUNDED)], "phải sau ngày đăng ký"),
    ],
    ids=[
        "before the founding",
        "on the day of the end",
        "ended twice",
        "founded twice",
        "founded after the end",
        "ended on the founding day",
    ],
)
def test_it_refuses_what_cannot_be(events, words):
    with pytest.raises(UserError, match=words):
        intervals([founding(), *events])
