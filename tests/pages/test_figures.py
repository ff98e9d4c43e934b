"""The list of indicators and the passport."""

from __future__ import annotations

from datetime import date

import pytest

import factories
from hoptac.figures import actions as figures
from pages.pages import get, hrefs, words

PASSPORT = "/figures/htx.total?place=90@2023-06-30&as_of=2023-06-30"


def test_the_list_shows_every_indicator_with_its_value(stranger, small):
    seen = words(get(stranger, "/figures/?as_of=2023-06-30"))
    assert "htx.total 2 hợp tác xã" in seen
    assert "Không có chỉ tiêu nào như vậy" in words(get(stranger, "/figures/?q=zzz"))


def test_the_passport_explains_the_number_and_closes(stranger, small):
    seen = words(get(stranger, PASSPORT + "&since=2021-12-31"))
    assert "Vì sao từ 1 thành 2" in seen
    assert "Cộng đúng: 1 + 1 = 2" in seen
    assert "Hợp tác xã Chè Đường Hoa" in seen
    assert "90@2023-06-30<20230630" in seen


def test_a_synthetic_record_says_so_in_its_row(stranger, small):
    text = get(stranger, PASSPORT)
    row = text.split("Hợp tác xã Vận tải", 1)[1].split("</tr>", 1)[0]
    assert "dữ liệu minh họa" in row


def test_records_can_be_narrowed_to_a_part_or_a_cause(stranger, small):
    assert "Hợp tác xã Chè" not in words(get(stranger, PASSPORT + "&part=sector:transport"))
    seen = words(get(stranger, PASSPORT + "&since=2021-12-31&cause=founded"))
    assert "Hồ sơ của thay đổi" in seen
    assert "Hợp tác xã Vận tải" in seen


def test_it_offers_the_other_maps_of_the_place(stranger, small):
    links = [link for link in hrefs(get(stranger, PASSPORT)) if "map_of=" in link]
    assert len(links) >= 2
    assert "trên bản đồ ngày" in words(get(stranger, links[0]))


def test_a_title_is_told_by_both_rules_with_what_makes_the_difference(stranger, small):
    seen = words(get(stranger, "/figures/ntm.commune.standard?place=90@2023-06-30&as_of=2023-06-30"))
    assert "Theo ngày đạt chuẩn 2/4" in seen
    assert "Theo ngày ký quyết định 1/4" in seen
    assert "quyết định ngày 01/12/2023" in seen


def test_where_nothing_can_be_counted_it_does_not_say_zero(stranger, small):
    seen = words(get(stranger, "/figures/ntm.district.completed?place=90@2025-08-01&as_of=2025-08-01"))
    assert "không đếm" in seen


def test_other_sources_stand_beside_with_the_difference(stranger, small):
    place = small.world["bac"]
    figures.report_value(indicator="htx.total", place=place, value=3, source="Báo cáo A", by=factories.BY, as_of=date(2023, 6, 30))
    figures.report_value(indicator="htx.total", place=place, value=1, source="Báo cáo B", by=factories.BY, as_of=date(2022, 1, 31))
    figures.report_value(
        indicator="htx.total", place=place, value=9, source="Bài C", by=factories.BY, as_of=date(2023, 6, 30), definition="Kể cả THT"
    )
    seen = words(get(stranger, "/figures/htx.total?place=90@2023-01-15&as_of=2023-01-15"))
    assert "Khớp ở ngày khác" in seen
    seen = words(get(stranger, PASSPORT))
    assert "Lệch +1" in seen
    assert "Khác định nghĩa" in seen


def test_the_records_come_as_a_file_no_spreadsheet_runs(stranger, small):
    factories.founded(small.world, "an", date(2022, 1, 1), name="=HYPERLINK(1)")
    response = stranger.get(PASSPORT + "&format=csv")
    assert response["Content-Type"].startswith("text/csv")
    text = response.content.decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in text
    assert text.count("\n") == 4


def test_an_unknown_code_is_404_and_offers_near_ones(stranger, small):
    assert "Số hợp tác xã" in words(get(stranger, "/figures/htx.totally", 404))


def test_a_place_off_the_map_of_the_day_leads_to_where_it_can_be_told(stranger, small):
    text = get(stranger, "/figures/htx.total?place=901@2023-06-30&as_of=2025-08-01")
    assert "không có trên bản đồ ngày 01/08/2025" in words(text)
    assert "/figures/htx.total?place=901@2025-06-30&as_of=2025-06-30" in hrefs(text)


def test_what_cannot_be_asked_is_told_in_one_sentence(stranger, small):
    assert "không phải là một ngày" in words(get(stranger, PASSPORT + "&since=yesterday", 400))
    assert "Cách tính" in words(get(stranger, PASSPORT + "&rule=maybe", 400))


def test_a_day_to_compare_with_that_lies_after_is_told_and_set_aside(stranger, small):
    seen = words(get(stranger, PASSPORT + "&since=2024-01-01"))
    assert "Ngày so sánh phải đứng trước ngày đang xem" in seen
    assert "30/06/2022" in seen


def test_a_flow_and_a_period_have_passports_too(stranger, small):
    assert "1 hợp tác xã" in words(get(stranger, "/figures/htx.founded?place=90@2022-12-31&as_of=2022-12-31"))
    assert "kỳ 2022" in words(get(stranger, "/figures/htx.founded?place=90@2022-12-31&period=2022"))
    assert "kỳ 2022" in words(get(stranger, "/figures/htx.total?place=90@2022-12-31&period=2022"))


def test_a_reported_indicator_has_a_passport(stranger, small):
    figures.report_value(
        indicator="enterprise.total", place=small.world["bac"], value=20000, comparator="trên", source="Báo cáo", by=factories.BY,
        as_of=date(2022, 12, 31),
    )  # fmt: skip
    seen = words(get(stranger, "/figures/enterprise.total?place=90@2022-12-31&as_of=2022-12-31"))
    assert "trên 20.000" in seen


def test_one_record_and_three_ask_the_database_equally_often(stranger, small, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    stranger.get(PASSPORT)
    with CaptureQueriesContext(connection) as before:
        stranger.get(PASSPORT)
    for place in ("binh", "duong", "giang"):
        factories.founded(small.world, place, date(2022, 2, 2), name=f"Hợp tác xã {place} hai")
    with CaptureQueriesContext(connection) as after:
        stranger.get(PASSPORT)
    assert len(after) == len(before)


@pytest.mark.parametrize("name", ["place", "as_of", "map_of", "since", "period", "rule", "part", "cause", "page", "format"])
@pytest.mark.parametrize("value", ["x", "22@", "@", "2022-13-40", "0001-01-01", "9999-12-31", "x:y", "-1", "a" * 300])
def test_nothing_in_the_address_breaks_the_passport(stranger, small, name, value):
    assert stranger.get("/figures/htx.total", {name: value}).status_code in (200, 400)


def test_an_english_page_links_english_pages_only(stranger, small):
    for address in ("/en/?as_of=2023-06-30", "/en" + PASSPORT, "/en/organisations/?as_of=2023-06-30", "/en/places/90@2023-06-30/"):
        assert [link for link in hrefs(get(stranger, address)) if not link.startswith(("/en/", "#"))] == []
