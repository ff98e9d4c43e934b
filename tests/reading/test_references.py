"""Which documents a text names (guide §1)."""

import pytest

from hoptac.reading import read


def symbols(text):
    return [(r.type, r.symbol, r.date) for r in read(text).references]


@pytest.mark.parametrize(
    "text, wanted",
    [
        ("theo Quyết định số 77/QĐ-UBND ngày 05/02/2024 của UBND tỉnh", ("Quyết định", "77/QĐ-UBND", "2024-02-05")),
        ("Nghị quyết 31-NQ/TU, ngày 7 tháng 8 năm 2021", ("Nghị quyết", "31-NQ/TU", "2021-08-07")),
        ("thực hiện Công văn số 15 /SNV-CCHC (ngày 3.4.2023)", ("Công văn", "15/SNV-CCHC", "2023-04-03")),
        ("Thông tư 05 ngày 1/7/2020", ("Thông tư", "05", "2020-07-01")),
        ("Luật Thủy lợi số 08/2017/QH14", ("Luật", "08/2017/QH14", None)),
        ("Ngày 2/5/2024, huyện đã gửi Công văn số 61/UBND-KT", ("Công văn", "61/UBND-KT", "2024-05-02")),
        ("Luật Hợp tác xã năm 2012 quy định", ("Luật", None, "2012")),
    ],
)
def test_it_reads_type_symbol_and_day(text, wanted):
    assert symbols(text) == [wanted]


def test_in_a_list_the_type_carries_over():
    assert [t for t, _, _ in symbols("Căn cứ các Nghị định số 12/2020/NĐ-CP ngày 1/2/2020; số 15/2021/NĐ-CP ngày 3/4/2021.")] == [
        "Nghị định"
    ] * 2


def test_the_own_number_takes_type_day_and_issuer_from_the_head():
    own = read("UBND TỈNH LA NGÂN\nSố: 9/KH-UBND\nLa Ngân, ngày 05 tháng 9 năm 2024\nKẾ HOẠCH\nPhát triển HTX năm 2025\n").references[0]
    assert (own.type, own.symbol, own.date, own.issuer) == ("Kế hoạch", "9/KH-UBND", "2024-09-05", "UBND tỉnh La Ngân")


def test_a_law_with_its_number_elsewhere_is_named_once():
    assert symbols("Căn cứ Luật Hợp tác xã số 17/2023/QH15 ngày 20/6/2023; theo Luật HTX, các HTX tổ chức lại.") == [
        ("Luật", "17/2023/QH15", "2023-06-20")
    ]


def test_dates_fractions_and_rates_are_no_symbols():
    assert symbols("ngày 12/5/2023 có 12/20 xã, 3 lớp/huyện, 28 HTX/KH 25, giá 5.000 đồng/HTX") == []


def test_the_issuer_is_written_out():
    assert (
        read("Nghị quyết số 5-NQ/TW ngày 1/1/2022 của BCH Trung ương Đảng khóa XIII").references[0].issuer
        == "Ban Chấp hành Trung ương Đảng khóa XIII"
    )
