"""What the report says, and that it says nothing but figures."""

from __future__ import annotations

import re
from datetime import date

import pytest

from factories import BY, founded
from hoptac.common import site
from hoptac.common.errors import UserError
from hoptac.figures.queries import figure
from hoptac.places.models import Version
from hoptac.places.queries import by_key
from hoptac.places.tree import forget
from hoptac.reporting import kinds, ktt_summary
from hoptac.reporting.draft import Paragraph, Table

from .conftest import DAY, ISSUED


def text(draft) -> str:
    return "\n".join(block.text for block in draft.blocks if not isinstance(block, Table))


def test_it_says_what_stood_on_the_day(draft):
    assert "Đến ngày 31/12/2022, toàn tỉnh có 2 hợp tác xã và 1 tổ hợp tác; chưa có liên hiệp hợp tác xã." in text(draft)
    assert "Đến ngày 31/12/2021, toàn tỉnh có 2 hợp tác xã; chưa có tổ hợp tác; chưa có liên hiệp hợp tác xã." in text(draft)


def test_it_says_what_came_and_went_and_why(draft):
    assert "Từ đầu năm, đến ngày 31/12/2022, toàn tỉnh có 1 hợp tác xã thành lập mới." in text(draft)
    assert "Từ đầu năm, đến ngày 31/12/2022, toàn tỉnh có 1 hợp tác xã giải thể." in text(draft)
    assert "Số hợp tác xã không đổi so với ngày 31/12/2021, do: thành lập mới, giải thể." in text(draft)


def test_it_says_titles_as_shares(draft):
    assert "toàn tỉnh có 1/4 xã đạt chuẩn nông thôn mới, 0/4 xã" in text(draft)


def test_it_says_products_and_stars(draft):
    assert "toàn tỉnh có 1 sản phẩm thuộc 1 nhóm tham gia chương trình OCOP." in text(draft)
    assert "toàn tỉnh có 1 sản phẩm OCOP được xếp hạng 4 sao." in text(draft)


def test_a_published_bound_is_not_written_as_a_number(draft):
    assert "Năm 2022, tăng trưởng GRDP của tỉnh đạt 10,28%." in text(draft)
    assert "9.400" not in text(draft)


def test_a_value_published_under_another_definition_is_not_taken_for_the_indicator(province):
    from hoptac.figures.actions import report_value

    year = (date(2022, 1, 1), DAY)
    other = {"value": 84_100_000, "source": "Báo", "definition": "khu vực nông thôn"}
    report_value(indicator="income.per_capita", place=province["bac"], by=BY, period=year, **other)
    assert "thu nhập bình quân" not in text(ktt_summary.compose(province.id("bac"), DAY, issued_on=ISSUED))


def test_every_number_in_the_body_is_a_figure_said(draft):
    days = r"\d{1,2}/\d{1,2}/\d{4}|\d+-NQ/TW|Năm \d{4}|[345] sao"
    for block in draft.blocks:
        if isinstance(block, Paragraph):
            rest = re.sub(days, "", block.text)
            for one in sorted(draft.said, key=lambda one: -len(one.surface)):
                rest = rest.replace(one.surface, "")
            assert not re.search(r"\d", rest), block.text
        elif isinstance(block, Table):
            cells = [cell for row in block.rows for cell in row[block.figures_from :]]
            assert set(cells) <= {one.surface for one in draft.said}


def test_every_figure_said_is_what_the_engine_answers(draft):
    for one in draft.said:
        said = one.figure
        place_id = by_key(said.place_key).place_id
        asked = {"period": said.period} if said.period else {"as_of": said.as_of}
        now = figure(said.indicator.code, place_id, **asked)
        assert (said.value, said.denominator) == (now.value, now.denominator)


def test_tables_hold_each_unit_of_the_chosen_map_and_their_sum(province):
    draft = ktt_summary.compose(province.id("bac"), DAY, date(2025, 7, 1), ISSUED)
    table = next(block for block in draft.blocks if isinstance(block, Table))
    names = [row[1] for row in table.rows]
    assert names[:3] == ["Phường Tây Hoa", "Xã Đông An", "Xã Hải Nam"]
    assert names[-1] == "Toàn tỉnh"
    assert sum(int(row[2]) for row in table.rows[:-1]) == int(table.rows[-1][2])
    assert table.caption.endswith("theo địa giới hành chính ngày 01/07/2025, đến ngày 31/12/2022")


