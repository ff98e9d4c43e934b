"""Who is told to do what by when (guide §3)."""

import pytest

from hoptac.reading import read


def tasks(text):
    return [(a.lead, a.cooperators, a.deadline) for a in read(text).assignments]


@pytest.mark.parametrize(
    "text, wanted",
    [
        ("Chủ tịch UBND tỉnh yêu cầu Sở Nội vụ rà soát biên chế trước ngày 30/4/2019.", ("Sở Nội vụ", [], "2019-04-30")),
        (
            "UBND tỉnh đã giao Sở Tài chính chủ trì, phối hợp với Sở Nội vụ, Kho bạc Nhà nước tỉnh lập phương án.",
            ("Sở Tài chính", ["Sở Nội vụ", "Kho bạc Nhà nước tỉnh"], None),
        ),
        ("Đề nghị Ngân hàng Nhà nước chi nhánh tỉnh xem xét cho vay.", ("Ngân hàng Nhà nước chi nhánh tỉnh", [], None)),
        (
            "Việc công bố do UBND các huyện, thị xã, thành phố thực hiện trong quý II/2023.",
            ("UBND các huyện, thị xã, thành phố", [], "2023-Q2"),
        ),
        ("Giao Sở Y tế phối hợp các Sở: Tài chính, Nội vụ kiểm tra.", ("Sở Y tế", ["Sở Tài chính", "Sở Nội vụ"], None)),
        ("Yêu cầu các đơn vị báo cáo trước ngày 20 hằng tháng.", ("các đơn vị", [], "ngày 20 hằng tháng")),
        ("Giao Chi cục Thủy lợi hoàn thành trong tuần đầu tháng 9/2025.", ("Chi cục Thủy lợi", [], "2025-09-07")),
        ("Sở Xây dựng được giao chủ trì, cùng Sở Y tế kiểm tra các chợ.", ("Sở Xây dựng", ["Sở Y tế"], None)),
    ],
)
def test_it_reads_lead_partners_and_deadline(text, wanted):
    assert tasks(text) == [wanted]


def test_a_stem_gives_its_items_the_giver():
    text = "Chủ tịch UBND huyện giao:\na) Phòng Nội vụ rà soát hồ sơ.\nb) Công an huyện tuần tra.\n"
    assert [(a.assigner, a.lead) for a in read(text).assignments] == [
        ("Chủ tịch UBND huyện", "Phòng Nội vụ"),
        ("Chủ tịch UBND huyện", "Công an huyện"),
    ]


def test_a_body_with_bullets_is_one_task():
    head = "UBND XÃ A LÝ\nKẾ HOẠCH\nNăm 2024\n\nII. PHÂN CÔNG\n"
    text = head + "1. Phòng Kinh tế:\n- Rà soát hộ nghèo;\n- Lập danh sách trước 15/3/2024.\n2. Trạm Y tế: tiêm chủng cho trẻ.\n"
    assert tasks(text) == [("Phòng Kinh tế", [], "2024-03-15"), ("Trạm Y tế", [], None)]


def test_clauses_of_one_lead_stay_together_and_a_new_body_begins_a_new_task():
    text = "UBND tỉnh giao Sở Nội vụ lập đề án; trình UBND tỉnh trước ngày 1/6/2024; Sở Tư pháp thẩm định trước ngày 15/6/2024."
    assert tasks(text) == [("Sở Nội vụ", [], "2024-06-01"), ("Sở Tư pháp", [], "2024-06-15")]


def test_a_closing_formula_counts():
    head = "QUYẾT ĐỊNH\nThành lập Tổ công tác\n\n"
    text = head + "Điều 3. Chánh Văn phòng UBND tỉnh, Giám đốc Sở Nội vụ chịu trách nhiệm thi hành Quyết định này./."
    assert [a.lead for a in read(text).assignments] == ["Chánh Văn phòng UBND tỉnh, Giám đốc Sở Nội vụ"]


def test_a_closing_formula_goes_over_semicolons_and_colons():
    head = "QUYẾT ĐỊNH\nThành lập Tổ công tác\n\n"
    lead = "Chánh Văn phòng UBND tỉnh; Giám đốc các Sở: Y tế, Nội vụ; Chủ tịch UBND các xã và các ông có tên tại Điều 1"
    assert [a.lead for a in read(head + f"Điều 4. {lead} chịu trách nhiệm thi hành Quyết định này./.").assignments] == [lead]


def test_a_bare_body_on_a_numbered_line_is_told_what_stands_below():
    head = "QUYẾT ĐỊNH\nPhê duyệt Đề án\n\nĐiều 2. Tổ chức thực hiện\n"
    text = head + "1. Sở Y tế\na) Chủ trì hướng dẫn;\nb) Sơ kết trước ngày 1/6/2024.\n2. Sở Nội vụ\nRà soát nhân sự.\n3. Sở Tư pháp: góp ý."
    assert tasks(text) == [("Sở Y tế", [], "2024-06-01"), ("Sở Nội vụ", [], None), ("Sở Tư pháp", [], None)]


def test_a_bracket_may_stand_between_the_body_and_what_it_must_do():
    text = "KẾ HOẠCH\nNăm 2024\n\n1. Sở Y tế (cơ quan thường trực) chủ trì triển khai."
    assert tasks(text) == [("Sở Y tế", [], None)]


def test_the_one_at_the_head_of_a_sentence_and_the_one_it_gives_to_are_two():
    text = "PHIẾU GIAO VIỆC\nTuần 2\n\n1. Phòng Kinh tế chủ trì họp dân các thôn, giao Trạm Y tế chuẩn bị tài liệu."
    assert sorted(lead for lead, _, _ in tasks(text)) == ["Phòng Kinh tế", "Trạm Y tế"]


@pytest.mark.parametrize(
    "text",
    [
        "Tỉnh phấn đấu có 30 HTX.",
        "Theo đề nghị của Sở Nội vụ, UBND tỉnh đã ban hành kế hoạch.",
        "Ban Chỉ đạo tỉnh đã họp.",
        "UBND tỉnh sẽ tiếp tục hỗ trợ.",
        "Thủ tướng chủ trì hội nghị toàn quốc.",
        "Các xã bàn giao hồ sơ cho huyện xong.",
    ],
)
def test_goals_nouns_and_own_deeds_are_no_tasks(text):
    assert tasks(text) == []


PLAN = "UBND XÃ KIM SA\nKẾ HOẠCH\nnăm 2025\nI. TỔ CHỨC THỰC HIỆN\n"


def test_how_things_go_is_no_task():
    """Exhortation without a named body gives no task (guide §3); a stem does."""
    assert tasks(PLAN + "Các hợp tác xã tiếp tục phát triển cả về số lượng và chất lượng.\n") == []
    stem = tasks(PLAN + "UBND xã yêu cầu:\n- Các hợp tác xã tiếp tục mở rộng vùng nguyên liệu.\n")
    assert stem == [("Các hợp tác xã", [], None)]


def test_a_person_in_charge_leads_with_office_and_name():
    text = PLAN + "Phó Chủ tịch UBND xã Nguyễn Văn Mẫu phụ trách chỉ đạo chung.\n"
    assert tasks(text) == [("Phó Chủ tịch UBND xã Nguyễn Văn Mẫu", [], None)]


def test_the_land_office_does_it():
    text = PLAN + "Việc đo đạc do Văn phòng Đăng ký đất đai thực hiện trước ngày 30/6/2025.\n"
    assert tasks(text) == [("Văn phòng Đăng ký đất đai", [], "2025-06-30")]
