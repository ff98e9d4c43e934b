"""How Vietnamese numbers, days, money and names are written, read and compared."""

from datetime import date

import pytest

from hoptac.reading import text as t


@pytest.mark.parametrize(
    "x, printed", [(1087, "1.087"), (2.6, "2,6"), (-5, "−5"), (None, ""), (0, "0"), (3790.18, "3.790,18"), (1234567, "1.234.567")]
)
def test_it_writes_numbers_with_points_and_commas(x, printed):
    assert t.format_number(x) == printed


def test_it_fixes_the_decimals_when_asked():
    assert t.format_number(2, 1) == "2,0"
    assert t.format_number(2.25, 1) == "2,3"
    assert t.format_percent(77) == "77,0%"
    assert t.format_percent(None) == ""


@pytest.mark.parametrize(
    "dong, printed",
    [
        (2_600_000_000, "2,6 tỷ đồng"),
        (350_000_000, "350 triệu đồng"),
        (9500, "9.500 đồng"),
        (None, ""),
        (2_839_000_000, "2,839 tỷ đồng"),
        (68_013_000_000_000, "68.013 tỷ đồng"),
        (-1_500_000, "−1,5 triệu đồng"),
    ],
)
def test_it_writes_money_in_the_word_people_use(dong, printed):
    assert t.format_money(dong) == printed


def test_it_writes_days_short_and_long():
    assert t.format_day(date(2022, 12, 31)) == "31/12/2022"
    assert t.format_long_day(date(2026, 9, 5)) == "ngày 05 tháng 9 năm 2026"
    assert t.format_long_day(date(2026, 2, 15)) == "ngày 15 tháng 02 năm 2026"
    assert t.format_day(None) == t.format_long_day(None) == ""


@pytest.mark.parametrize(
    "text, day",
    [
        ("31/12/2022", date(2022, 12, 31)),
        ("ngày 31-12-2022", date(2022, 12, 31)),
        ("Ngày 05 tháng 9 năm 2026", date(2026, 9, 5)),
        ("31/02/2022", None),
        ("không có ngày", None),
        ("từ 1/7/2025 đến 31/12/2025", date(2025, 7, 1)),
    ],
)
def test_it_reads_days(text, day):
    assert t.parse_day_vi(text) == day


@pytest.mark.parametrize(
    "text, value",
    [
        ("1.087", 1087),
        ("2,6", 2.6),
        ("3.790,18", 3790.18),
        ("2036", 2036),
        ("16.4", 16.4),
        ("abc", None),
        ("", None),
        ("−5", -5),
        ("12 500", 12500),
    ],
)
def test_it_reads_numbers(text, value):
    assert t.parse_number_vi(text) == value


@pytest.mark.parametrize(
    "words, value",
    [
        ("hai mươi bốn", 24),
        ("bảy", 7),
        ("ba chục", 30),
        ("mười lăm", 15),
        ("hai mươi mốt", 21),
        ("một trăm linh năm", 105),
        ("một trăm hai mươi", 120),
        ("một nghìn hai trăm", 1200),
        ("hai triệu rưỡi", 2_500_000),
        ("Ba Mươi Tư", 34),
        ("ba lăm", 35),
        ("hai nghìn", 2000),
        ("năm trăm rưỡi", 550),
        ("xã", None),
        ("", None),
        ("ba xã", None),
        ("mươi", None),
    ],
)
def test_it_reads_number_words(words, value):
    assert t.words_to_number(words) == value


def test_fold_is_the_search_key():
    assert t.fold("  Đầm   Hà ") == "dam ha"
    assert t.fold("Ðông Triều") == "dong trieu"


def test_same_key_unifies_tone_places_but_keeps_accents():
    assert t.same_key("Hoà") == t.same_key("HÒA") == "hòa"
    assert t.same_key("Thuý") == t.same_key("Thúy")
    assert t.same_key("khoẻ") == "khỏe" and t.same_key("uỷ ban") == "ủy ban"
    assert t.same_key("quý") == t.same_key("qúy") == "quý"
    assert t.same_key("hoàn") == "hoàn"
    assert t.same_key("Hòa") != t.same_key("Hoa")
    assert t.same_key("Đắk N’Drót") == t.same_key("đắk n'drót")
    assert t.same_key("Bà Rịa – Vũng Tàu") == t.same_key("Bà Rịa - Vũng Tàu")
    assert t.same_key("Hoa\u0300\u00a0 Bình") == "hòa bình"


def test_symbols_have_one_identity():
    same = {t.normalise_symbol(s) for s in ("09/NQ-CP", "9/NQ-CP", " 09 / nq-cp ", "Số: 09/NQ-CP", "9-NQ/CP")}
    assert same == {"9-NQ-CP"}
    assert t.normalise_symbol("1804/QĐ-TTg") == t.normalise_symbol("1804/QD-TTG")
    assert t.normalise_symbol("22/CTr-TU") == t.normalise_symbol("22-CTr/TU")


def test_it_sorts_as_a_vietnamese_dictionary():
    wanted = [
        "An",
        "Ân",
        "Ba",
        "Bà",
        "Bá",
        "Bà Rịa",
        "Cao",
        "Dân",
        "Đà Nẵng",
        "Em",
        "Êm",
        "Phường 2",
        "Phường 10",
        "Uông Bí",
        "Ứng Hòa",
        "Vân",
    ]
    assert sorted(reversed(wanted), key=t.sort_key) == wanted
