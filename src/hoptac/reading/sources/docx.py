"""DOCX with the standard library only: paragraphs and tables in document order, table cells parted by tabs."""

from __future__ import annotations

import zipfile
from xml.etree import ElementTree

from hoptac.reading.sources.base import SourceError

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_XML_LIMIT = 80 * 1024 * 1024


def read_docx(path: str) -> dict[str, object]:
    """{"text"} of a DOCX."""
    try:
        with zipfile.ZipFile(path) as z, z.open("word/document.xml") as part:
            xml = part.read(_XML_LIMIT + 1)
    except (zipfile.BadZipFile, KeyError, OSError, EOFError, RuntimeError, NotImplementedError, ValueError):
        raise SourceError("Tệp “{name}” hỏng hoặc bị cắt cụt; hãy mở bằng Word và lưu lại, hoặc xin bản gốc.") from None
    except Exception as x:  # zlib.error and its kin
        raise SourceError("Tệp “{name}” hỏng hoặc bị cắt cụt; hãy mở bằng Word và lưu lại, hoặc xin bản gốc.") from x
    if len(xml) > _XML_LIMIT or b"<!DOCTYPE" in xml[:2000] or b"<!ENTITY" in xml:
        raise SourceError("Tệp “{name}” có phần thân khác thường (quá lớn hoặc khai báo lạ); hãy lưu lại tài liệu từ Word rồi gửi lại.")
    try:
        root = ElementTree.fromstring(xml)
    except ElementTree.ParseError:
        raise SourceError("Tệp “{name}” hỏng: phần thân không đọc được; hãy mở bằng Word và lưu lại.") from None
    body = root.find(_W + "body")
    lines: list[str] = []
    if body is not None:
        _blocks(body, lines)
    return {"text": "\n".join(lines).strip("\n") + "\n" if any(x.strip() for x in lines) else ""}


def _blocks(parent: ElementTree.Element, lines: list[str]) -> None:
    for child in parent:
        if child.tag == _W + "p":
            lines.extend(_paragraph(child).split("\n"))
        elif child.tag == _W + "tbl":
            lines.extend(_row(row) for row in child.iter(_W + "tr") if row in _rows(child))
        elif child.tag in (_W + "sdt", _W + "sdtContent", _W + "ins", _W + "smartTag", _W + "customXml"):
            _blocks(child, lines)


def _rows(table: ElementTree.Element) -> list[ElementTree.Element]:
    """The rows of this table, not those of tables inside its cells."""
    return [r for r in table if r.tag == _W + "tr"] + [r for s in table if s.tag == _W + "sdt" for r in s.iter(_W + "tr")]


def _row(row: ElementTree.Element) -> str:
    cells: list[str] = []
    for cell in row.iter(_W + "tc"):
        merged = cell.find(f"{_W}tcPr/{_W}vMerge")
        carried = merged is not None and merged.get(_W + "val") != "restart"
        text = "" if carried else " ".join(" ".join(_paragraph(p).split()) for p in cell.iter(_W + "p")).strip()
        cells.append(text)
    return "\t".join(cells)


def _paragraph(p: ElementTree.Element) -> str:
    """The text of a paragraph; tabs as blanks enough to set columns apart, line breaks kept, deleted and doubled text left out."""
    out: list[str] = []
    _runs(p, out)
    return "".join(out)


def _runs(node: ElementTree.Element, out: list[str]) -> None:
    for child in node:
        if child.tag == _W + "t":
            out.append(child.text or "")
        elif child.tag == _W + "tab":
            out.append("    ")
        elif child.tag in (_W + "br", _W + "cr"):
            out.append("\n")
        elif child.tag == _W + "noBreakHyphen":
            out.append("-")
        elif child.tag not in (_W + "del", _W + "instrText", _FALLBACK, _W + "pPr", _W + "rPr"):
            _runs(child, out)
