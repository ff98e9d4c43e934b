"""What is kept from page to page is as fresh as the last commit."""

from __future__ import annotations

import pytest
from django.db import transaction

import factories
from hoptac.audit import actions as audit
from hoptac.audit import changes
from hoptac.common import memo


@pytest.fixture
def stamp(monkeypatch):
    """A stamp of the facts that the test turns by hand."""
    held = ["first"]
    monkeypatch.setattr(memo, "_read_stamp", lambda: held[0])
    memo.forget()
    yield held
    memo.forget()


def page(key: str, value: object) -> object:
    """One page that asks for a value under a key; gives what it was shown."""
    with memo.reading_once():
        return memo.kept(key, lambda: value)


def test_a_second_page_is_given_what_the_first_made_until_a_fact_changes(stamp):
    assert page("a", 1) == 1
    assert page("a", 2) == 1
    assert page("b", 2) == 2
    stamp[0] = "second"
    assert page("a", 3) == 3


def test_without_a_stamp_nothing_is_kept(stamp):
    stamp[0] = None
    assert [page("a", 1), page("a", 2)] == [1, 2]


def test_outside_a_page_nothing_is_kept(stamp):
    assert [memo.kept("a", lambda: 1), memo.kept("a", lambda: 2)] == [1, 2]


def test_inside_a_transaction_nothing_is_kept(db):
    """A test stands in one: what it sees is never committed."""
    memo.forget()
    with transaction.atomic():
        assert [page("a", 1), page("a", 2)] == [1, 2]


def test_the_stamp_is_read_before_the_first_row_of_a_page(stamp):
    """Else a row read before a commit could be kept under the stamp of after it."""
    with memo.reading_once():
        memo.once("row", lambda: stamp.__setitem__(0, "second"))  # a commit while the first row is read
        memo.kept("a", lambda: "of before")
    assert page("a", "of after") == "of after"


def test_what_is_kept_is_bounded(stamp, monkeypatch):
    monkeypatch.setattr(memo, "HEAVIEST", 300)
    for n in range(50):
        page(f"key {n}", n)
    assert memo._kept.weight <= 300
    assert len(memo._kept.rows) == 6
    with memo.reading_once():
        memo.kept("heavy", lambda: "heavy", lambda value: 101)
    assert page("heavy", "other") == "other"


def test_what_is_kept_grows_old(stamp, monkeypatch):
    page("a", 1)
    monkeypatch.setattr(memo, "OLDEST", -1.0)
    assert page("a", 2) == 2


def test_every_act_moves_the_stamp(db):
    before = changes.stamp()
    audit.write(by=factories.BY, act="something", kind="thing", id="1")
    assert changes.stamp() != before
