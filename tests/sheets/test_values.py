"""Cells as clerks write them."""

from datetime import date

import pytest

from hoptac.sheets import values


@pytest.mark.parametrize(
    ("cell", "day", "is_guess"),
    [
        ("31/12/2022", date(2022, 12, 31), False),
        ("1-2-2020", date(2020, 2, 1), False),
        ("05.09.2021", date(2021, 9, 5), False),
        ("2022-12-31", date(2022, 12, 31), False),
        ("2022-12-31 00:00:00", date(2022, 12, 31), False),
        ("ngày 5 tháng 9 năm 2022", date(2022, 9, 5), False),
        (date(2019, 3, 4), date(2019, 3, 4), False),
        (44926, date(2022, 12, 31), True),  # Excel counts 1/1/1900 as 1: 44926 is 31/12/2022
        ("44926", date(2022, 12, 31), True),
        ("31/12/22", date(2022, 12, 31), True),
        ("31/12/98", date(1998, 12, 31), True),
        ("12/31/2022", date(2022, 12, 31), True),
        ("09/2022", date(2022, 9, 1), True),
        (2019, date(2019, 1, 1), True),
        ("31122022", date(2022, 12, 31), True),
        ("QĐ ngày 31/12/2022", date(2022, 12, 31), True),
    ],
)
def test_it_reads_days(cell, day, is_guess):
    found = values.day(cell)
    assert (found.value, bool(found.guess), found.problem) == (day, is_guess, "")


@pytest.mark.parametrize("cell", ["31/02/2022", "30/02/2020", "00/01/2022", "45/13/2022 x", "hôm qua", 12, True, "1/1/0022"])
def test_it_names_what_is_no_day(cell):
    found = values.day(cell)
    assert found.value is None
    assert found.problem


def test_it_says_how_many_days_the_month_has():
    assert "28" in values.day("31/02/2022").problem
    assert "29" in values.day("30/02/2020").problem


@pytest.mark.parametrize(
    ("cell", "value", "is_guess"),
    [
        (12, 12, False), ("1.087", 1087, False), ("1.234.567,5", 1234567.5, False), ("1,234,567.5", 1234567.5, False), ("2,6", 2.6, False),
        ("1,234", 1234, True), ("1 087", 1087, False), ("20 người", 20, True), ("hai mươi bốn", 24, True),
        ("khoảng 300", 300, True), ("-5", -5, False),
    ],
)  # fmt: skip
def test_it_reads_numbers_with_either_separator(cell, value, is_guess):
    found = values.number(cell)
    assert (found.value, bool(found.guess), found.problem) == (value, is_guess, "")


@pytest.mark.parametrize("cell", ["", "-", "  ", "không có", None, "–"])
def test_a_dash_is_nothing(cell):
    assert values.number(cell) == values.day(cell) == values.phone(cell) == values.Parsed()


def test_a_whole_number_is_neither_broken_nor_negative():
    assert values.whole("12,5").problem
    assert values.whole("-3").problem
    assert values.whole("1.087").value == 1087


@pytest.mark.parametrize(
    ("cell", "scale", "dong"),
    [
        ("2,5 tỷ", 1, 2_500_000_000), ("500 tr.đ", 1, 500_000_000), ("1.200.000.000", 1, 1_200_000_000), (1500, 10**6, 1_500_000_000),
        ("1.500", 10**6, 1_500_000_000), ("800 triệu đồng", 10**6, 800_000_000), ("0", 1, 0), ("300tr", 1, 300_000_000),
    ],
)  # fmt: skip
def test_it_reads_money_in_dong(cell, scale, dong):
    assert values.money(cell, scale).value == dong


@pytest.mark.parametrize(
    ("cell", "digits"),
    [
        ("0912.345.678", "0912345678"), ("+84 912 345 678", "0912345678"), (912345678, "0912345678"), ("84912345678", "0912345678"),
        ("01691234567", "0391234567"), ("0203 3825 123", "02033825123"), ("0912345678; 0987654321", "0912345678"),
        (912345678.0, "0912345678"),
    ],
)  # fmt: skip
def test_it_reads_phones(cell, digits):
    assert values.phone(cell).value == digits


@pytest.mark.parametrize("cell", ["12345", "09123", "không nhớ", "091234567890123"])
def test_it_names_what_is_no_phone(cell):
    found = values.phone(cell)
    assert found.value is None
    assert found.problem


def test_it_gives_a_tax_code_its_lost_nought_back_as_a_guess():
    found = values.tax_code(100109106)
    assert found.value == "0100109106"
    assert found.guess
    assert values.tax_code("5700 100 175").value == "5700100175"
    assert values.tax_code("5700100175001").value == "5700100175-001"
    assert values.tax_code("57001").problem


def test_a_choice_is_found_within_the_words_as_a_guess():
    kinds = {"htx": "htx", "hop tac xa": "htx", "lien hiep htx": "lhhtx", "to hop tac": "tht"}
    assert values.choice("HTX", kinds) == values.Parsed("htx")
    assert values.choice("Liên hiệp HTX", kinds).value == "lhhtx"
    assert values.choice("Liên hiệp HTX nông nghiệp", kinds).value == "lhhtx"
    assert values.choice("Công ty", kinds).problem


def test_every_reader_answers_every_cell():
    cells = [
        "",
        None,
        True,
        0,
        -1,
        1.5,
        1e300,
        float("inf"),
        float("nan"),
        "x" * 5000,
        "9" * 400,
        date(1, 1, 1),
        "=1+1",
        "\x00",
        "１２",
        "#REF!",
    ]
    for reader in values.READERS.values():
        for cell in cells:
            assert isinstance(reader(cell), values.Parsed)
