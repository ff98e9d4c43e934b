"""PDF with a text layer: page by page, running heads and feet taken off, broken lines joined into paragraphs again."""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections import Counter
from typing import Any

from hoptac.reading.sources.base import Place, SourceError
from hoptac.reading.sources.layout import Piece, Ruling, lines_of

_MAX_PAGES = 2000
_ITEM = re.compile(
    r"\s*(?:[-+*•–]\s|\(?[a-zđ\d]{1,3}[.)/]\s|[IVX]{1,5}[./]\s|(?:Điều|Chương|Mục|Phần)\s+[\dIVX]+|"
    r"(?:CỘNG|Độc lập|Số\s*:|Nơi nhận|Kính gửi))"
)
_NUMBER_LINE = re.compile(r"\s*(?:[-–]\s*)?(?:[Tt]rang\s+)?\d{1,4}(?:\s*/\s*\d{1,4})?(?:\s*[-–])?\s*")
_ENDS = (".", ";", ":", "!", "?")


def read_pdf(path: str) -> dict[str, object]:
    """{"text", "pages", "places"} of a PDF; {"scan": number of pages} when it holds pictures only."""
    pdf = open_pdf(path)
    pages = [_page_lines(pdf[i]) for i in range(len(pdf))]
    if not any(line.text.strip() for lines in pages for line in lines):
        return {"scan": len(pages)}
    return paragraphs_of(_without_running_lines(pages))


def open_pdf(path: str) -> Any:
    """The document, or a sentence."""
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as x:
        if "password" in str(x).lower():
            raise SourceError("Tệp “{name}” được đặt mật khẩu; hãy bỏ mật khẩu (in lại ra PDF) rồi gửi lại.") from None
        raise SourceError("Tệp PDF “{name}” hỏng hoặc bị cắt cụt; hãy tải lại hoặc xin bản gốc.") from None
    if len(pdf) > _MAX_PAGES:
        raise SourceError("Tệp “{name}” có quá nhiều trang (trên 2.000); hãy tách nhỏ.")
    return pdf


# --- what stands on a page


def _page_lines(page: Any) -> list[Piece]:
    lines = lines_of(_words(page), _rulings(page))
    page.close()
    return lines


def _words(page: Any) -> list[Piece]:
    """The words of a page with their places, as its text layer names them."""
    import pypdfium2.raw as raw

    layer = page.get_textpage()
    box = raw.FS_RECTF()
    words: list[Piece] = []
    open_word = False
    for n in range(layer.count_chars()):
        code = raw.FPDFText_GetUnicode(layer, n)
        letter = "-" if code in (2, 0xFFFE) else chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else " "
        if letter.isspace() or not raw.FPDFText_GetLooseCharBox(layer, n, ctypes.byref(box)):
            open_word = False
            continue
        left, right, bottom, top = box.left, box.right, min(box.bottom, box.top), max(box.bottom, box.top)
        last = words[-1] if open_word else None
        if last is not None and (unicodedata.combining(letter) or _near(last, left, (bottom + top) / 2, top - bottom)):
            last.text += letter
            last.x1 = max(last.x1, right)
        else:
            words.append(Piece(left, right, (bottom + top) / 2, max(top - bottom, 1.0), letter))
        open_word = True
    layer.close()
    return words


def _near(word: Piece, left: float, y: float, height: float) -> bool:
    return -0.5 * height <= left - word.x1 <= 0.3 * height and abs(word.y - y) <= 0.4 * max(word.height, height)


def _rulings(page: Any) -> list[Ruling]:
    """Thin lines and the edges of boxes."""
    import pypdfium2.raw as raw

    out: list[Ruling] = []
    for thing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=3):
        left, bottom, right, top = thing.get_bounds()
        if right - left <= 3 < top - bottom or top - bottom <= 3 < right - left:
            out.append((left, bottom, right, top))
        elif right - left > 3 and top - bottom > 3 and raw.FPDFPath_CountSegments(thing) <= 5:
            out += [(left, bottom, right, bottom), (left, top, right, top), (left, bottom, left, top), (right, bottom, right, top)]
    return out


