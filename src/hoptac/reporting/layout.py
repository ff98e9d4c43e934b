"""A draft as DOCX in the layout of a state document (NĐ 30/2020/NĐ-CP, Annex I). Any report of the house is laid out here."""

from __future__ import annotations

import io
from datetime import datetime, time
from typing import Any

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from hoptac.reporting import docx_parts as parts
from hoptac.reporting.draft import Annex, Block, Draft, Heading, Paragraph, Table
from hoptac.reporting.page import FONT, MOTTO, PAGE, bold_width

LEFT, CENTRE, RIGHT, JUSTIFIED = (getattr(WD_ALIGN_PARAGRAPH, n) for n in ("LEFT", "CENTER", "RIGHT", "JUSTIFY"))
BLACK = RGBColor(0, 0, 0)
LABEL_NOTE = "{label}: hồ sơ và số đếm dựng để trình diễn, không dùng làm căn cứ."


def to_docx(draft: Draft) -> bytes:
    """The whole document."""
    paper = _paper(draft)
    _letterhead(paper, draft)
    _title(paper, draft)
    for block in draft.blocks:
        _block(paper, block)
    paper.paragraphs[-1].paragraph_format.keep_with_next = True  # a signature never stands alone on a page
    _signature(paper, draft)
    for annex in draft.annexes:
        _annex(paper, annex, draft)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


# --- the sheet -------------------------------------------------------------------------------------------------------------------


def _paper(draft: Draft) -> Any:
    paper = docx.Document()
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(PAGE.width), Mm(PAGE.height)
    section.top_margin, section.bottom_margin = Mm(PAGE.top), Mm(PAGE.bottom)
    section.left_margin, section.right_margin = Mm(PAGE.left), Mm(PAGE.right)
    section.header_distance, section.footer_distance = Mm(PAGE.number_from_top), Mm(8)
    section.different_first_page_header_footer = True
    _styles(paper)
    number = section.header.paragraphs[0]
    _shape(number, CENTRE)
    parts.add_field(number, "PAGE")
    _size(number, PAGE.number)
    if draft.label:
        for footer in (section.footer, section.first_page_footer):
            line = _add(footer, LABEL_NOTE.format(label=draft.label), PAGE.copies, CENTRE, italic=True, into=footer.paragraphs[0])
            line.paragraph_format.first_line_indent = Mm(0)
    about = paper.core_properties
    about.title, about.author, about.language = f"{draft.title} {draft.about} {draft.about_day}", draft.author, "vi-VN"
    about.comments, about.keywords, about.last_modified_by = draft.label, "", draft.author
    about.created = about.modified = datetime.combine(draft.issued_on, time())
    return paper


def _styles(paper: Any) -> None:
    defaults = paper.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    parts.set_fonts(defaults)
    parts.set_language(defaults)
    for name in ("Normal", "Heading 1", "Heading 2", "Heading 3"):
        style = paper.styles[name]
        style.font.size, style.font.bold, style.font.italic = Pt(PAGE.body), name in ("Heading 1", "Heading 2"), name == "Heading 3"
        style.font.color.rgb = BLACK
        parts.set_fonts(style.element.get_or_add_rPr())
        layout = style.paragraph_format
        layout.space_before, layout.space_after = Pt(0), Pt(PAGE.gap)
        layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.MULTIPLE, PAGE.line
        layout.first_line_indent = Mm(PAGE.indent)
        layout.alignment = JUSTIFIED
        layout.widow_control = True
        layout.keep_with_next = name != "Normal"


def _shape(paragraph: Any, alignment: Any, *, after: float = 0, before: float = 0, line: float = 1.0, indent: float = 0) -> Any:
    layout = paragraph.paragraph_format
    paragraph.alignment = alignment
    layout.space_before, layout.space_after, layout.line_spacing = Pt(before), Pt(after), line
    layout.first_line_indent = Mm(indent)
    return paragraph


def _size(paragraph: Any, size: float) -> None:
    for run in paragraph.runs:
        run.font.size = Pt(size)


def _add(where: Any, text: str, size: float, alignment: Any, *, bold=False, italic=False, into=None, **shape: Any) -> Any:
    """A line of text with its size and alignment, in a cell, a footer or the body."""
    paragraph = into if into is not None else where.add_paragraph()
    run = paragraph.add_run(text)
    run.font.size, run.font.bold, run.font.italic, run.font.name = Pt(size), bold, italic, FONT
    parts.set_fonts(run._r.get_or_add_rPr())
    return _shape(paragraph, alignment, **shape)


