"""Offsets lead back to the text as given, whatever its Unicode form; read() never raises."""

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from hoptac.reading import read
from hoptac.reading.page import Page
from hoptac.reading.reader import read_strictly

SENTENCE = (
    "Năm 2024, xã Thuỷ Hoà có 1.204 hộ, 3/5 thôn đạt chuẩn theo Quyết định số 12/QĐ-UBND ngày 05/02/2024; "
    "giao Phòng Kinh tế rà soát 30% hộ nghèo."
)
PIECES = [
    "Số: 12/KH-UBND",
    "ngày 05/02/2024",
    "1.204",
    "3/5",
    "30%",
    "từ",
    "đến",
    "xã",
    "HTX",
    "triệu đồng",
    "giao",
    "Sở Tài chính",
    "ông Lò Văn A",
    "\n",
    "\t",
    "|",
    "-",
    "1.",
    "(",
    ")",
    ":",
    ";",
    ",",
    ".",
    "gấp",
    "rưỡi",
    "một phần ba",
    "tỷ lệ",
    "STT Chỉ tiêu ĐVT 2023 2024",
    "thứ 3",
    "top 10",
    "cứ 10 hộ thì có",
    "Luật",
    "/",
    "\u00a0",
    "e\u0323\u0302",
    "2O24",
]


def values(text: str) -> list[tuple[object, object, str | None]]:
    return [(f.value, f.denominator, f.unit) for f in read(text).figures]


def test_decomposed_text_reads_the_same():
    plain, decomposed = read(SENTENCE), read(unicodedata.normalize("NFD", SENTENCE))
    assert [f.value for f in plain.figures] == [f.value for f in decomposed.figures]
    assert [r.symbol for r in plain.references] == [r.symbol for r in decomposed.references]
    assert [a.lead for a in plain.assignments] == [a.lead for a in decomposed.assignments] == ["Phòng Kinh tế"]


def test_no_break_blanks_and_unseen_characters_do_not_matter():
    assert values("Có 1\u00a0204 hộ") == [(1204, None, "hộ")]
    assert values("\ufeffCó 15\u200b%\u00a0hộ") == [(15, None, "%")]
    assert values("Có 12\u00a0HTX") == [(12, None, "hợp tác xã")]


def test_the_old_tone_place_reads_like_the_new():
    assert [a.lead for a in read("Giao Uỷ ban nhân dân các xã khoá sổ.").assignments] == ["Uỷ ban nhân dân các xã"]


def test_three_views_have_one_length():
    page = Page(unicodedata.normalize("NFD", SENTENCE) + "İ\r\nẤ")
    assert len(page.norm) == len(page.low)
    assert all(page.raw[slice(*page.raw_span(t.start, t.end))] for t in page.tokens)


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.text(max_size=300),
        st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join),
        st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
    )
)
def test_it_never_raises_and_every_surface_is_a_slice(text):
    for findings in read_strictly(text).as_dict().values():
        for item in findings:
            assert 0 <= item["start"] < item["end"] <= len(text)
            assert text[item["start"] : item["end"]] == item["surface"]
            assert 0 <= item["confidence"] <= 1


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join))
def test_both_unicode_forms_give_the_same_figures(text):
    assert values(unicodedata.normalize("NFC", text)) == values(unicodedata.normalize("NFD", text))


def test_long_and_odd_texts_take_linear_time():
    for piece in ("1" * 50, "12/", "số ", "từ 1 đến ", "(" * 40, "Sở ", "ông ", "a-", "1.1.", "giao Sở Tài chính, ", "cứ 10 "):
        read_strictly(piece * 400)