def test_another_map_is_named_before_the_day_of_each_figure(province):
    said = text(ktt_summary.compose(province.id("bac"), DAY, date(2025, 7, 1), ISSUED))
    assert "Theo địa giới hành chính ngày 01/07/2025, đến ngày 31/12/2022, toàn tỉnh có" in said
    assert "cấp huyện" not in said  # there are none on that map


@pytest.mark.parametrize(
    ("issued_on", "head", "party"), [(date(2026, 8, 31), "TỈNH BẮC", "Tỉnh ủy"), (date(2026, 9, 1), "THÀNH PHỐ BẮC", "Thành ủy")]
)
def test_the_head_speaks_of_the_day_of_the_document_and_the_text_of_the_day_of_the_figures(province, issued_on, head, party):
    old = Version.objects.get(place=province["bac"])
    Version.objects.filter(pk=old.pk).update(valid_to=date(2026, 9, 1))
    old.pk, old.type, old.valid_from = None, "thành phố", date(2026, 9, 1)
    old.save()
    forget()
    draft = ktt_summary.compose(province.id("bac"), DAY, issued_on=issued_on)
    assert draft.head.issuer[-1] == head
    assert any(party in line for line in draft.recipients)
    assert "trên địa bàn tỉnh Bắc" in draft.about
    assert "toàn tỉnh có" in text(draft)
    later = ktt_summary.compose(province.id("bac"), date(2026, 9, 2), issued_on=date(2026, 9, 2))
    assert "toàn thành phố có" in text(later)


def test_a_body_that_has_ended_is_spoken_for_by_the_one_above(province):
    assert ktt_summary.compose(province.id("dong"), DAY, issued_on=ISSUED).head.issuer[-1] == "TỈNH BẮC"
    assert ktt_summary.compose(province.id("dong"), DAY, issued_on=DAY).head.issuer[-1] == "HUYỆN ĐÔNG"


def test_what_is_not_known_is_said_once_and_not_as_zero(province):
    site.put("coverage", [{"place": province.id("bac"), "from": "2019-01-01"}])
    draft = ktt_summary.compose(province.id("bac"), date(2018, 6, 1), issued_on=ISSUED)
    assert "Chưa có dữ liệu về số hợp tác xã của tỉnh Bắc tính đến ngày 01/06/2018." in text(draft)
    assert [one for one in draft.said if one.figure.value == 0] == []


def test_a_single_invented_record_labels_the_whole_report(province):
    assert ktt_summary.compose(province.id("bac"), DAY, issued_on=ISSUED).label == ""
    founded(province, "cho", date(2022, 2, 1), name="Hợp tác xã Chợ", is_synthetic=True)
    assert ktt_summary.compose(province.id("bac"), DAY, issued_on=ISSUED).label == "Dữ liệu minh họa"


def test_it_reads_the_same_whatever_the_language_of_the_page(province):
    from django.utils import translation

    with translation.override("en"):
        draft = ktt_summary.compose(province.id("bac"), DAY, issued_on=ISSUED)
    assert "2 hợp tác xã" in text(draft)
    assert {one.as_json()["name"] for one in draft.said} >= {"Số hợp tác xã"}


def test_a_place_that_is_not_on_the_map_is_refused(province):
    with pytest.raises(UserError, match="không có trên bản đồ"):
        ktt_summary.compose(province.id("anbinh"), DAY)


def test_the_country_has_no_committee_to_sign(province):
    with pytest.raises(UserError, match="một địa phương"):
        ktt_summary.compose(province.id("vn"), DAY)


def test_an_unknown_kind_is_refused_with_those_there_are(db):
    with pytest.raises(UserError, match="ktt-summary"):
        kinds.kind("ktt")


def test_figures_are_said_in_the_order_of_the_text_so_each_can_be_linked(draft):
    linked = [figure for _block, cells in draft.pieces() for pieces in cells for _text, figure in pieces if figure is not None]
    assert linked == [one.figure for one in draft.said]
    for block, cells in draft.pieces():
        if isinstance(block, Paragraph):
            assert "".join(text for text, _figure in cells[0]) == block.text
