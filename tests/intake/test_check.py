"""What a check says of the session report of 2022, of copies of it, and of sentences about other days and maps."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from hoptac.common.text import format_day
from hoptac.figures import queries
from hoptac.figures.indicators import indicator
from hoptac.intake.check import check_findings
from hoptac.intake.rules import Verdict
from intake.helpers import changed, findings_of, sentence

EXPECTED = {
    "98/98 xã": "agrees",
    "54/98 xã": "agrees",
    "26/98 xã": "agrees",
    "13/13 địa phương cấp huyện": "agrees",
    "2/7 huyện": "agrees",
    "565 sản phẩm": "agrees",
    "5 nhóm": "agrees",
    "210 tổ hợp tác": "agrees",
    "665 HTX": "agrees",
    "3 Liên hiệp HTX": "agrees",
    "top 10": "unknown",
    "2 con số": "agrees",
    "8.200 USD": "other_definition",
    "gấp đôi": "unknown",
    "thứ 2": "unknown",
    "trên 20.000 doanh nghiệp": "within_bound",
    "đến 98%": "within_bound",
}
OWN = {"8.200 USD", "trên 20.000 doanh nghiệp", "đến 98%"}


def verdicts(text, findings, **more):
    return [str(one.verdict) for one in check_findings(findings, text=text, **more).figures]


def one(text, *figures, **more):
    return check_findings(sentence(text, *figures), text=text, **more).figures[0]


def test_it_bears_out_the_session_report(province, seed):
    checked = check_findings(findings_of(seed), text=seed["text"])
    assert {row.surface: str(row.verdict) for row in checked.figures} == EXPECTED
    assert checked.contradictions == []


def test_it_counts_apart_what_only_the_document_itself_says(province, seed):
    checked = check_findings(findings_of(seed), text=seed["text"])
    own = [row for row in checked.figures if row.own_source]
    assert {row.surface for row in own} == OWN
    assert all("nguồn duy nhất là chính văn bản này" in row.why for row in own)
    assert checked.summary["own_source"] == 3
    assert checked.summary["agrees"] == 11
    assert sum(checked.summary.values()) == len(checked.figures)


def test_another_document_with_the_same_number_is_not_its_own_source(province):
    text = "Thu nhập bình quân đầu người tỉnh Quảng Ninh năm 2022 đạt 8.200 USD."
    row = one(text, ("8.200 USD", "thu nhập bình quân đầu người", 8200, None, "USD", None, "2022", "Quảng Ninh"))
    assert (row.verdict, row.own_source) == (Verdict.OTHER_DEFINITION, False)


CHANGES = [
    (0, "97/98 xã", {"value": 97}),
    (0, "98/97 xã", {"denominator": 97}),
    (1, "55/98 xã", {"value": 55}),
    (1, "53/98 xã", {"value": 53}),
    (2, "27/98 xã", {"value": 27}),
    (3, "12/13 địa phương cấp huyện", {"value": 12}),
    (4, "3/7 huyện", {"value": 3}),
    (4, "2/8 huyện", {"denominator": 8}),
    (5, "566 sản phẩm", {"value": 566}),
    (6, "6 nhóm", {"value": 6}),
    (7, "211 tổ hợp tác", {"value": 211}),
    (8, "666 HTX", {"value": 666}),
    (8, "6.650 HTX", {"value": 6650}),
    (9, "4 Liên hiệp HTX", {"value": 4}),
    (11, "3 con số", {"value": 3}),
    (12, "8.300 USD", {"value": 8300}),
    (15, "trên 21.000 doanh nghiệp", {"value": 21000}),
    (15, "trên 19.000 doanh nghiệp", {"value": 19000}),
    (16, "đến 97%", {"value": 97}),
    (16, "đến 99%", {"value": 99}),
]


@pytest.mark.parametrize(("n", "surface", "fields"), CHANGES, ids=[row[1] for row in CHANGES])
def test_one_number_changed_turns_its_verdict_and_no_other(province, seed, n, surface, fields):
    before = list(EXPECTED.values())
    text, findings = changed(seed, n, surface, **fields)
    after = verdicts(text, findings)
    assert [i for i, (a, b) in enumerate(zip(before, after, strict=True)) if a != b] == [n]
    assert after[n] == "differs"


ELSEWHERE = [
    ("206 tổ hợp tác", "số tổ hợp tác", 206, None, "tổ hợp tác", "2022-10", "agrees"),
    ("206 tổ hợp tác", "số tổ hợp tác", 206, None, "tổ hợp tác", "2022", "other_date"),
    ("91/91 xã", "số xã đạt chuẩn NTM", 91, 91, "xã", "2024-12", "agrees"),
    ("53/91 xã", "số xã đạt chuẩn NTM nâng cao", 53, 91, "xã", "2024-12", "agrees"),
    ("25/91 xã", "số xã đạt chuẩn NTM kiểu mẫu", 25, 91, "xã", "2024-12", "agrees"),
    ("98/98 xã", "số xã đạt chuẩn NTM", 98, 98, "xã", "2024-12", "other_map"),
    ("54/98 xã", "số xã đạt chuẩn NTM nâng cao", 54, 98, "xã", "2024-12", "other_date"),
    ("56/98 xã", "số xã đạt chuẩn NTM nâng cao", 56, 98, "xã", "2024", "other_date"),
    ("91/91 xã", "số xã đạt chuẩn NTM", 91, 91, "xã", "2022", "other_map"),
    ("346 sản phẩm", "số sản phẩm OCOP được xếp hạng", 346, None, "sản phẩm", "2023", "agrees"),
    ("346 sản phẩm", "số sản phẩm tham gia chương trình OCOP", 346, None, "sản phẩm", "2023", "other_definition"),
    ("1.087 HTX", "số hợp tác xã", 1087, None, "hợp tác xã", "2024", "agrees"),
    ("687 HTX", "số hợp tác xã", 687, None, "hợp tác xã", "2024", "other_definition"),
    ("240 HTX", "số HTX thành lập mới", 240, None, "hợp tác xã", "2024", "agrees"),
    ("152 HTX", "số HTX thành lập mới", 152, None, "hợp tác xã", "2024", "other_definition"),
    ("9/13 địa phương cấp huyện", "số địa phương cấp huyện hoàn thành NTM", 9, 13, "địa phương cấp huyện", "2022", "other_definition"),
    ("12.021 doanh nghiệp", "số doanh nghiệp", 12021, None, "doanh nghiệp", "2025-Q1", "other_definition"),
    ("11,03%", "tốc độ tăng trưởng GRDP", 11.03, None, "%", "2023", "agrees"),
    ("11,0%", "tốc độ tăng trưởng GRDP", 11.0, None, "%", "2023", "agrees"),
    ("11,03%", "tốc độ tăng trưởng GRDP", 11.03, None, "%", "2022", "other_date"),
    ("73,348 triệu đồng", "thu nhập bình quân đầu người", 73348000, None, "đồng", "2023", "agrees"),
    ("9.400 USD", "thu nhập bình quân đầu người", 9400, None, "USD", "2023", "not_comparable"),
    ("12 HTX nông nghiệp", "số hợp tác xã nông nghiệp", 12, None, "hợp tác xã", "2022", "unknown"),
    ("900 HTX", "số hợp tác xã", 900, None, "hợp tác xã", "2022", "differs"),
]


@pytest.mark.parametrize(("surface", "indicator", "value", "whole", "unit", "as_of", "verdict"), ELSEWHERE, ids=lambda v: str(v))
def test_it_knows_numbers_that_are_true_elsewhere(province, surface, indicator, value, whole, unit, as_of, verdict):
    text = f"Tỉnh Quảng Ninh có {surface}."
    row = one(text, (surface, indicator, value, whole, unit, None, as_of, "Quảng Ninh"))
    assert row.verdict == verdict, row.why


BOUNDS = [
    ("trên 600 HTX", 600, "trên", "within_bound"),
    ("trên 665 HTX", 665, "trên", "differs"),
    ("ít nhất 665 HTX", 665, "ít nhất", "within_bound"),
    ("gần 700 HTX", 700, "gần", "within_bound"),
    ("gần 660 HTX", 660, "gần", "differs"),
    ("dưới 700 HTX", 700, "dưới", "within_bound"),
    ("dưới 600 HTX", 600, "dưới", "differs"),
    ("khoảng 670 HTX", 670, "khoảng", "within_bound"),
    ("hơn 847 HTX", 847, "hơn", "differs"),  # true at the end of 2023: a bound is never looked for elsewhere
]


@pytest.mark.parametrize(("surface", "value", "comparator", "verdict"), BOUNDS, ids=lambda v: str(v))
def test_a_bound_holds_when_the_record_satisfies_it(province, surface, value, comparator, verdict):
    text = f"Hết năm 2022, Quảng Ninh có {surface}."
    row = one(text, (surface, "số hợp tác xã", value, None, "hợp tác xã", comparator, None, "Quảng Ninh"))
    assert row.verdict == verdict
    assert row.expected == (665, None)


def test_it_tells_the_records_value_for_every_verdict_but_agrees(province):
    text = "Đến tháng 12/2024 tỉnh Quảng Ninh có 98/98 xã đạt chuẩn NTM."
    row = one(text, ("98/98 xã", "số xã đạt chuẩn NTM", 98, 98, "xã", None, None, None), place_id=province)
    assert (row.verdict, row.expected, row.as_of) == (Verdict.OTHER_MAP, (91, 91), date(2024, 12, 31))
    assert row.as_json()["expected"] == {"value": 91, "denominator": 91}
    assert row.as_json()["map_of"] == "2024-10-31"


def test_growth_of_two_digits_asks_the_years_spoken_of(province):
    figure = ("2 con số", "tốc độ tăng trưởng", 2, None, "con số", None)
    assert one("Năm 2023 tăng trưởng 2 con số.", (*figure, "2023", "Quảng Ninh")).verdict == "agrees"
    assert one("Năm 2024 tăng trưởng 2 con số.", (*figure, "2024", "Quảng Ninh")).verdict == "differs"
    several = "Những năm gần đây liên tiếp tăng trưởng 2 con số, đến hết năm 2024."
    assert one(several, (*figure, None, "Quảng Ninh")).verdict == "differs"
    assert one("Năm 2019 tăng trưởng 2 con số.", (*figure, "2019", "Quảng Ninh")).verdict == "unknown"


def test_a_published_number_of_the_country_is_compared_where_nothing_is_counted(province):
    text = "Năm 2022 cả nước có 29.378 HTX."
    row = one(text, ("29.378 HTX", "số hợp tác xã", 29378, None, "hợp tác xã", None, "2022", "cả nước"))
    assert (row.verdict, row.place) == (Verdict.AGREES, "VN@2022-12-31")


def test_a_goal_is_not_held_against_the_records(province):
    text = "Tỉnh phấn đấu đến năm 2024 có 700 HTX."
    row = one(text, ("700 HTX", "số hợp tác xã", 700, None, "hợp tác xã", None, "2024", "Quảng Ninh"))
    assert row.verdict == "not_comparable"


def test_an_organisations_number_is_not_the_provinces(province):
    text = "HTX Phất Cờ có 3 hợp tác xã thành viên."
    row = one(text, ("3 hợp tác xã", "số hợp tác xã", 3, None, "hợp tác xã", None, "2022", "HTX Phất Cờ"), place_id=province)
    assert row.verdict == "unknown"


def test_it_names_the_title_that_came_after_the_day(province):
    known = indicator("ntm.commune.advanced")
    change = next(c for c in queries.count(known, province).changes(date(2022, 12, 31), date(2023, 12, 31), None) if c.value == 1)
    day = change.on - timedelta(days=1)
    value = queries.figure("ntm.commune.advanced", province, as_of=day).value + 1
    text = f"Quảng Ninh có {value}/98 xã đạt chuẩn NTM nâng cao."
    row = one(text, (f"{value}/98 xã", "số xã đạt chuẩn NTM nâng cao", value, 98, "xã", None, day.isoformat(), "Quảng Ninh"))
    assert row.verdict in ("differs", "other_date")
    if row.verdict == "differs":
        assert format_day(change.on) in row.why
        assert change.records[0].name in row.why


def test_it_finds_two_values_for_one_thing(province):
    text = "Hết năm 2022, tỉnh có 665 HTX. Trong số 660 HTX ấy có 700 HTX đang hoạt động."
    checked = check_findings(
        sentence(
            text,
            ("665 HTX", "số hợp tác xã", 665, None, "hợp tác xã", None, None, None),
            ("660 HTX", "số hợp tác xã", 660, None, "hợp tác xã", None, None, None),
            ("700 HTX", "số hợp tác xã đang hoạt động", 700, None, "hợp tác xã", None, None, None),
        ),
        province,
        text=text,
    )
    assert [one.kind for one in checked.contradictions] == ["two_values", "part_exceeds_whole", "part_exceeds_whole"]


def test_a_document_in_english_gets_no_traceback(province):
    assert check_findings(sentence(""), province, text="").summary["agrees"] == 0
