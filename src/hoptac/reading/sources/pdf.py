"""PDF with a text layer: page by page, running heads and feet taken off, broken lines joined into paragraphs again."""

from __future__ import annotations

import re
from collections import Counter

from hoptac.reading.sources.base import SourceError

_MAX_PAGES = 2000
_ITEM = re.compile(
    r"\s*(?:[-+*•–]\s|\(?[a-zđ\d]{1,3}[.)/]\s|[IVX]{1,5}[./]\s|(?:Điều|Chương|Mục|Phần)\s+[\dIVX]+|"
    r"(?:CỘNG|Độc lập|Số\s*:|Nơi nhận|Kính gửi))"
)
_NUMBER_LINE = re.compile(r"\s*(?:-\s*)?(?:[Tt]rang\s+)?\d{1,4}(?:\s*/\s*\d{1,4})?(?:\s*-)?\s*")


def read_pdf(path: str) -> dict[str, object]:
    """{"text", "pages"} of a PDF."""
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as x:
        if "password" in str(x).lower():
            raise SourceError("Tệp “{name}” được đặt mật khẩu; hãy bỏ mật khẩu (in lại ra PDF) rồi gửi lại.") from None
        raise SourceError("Tệp PDF “{name}” hỏng hoặc bị cắt cụt; hãy tải lại hoặc xin bản gốc.") from None
    if len(pdf) > _MAX_PAGES:
        raise SourceError("Tệp “{name}” có quá nhiều trang (trên 2.000); hãy tách nhỏ.")
    pages = [_page_lines(pdf[i]) for i in range(len(pdf))]
    if not any(line.strip() for lines in pages for line in lines):
        raise SourceError("Tệp PDF “{name}” chỉ có ảnh quét, không có lớp chữ; hãy nhận dạng chữ (OCR) trước rồi gửi lại.")
    pages = _without_running_lines(pages)
    parts, spans, at = [], [], 0
    for lines in pages:
        text = join_lines(lines) + "\n"
        parts.append(text)
        spans.append((at, at + len(text)))
        at += len(text)
    return {"text": "".join(parts), "pages": spans}


def _page_lines(page: object) -> list[str]:
    text = page.get_textpage().get_text_bounded()  # type: ignore[attr-defined]
    return [line.rstrip() for line in text.replace("\ufffe", "-").replace("\r\n", "\n").replace("\r", "\n").split("\n")]


def _without_running_lines(pages: list[list[str]]) -> list[list[str]]:
    """Drops page numbers, and first and last lines that come again on most pages."""
    edges: Counter[str] = Counter()
    for lines in pages:
        kept = [x for x in lines if x.strip()]
        edges.update({re.sub(r"\d+", "#", x.strip()) for x in kept[:2] + kept[-2:]})
    running = {x for x, n in edges.items() if n >= 3 and n * 2 > len(pages)}
    out = []
    for lines in pages:
        filled = [i for i, x in enumerate(lines) if x.strip()]
        rim = set(filled[:2] + filled[-2:])
        out.append(
            [x for i, x in enumerate(lines) if not (i in rim and (re.sub(r"\d+", "#", x.strip()) in running or _NUMBER_LINE.fullmatch(x)))]
        )
    return out


def join_lines(lines: list[str]) -> str:
    """Lines broken by the page width become paragraphs again; items, headings and short lines stay."""
    width = max((len(x) for x in lines), default=0)
    out: list[str] = []
    for line in lines:
        last = out[-1] if out else ""
        goes_on = (
            last.strip()
            and line.strip()
            and not _ITEM.match(line)
            and not last.rstrip().endswith((".", ";", ":", "!", "?"))
            and (line.lstrip()[:1].islower() or len(last.split("\n")[-1]) % (width + 1) >= width * 0.8)
        )
        if goes_on:
            out[-1] = last.rstrip() + " " + line.lstrip()
        else:
            out.append(line)
    return "\n".join(out)
