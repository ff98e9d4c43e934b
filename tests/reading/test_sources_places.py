"""Every finding points to its place in the original; spreadsheets, pages and old fonts."""

import io
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from hoptac.reading.sources import Source, SourceError, findings_of, load
from hoptac.reading.sources.encodings import tcvn3_table
from hoptac.reading.sources.layout import Piece, lines_of
from hoptac.reading.sources.pdf import paragraphs_of
from hoptac.reading.sources.xlsx import letters

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
P = "http://schemas.openxmlformats.org/package/2006/relationships"
SENTENCE = "Đến hết năm 2023, huyện có 41 hợp tác xã và 12 tổ hợp tác của các xã trong kế hoạch."


def zipped(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name, text in parts.items():
            z.writestr(name, text)
    return out.getvalue()


def xlsx(rows: str) -> bytes:
    return zipped(
        {
            "[Content_Types].xml": "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>",
            "_rels/.rels": f"<Relationships xmlns='{P}'><Relationship Id='rId1' Type='{R}/officeDocument' "
            "Target='xl/workbook.xml'/></Relationships>",
            "xl/workbook.xml": f"<workbook xmlns='{S}' xmlns:r='{R}'><sheets>"
            "<sheet name='Biểu 1' sheetId='1' r:id='rId1'/></sheets></workbook>",
            "xl/_rels/workbook.xml.rels": f"<Relationships xmlns='{P}'><Relationship Id='rId1' Type='{R}/worksheet' "
            "Target='worksheets/sheet1.xml'/></Relationships>",
            "xl/worksheets/sheet1.xml": f"<worksheet xmlns='{S}'><sheetData>{rows}</sheetData></worksheet>",
        }
    )


def text_cell(at: str, text: str) -> str:
    return f"<c r='{at}' t='inlineStr'><is><t>{text}</t></is></c>"


def docx(body: str, styles: str = "") -> bytes:
    parts = {"word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'}
    return zipped(parts | ({"word/styles.xml": f'<w:styles xmlns:w="{W}">{styles}</w:styles>'} if styles else {}))


def paragraph(text: str, font: str = "") -> str:
    fonts = f'<w:rPr><w:rFonts w:ascii="{font}"/></w:rPr>' if font else ""
    return f"<w:p><w:r>{fonts}<w:t>{text}</w:t></w:r></w:p>"


@pytest.fixture
def write(tmp_path):
    def put(name: str, data: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return put


# --- spreadsheets


TABLE = (
    f"<row r='2'>{text_cell('B2', 'TT')}{text_cell('C2', 'Đơn vị')}{text_cell('D2', 'Số hợp tác xã')}</row>"
    f"<row r='3'><c r='B3'><v>1</v></c>{text_cell('C3', 'Xã An Sinh')}<c r='D3'><v>1087</v></c></row>"
    f"<row r='4'><c r='B4'><v>2</v></c>{text_cell('C4', 'Xã Bình Dương')}<c r='D4'><v>2.5</v></c></row>"
)


def test_a_spreadsheet_is_read_as_lines_of_cells_with_their_addresses(write):
    source = load(write("a.xlsx", xlsx(TABLE)))
    assert (source.kind, source.text.strip()) == (
        "xlsx",
        "TT\tĐơn vị\tSố hợp tác xã\n1\tXã An Sinh\t1087\n2\tXã Bình Dương\t2,5",
    )
    assert source.where(source.text.index("1087")) == {"sheet": "Biểu 1", "cell": "D3"}
    assert source.where(source.text.index("2,5")) == {"sheet": "Biểu 1", "cell": "D4"}
    told = load(write("b.xlsx", xlsx(f"<row r='7'>{text_cell('AB7', SENTENCE)}</row>")))
    assert [(f["value"], f["where"]) for f in findings_of(told)["figures"]][0] == (41, {"sheet": "Biểu 1", "cell": "AB7"})


def test_columns_are_named_as_in_excel():
    assert [letters(n) for n in (0, 25, 26, 701, 702, 16383)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]


def test_a_cell_far_away_is_read_and_the_emptiness_between_takes_no_room(write):
    rows = f"<row r='1'>{text_cell('A1', 'x')}</row><row r='1048576'>{text_cell('XFD1048576', SENTENCE)}</row>"
    source = load(write("a.xlsx", xlsx(rows)))
    assert source.text == f"x\n\n\t\t{SENTENCE}\n"
    assert findings_of(source)["figures"][0]["where"] == {"sheet": "Biểu 1", "cell": "XFD1048576"}


@pytest.mark.parametrize("far", ["AAAA1", "A99999999", "BDWGN1", "A0"])
def test_a_cell_outside_every_sheet_is_told(write, far):
    path = write("a.xlsx", xlsx(f"<row r='1'>{text_cell('A1', 'x')}</row><row r='9'>{text_cell(far, 'y')}</row>"))
    assert path.stat().st_size < 1700
    assert "ngoài bảng" in refused(path)


def test_a_broken_locked_or_cut_off_workbook_is_told(write):
    assert "hỏng" in refused(write("a.xlsx", zipped({"xl/workbook.xml": "<workbook>"})))
    assert "cắt cụt" in refused(write("b.xlsx", xlsx(TABLE)[:300]))
    assert "mật khẩu" in refused(write("c.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600))
    assert "không có chữ" in refused(write("d.xlsx", xlsx("")))


def refused(path: Path) -> str:
    with pytest.raises(SourceError) as caught:
        load(path)
    sentence = str(caught.value)
    assert "\n" not in sentence and "hãy" in sentence and path.name in sentence
    return sentence


# --- places


def test_a_docx_tells_paragraph_and_cell(write):
    row = "".join(f"<w:tc>{paragraph(x)}</w:tc>" for x in ("Số hợp tác xã năm 2023", "41"))
    source = load(write("a.docx", docx(paragraph("Mở đầu") + paragraph("") + paragraph(SENTENCE) + f"<w:tbl><w:tr>{row}</w:tr></w:tbl>")))
    assert source.where(source.text.index("huyện")) == {"paragraph": 2}
    assert source.where(source.text.rindex("41")) == {"sheet": "Bảng 1", "cell": "B1"}
    assert findings_of(source)["figures"][0]["where"] == {"paragraph": 2}


def test_a_docx_tells_the_page_where_word_noted_it(write):
    body = paragraph("Trang một") + f"<w:p><w:r><w:lastRenderedPageBreak/><w:t>{SENTENCE}</w:t></w:r></w:p>"
    source = load(write("a.docx", docx(body)))
    assert source.where(source.text.index("huyện")) == {"page": 2, "paragraph": 2}


def test_plain_text_has_its_characters_only():
    assert Source("Có 3 xã.", "text").where(2) is None
    assert "where" not in findings_of(Source(SENTENCE, "text"))["figures"][0]


def test_a_recognised_picture_lowers_the_confidence():
    sure, unsure = findings_of(Source(SENTENCE, "text")), findings_of(Source(SENTENCE, "scan", confidence=0.5))
    assert unsure["figures"][0]["confidence"] == pytest.approx(sure["figures"][0]["confidence"] / 2, abs=0.001)


# --- pages


def words(text: str, x: float, y: float) -> list[Piece]:
    """Words of five points a letter."""
    out = []
    for word in text.split(" "):
        out.append(Piece(x, x + 5 * len(word), y, 12, word))
        x += 5 * len(word) + 4
    return out


def test_rows_between_rulings_keep_their_cells_and_wrapped_words():
    page = [
        *words("TT", 12, 92), *words("Số liên hiệp", 52, 95), *words("hợp tác xã", 52, 83),
        *words("1", 12, 70), *words("7", 52, 70),
    ]  # fmt: skip
    rulings = [(x, 60, x, 102) for x in (10, 50, 150)] + [(10, y, 150, y) for y in (60, 77, 102)]
    assert [line.text for line in lines_of(page, rulings)] == ["TT\tSố liên hiệp hợp tác xã", "1\t7"]


def test_rows_without_rulings_are_parted_at_their_gaps():
    page = [*words("Số hợp tác xã", 10, 100), *words("640", 200, 100), *words("665", 300, 100)]
    assert [line.text for line in lines_of(page, [])] == ["Số hợp tác xã\t640\t665"]
    page = [*words("Số hợp tác xã", 10, 100), *words("640", 200, 100), *words("Số tổ hợp tác", 10, 85), *words("199", 200, 85)]
    assert [line.text for line in lines_of(page, [])] == ["Số hợp tác xã\t640", "Số tổ hợp tác\t199"]


@pytest.mark.parametrize("shift", [0, 7])
def test_two_columns_are_read_one_after_the_other(shift):
    left, right = [f"cột trái dòng thứ {n} của trang" for n in range(6)], [f"cột phải dòng thứ {n} của trang" for n in range(6)]
    page = [w for n, text in enumerate(left) for w in words(text, 10, 200 - 14 * n)]
    page += [w for n, text in enumerate(right) for w in words(text, 220, 200 - shift - 14 * n)]
    assert [line.text for line in lines_of(page, [])] == left + right


def test_a_paragraph_and_a_table_go_on_over_the_end_of_a_page():
    def line(text: str, y: float, x1: float = 400, row: bool = False) -> Piece:
        return Piece(10, x1, y, 12, text, row=row, first=30)

    first = [line("Toàn tỉnh có 120 hợp tác xã đang hoạt", 50), line("TT\tSố xã", 30, row=True), line("1\t7", 10, row=True)]
    second = [line("TT\tSố xã", 700, row=True), line("2\t9", 680, row=True)]
    read = paragraphs_of([first, second])
    assert read["text"] == "Toàn tỉnh có 120 hợp tác xã đang hoạt\nTT\tSố xã\n1\t7\n2\t9\n"
    assert read["places"][-1][2] == {"page": 2, "paragraph": 1}
    read = paragraphs_of([[line("Toàn tỉnh có 120 hợp tác xã đang hoạt", 50)], [line("động, tăng 12 hợp tác xã.", 700)]])
    assert read["text"] == "Toàn tỉnh có 120 hợp tác xã đang hoạt động, tăng 12 hợp tác xã.\n"
    assert [place[2]["page"] for place in read["places"]] == [1, 2]


def test_heads_feet_and_page_numbers_of_a_printed_report_are_left_out(write):
    typst = pytest.importorskip("typst")
    filler = " ".join(["Các hợp tác xã tiếp tục củng cố tổ chức và mở rộng liên kết tiêu thụ sản phẩm cho thành viên."] * 40)
    table = "#table(columns: 3, [TT], [Đơn vị], [Số hợp tác xã], [1], [Xã An Sinh], [17], [2], [Xã Bình Dương dài tên để xuống dòng], [9])"
    printed = (
        "#set page(header: [Báo cáo kinh tế tập thể], footer: context [Trang #counter(page).display()])\n"
        f"{filler}\n\n{filler}\n\n{table}\n\n{filler}\n\n{filler}"
    )
    source_file = write("a.typ", printed.encode())
    source = load(write("a.pdf", typst.compile(str(source_file), format="pdf")))
    assert len(source.pages) >= 3
    assert "Báo cáo kinh tế tập thể" not in source.text and "Trang" not in source.text
    assert "1\tXã An Sinh\t17\n2\tXã Bình Dương dài tên để xuống dòng\t9\n" in source.text
    assert source.where(source.text.index("An Sinh"))["page"] == source.page_of(source.text.index("An Sinh"))
    assert source.text.count("\n") <= 12


# --- old letters


def as_tcvn3(text: str) -> str:
    return text.translate({ord(letter): chr(code) for code, letter in tcvn3_table().items()})


OWN = "huyện có 41 hợp tác xã và tổ hợp tác của các xã, được hỗ trợ theo kế hoạch phát triển trong năm"
VNI = "huyeän coù 41 hôïp taùc xaõ vaø toå hôïp taùc cuûa caùc xaõ, ñöôïc hoã trôï theo keá hoaïch phaùt trieån trong naêm"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_text_of_any_unicode_is_opened(write, encoding):
    assert load(write("a.txt", OWN.encode(encoding))).text == OWN


def test_plain_text_in_tcvn3_and_vni_is_converted(write):
    assert (load(write("a.txt", as_tcvn3(OWN).encode("latin-1"))).text, load(write("b.txt", VNI.encode("cp1252"))).text) == (OWN, OWN)


def test_a_docx_in_old_fonts_is_converted_by_the_name_of_the_font(write):
    source = load(write("a.docx", docx(paragraph(as_tcvn3(OWN), ".VnTime") + paragraph(VNI, "VNI-Times") + paragraph("Số: 3", "Arial"))))
    assert (source.text, source.encoding) == (f"{OWN}\n{OWN}\nSố: 3\n", "vni")
    assert load(write("b.docx", docx(paragraph(as_tcvn3("hợp tác xã"), ".VnTimeH")))).text == "HỢP TÁC XÃ\n"


def test_the_font_of_the_style_counts_where_a_run_names_none(write):
    styles = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Body"><w:basedOn w:val="Normal"/></w:style>'
    )
    body = paragraph(as_tcvn3(OWN)) + paragraph(as_tcvn3(OWN)).replace("<w:p>", '<w:p><w:pPr><w:pStyle w:val="Body"/></w:pPr>')
    assert load(write("a.docx", docx(body, styles))).text == f"{OWN}\n{OWN}\n"


# --- scans


def test_a_scan_is_told_how_to_be_read_where_tesseract_is_missing(write, monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    assert "apt-get install tesseract-ocr tesseract-ocr-vie" in refused(write("a.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + b"\x00" * 300))


def test_a_scan_is_read_where_tesseract_is_installed(write):
    from hoptac.reading.sources import scan

    if not scan.installed():
        pytest.skip("Tesseract with Vietnamese is not installed on this machine")
    typst = pytest.importorskip("typst")
    source_file = write("a.typ", f"#set page(width: 16cm, height: 6cm)\n#set text(size: 14pt)\n{SENTENCE}".encode())
    source = load(write("a.png", typst.compile(str(source_file), format="png", ppi=200)))
    assert "41 hợp tác xã" in source.text and 0.4 < source.confidence <= 0.9
    assert source.where(0) == {"page": 1, "paragraph": 1}


# --- as a library


def test_the_package_is_installable_alone(tmp_path):
    package = Path(__file__).parents[2] / "src" / "hoptac" / "reading"
    shutil.copytree(package, tmp_path / "hoptac" / "reading", ignore=shutil.ignore_patterns("__pycache__"))
    program = (
        "import sys, hoptac.reading\nfrom hoptac.reading import read\nfrom hoptac.reading.sources import load, findings_of\n"
        "assert not any(name.split('.')[0] == 'django' for name in sys.modules)\n"
        f"assert hoptac.reading.__file__.startswith({str(tmp_path)!r})\n"
        f"print(read({SENTENCE!r}).figures[0].value)\nprint(len(findings_of(load('a.txt'))['figures']))"
    )
    (tmp_path / "a.txt").write_text(SENTENCE, encoding="utf-8")
    (tmp_path / "django.py").write_text("raise ImportError('no Django here')", encoding="utf-8")
    env = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"} | {"PYTHONPATH": str(tmp_path)}
    done = subprocess.run([sys.executable, "-S", "-c", program], cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    assert (done.stdout.split(), done.stderr) == (["41", "2"], "")
    assert (tmp_path / "hoptac" / "reading" / "py.typed").exists()


def test_the_example_of_the_readme_runs():
    import doctest

    readme = Path(__file__).parents[2] / "src" / "hoptac" / "reading" / "README.md"
    result = doctest.testfile(str(readme), module_relative=False)
    assert result.attempted >= 5 and result.failed == 0
