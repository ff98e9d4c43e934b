"""When a figure holds (guide: `as_of`): told in its sentence, inherited from paragraph, heading or title, or not told at all."""

import pytest

from hoptac.reading import read

HEAD = "UBND HUYỆN KHE SIM\nSố: 9/BC-UBND\nKhe Sim, ngày 05 tháng 01 năm 2025\nBÁO CÁO\nKinh tế tập thể năm 2024\n\n"


def times(text):
    return [(f.surface, f.as_of) for f in read(text).figures]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Năm 2022, xã bán 40 tấn chè, gấp rưỡi năm 2021.", ["2022", "2022"]),  # the year behind a multiple is compared with
        ("Năm 2022, xã thu 40 tỷ đồng, gấp 1,3 lần năm 2020.", ["2022", "2022"]),
        ("Kinh phí 9 tỷ đồng: năm 2023: 4 tỷ đồng; năm 2024: 5 tỷ đồng.", [None, "2023", "2024"]),  # each year goes with its own number
        ("Giai đoạn 2021-2023, tỉnh chi 80 tỷ đồng. Nguồn này xây 12 kho.", ["2021/2023", "2021/2023"]),
        ("Năm 2023, rà soát theo chuẩn nghèo giai đoạn 2022-2025 có 310 hộ nghèo.", ["2023"]),  # a standard's years are its name
        ("Từ năm 2022 đến nay, quỹ cho vay 7 tỷ đồng.", [None]),
        ("Hộ nghèo từ 8,2% (năm 2014) xuống còn 2,2% (năm 2023), tức giảm 6%.", ["2014", "2023", "2014/2023"]),
    ],
)
def test_the_time_told_in_the_sentence(text, expected):
    assert [t for _, t in times(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Toàn huyện có 61 HTX.", "2024"),  # the title's year
        ("Giá chè búp tươi 8.000 đồng/kg.", None),  # prices hold without a time
        ("Thu nhập của lao động 5 triệu đồng/tháng.", "2024"),  # wages are counted by year
        ("Hiện huyện có 61 HTX.", None),
        ("HTX Chè thành lập năm 2009. Toàn huyện có 61 HTX.", "2024"),  # a founding year tells nothing of what follows
        ("Huyện có diện tích tự nhiên 420 km2.", None),
    ],
)
def test_the_time_inherited_from_the_title(text, expected):
    assert times(HEAD + text)[-1][1] == expected


def test_who_was_present_is_told_of_the_day_of_the_meeting():
    text = "BIÊN BẢN\nHọp Hội đồng quản trị năm 2024\n\nThời gian: 8 giờ, ngày 12/11/2024.\nCó mặt 7/9 thành viên."
    assert [t for _, t in times(text)][0] == "2024-11-12"


def test_what_a_task_is_about_is_no_result_of_the_plan():
    text = (
        "KẾ HOẠCH\nCủng cố hợp tác xã năm 2025\n\n1. Giao Phòng Kinh tế rà soát 14 HTX ngừng hoạt động.\n"
        "2. Giao Hội Nông dân mở 3 lớp tập huấn."
    )
    assert [t for _, t in times(text)] == [None, "2025"]


def test_without_a_title_the_first_lines_tell_the_time_but_a_rank_is_not_dated_by_them():
    text = "Năm 2023, tỉnh Nghệ An có 900 HTX.\n\nThu hút 30.000 thành viên.\nTỉnh xếp thứ 5 toàn vùng."
    assert [t for _, t in times(text)] == ["2023", "2023", None]
