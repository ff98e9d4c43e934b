"""Bounds, roundings and digits: plain values in, a verdict out."""

from __future__ import annotations

import pytest

from hoptac.intake.rules import Bound, bound, decimals, has_digits, rounds_to, same_bound, satisfies

WORDS = [
    ("trên", Bound.ABOVE),
    ("hơn", Bound.ABOVE),
    ("gần", Bound.NEAR),
    ("dưới", Bound.BELOW),
    ("ít nhất", Bound.AT_LEAST),
    ("từ ... trở lên", Bound.AT_LEAST),
    ("trở lên", Bound.AT_LEAST),
    ("không quá", Bound.AT_MOST),
    ("không để quá", Bound.AT_MOST),
    ("chưa đến", Bound.BELOW),
    ("khoảng", Bound.ABOUT),
    ("lên khoảng", Bound.ABOUT),
    ("đến", Bound.AS_MANY_AS),
    ("xuống còn", None),
    ("từ", None),
    (None, None),
]


@pytest.mark.parametrize(("word", "expected"), WORDS, ids=lambda v: str(v))
def test_it_knows_what_a_word_before_a_number_bounds(word, expected):
    assert bound(word) == expected


def test_above_is_strict_and_at_least_is_not():
    assert not satisfies(Bound.ABOVE, 665, 665)
    assert satisfies(Bound.AT_LEAST, 665, 665)
    assert not satisfies(Bound.BELOW, 665, 665)
    assert satisfies(Bound.AT_MOST, 665, 665)


def test_near_means_just_below():
    assert satisfies(Bound.NEAR, 700, 665)
    assert not satisfies(Bound.NEAR, 660, 665)
    assert not satisfies(Bound.NEAR, 1000, 665)


def test_as_many_as_means_the_number_itself():
    assert satisfies(Bound.AS_MANY_AS, 98, 98)
    assert not satisfies(Bound.AS_MANY_AS, 99, 98)


def test_two_published_bounds_are_one_when_they_bound_alike():
    assert same_bound(bound("trên"), bound("hơn"))
    assert not same_bound(bound("trên"), bound("dưới"))
    assert not same_bound(None, None)


def test_a_percentage_may_be_rounded_to_the_decimals_it_is_printed_with():
    assert rounds_to(10.28, 10.3, decimals("10,3%"))
    assert not rounds_to(10.28, 10.4, decimals("10,4%"))
    assert not rounds_to(10.28, 10, decimals("10%"))


def test_two_digits_are_ten_and_more_below_a_hundred():
    assert [has_digits(value, 2) for value in (9.99, 10, 99.9, 100)] == [False, True, True, False]
