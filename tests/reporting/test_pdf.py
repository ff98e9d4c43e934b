"""The PDF: the same draft, our own letters in it, nothing of the machine's."""

from __future__ import annotations

import io

import pypdf
import pytest

from hoptac.common.errors import UserError
from hoptac.reporting import pdf
from hoptac.reporting.page import PAGE

needs_fonts = pytest.mark.skipif(not pdf.is_ready(), reason="the fonts were not prepared")


@pytest.fixture
def printed(draft):
    return pypdf.PdfReader(io.BytesIO(pdf.to_pdf(draft)))


def fonts(reader) -> set[str]:
    found = set()
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            found.add(font.get_object()["/BaseFont"].rpartition("+")[2])
    return found


@needs_fonts
def test_only_tinos_is_embedded(printed):
    assert {name.partition("-")[0] for name in fonts(printed)} == {"Tinos"}


@needs_fonts
def test_the_sheet_is_a4(printed):
    box = printed.pages[0].mediabox
    assert [round(float(side) / 72 * 25.4) for side in (box.width, box.height)] == [PAGE.width, PAGE.height]


@needs_fonts
def test_it_says_what_the_docx_says(printed, draft):
    words = " ".join(" ".join(page.extract_text() for page in printed.pages).split())
    for text in (draft.title, *draft.head.issuer, "Bắc, ngày 05 tháng 9 năm 2026", "2 hợp tác xã và 1 tổ hợp tác", "TM. ỦY BAN NHÂN DÂN"):
        assert text in words


@needs_fonts
def test_the_first_page_bears_no_number_and_the_others_do(printed):
    firsts = [page.extract_text().split("\n")[0].strip() for page in printed.pages]
    assert not firsts[0].isdigit()
    assert firsts[1:] == [str(n) for n in range(2, len(firsts) + 1)]


@needs_fonts
def test_text_is_data_and_never_markup(draft):
    from dataclasses import replace

    printed = pypdf.PdfReader(io.BytesIO(pdf.to_pdf(replace(draft, about="#sys.version *a* $x$ \\"))))
    assert "#sys.version *a* $x$ \\" in printed.pages[0].extract_text()


def test_without_fonts_it_says_what_to_do(draft, monkeypatch, tmp_path):
    monkeypatch.setattr(pdf, "FONTS", tmp_path)
    with pytest.raises(UserError, match="docx"):
        pdf.to_pdf(draft)
