"""What Word needs and python-docx has no words for: East-Asian fonts, rules of a given length, fields, table borders."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from hoptac.reporting.page import FONT


def element(tag: str, **attributes: str) -> Any:
    """A w: element with w: attributes."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def set_fonts(properties: Any) -> None:
    """Times New Roman for every script, and nothing left to the theme: Word falls back to another letter for Vietnamese otherwise."""
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    properties.insert(0, element("rFonts", ascii=FONT, hAnsi=FONT, cs=FONT, eastAsia=FONT))


def set_language(properties: Any) -> None:
    """Vietnamese, so that Word does not mark every word as misspelt."""
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    properties.append(element("lang", val="vi-VN", eastAsia="vi-VN", bidi="ar-SA"))


def add_rule(paragraph: Any, length: float, room: float) -> None:
    """A plain line of `length` mm centred in a column of `room` mm: the top border of an almost empty paragraph."""
    side = max((room - length) / 2, 0)
    layout = paragraph.paragraph_format
    layout.left_indent, layout.right_indent, layout.first_line_indent = Mm(side), Mm(side), Mm(0)
    layout.space_before, layout.space_after, layout.line_spacing = Pt(3), Pt(0), Pt(4)
    paragraph.paragraph_format.alignment = None
    borders = element("pBdr")
    borders.append(element("top", val="single", sz="6", space="1", color="000000"))
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def add_field(paragraph: Any, code: str) -> None:
    """A field Word computes, such as PAGE."""
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("text", "2"), ("end", "")):
        run = paragraph.add_run()
        if kind == "text":
            run.text = text
        elif kind:
            run._r.append(element("fldChar", fldCharType=kind))
        else:
            instruction = element("instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = f" {text} "
            run._r.append(instruction)


def set_columns(table: Any, widths: tuple[float, ...]) -> None:
    """Fixed columns in millimetres, said both in the grid and in every cell, as Word and LibreOffice each want it."""
    table.autofit = False
    properties = table._tbl.tblPr
    for old in properties.findall(qn("w:tblW")):
        properties.remove(old)
    properties.append(element("tblW", w=str(round(sum(widths) * 56.6929)), type="dxa"))
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def set_padding(table: Any, side: float) -> None:
    """Room left and right in cells, in millimetres."""
    margins = element("tblCellMar")
    for edge in ("left", "right"):
        margins.append(element(edge, w=str(round(side * 56.6929)), type="dxa"))
    table._tbl.tblPr.append(margins)


def repeat_head(row: Any) -> None:
    """The row stands again at the top of every page the table reaches."""
    row._tr.get_or_add_trPr().append(element("tblHeader"))


def keep_whole(row: Any) -> None:
    """A row does not break over two pages."""
    row._tr.get_or_add_trPr().append(element("cantSplit"))
