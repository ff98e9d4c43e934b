"""The layout of a state document (NĐ 30/2020/NĐ-CP, Annex I), read back from the DOCX."""

from __future__ import annotations

import io
import re

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from hoptac.reporting import layout
from hoptac.reporting.page import MOTTO, PAGE, bold_width


@pytest.fixture
def paper(draft):
    return docx.Document(io.BytesIO(layout.to_docx(draft)))


def lines(cell) -> list[str]:
    return [paragraph.text for paragraph in cell.paragraphs if paragraph.text]


def line(paper, text):
    return next(p for p in paper.paragraphs if p.text.startswith(text))


def run_of(cell, text):
    return next(run for p in cell.paragraphs for run in p.runs if run.text == text)


def test_the_sheet_is_a4_with_the_margins_of_the_decree(paper):
    section = paper.sections[0]
    sizes = (section.page_width, section.page_height, section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(size / Mm(1), 1) for size in sizes] == [210, 297, 20, 20, 30, 15]


def test_the_body_is_14_points_justified_indented_and_spaced(paper):
    style = paper.styles["Normal"]
    shape = style.paragraph_format
    assert (style.font.size, shape.first_line_indent, shape.line_spacing, shape.space_after) == (Pt(14), Mm(12.7), 1.15, Pt(6))
    assert shape.alignment == layout.JUSTIFIED


def test_times_new_roman_stands_for_every_script_and_no_theme_font_is_left(paper):
    fonts = paper.styles.element.findall(".//" + qn("w:rFonts")) + paper.element.findall(".//" + qn("w:rFonts"))
    defaults = paper.styles.element.find(qn("w:docDefaults")).findall(".//" + qn("w:rFonts"))
    ours = [f for f in fonts if f in defaults] + paper.element.findall(".//" + qn("w:rFonts"))
    for font in ours:
        assert {font.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "cs", "eastAsia")} == {"Times New Roman"}
        assert not any("Theme" in name for name in font.attrib)


def test_the_head_holds_the_body_left_and_the_nation_right(paper):
    left, right = paper.tables[0].rows[0].cells
    assert lines(left) == ["ỦY BAN NHÂN DÂN", "TỈNH BẮC", "Số:         /BC-UBND"]
    assert lines(right) == [*MOTTO, "Bắc, ngày 05 tháng 9 năm 2026"]
    assert run_of(right, MOTTO[1]).font.bold
    assert run_of(right, "Bắc, ngày 05 tháng 9 năm 2026").font.italic
    assert not run_of(left, "Số:         /BC-UBND").font.bold


def rule_length(paragraph, room: float) -> float:
    shape = paragraph.paragraph_format
    return room - (shape.left_indent + shape.right_indent) / Mm(1)


def test_the_rule_under_the_motto_is_as_long_as_the_motto_and_the_left_one_shorter(paper):
    left, right = paper.tables[0].rows[0].cells
    rules = [next(p for p in cell.paragraphs if p._p.find(".//" + qn("w:pBdr")) is not None) for cell in (left, right)]
    assert rule_length(rules[1], PAGE.nation_column) == pytest.approx(bold_width(MOTTO[1], PAGE.motto), abs=0.1)
    name = bold_width("TỈNH BẮC", PAGE.issuer)
    assert name / 3 - 0.1 <= rule_length(rules[0], PAGE.issuer_column) <= name / 2 + 0.1


def test_the_title_block_is_bold_and_centred(paper):
    for text in ("BÁO CÁO", "Tình hình phát triển kinh tế tập thể, hợp tác xã trên địa bàn tỉnh Bắc", "(tính đến ngày 31/12/2022)"):
        paragraph = line(paper, text)
        assert paragraph.alignment == layout.CENTRE
        assert paragraph.runs[0].font.bold


def test_headings_run_from_roman_to_arabic(paper):
    heads = [p.text for p in paper.paragraphs if p.style.name.startswith("Heading")]
    assert [head for head in heads if re.match(r"[IVX]+\. ", head)] == [
        "I. TÌNH HÌNH CHUNG",
        "II. XÂY DỰNG NÔNG THÔN MỚI",
        "III. CHƯƠNG TRÌNH MỖI XÃ MỘT SẢN PHẨM (OCOP)",
        "IV. PHÁT TRIỂN KINH TẾ",
    ]
    assert [head[:2] for head in heads if head[0].isdigit()] == ["1.", "2.", "3."]


def test_page_numbers_are_arabic_in_the_top_margin_and_hidden_on_page_one(paper):
    section = paper.sections[0]
    assert section.different_first_page_header_footer
    number = section.header.paragraphs[0]
    assert number.alignment == layout.CENTRE
    assert "PAGE" in "".join(node.text or "" for node in number._p.iter(qn("w:instrText")))
    assert not section.first_page_header.paragraphs[0].text
    assert section.header_distance < section.top_margin


def test_tables_are_real_and_their_head_is_repeated(paper):
    table = next(t for t in paper.tables if t.rows[0].cells[0].text == "TT")
    assert table.rows[0]._tr.find(".//" + qn("w:tblHeader")) is not None
    assert [cell.text for cell in table.rows[-1].cells] == ["", "Toàn tỉnh", "2", "1", "0"]


def test_the_text_ends_with_the_mark_and_the_signature_leaves_the_name_to_the_signer(paper):
    ends = [p.text for p in paper.paragraphs if p.text.endswith("./.")]
    assert len(ends) == 1
    sign = next(t for t in paper.tables if t.cell(0, 0).text.startswith("Nơi nhận:"))
    assert lines(sign.cell(0, 1)) == ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]
    copies = lines(sign.cell(0, 0))
    assert copies[0] == "Nơi nhận:"
    assert copies[-1] == "- Lưu: VT, KTTH."
    assert all(copy.startswith("- ") and copy.endswith(";") for copy in copies[1:-1])
    assert run_of(sign.cell(0, 0), "Nơi nhận:").font.size == Pt(12)
    assert run_of(sign.cell(0, 0), copies[1]).font.size == Pt(11)


def test_the_annex_begins_a_page_and_says_to_what_it_belongs(paper):
    assert line(paper, "Phụ lục").paragraph_format.page_break_before
    assert "của Ủy ban nhân dân tỉnh Bắc)" in line(paper, "(Kèm theo Báo cáo số").text
    annex = paper.tables[-1]
    assert "/figures/htx.total?place=90@2022-12-31&as_of=2022-12-31" in annex.rows[1].cells[3].text
