"""Whose figures they are (guide: `subject`): the organisation of a sentence, the board counted, the place meant by its level."""

import pytest

from hoptac.reading import read

HEAD = "UBND HUYỆN KHE SIM\nBÁO CÁO\nKinh tế tập thể năm 2024\n\n"


def owners(text):
    return [f.subject for f in read(text).figures]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Năm 2024, HTX Chè Nà Lốc có 40 thành viên, doanh thu 2 tỷ đồng.", ["HTX Chè Nà Lốc"] * 2),
        ("HTX Chè Nà Lốc mở rộng. Năm 2024, HTX có 40 thành viên.", ["HTX Chè Nà Lốc"]),  # the bare name means the one named before
        ("HTX Chè Nà Lốc mở rộng. Huyện có 40 HTX được vay.", ["Khe Sim"]),  # counted cooperatives own nothing
        ("HTX nông nghiệp có 40 thành viên.", ["Khe Sim"]),  # a kind is no organisation
        ("3/ Quỹ hỗ trợ phát triển HTX: vốn điều lệ 9 tỷ đồng.", ["Quỹ hỗ trợ phát triển HTX"]),
        ("Thành lập Ban Chỉ đạo gồm 12 thành viên.", ["Ban Chỉ đạo"]),
        ("Dự thảo do Sở Tài chính lập, chi 12 tỷ đồng.", ["Khe Sim"]),
    ],
)
def test_the_organisation_a_sentence_is_about(text, expected):
    assert owners(HEAD + text) == expected


def test_a_level_alone_means_the_place_of_that_level_named_last():
    text = "Đoàn của tỉnh Hà Nam làm việc với thị xã Khe Sim. Phó Chủ tịch cho biết, thị xã có 43 HTX."
    assert owners(text) == ["thị xã Khe Sim"]


def test_a_text_about_one_cooperative_belongs_to_it():
    assert owners("HTX Chè Nà Lốc họp đại hội. Giá chè giữ ở mức 9.000 đồng/kg.") == ["HTX Chè Nà Lốc"]


def test_the_country_tells_of_itself():
    assert owners("GDP của cả nước tăng 6%. Tỉnh Hà Nam tăng 7%.") == ["cả nước", "Hà Nam"]