# --- from pages to one text


def _shape(line: Piece) -> str:
    return re.sub(r"\d+", "#", line.text.strip())


def _without_running_lines(pages: list[list[Piece]]) -> list[list[Piece]]:
    """Drops page numbers, and first and last lines that come again on most pages."""
    edges: Counter[str] = Counter()
    for lines in pages:
        edges.update({_shape(x) for x in lines[:2] + lines[-2:] if not x.row})
    running = {x for x, n in edges.items() if n >= 3 and n * 2 > len(pages)}
    out = []
    for lines in pages:
        rim = set(map(id, lines[:2] + lines[-2:]))
        out.append([x for x in lines if not (id(x) in rim and not x.row and (_shape(x) in running or _NUMBER_LINE.fullmatch(x.text)))])
    return out


def paragraphs_of(pages: list[list[Piece]]) -> dict[str, object]:
    """Lines broken by the page width become paragraphs again, over the end of a page too; a table goes on under its head."""
    parts: list[str] = []
    places: list[Place] = []
    spans: list[tuple[int, int]] = []
    at, last, head = 0, None, ""
    for number, lines in enumerate(pages, 1):
        right, begin, paragraph = max((x.x1 for x in lines), default=0.0), at, 0
        for n, line in enumerate(lines):
            if line.row and n == 0 and last is not None and last.row and line.text == head:
                continue  # the head of the table, printed again on the next page
            if line.row and not (last is not None and last.row):
                head = line.text
            joined = last is not None and _goes_on(last, line, lines, right)
            glue = "" if last is None else " " if joined else "\n"
            text = glue + line.text.strip("\n ")
            paragraph += 0 if joined and paragraph else 1
            places.append((at + len(glue), at + len(text), {"page": number, "paragraph": paragraph}))
            parts.append(text)
            at += len(text)
            last = line
        spans.append((begin, at))
    if spans:
        spans[-1] = (spans[-1][0], at + 1)
    return {"text": "".join(parts) + "\n", "pages": spans, "places": places}


def _goes_on(last: Piece, line: Piece, lines: list[Piece], right: float) -> bool:
    """Whether a line carries on the one before: its first word would not have fitted there, and nothing begins with it."""
    if last.row or line.row or _ITEM.match(line.text) or last.text.endswith(_ENDS[1:]) or _heading(line.text) != _heading(last.text):
        return False
    if last.y - line.y > 2.2 * max(last.height, line.height):
        return False  # room between them; on a new page y is greater again
    edge = max((x.x1 for x in lines if not x.row and abs(x.x0 - line.x0) < 40), default=right)
    full = last.x1 + line.first + 0.2 * line.height > min(edge, right) - 1 if abs(last.x0 - line.x0) < 200 else True
    if last.text.endswith("."):
        return full and line.text[:1].islower()
    return line.text[:1].islower() or (full and line.x0 - last.x0 < 12 and not _heading(last.text))


def _heading(text: str) -> bool:
    return text.upper() == text and sum(letter.isalpha() for letter in text) > 3


def join_lines(lines: list[str]) -> str:
    """The same for lines without places (a scan): items, headings and short lines stay."""
    width = max((len(x) for x in lines), default=0)
    out: list[str] = []
    for line in lines:
        last = out[-1] if out else ""
        goes_on = (
            last.strip()
            and line.strip()
            and not _ITEM.match(line)
            and not last.rstrip().endswith(_ENDS)
            and (line.lstrip()[:1].islower() or len(last.split("\n")[-1]) % (width + 1) >= width * 0.8)
        )
        if goes_on:
            out[-1] = last.rstrip() + " " + line.lstrip()
        else:
            out.append(line)
    return "\n".join(out)
