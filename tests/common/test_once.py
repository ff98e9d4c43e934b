"""The same key twice gives the first outcome; who saves second sees both texts."""

from __future__ import annotations

import pytest

from hoptac.common import once
from hoptac.common.errors import UserError


def count():
    count.calls += 1
    return {"id": f"x{count.calls}"}


@pytest.fixture(autouse=True)
def fresh():
    count.calls = 0


def test_the_same_key_twice_does_it_once(db):
    key = once.new_key()
    assert once.do(by="an", key=key, act="a", do=count) == ({"id": "x1"}, False)
    assert once.do(by="an", key=key, act="a", do=count) == ({"id": "x1"}, True)
    assert count.calls == 1


def test_another_person_or_act_is_another_matter(db):
    key = once.new_key()
    once.do(by="an", key=key, act="a", do=count)
    assert once.do(by="binh", key=key, act="a", do=count)[1] is False
    assert once.do(by="an", key=key, act="b", do=count)[1] is False


def test_without_a_usable_key_each_time_counts(db):
    for key in ("", "short", "không hợp lệ ' --", "x" * 65):
        assert once.do(by="an", key=key, act="a", do=count)[1] is False


def test_what_failed_may_be_sent_again(db):
    key = once.new_key()

    def fails():
        raise UserError("no")

    with pytest.raises(UserError):
        once.do(by="an", key=key, act="a", do=fails)
    assert once.do(by="an", key=key, act="a", do=count) == ({"id": "x1"}, False)


def test_who_is_slower_gets_the_first_outcome_and_leaves_nothing(db, monkeypatch):
    key, real = once.new_key(), once.found
    once.do(by="an", key=key, act="a", do=count)
    asked = iter([None])  # the second one looked before the first had committed
    monkeypatch.setattr(once, "found", lambda **told: next(asked) if told.pop("_", None) else next(asked, real(**told)))
    from hoptac.common.models import SiteFact

    def second():
        SiteFact.objects.create(pk="second", value=1)
        return {"id": "second"}

    assert once.do(by="an", key=key, act="a", do=second) == ({"id": "x1"}, True)
    assert not SiteFact.objects.filter(pk="second").exists()
