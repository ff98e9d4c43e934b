"""Numbers, days and figures as a page shows them."""

from datetime import date

import pytest
from django.utils import translation

from hoptac.web.numbers import figure_view, long_day, money, number, percent, signed
from web.pages import figure, html


def test_numbers_are_vietnamese_and_swap_their_signs_on_english_pages() -> None:
    assert (number(1087), number(2.6), percent(77), signed(25), signed(-3)) == ("1.087", "2,6", "77,0%", "+25", "−3")
    with translation.override("en"):
        assert (number(1087), number(2.6), percent(77), money(2_600_000_000)) == ("1,087", "2.6", "77.0%", "2.6 billion dong")
        assert long_day(date(2026, 9, 5)) == "5 September 2026"


def test_filters_stand_in_the_templates() -> None:
    assert html("{{ 1087|number }} {{ d|day }} {{ d|long_day }} {{ 9500|money }}", d=date(2026, 9, 5)) == (
        "1.087 05/09/2026 ngày 05 tháng 9 năm 2026 9.500 đồng"
    )


def test_a_rate_shows_both_parts_and_its_unit() -> None:
    assert figure_view(figure(value=98, denominator=98, unit_word="xã")).full == "98/98 xã"


def test_a_figure_tells_value_place_day_map_basis_and_source_in_one_breath() -> None:
    told = figure_view(figure()).title
    assert told == "665 HTX · tỉnh Quảng Ninh · 31/12/2022 · của ngày đó · đếm từ hồ sơ · sổ đăng ký"
    assert "của ngày 01/07/2025" in figure_view(figure(map_of=date(2025, 7, 1))).title


@pytest.mark.parametrize(("why", "shown"), [("", "chưa có dữ liệu"), ("chưa nộp", "chưa nộp"), ("không đếm", "không đếm")])
def test_a_missing_figure_says_why_and_never_zero_blank_or_a_dash(why: str, shown: str) -> None:
    out = html("{{ ui.figure(fig) }}", fig=figure(value=None, why=why))
    assert f">{shown}</a>" in out
    assert ">0<" not in out
    assert "ht-fig " not in out


def test_a_bound_is_said_with_its_word() -> None:
    assert figure_view(figure(value=20000, comparator="trên", unit_word="doanh nghiệp")).full == "trên 20.000 doanh nghiệp"


def test_the_link_of_a_figure_stays_in_the_language_of_the_page() -> None:
    assert figure_view(figure()).url == "/figures/htx.total"
    with translation.override("en"):
        assert figure_view(figure()).url == "/en/figures/htx.total"
        assert figure_view(figure(link="https://example.org/")).url == "https://example.org/"


def test_zero_is_a_figure_like_any_other() -> None:
    assert ">0</a>" in html("{{ ui.figure(fig) }}", fig=figure(value=0))


def test_only_figures_with_a_passport_have_dots_and_a_card() -> None:
    linked, bare = html("{{ ui.figure(fig) }}", fig=figure()), html("{{ ui.figure(12) }}")
    assert 'href="/figures/htx.total"' in linked
    assert 'data-card-value="665 HTX"' in linked
    assert 'data-card-basis="đếm từ hồ sơ"' in linked
    assert "ht-fig--plain" in bare
    assert "data-card" not in bare


@pytest.mark.parametrize(
    ("changes", "words"),
    [({"provisional": True}, "tạm"), ({"status": "estimate"}, "ước tính"), ({"status": "plan"}, "kế hoạch"), ({"now": 667}, "nay là 667"),
     ({"locked": True}, "đã khóa")],
)  # fmt: skip
def test_each_state_of_a_figure_has_its_word(changes: dict[str, object], words: str) -> None:
    assert words in html("{{ ui.figure(fig) }}", fig=figure(**changes))


def test_a_change_is_coloured_only_where_its_direction_is_agreed() -> None:
    assert "ht-delta--good" in html('{{ ui.delta(25, good="up") }}')
    assert "ht-delta--bad" in html('{{ ui.delta(-3, good="up") }}')
    assert "ht-delta--" not in html("{{ ui.delta(25) }}")
    assert "Không đổi" in html("{{ ui.delta(0) }}")
    assert "Tăng 25 (3,9%)</span> so với 31/12/2021" in html("{{ ui.delta(25, since=d, before=640) }}", d=date(2021, 12, 31))


def test_what_a_record_says_is_escaped() -> None:
    out = html("{{ ui.figure(fig) }}{{ ui.bars(rows) }}", fig=figure(source='<b>"x'), rows=[{"label": "<script>", "value": 1}])
    assert "<b>" not in out
    assert "<script>" not in out
