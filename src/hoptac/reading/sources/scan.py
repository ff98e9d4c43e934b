"""Scans through the machine's own Tesseract, where it is installed with Vietnamese: words with their places and a confidence."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import Any

from hoptac.reading.sources.base import SourceError
from hoptac.reading.sources.layout import Piece, lines_of
from hoptac.reading.sources.pdf import open_pdf, paragraphs_of

PAGES_LIMIT = 40
PAGE_SECONDS = 30
_PIXELS_LIMIT = 60_000_000
_BROKEN = "Ảnh “{name}” hỏng hoặc không nhận dạng được chữ; hãy quét lại rõ hơn (300 dpi, thẳng trang) hoặc gửi bản có lớp chữ."


def installed() -> bool:
    """Whether Tesseract is here and knows Vietnamese."""
    program = shutil.which("tesseract")
    if not program:
        return False
    try:
        done = subprocess.run([program, "--list-langs"], capture_output=True, timeout=10, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return b"vie" in (done.stdout + done.stderr).split()


def read_scan(path: str) -> dict[str, object]:
    """{"text", "pages", "places", "confidence"} of a PDF of pictures, a PNG or a JPEG."""
    with open(path, "rb") as f:
        data = f.read(1024)
        is_pdf = b"%PDF-" in data
        if not is_pdf:
            if data.startswith(b"\x89PNG") and int.from_bytes(data[16:20]) * int.from_bytes(data[20:24]) > _PIXELS_LIMIT:
                raise SourceError("Ảnh “{name}” lớn quá 60 triệu điểm; hãy thu nhỏ rồi gửi lại.")
            data += f.read()
    pictures = _pictures(path) if is_pdf else [data]
    pages, confidences = [], []
    for picture in pictures:
        words, sure = _words(_tesseract(picture))
        pages.append(lines_of(words, []))
        confidences += sure
    if not confidences:
        raise SourceError(_BROKEN)
    return paragraphs_of(pages) | {"confidence": round(0.9 * sum(confidences) / len(confidences) / 100, 3)}


def _pictures(path: str) -> Any:
    """The pages of a PDF as grey pictures (PGM), one at a time."""
    pdf = open_pdf(path)
    for n in range(len(pdf)):
        width, height = pdf[n].get_size()
        bitmap = pdf[n].render(scale=min(300 / 72, 4500 / max(width, height, 1)), grayscale=True)
        rows = bytes(bitmap.buffer)
        lines = b"".join(rows[y * bitmap.stride : y * bitmap.stride + bitmap.width] for y in range(bitmap.height))
        yield b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + lines


def _tesseract(picture: bytes) -> str:
    """Tesseract's table of words. It inherits the child's limits and writes no file."""
    try:
        done = subprocess.run(
            ["tesseract", "stdin", "stdout", "-l", "vie", "--psm", "3", "--dpi", "300", "tsv"],
            input=picture,
            capture_output=True,
            timeout=PAGE_SECONDS,
            check=False,
            env=dict(os.environ) | {"OMP_THREAD_LIMIT": "1"},
        )
    except subprocess.TimeoutExpired:
        raise SourceError("Ảnh quét “{name}” mất quá nhiều thời gian để nhận dạng; hãy quét lại ở 300 dpi, đen trắng.") from None
    if done.returncode:
        raise SourceError(_BROKEN)
    return done.stdout.decode("utf-8", "replace")


def _words(table: str) -> tuple[list[Piece], list[float]]:
    """Words stand at the height of their line, so that letters with and without tails stay together."""
    words, sure = [], []
    middle = height = 0.0
    for row in table.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) < 12:
            continue
        left, top, width, tall = map(float, cells[6:10])
        if cells[0] == "4":
            middle, height = -(top + tall / 2), tall
        elif cells[0] == "5" and cells[11].strip():
            words.append(Piece(left, left + width, middle, height, cells[11].strip()))
            sure.append(float(cells[10]))
    return words, sure
