"""Days as Viet Nam counts them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from hoptac.common import days
from hoptac.common.errors import UserError


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2022",
        "2022-02-30",
        "2022-13-01",
        "31/12/2022",
        "2022-1-1",
        "20221231",
        "2022-12-31T00:00",
        " 2022-12-31",
        "٢٠٢٢-١٢-٣١",
        "0000-01-01",
        "nay",
    ],
)
def test_it_refuses_what_is_no_day_in_one_sentence(text):
    with pytest.raises(UserError, match="không phải là một ngày"):
        days.parse_day(text)


def test_it_reads_a_day():
    assert days.parse_day("2024-02-29") == date(2024, 2, 29)


def test_today_is_the_day_in_viet_nam(monkeypatch):
    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime(2022, 12, 31, 17, 0, tzinfo=UTC).astimezone(tz)

    monkeypatch.setattr(days, "datetime", Clock)
    assert days.today() == date(2023, 1, 1)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2020, 3, 15), 36, date(2023, 3, 15)),
        (date(2020, 2, 29), 36, date(2023, 2, 28)),
        (date(2022, 1, 31), 1, date(2022, 2, 28)),
        (date(2022, 11, 30), 3, date(2023, 2, 28)),
    ],
)
def test_months_on_it_is_the_same_day_or_the_last_of_the_month(day, months, expected):
    assert days.add_months(day, months) == expected
