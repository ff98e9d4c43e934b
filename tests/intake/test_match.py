"""Which indicator a sentence means, whatever its number."""

from __future__ import annotations

import pytest

from hoptac.intake.match import match, words

PHRASES = [
    ("số xã đạt chuẩn NTM", "xã", "ntm.commune.standard"),
    ("số xã đạt chuẩn NTM nâng cao", "xã", "ntm.commune.advanced"),
    ("số xã đạt chuẩn nông thôn mới kiểu mẫu", "xã", "ntm.commune.model"),
    ("số địa phương cấp huyện hoàn thành NTM", "địa phương cấp huyện", "ntm.district.completed"),
    ("số huyện đạt chuẩn NTM nâng cao", "huyện", "ntm.district.advanced"),
    ("số HTX", "hợp tác xã", "htx.total"),
    ("tổng số hợp tác xã trên địa bàn tỉnh", "hợp tác xã", "htx.total"),
    ("số HTX đang hoạt động", "hợp tác xã", "htx.active"),
    ("số HTX thành lập mới", "hợp tác xã", "htx.founded"),
    ("số HTX giải thể", "hợp tác xã", "htx.dissolved"),
    ("số THT", "tổ hợp tác", "tht.total"),
    ("số LHHTX", "liên hiệp hợp tác xã", "lhhtx.total"),
    ("số sản phẩm tham gia chương trình OCOP", "sản phẩm", "ocop.participating"),
    ("số nhóm sản phẩm OCOP", "nhóm", "ocop.groups"),
    ("số sản phẩm OCOP đạt từ 3 sao trở lên", "sản phẩm", "ocop.rated"),
    ("tốc độ tăng trưởng", "con số", "grdp.growth"),
    ("tỷ lệ tăng trưởng GRDP", "%", "grdp.growth"),
    ("thu nhập bình quân đầu người", "USD", "income.per_capita"),
    ("GRDP bình quân đầu người", "USD", "grdp.per_capita"),
    ("tỷ lệ doanh nghiệp vừa và nhỏ", "%", "enterprise.sme_share"),
    ("số hợp tác xã nông nghiệp", "hợp tác xã", None),
    ("số sản phẩm OCOP 4 sao", "sản phẩm", "ocop.rated.four"),
    ("số sản phẩm OCOP tiềm năng", "sản phẩm", None),
    ("mức tăng số HTX so với năm 2021", "hợp tác xã", None),
    ("số xã chưa đạt chuẩn NTM", "xã", None),
    ("số thành viên hợp tác xã", "thành viên", None),
    ("thứ hạng toàn quốc về số lượng HTX", "hạng", None),
    ("thu nhập bình quân đầu người so với cả nước", "lần", None),
    (None, "xã", None),
]


@pytest.mark.parametrize(("phrase", "unit", "code"), PHRASES, ids=lambda v: str(v))
def test_it_finds_the_most_specific_indicator_or_none(phrase, unit, code):
    assert match(phrase, unit) == code


def test_words_behind_the_number_make_it_more_precise():
    assert match("số hợp tác xã", "hợp tác xã", after=" đang hoạt động") == "htx.active"


def test_words_of_the_clause_complete_a_short_phrase():
    assert match("số sản phẩm", "sản phẩm") is None
    assert match("số sản phẩm", "sản phẩm", clause=" thuộc 5 nhóm tham gia chương trình OCOP") == "ocop.participating"


def test_the_name_of_the_place_does_not_narrow_but_the_noun_counted_stays():
    assert match("số doanh nghiệp Quảng Ninh", "doanh nghiệp", "Quảng Ninh") == "enterprise.total"
    assert match("số xã đạt chuẩn NTM", "xã", "xã Hải Hòa") == "ntm.commune.standard"


def test_abbreviations_and_tone_placement_do_not_matter():
    assert words("số HTX") == words("Số hợp tác xã")
    assert words("tỉ lệ DNNVV") == words("tỷ lệ doanh nghiệp nhỏ và vừa")
