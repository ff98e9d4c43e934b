"""DOCX with the standard library only: paragraphs and tables in document order, table cells parted by tabs, with their places."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field
from xml.etree import ElementTree

from hoptac.reading.sources.base import Place, SourceError, Where
from hoptac.reading.sources.encodings import by_font, from_old_font
from hoptac.reading.sources.xlsx import letters

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_XML_LIMIT = 80 * 1024 * 1024
_BROKEN = "Tệp “{name}” hỏng hoặc bị cắt cụt; hãy mở bằng Word và lưu lại, hoặc xin bản gốc."


def read_docx(path: str) -> dict[str, object]:
    """{"text", "places"} of a DOCX, and "encoding" when its letters were in an old font."""
    try:
        with zipfile.ZipFile(path) as z:
            root = _xml(z, "word/document.xml")
            styles = _xml(z, "word/styles.xml") if "word/styles.xml" in z.namelist() else None
    except SourceError:
        raise
    except Exception as x:  # BadZipFile, zlib.error and their kin
        raise SourceError(_BROKEN) from x
    out = _Out(fonts=_style_fonts(styles), paged=next(root.iter(_W + "lastRenderedPageBreak"), None) is not None)
    body = root.find(_W + "body")
    if body is not None:
        _blocks(body, out)
    text = "".join(out.parts).rstrip("\n")
    answer: dict[str, object] = {"text": text + "\n" if text.strip() else "", "places": out.places}
    return answer | ({"encoding": out.encoding} if out.encoding else {})


def _xml(z: zipfile.ZipFile, name: str) -> ElementTree.Element:
    with z.open(name) as part:
        xml = part.read(_XML_LIMIT + 1)
    if len(xml) > _XML_LIMIT or b"<!DOCTYPE" in xml[:2000] or b"<!ENTITY" in xml:
        raise SourceError("Tệp “{name}” có phần thân khác thường (quá lớn hoặc khai báo lạ); hãy lưu lại tài liệu từ Word rồi gửi lại.")
    try:
        return ElementTree.fromstring(xml)
    except ElementTree.ParseError:
        raise SourceError("Tệp “{name}” hỏng: phần thân không đọc được; hãy mở bằng Word và lưu lại.") from None


@dataclass(slots=True)
class _Out:
    """What was read so far."""

    fonts: dict[str, str]  # style to font; "" is the document's own
    paged: bool  # Word noted where its pages began
    parts: list[str] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    at: int = 0
    page: int = 1
    paragraph: int = 0
    table: int = 0
    encoding: str = ""

    def put(self, text: str, where: Where | None = None) -> None:
        if where is not None and text.strip():
            self.places.append((self.at, self.at + len(text), where))
        self.parts.append(text)
        self.at += len(text)

    def end_line(self) -> None:
        if self.at:  # blank lines before the first word are left out
            self.put("\n")


def _blocks(parent: ElementTree.Element, out: _Out) -> None:
    for child in parent:
        if child.tag == _W + "p":
            text = _paragraph(child, out)
            out.paragraph += bool(text.strip())
            where: Where = {"page": out.page} if out.paged else {}
            out.put(text, where | {"paragraph": out.paragraph})
            out.end_line()
        elif child.tag == _W + "tbl":
            out.table += 1
            mine = set(map(id, _rows(child)))
            for number, row in enumerate((r for r in child.iter(_W + "tr") if id(r) in mine), 1):
                _row(row, number, out)
        elif child.tag in (_W + "sdt", _W + "sdtContent", _W + "ins", _W + "smartTag", _W + "customXml"):
            _blocks(child, out)


def _rows(table: ElementTree.Element) -> list[ElementTree.Element]:
    """The rows of this table, not those of tables inside its cells."""
    return [r for r in table if r.tag == _W + "tr"] + [r for s in table if s.tag == _W + "sdt" for r in s.iter(_W + "tr")]


def _row(row: ElementTree.Element, number: int, out: _Out) -> None:
    column = 0
    for n, cell in enumerate(_own_cells(row)):
        merged = cell.find(f"{_W}tcPr/{_W}vMerge")
        carried = merged is not None and merged.get(_W + "val") != "restart"
        text = "" if carried else " ".join(" ".join(_paragraph(p, out).split()) for p in cell.iter(_W + "p")).strip()
        if n:
            out.put("\t")
        out.put(text, {"sheet": f"Bảng {out.table}", "cell": f"{letters(column)}{number}"})
        span = cell.find(f"{_W}tcPr/{_W}gridSpan")
        wide = (span.get(_W + "val") or "") if span is not None else ""
        more = int(wide) - 1 if wide.isdecimal() and 0 < int(wide[:3]) < 64 and len(wide) < 4 else 0
        out.put("\t" * more)  # the cells it spans are there, and empty
        column += 1 + more
    out.put("\n")


def _own_cells(row: ElementTree.Element) -> list[ElementTree.Element]:
    """The cells of this row, not those of tables inside them: their words stand in the cell that holds them."""
    return [c for c in row if c.tag == _W + "tc"] + [c for s in row if s.tag == _W + "sdt" for c in s.iter(_W + "tc")]


# --- words of a paragraph


def _paragraph(p: ElementTree.Element, out: _Out) -> str:
    """The text of a paragraph; tabs as blanks enough to set columns apart, line breaks kept, deleted and doubled text left out."""
    style = p.find(f"{_W}pPr/{_W}pStyle")
    font = out.fonts.get(style.get(_W + "val") or "" if style is not None else "", out.fonts.get("", ""))
    pieces: list[tuple[str, str]] = []  # (font, text); neighbours of one font together: VNI writes a letter as two
    _runs(p, font, pieces, out)
    words = []
    for name, text in pieces:
        kind = by_font(name)
        out.encoding = kind or out.encoding
        words.append(from_old_font(name, text) if kind else text)
    return "".join(words)


def _runs(node: ElementTree.Element, font: str, pieces: list[tuple[str, str]], out: _Out) -> None:
    own = node.find(f"{_W}rPr/{_W}rFonts") if node.tag == _W + "r" else None
    if own is not None:
        font = own.get(_W + "ascii") or own.get(_W + "hAnsi") or font
    for child in node:
        text = None
        if child.tag == _W + "t":
            text = child.text or ""
        elif child.tag == _W + "tab":
            text = "    "
        elif child.tag in (_W + "br", _W + "cr"):
            text = "\n"
        elif child.tag == _W + "noBreakHyphen":
            text = "-"
        elif child.tag == _W + "lastRenderedPageBreak":
            out.page += 1
        elif child.tag not in (_W + "del", _W + "instrText", _FALLBACK, _W + "pPr", _W + "rPr"):
            _runs(child, font, pieces, out)
        if text is not None and pieces and pieces[-1][0] == font:
            pieces[-1] = (font, pieces[-1][1] + text)
        elif text is not None:
            pieces.append((font, text))


def _style_fonts(styles: ElementTree.Element | None) -> dict[str, str]:
    """The font of each paragraph style, its own or that of the style it is based on; "" is the font of the document."""
    if styles is None:
        return {}
    default = styles.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr/{_W}rFonts")
    fonts = {"": default.get(_W + "ascii") or "" if default is not None else ""}
    own: dict[str, str | None] = {}
    base: dict[str, str] = {}
    for style in styles.iter(_W + "style"):
        name, rfonts, based = style.get(_W + "styleId") or "", style.find(f"{_W}rPr/{_W}rFonts"), style.find(_W + "basedOn")
        own[name] = rfonts.get(_W + "ascii") if rfonts is not None else None
        base[name] = (based.get(_W + "val") or "") if based is not None else ""
        if style.get(_W + "default") == "1" and style.get(_W + "type") == "paragraph" and own[name]:
            fonts[""] = own[name] or ""
    for name in own:
        at, steps = name, 0
        while not own.get(at) and base.get(at) and steps < 20:
            at, steps = base[at], steps + 1
        fonts[name] = own.get(at) or fonts[""]
    return fonts