def _columns(paper: Any, left: float, right: float) -> tuple[Any, Any]:
    """Two cells side by side without borders; each already holds one empty paragraph."""
    table = paper.add_table(rows=1, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    parts.set_columns(table, (left, right))
    parts.set_padding(table, 0)
    parts.keep_whole(table.rows[0])
    return table.cell(0, 0), table.cell(0, 1)


# --- the head --------------------------------------------------------------------------------------------------------------------


def _letterhead(paper: Any, draft: Draft) -> None:
    """Left the body and the number, right the nation and the day; rows keep the two sides level."""
    head = draft.head
    left, right = _columns(paper, PAGE.issuer_column, PAGE.nation_column)
    lines = [(head.superior, False)] if head.superior else []
    lines += [(line, True) for line in head.issuer]
    for n, (text, bold) in enumerate(lines):
        _add(left, text, PAGE.issuer, CENTRE, bold=bold, into=left.paragraphs[0] if n == 0 else None)
    parts.add_rule(left.add_paragraph(), bold_width(lines[-1][0], PAGE.issuer) * 0.4, PAGE.issuer_column)
    _add(left, head.number, PAGE.number, CENTRE, before=6)
    _add(right, MOTTO[0], PAGE.nation, CENTRE, bold=True, into=right.paragraphs[0])
    _add(right, MOTTO[1], PAGE.motto, CENTRE, bold=True)
    parts.add_rule(right.add_paragraph(), bold_width(MOTTO[1], PAGE.motto), PAGE.nation_column)
    _add(right, head.place_and_day, PAGE.day, CENTRE, italic=True, before=6)


def _title(paper: Any, draft: Draft) -> None:
    _add(paper, draft.title, PAGE.title, CENTRE, bold=True, before=18)
    _add(paper, draft.about, PAGE.about, CENTRE, bold=True)
    if draft.about_day:
        _add(paper, draft.about_day, PAGE.about, CENTRE, bold=True)
    parts.add_rule(paper.add_paragraph(), 45, PAGE.text_width)
    if draft.label:
        _add(paper, f"({draft.label})", PAGE.about, CENTRE, italic=True, before=2)
    if draft.addressee:
        _add(paper, f"Kính gửi: {draft.addressee}", PAGE.body, CENTRE, before=10)
    _shape(paper.add_paragraph(), LEFT, line=0.6)


# --- the body --------------------------------------------------------------------------------------------------------------------


def _block(where: Any, block: Block) -> None:
    if isinstance(block, Heading):
        where.add_paragraph(block.text, style=f"Heading {block.level}")
    elif isinstance(block, Paragraph):
        run = where.add_paragraph(style="Normal").add_run(block.text)
        run.font.italic = block.italic or None
    else:
        _table(where, block)


def _table(paper: Any, block: Table) -> None:
    if block.caption:
        caption = _add(paper, block.caption, PAGE.cell + 1, CENTRE, bold=True, before=4, after=4)
        caption.paragraph_format.keep_with_next = True
    size = PAGE.small_cell if block.small else PAGE.cell
    table = paper.add_table(rows=1, cols=len(block.head), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for cell, text in zip(table.rows[0].cells, block.head, strict=True):
        _cell(cell, text, size, CENTRE, bold=True)
    parts.repeat_head(table.rows[0])
    for n, values in enumerate(block.rows):
        last = block.has_total and n == len(block.rows) - 1
        for column, (cell, text) in enumerate(zip(table.add_row().cells, values, strict=True)):
            aligned = CENTRE if column == 0 or column >= block.figures_from else LEFT
            _cell(cell, text, size, aligned, bold=last)
    for row in table.rows:
        parts.keep_whole(row)
    parts.set_columns(table, block.widths)
    parts.set_padding(table, 1.5)
    _shape(paper.add_paragraph(), LEFT, line=0.5)


def _cell(cell: Any, text: str, size: float, alignment: Any, *, bold: bool = False) -> None:
    paragraph = _add(cell, text, size, alignment, bold=bold, into=cell.paragraphs[0], before=2, after=2)
    paragraph.paragraph_format.widow_control = False


# --- the foot --------------------------------------------------------------------------------------------------------------------


def _signature(paper: Any, draft: Draft) -> None:
    """Nơi nhận on the left, the signing office on the right; the name is the signer's to write."""
    left, right = _columns(paper, 85, PAGE.text_width - 85)
    _add(left, "Nơi nhận:", PAGE.copies_head, LEFT, bold=True, italic=True, into=left.paragraphs[0])
    for line in draft.recipients:
        _add(left, line, PAGE.copies, LEFT)
    for n, line in enumerate(draft.signature):
        _add(right, line, PAGE.sign, CENTRE, bold=True, into=right.paragraphs[0] if n == 0 else None)
    for _line in range(5):
        _add(right, "", PAGE.sign, CENTRE, bold=True)


def _annex(paper: Any, annex: Annex, draft: Draft) -> None:
    first = _add(paper, annex.name, PAGE.title, CENTRE, bold=True)
    first.paragraph_format.page_break_before = True
    _add(paper, annex.title, PAGE.title, CENTRE, bold=True)
    _add(paper, draft.attached, PAGE.number, CENTRE, italic=True)
    parts.add_rule(paper.add_paragraph(), 40, PAGE.text_width)
    if draft.label:
        _add(paper, f"({draft.label})", PAGE.number, CENTRE, italic=True, after=4)
    for block in annex.blocks:
        _block(paper, block)
