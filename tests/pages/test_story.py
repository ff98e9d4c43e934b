"""The pages on the province's story: what a leader would read, and that lists and figures say the same."""

from __future__ import annotations

import re
from datetime import date

import pytest

from hoptac.figures.queries import figure
from hoptac.places import home
from hoptac.places.tree import tree
from pages.pages import get, words

pytestmark = pytest.mark.usefixtures("story_db")


def test_the_home_page_says_what_the_sources_say(client):
    seen = words(get(client, "/?as_of=2022-12-31"))
    assert "Trong một năm, số hợp tác xã tăng từ 640 lên 665" in seen
    assert "Cả 98/98 xã đạt chuẩn nông thôn mới, 26 xã kiểu mẫu" in seen
    assert "Tổ hợp tác 210" in seen
    assert "Sản phẩm OCOP tham gia 565" in seen
    assert "13/13 hoàn thành, 2/7 huyện nâng cao" in seen


def test_the_passport_closes_and_tells_both_rules(client):
    assert re.search(r"Cộng đúng: 640 \+ \d+ − \d+ = 665", words(get(client, "/figures/htx.total?place=22@2022-12-31&as_of=2022-12-31")))
    seen = words(get(client, "/figures/ntm.district.completed?place=22@2022-12-31&as_of=2022-12-31"))
    assert "Theo ngày đạt chuẩn 13/13" in seen
    assert "Theo ngày ký quyết định 9/13" in seen


@pytest.mark.parametrize("day", [date(2022, 12, 31), date(2025, 12, 31)])
def test_the_list_of_a_place_is_as_long_as_its_figure(client, day):
    units = tree().below(home.home_id(), day)
    for unit in units[:: max(1, len(units) // 8)]:
        count = figure("htx.total", unit.place_id, as_of=day).value
        seen = words(get(client, f"/organisations/?kind=htx&place={unit.key(day)}&as_of={day}"))
        assert f"Hợp tác xã {count} " in seen, unit.full_name


def test_a_page_asks_the_database_a_few_times_only(client, django_assert_max_num_queries):
    for address, most in (
        ("/?as_of=2022-12-31", 50),  # the first view after a fact changed: two sums for each counted figure
        ("/figures/htx.total?as_of=2022-12-31", 30),
        ("/organisations/?as_of=2022-12-31", 12),
    ):
        with django_assert_max_num_queries(most):
            get(client, address)

