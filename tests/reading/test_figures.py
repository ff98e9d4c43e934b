"""Which figures a text states: value, denominator, unit, comparator (guide §2 and its hard cases)."""

import pytest

from hoptac.reading import read


def figures(text):
    return [(f.value, f.denominator, f.unit) for f in read(text).figures]


@pytest.mark.parametrize(
    "text, wanted",
    [
        ("thu hút 5.120 nghìn thành viên", (5_120_000, None, "thành viên")),
        ("vốn 1,2 tỷ đồng", (1_200_000_000, None, "đồng")),
        ("vốn 412 tỷ 500 triệu đồng", (412_500_000_000, None, "đồng")),
        ("doanh thu 3.790,18 trđ", (3_790_180_000, None, "đồng")),
        ("dư nợ 2 tỷ rưỡi", (2_500_000_000, None, "đồng")),
        ("vay ngót nghét 300 triệu", (300_000_000, None, "đồng")),
        ("thu nhập 65 triệu đồng/1 người/1 năm", (65_000_000, None, "đồng/người/năm")),
        ("giá 25.000 đ/kg", (25_000, None, "đồng/kg")),
        ("tỷ lệ đạt 12,5%", (12.5, None, "%")),
        ("giảm 1,3 điểm phần trăm", (1.3, None, "điểm phần trăm")),
        ("có 54/98 xã đạt chuẩn", (54, 98, "xã")),
        ("có 3 trong số 24 HTX", (3, 24, "hợp tác xã")),
        ("lập mới 28 HTX/KH 25", (28, 25, "hợp tác xã")),
        ("đạt 31,8/265 tỷ đồng", (31_800_000_000, 265_000_000_000, "đồng")),
        ("cứ 10 hộ thì có 6 hộ thoát nghèo", (6, 10, "hộ")),
        ("chiếm một phần ba số hộ", (1, 3, "phần")),
        ("một nửa số HTX", (1, 2, "phần")),
        ("tổn thất 1/4 doanh thu", (1, 4, "phần")),
        ("Bảy xã được công nhận", (7, None, "xã")),
        ("vận động ba chục HTX", (30, None, "hợp tác xã")),
        ("có hai mươi bốn sản phẩm", (24, None, "sản phẩm")),
        ("thuộc top 10 cả nước", (10, None, "hạng")),
        ("đứng thứ 3/63 cả nước", (3, 63, "hạng")),
        ("tăng 26 bậc", (26, None, "bậc")),
        ("cao gấp rưỡi năm trước", (1.5, None, "lần")),
        ("tăng gấp ba", (3, None, "lần")),
        ("tăng trưởng hai con số", (2, None, "con số")),
        ("giấy chứng nhận có giá trị 36 tháng", (36, None, "tháng")),
        ("diện tích 10.000m2", (10_000, None, "m2")),
        ("đạt 1.234.567 lượt khách", (1_234_567, None, "lượt khách")),
    ],
)
def test_it_reads_value_denominator_and_unit(text, wanted):
    assert figures(text) == [wanted]


@pytest.mark.parametrize(
    "text",
    [
        "Điều 5 khoản 2",
        "giai đoạn 2021-2025",
        "ngày 12 tháng 5 năm 2023",
        "sản phẩm hạng 5 sao",
        "mức độ 4",
        "khu vực III",
        "cách mạng công nghiệp 4.0",
        "tiêu chí 20",
        "đợt 1",
        "bão số 3",
        "sau 30 ngày",
        "20 năm thực hiện",
        "hai địa phương này",
        "hàng trăm người",
        "ĐT: 0912 345 678",
        "lúc 14 giờ 30",
        "tổ 4 và tổ 15",
        "chính quyền hai cấp",
        "1. Mở đầu",
        "bình quân 1 HTX",
        "Trang 3/5",
    ],
)
def test_names_times_and_rhetoric_are_no_figures(text):
    assert figures(text) == []


def test_a_range_is_two_figures_over_one_surface():
    low, high = read("hỗ trợ 5-7 triệu đồng/tháng").figures
    assert (low.value, high.value, low.unit) == (5_000_000, 7_000_000, "đồng/tháng")
    assert (low.comparator, high.comparator, low.surface) == ("từ", "đến", high.surface)
    assert figures("từ 40 đến 50 tổ hợp tác") == [(40, None, "tổ hợp tác"), (50, None, "tổ hợp tác")]
    assert figures("tăng từ 18% - 32%") == [(18, None, "%"), (32, None, "%")]


