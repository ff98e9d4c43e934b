"""Pages of places."""

from __future__ import annotations

from pages.pages import get, hrefs, words


def test_the_tree_is_that_of_the_day(stranger, small):
    assert "huyện Đông" in words(get(stranger, "/places/?as_of=2023-06-30"))
    assert "huyện Đông" not in words(get(stranger, "/places/?as_of=2025-08-01"))


def test_it_finds_places_of_any_day_with_their_periods(stranger, small):
    seen = words(get(stranger, "/places/?q=an binh&as_of=2023-06-30"))
    assert "xã An Bình (huyện Đông, tỉnh Bắc)" in seen
    assert "từ 01/11/2024 đến 30/06/2025" in seen


def test_the_day_of_the_address_is_the_day_in_view(stranger, small):
    text = get(stranger, "/places/901@2023-06-30/")
    assert "Huyện Đông" in words(text)
    assert 'value="30/06/2023"' in text
    assert 'value="01/08/2024"' in get(stranger, "/places/901@2023-06-30/?as_of=2024-08-01")


def test_the_way_back_to_today_names_today(stranger, small):
    text = get(stranger, "/places/90@2023-06-30/")
    assert "/places/90@2023-06-30/?as_of=2" in text


def test_its_history_goes_both_ways_with_share_and_act(stranger, small):
    seen = words(get(stranger, "/places/90004@2023-06-30/"))
    assert "xã Đông An (tỉnh Bắc) một phần, 01/07/2025, 2025/NQ" in seen
    seen = words(get(stranger, "/places/90001@2025-08-01/"))
    assert "xã An Bình (huyện Đông, tỉnh Bắc) toàn bộ, 01/07/2025" in seen


def test_a_place_no_longer_on_the_map_says_so(stranger, small):
    seen = words(get(stranger, "/places/901@2023-06-30/?as_of=2025-08-01"))
    assert "Đơn vị này không có trên bản đồ ngày 01/08/2025" in seen


def test_higher_rooms_hang_their_panels(stranger, small):
    text = get(stranger, "/places/90@2023-06-30/")
    assert "Số liệu chính" in words(text)
    assert "Tổ chức trên địa bàn" in words(text)
    assert any(link.startswith("/figures/htx.total?place=90@2023-06-30") for link in hrefs(text))
    assert "đạt 01/06/2020, quyết định 01/09/2020, QĐ 5" in words(get(stranger, "/places/90001@2023-06-30/"))


def test_days_before_the_map_is_known_are_flagged(stranger, small):
    assert "chưa kiểm chứng trước 01/01/2020" in get(stranger, "/places/90@2019-05-01/")


def test_the_country_has_a_page(stranger, small):
    assert "Việt Nam" in words(get(stranger, "/places/VN@2023-06-30/"))


def test_unknown_keys_are_404_with_help(stranger, small):
    seen = words(get(stranger, "/places/90012@2025-08-01/", 404))
    assert "phường Giang" in seen
    assert "từ 01/11/2024 đến 30/06/2025" in seen
    get(stranger, "/places/99999@2025-08-01/", 404)
    get(stranger, "/places/90@2025-13-41/", 404)
    get(stranger, "/places/nonsense/", 404)
