"""The register's list and one organisation."""

from __future__ import annotations

from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext

import factories
from pages.pages import get, hrefs, main, words

LIST = "/organisations/?as_of=2023-06-30"


def test_the_list_counts_kinds_and_standings(stranger, small):
    seen = words(get(stranger, LIST))
    assert "Hợp tác xã 2 Tổ hợp tác 1 Liên hiệp HTX 0 Tất cả 3" in seen
    assert "Đăng ký 3 Đang hoạt động 2 Tạm ngừng 0 Ngừng, chờ giải thể 1" in seen


def test_it_finds_with_accents_or_without_and_by_number(stranger, small):
    for text in ("Đường Hoa", "duong hoa", "hoa duong", "5700000011"):
        assert "Chè Đường Hoa" in words(get(stranger, f"{LIST}&q={text}")), text
        assert "Vận tải" not in main(get(stranger, f"{LIST}&q={text}")).split("<tbody>")[1]


def test_it_filters_by_place_sector_and_standing(stranger, small):
    assert "1 tổ chức" in words(get(stranger, f"{LIST}&place=902@2023-06-30"))
    assert "1 tổ chức" in words(get(stranger, f"{LIST}&sector=transport"))
    assert "1 tổ chức" in words(get(stranger, f"{LIST}&kind=htx&standing=inactive"))
    assert "1 tổ chức" in words(get(stranger, f"{LIST}&standing=idle"))
    assert "Không có tổ chức nào như vậy" in words(get(stranger, f"{LIST}&kind=lhhtx"))


def test_a_place_of_the_new_map_holds_what_stood_in_the_old_communes(stranger, small):
    seen = words(get(stranger, "/organisations/?as_of=2025-08-01&place=90001@2025-08-01"))
    assert "Chè Đường Hoa" in seen
    assert "nay thuộc xã Đông An" in seen


def test_links_of_the_list_keep_the_day(stranger, small):
    links = [link for link in hrefs(get(stranger, LIST)) if link.startswith(f"/organisations/{small.first.public_id}")]
    assert links == [f"/organisations/{small.first.public_id}/?as_of=2023-06-30"]


def test_the_list_of_a_day_before_anything_is_empty_and_says_the_day(stranger, small):
    assert "ngày 01/01/2020" in words(get(stranger, "/organisations/?as_of=2020-01-01"))


def test_sorting_and_pages_answer(stranger, small):
    for sort in ("name", "-name", "registered", "-registered", "sector", "nonsense"):
        assert get(stranger, f"{LIST}&sort={sort}&page=99&per_page=50")


def test_one_row_and_four_ask_the_database_equally_often(stranger, small):
    get(stranger, LIST)
    with CaptureQueriesContext(connection) as before:
        get(stranger, LIST)
    for place in ("binh", "duong", "giang"):
        factories.founded(small.world, place, date(2022, 2, 2), name=f"Hợp tác xã {place} hai")
    with CaptureQueriesContext(connection) as after:
        get(stranger, LIST)
    assert len(after) <= len(before)


def test_a_life_is_cut_by_the_day_in_view(stranger, small):
    text = get(stranger, f"/organisations/{small.second.public_id}/?as_of=2022-12-31")
    assert "Đang hoạt động" in words(text)
    late = main(text).split('class="is-after"', 1)[1].split("</li>", 1)[0]
    assert "sau ngày đang xem" in late
    assert "dữ liệu minh họa" in text


def test_after_the_day_the_state_is_the_new_one(stranger, small):
    seen = words(get(stranger, f"/organisations/{small.second.public_id}/?as_of=2023-06-30"))
    assert "Ngừng, chờ giải thể" in seen
    assert "sau ngày đang xem" not in seen


def test_its_place_is_told_by_the_name_of_the_day_and_by_todays(stranger, small):
    seen = words(get(stranger, f"/organisations/{small.first.public_id}/?as_of=2023-06-30"))
    assert "xã An nay thuộc xã Đông An" in seen


def test_before_its_founding_and_after_its_end_the_page_says_so(stranger, small):
    assert "chưa thành lập" in words(get(stranger, f"/organisations/{small.first.public_id}/?as_of=2020-01-01"))
    factories.happens(small.first, "dissolved", date(2023, 3, 1))
    assert "đã chấm dứt từ 01/03/2023" in words(get(stranger, f"/organisations/{small.first.public_id}/?as_of=2023-06-30"))


def test_products_of_an_organisation_are_a_panel_of_the_programmes(stranger, small):
    from hoptac.programmes import actions as programmes
    from hoptac.registry import actions as registry

    product = registry.add_product(name="Chè xanh", place=small.world["an"], organisation=small.first, by=factories.BY)
    programmes.enrol(programme="ocop", product=product, group="drink", on=date(2021, 6, 1), by=factories.BY)
    programmes.recognise(
        programme="ocop", level="4", product=product, met_on=date(2022, 1, 1), decided_on=date(2022, 1, 1), by=factories.BY
    )
    assert "Chè xanh" in words(get(stranger, f"/organisations/{small.first.public_id}/?as_of=2023-06-30"))
    assert "Hết hạn" in words(get(stranger, f"/organisations/{small.first.public_id}/?as_of=2025-06-30"))
    assert "Chè xanh" not in words(get(stranger, f"/organisations/{small.first.public_id}/?as_of=2021-01-01"))


def test_an_unknown_organisation_is_404(stranger, small):
    get(stranger, "/organisations/nobody/", 404)
