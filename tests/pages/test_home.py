"""The front door and the desk."""

from __future__ import annotations

from datetime import date

import pytest

import factories
from hoptac.directives.models import Task
from hoptac.figures.actions import report_value
from hoptac.programmes import actions as programmes
from pages.pages import get, hrefs, words


def test_a_stranger_sees_the_board_of_the_home_place(stranger, small):
    seen = words(get(stranger, "/?as_of=2023-06-30"))
    assert "Tổng quan tỉnh Bắc" in seen
    assert "Trong một năm, số hợp tác xã giữ nguyên 2" in seen
    assert "Có báo cáo năm chưa có dữ liệu" in seen


def test_every_number_of_the_headline_opens_its_passport_on_the_same_day(stranger, small):
    links = [link for link in hrefs(get(stranger, "/?as_of=2023-06-30")) if link.startswith("/figures/htx.total")]
    assert links
    assert all("as_of=2023-06-30" in link or "as_of=2022-06-30" in link for link in links)


@pytest.mark.parametrize("day", ["2019-05-01", "2023-06-30", "2024-11-01", "2025-07-01", "2026-09-01"])
def test_it_answers_on_any_day_and_on_every_map(stranger, small, day):
    assert "Nông thôn mới theo xã" in get(stranger, f"/?as_of={day}")


def test_before_the_records_begin_it_says_so_and_never_zero(stranger, small):
    from hoptac.common import site

    site.put("coverage", [{"place": small.world.id("bac"), "from": "2021-01-01"}])
    seen = words(get(stranger, "/?as_of=2019-05-01"))
    assert "Hợp tác xã đăng ký chưa có dữ liệu" in seen
    assert "Xem ngày 01/01/2021" in seen


def test_a_site_without_a_map_still_opens(stranger, db):
    from hoptac.places import tree

    tree.forget()
    assert "Chưa có bản đồ" in get(stranger, "/")


def test_a_day_that_cannot_be_is_told_and_today_shown(stranger, small):
    text = get(stranger, "/?as_of=31/02/2023")
    assert "Tháng 2 không có ngày 31" in text


def test_the_desk_asks_a_stranger_to_sign_in_and_greets_an_officer(stranger, small):
    response = stranger.get("/desk/")
    assert response.status_code == 302
    assert response["Location"] == "/sign-in/?next=/desk/"


def test_the_desk_adds_what_needs_a_person(officer, small):
    Task.objects.create(title="Báo cáo quý", lead="Sở Tài chính", due_on=date(2023, 6, 1))
    seen = words(get(officer, "/desk/?as_of=2023-06-30"))
    assert "1 nhiệm vụ quá hạn" in seen
    assert "Chậm nhất 29 ngày: Sở Tài chính" in seen
    assert "1 hợp tác xã có trong sổ nhưng không hoạt động" in seen


def test_a_source_that_says_otherwise_is_shown_on_the_desk(officer, small):
    report_value(indicator="htx.total", place=small.world["bac"], value=5, source="Báo cáo A", by=factories.BY, as_of=date(2023, 6, 30))
    assert "Số hợp tác xã: nguồn khác ghi 5, hồ sơ tính 2" in words(get(officer, "/desk/?as_of=2023-06-30"))


def test_certificates_that_end_soon_are_shown_on_the_desk(officer, small):
    product = factories.product(small.world)
    day = date(2020, 9, 1)
    programmes.recognise(programme="ocop", level="3", product=product, met_on=day, decided_on=day, by=factories.BY)
    assert "1 chứng nhận OCOP hết hạn trước ngày" in words(get(officer, "/desk/?as_of=2023-06-30"))


def test_the_english_page_answers_and_links_english_pages(stranger, small):
    text = get(stranger, "/en/?as_of=2023-06-30")
    assert 'lang="en"' in text
    assert any(link.startswith("/en/figures/htx.total") for link in hrefs(text))


def test_it_searches_places_organisations_and_indicators_without_accents(stranger, small):
    seen = words(get(stranger, "/search/?q=duong&as_of=2023-06-30"))
    assert "Hợp tác xã Chè Đường Hoa" in seen
    assert "xã Dương (huyện Đông, tỉnh Bắc)" in seen
    assert "Số hợp tác xã" in words(get(stranger, "/search/?q=hop tac xa"))
    assert "Không thấy gì" in words(get(stranger, "/search/?q=zzzz"))
