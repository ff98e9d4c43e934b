"""Tables: in cells and flattened, of figures and of tasks."""

from hoptac.reading import read

FLAT = """UBND HUYỆN KIM SA
BÁO CÁO
Kết quả năm 2024
TT Chỉ tiêu ĐVT KH 2024 TH 2024 So KH (%)
1 Diện tích chè ha 1.240 1.306,5 105,4
2 Thu ngân sách tr.đ 950 - -
- Trong đó: thuế tr.đ 600 610 101,7
"""
CELLS = "TT\tXã\tSố HTX\tDoanh thu (triệu đồng)\tHộ nghèo (%)\n1\tMường Sa\t5\t1.250\t4,1\n2\tHua Păng\t0\t-\t6\n"


def figures(text):
    return [(f.value, f.unit) for f in read(text).figures]


def test_a_flattened_table_takes_units_from_its_unit_column():
    assert figures(FLAT) == [
        (1240, "ha"),
        (1306.5, "ha"),
        (105.4, "%"),
        (950_000_000, "đồng"),
        (600_000_000, "đồng"),
        (610_000_000, "đồng"),
        (101.7, "%"),
    ]


def test_columns_give_time_and_kind():
    plan, done, share = read(FLAT).figures[:3]
    assert (plan.indicator, plan.as_of) == ("diện tích chè theo kế hoạch", "2024")
    assert done.indicator == "diện tích chè thực hiện"
    assert share.indicator == "tỷ lệ diện tích chè so với kế hoạch"


def test_cells_take_units_from_the_head_and_a_nought_counts():
    assert figures(CELLS) == [(5, "hợp tác xã"), (1_250_000_000, "đồng"), (4.1, "%"), (0, "hợp tác xã"), (6, "%")]


def test_rows_of_places_are_their_subjects():
    assert [f.subject for f in read(CELLS).figures] == ["Mường Sa"] * 3 + ["Hua Păng"] * 2


def test_an_assignment_table_gives_one_task_a_row():
    text = (
        "PHỤ LỤC\nPHÂN CÔNG NHIỆM VỤ NĂM 2023\nTT Nội dung Cơ quan chủ trì Cơ quan phối hợp Thời hạn\n"
        "1 Tập huấn 6 lớp cho chủ thể Chi cục Phát triển nông thôn UBND các huyện; Hội Nông dân tỉnh 30/6/2023\n"
        "2 In 500 tờ rơi Sở Công Thương Báo An Hà Thường xuyên\n"
    )
    first, second = read(text).assignments
    assert (first.lead, first.cooperators, first.deadline) == (
        "Chi cục Phát triển nông thôn",
        ["UBND các huyện", "Hội Nông dân tỉnh"],
        "2023-06-30",
    )
    assert (second.lead, second.deadline, second.task) == ("Sở Công Thương", None, "In 500 tờ rơi")
    assert [(f.value, f.unit) for f in read(text).figures] == [(6, "lớp"), (500, "tờ rơi")]


def test_real_cells_give_the_same():
    text = "TT\tNhiệm vụ\tChủ trì\tPhối hợp\tHoàn thành\n"
    text += "1\tKhảo sát HTX\tSở Tài chính\tCục Thống kê tỉnh; Thuế tỉnh\tQuý II/2025\n2\tMở lớp\tHội Nông dân\t\tTháng 9/2025\n"
    assert [(a.lead, a.cooperators, a.deadline) for a in read(text).assignments] == [
        ("Sở Tài chính", ["Cục Thống kê tỉnh", "Thuế tỉnh"], "2025-Q2"),
        ("Hội Nông dân", [], "2025-09"),
    ]