def test_a_change_is_two_figures_with_their_own_surfaces():
    first, last = read("Tỷ lệ hộ nghèo giảm từ 4,1% (năm 2020) xuống còn 3,2% (năm 2022).").figures
    assert (first.surface, first.comparator, first.as_of) == ("từ 4,1%", "từ", "2020")
    assert (last.surface, last.comparator, last.as_of) == ("xuống còn 3,2%", "xuống còn", "2022")
    assert first.indicator == last.indicator == "Tỷ lệ hộ nghèo"
    assert read("Thu nhập từ 65 lên 78 triệu đồng").figures[0].value == 65_000_000


@pytest.mark.parametrize(
    "text, comparator",
    [
        ("trên 20.000 doanh nghiệp", "trên"),
        ("không để quá 10% HTX yếu", "không ... quá"),
        ("từ 80 điểm trở lên", "từ ... trở lên"),
        ("tối thiểu 60% cán bộ", "tối thiểu"),
        ("đạt 95% trở lên", "trở lên"),
        ("hơn gấp đôi", "hơn gấp"),
        ("đạt 12 xã", None),
    ],
)
def test_it_keeps_the_comparator_as_printed(text, comparator):
    assert read(text).figures[0].comparator == comparator


def test_millions_go_on_through_the_list_and_classes_of_stars_are_no_counts():
    assert figures("Chi 28.000 triệu đồng (năm 2023: 6.000; năm 2024: 22.000).") == [
        (28_000_000_000, None, "đồng"),
        (6_000_000_000, None, "đồng"),
        (22_000_000_000, None, "đồng"),
    ]
    assert figures("Hạng 3 sao 241 sản phẩm, 4 sao 75, 5 sao 2.") == [(n, None, "sản phẩm") for n in (241, 75, 2)]


def test_numbers_in_a_list_inherit_the_unit():
    assert figures("Tổng số: 120 HTX (nông nghiệp: 84; vận tải: 20; khác: 16).") == [(n, None, "hợp tác xã") for n in (120, 84, 20, 16)]
    assert figures("Thành viên 41.370 (nữ chiếm 46 %)") == [(41_370, None, "thành viên"), (46, None, "%")]
    assert figures("nợ quá hạn bằng 0;") == [(0, None, "đồng")]


@pytest.mark.parametrize(
    "text, name",
    [
        ("Toàn tỉnh có 54 xã đạt chuẩn NTM nâng cao.", "số xã đạt chuẩn NTM nâng cao"),
        ("Tỷ lệ hộ nghèo đa chiều còn 4,12%.", "Tỷ lệ hộ nghèo đa chiều"),
        ("Doanh thu bình quân đạt 2,6 tỷ đồng.", "Doanh thu bình quân"),
        ("Có 98% doanh nghiệp vừa và nhỏ.", "tỷ lệ doanh nghiệp vừa và nhỏ"),
    ],
)
def test_the_name_is_made_from_the_words_around(text, name):
    assert read(text).figures[0].indicator == name


def test_a_change_is_named_after_what_changes():
    _, change = read("Thu ngân sách đạt 9.215 tỷ đồng, tăng 12,4% so với cùng kỳ.").figures
    assert change.indicator == "mức tăng Thu ngân sách"


def test_headings_and_titles_give_the_time():
    text = "BÁO CÁO\nKết quả công tác năm 2021\n\nI. KẾT QUẢ\n- Có 12 HTX.\nII. MỤC TIÊU ĐẾN NĂM 2025\n- Có 20 HTX.\n"
    assert [f.as_of for f in read(text).figures] == ["2021", "2025"]


def test_the_nearest_place_owns_the_figure():
    assert [f.subject for f in read("Cả nước có 63 quỹ. Hà Nam có 2 quỹ; huyện Kim Bảng có 1 quỹ.").figures] == [
        "cả nước",
        "Hà Nam",
        "Kim Bảng",
    ]


def test_people_are_not_counted_in_thousandths():
    assert figures("Toàn tỉnh có 1,234 thành viên; năng suất 1,234 tấn.") == [(1234, None, "thành viên"), (1.234, None, "tấn")]
