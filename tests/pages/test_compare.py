"""Two days side by side."""

from __future__ import annotations

import re
from datetime import date

import pytest

from hoptac.figures.indicators import indicators
from hoptac.portal import compare
from pages.pages import get, words


def kinds(text: str) -> list[int]:
    strip = text.split("ht-strip__l", 1)[1].split("</ul>", 1)[0]
    return [int(n) for n in re.findall(r"<strong>(\d+)</strong>", strip)]


def test_every_difference_has_one_kind_and_the_counts_add_up(stranger, small):
    text = get(stranger, "/compare/?as_of=2023-06-30&with=2022-01-31")
    total = int(re.search(r'ht-strip__n"><strong>(\d+)', text)[1])
    rows = text.split("<tbody", 1)[1].split("</tbody>", 1)[0].count("<tr")
    assert total == sum(kinds(text)) == rows > 0
    assert "đều cộng đúng" in words(text)


def test_it_says_what_changed_and_by_what(stranger, small):
    seen = words(get(stranger, "/compare/?as_of=2023-06-30&with=2022-01-31"))
    assert "Số hợp tác xã hợp tác xã 1 2 +1 100,0% Thay đổi thật +1 thành lập mới" in seen


def test_the_earlier_day_comes_first_whichever_field_it_was_written_in(stranger, small):
    one = words(get(stranger, "/compare/?as_of=2022-01-31&with=2023-06-30"))
    assert one == words(get(stranger, "/compare/?as_of=2023-06-30&with=2022-01-31"))


def test_titles_judged_under_another_rule_are_no_plain_change(stranger, small):
    seen = words(get(stranger, "/compare/?as_of=2023-06-30&with=2022-01-31&figure=ntm.commune.standard"))
    assert "Khác bộ tiêu chí" in seen
    assert "Ngày đầu xét theo 1980/QĐ-TTg, ngày sau theo 318/QĐ-TTg" in seen


def test_across_a_change_of_the_map_it_says_do_ban_do(stranger, small):
    seen = words(get(stranger, "/compare/?as_of=2025-07-01&with=2025-06-30&figure=ntm.commune.standard"))
    assert "Do bản đồ" in seen or "Không đổi" in seen
    assert "Bản đồ đổi giữa hai ngày" in words(get(stranger, "/compare/?as_of=2025-07-01&with=2025-06-30"))


def test_bad_questions_are_told_in_words(stranger, small):
    assert "Tháng 2 không có ngày 31" in get(stranger, "/compare/?as_of=2023-06-30&with=31/02/2022", 400)
    assert "Hai ngày giống nhau" in get(stranger, "/compare/?as_of=2023-06-30&with=2023-06-30", 400)
    assert "Không có chỉ tiêu mã" in get(stranger, "/compare/?as_of=2023-06-30&figure=nothing", 400)


def test_the_table_can_be_taken_away(stranger, small):
    answer = stranger.get("/compare/?as_of=2023-06-30&with=2022-01-31&format=csv")
    assert answer.headers["Content-Type"].startswith("text/csv")
    assert "htx.total" in answer.content.decode()


@pytest.mark.parametrize("page", ["/?as_of=2023-06-30", "/figures/htx.total?as_of=2023-06-30"])
def test_pages_lead_to_it(stranger, small, page):
    text = get(stranger, page)
    link = re.search(r'href="(/compare/[^"]+)"', text)[1].replace("&amp;", "&")
    assert "So hai ngày" in get(stranger, link)


def test_every_indicator_named_in_its_data_is_known():
    assert set(compare._in_force()) <= set(indicators())
    assert set(compare.FIGURES) <= set(indicators())
    assert compare.criteria("ntm.commune.standard", date(2022, 3, 7)) == "1980/QĐ-TTg"
    assert compare.criteria("ntm.commune.standard", date(2022, 3, 8)) == "318/QĐ-TTg"


def test_what_no_public_source_tells_is_shown_as_unsure(db):
    assert compare.criteria("ntm.commune.model", date(2019, 1, 1)) == "691/QĐ-TTg (ngày hoặc văn bản chưa chắc)"
    assert compare.criteria("ntm.commune.model", date(2022, 3, 8)) == "319/QĐ-TTg"