def test_bare_semicolons_part_cells_and_the_title_ends_before_the_table():
    text = "BÁO CÁO\nSố liệu quý II năm 2024\nChỉ tiêu;ĐVT;Quý I/2024;Luỹ kế\nHTX mới;HTX;4;39\nDoanh thu;tr.đ;1.850;12.716\n"
    assert [(f.value, f.unit, f.as_of) for f in read(text).figures] == [
        (4, "hợp tác xã", "2024-Q1"),
        (39, "hợp tác xã", "2024-Q2"),
        (1_850_000_000, "đồng", "2024-Q1"),
        (12_716_000_000, "đồng", "2024-Q2"),
    ]


def test_years_in_the_heads_of_cells_and_in_the_caption_above_are_times():
    text = "Nguồn\tThực hiện 2024\tKế hoạch 2025\nThuế\t91\t100\nPhí\t12\t15\n"
    assert [f.as_of for f in read(text).figures] == ["2024", "2025"] * 2
    captioned = "Bảng 1. Kết quả 6 tháng đầu năm 2025\nChỉ tiêu | ĐVT | Thực hiện\nSản lượng chè | tấn | 70\nSản lượng lúa | tấn | 20\n"
    assert [f.as_of for f in read(captioned).figures] == ["2025-H1", "2025-H1"]


REPORT = "UBND HUYỆN KIM SA\nBÁO CÁO\nKết quả năm 2024\n\n"


def ruled(head, *rows):
    """A ruled table under the head of a report."""
    lines = [head, " | ".join("---" for _ in head.split("|")), *rows]
    return REPORT + "".join(f"| {line} |\n" for line in lines)


def named(text):
    return [(f.value, f.indicator, f.subject) for f in read(text).figures]


def test_a_column_of_the_plan_for_the_year_holds_values():
    text = ruled(
        "TT | Chỉ tiêu | ĐVT | KH năm | TH năm",
        "1 | Thành lập mới | HTX | 20 | 23",
        "2 | Giải thể | HTX | 3 | 4",
    )
    assert [f.value for f in read(text).figures] == [20, 23, 3, 4]
    years = ruled(
        "TT | Tên HTX | Năm | Thành viên",
        "1 | HTX Tân Phong | 2012 | 20",
        "2 | HTX Bản Mế | 2015 | 31",
    )
    assert [f.value for f in read(years).figures] == [20, 31]  # a bare year is no figure (guide §2)


def test_rows_that_count_cooperatives_are_no_cooperatives():
    text = ruled(
        "TT | Chỉ tiêu | KH 2024 | TH 2024",
        "1 | HTX thành lập mới | 20 | 23",
        "2 | HTX giải thể | 3 | 4",
    )
    assert named(text)[0] == (20, "số HTX thành lập mới theo kế hoạch", "Kim Sa")
    own = ruled(
        "TT | HTX | Thành viên",
        "1 | HTX Tân Phong | 20",
        "2 | HTX nông nghiệp Bản Mế | 31",
    )
    assert named(own) == [(20, "số thành viên", "HTX Tân Phong"), (31, "số thành viên", "HTX nông nghiệp Bản Mế")]


def test_money_printed_in_a_cell_is_named_by_its_row_and_column():
    text = ruled(
        "TT | Nội dung | Kinh phí | Nguồn",
        "1 | Xây kho lạnh | 1,1 tỷ đồng | Ngân sách tỉnh",
        "2 | Mua máy sấy | 350 triệu đồng | Quỹ",
    )
    assert [x[:2] for x in named(text)] == [(1_100_000_000, "kinh phí xây kho lạnh"), (350_000_000, "kinh phí mua máy sấy")]


def test_the_number_of_a_decision_is_no_indicator():
    text = ruled(
        "TT | Số, ký hiệu | Vốn hỗ trợ (triệu đồng)",
        "1 | 12/QĐ-UBND | 350",
        "2 | 45/QĐ-UBND | 500",
    )
    assert named(text) == [(350_000_000, "vốn hỗ trợ", "Kim Sa"), (500_000_000, "vốn hỗ trợ", "Kim Sa")]
