"""Files people have: what is opened, and how a bad one is told."""

import io
import json
import subprocess
import sys
import zipfile

import pytest

from hoptac.reading import read
from hoptac.reading.sources import SourceError, limited, load, opening, read_within
from hoptac.reading.sources.encodings import from_tcvn3, from_vni
from hoptac.reading.sources.pdf import join_lines

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SENTENCE = "Toàn tỉnh có 120 hợp tác xã và 30 tổ hợp tác được hỗ trợ theo kế hoạch của Ủy ban nhân dân tỉnh."


def docx_bytes(body: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("[Content_Types].xml", "<Types/>")
        z.writestr("word/document.xml", f'<?xml version="1.0"?><w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
    return out.getvalue()


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(text: str) -> str:
    return f"<w:tc>{paragraph(text)}</w:tc>"


@pytest.fixture
def write(tmp_path):
    def put(name: str, data: bytes | str):
        path = tmp_path / name
        path.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
        return path

    return put


# --- what is opened


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_it_opens_unicode_text(write, encoding):
    assert load(write("a.txt", SENTENCE.encode(encoding))).text == SENTENCE


def test_it_recognises_tcvn3_and_vni(write):
    tcvn3 = "Céng hßa x· héi chñ nghÜa ViÖt Nam: ñy ban nh©n d©n tØnh ®· cã kÕ ho¹ch ph¸t triÓn c¸c hîp t¸c x· cña tØnh trong n¨m"
    assert load(write("a.txt", tcvn3)).text.startswith("Cộng hòa xã hội chủ nghĩa Việt Nam: ủy ban nhân dân tỉnh đã có kế hoạch")
    assert load(write("b.txt", tcvn3.encode("latin-1"))).encoding == "tcvn3"
    vni = "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam: keá hoaïch phaùt trieån caùc hôïp taùc xaõ cuûa tænh trong naêm vaø coù moät soá"
    assert from_vni("Coäng hoøa xaõ hoäi") == "Cộng hòa xã hội"
    assert load(write("c.txt", vni)).encoding == "vni"
    assert from_tcvn3("§Çm Hµ") == "Đầm Hà"


def test_docx_keeps_the_order_of_paragraphs_and_tables_with_tabbed_cells(write):
    body = (
        paragraph("Mở đầu")
        + f"<w:tbl><w:tr>{cell('Chỉ tiêu')}{cell('2024')}</w:tr><w:tr>{cell('Số HTX')}{cell('120')}</w:tr></w:tbl>"
        + paragraph("Kết thúc")
    )
    source = load(write("a.docx", docx_bytes(body)))
    assert source.text == "Mở đầu\nChỉ tiêu\t2024\nSố HTX\t120\nKết thúc\n"
    assert source.kind == "docx"


def test_html_leaves_menus_out_and_parts_cells_by_tabs(write):
    page = (
        "<html><head><title>Tin  mới</title></head><body><nav>Trang chủ</nav><article><h1>Kết quả</h1><p>Có <b>12</b> HTX.</p>"
        "<table><tr><td>Số HTX</td><td><p>12</p></td></tr></table></article><footer>Liên hệ</footer><script>x()</script></body></html>"
    )
    source = load(write("a.html", page))
    assert source.text == "Kết quả\n\nCó 12 HTX.\n\nSố HTX\t12\n"
    assert source.title == "Tin mới"


def test_broken_lines_of_a_page_become_paragraphs_again():
    lines = ["Năm 2024 toàn tỉnh có 120 hợp tác xã đang hoạt", "động, tăng 12 hợp tác xã.", "1. Kết quả", "- Có 5 xã", "đạt chuẩn."]
    assert join_lines(lines) == "Năm 2024 toàn tỉnh có 120 hợp tác xã đang hoạt động, tăng 12 hợp tác xã.\n1. Kết quả\n- Có 5 xã đạt chuẩn."


def test_a_pdf_is_read_with_its_pages(write):
    pdf = minimal_pdf("(So 12/KH-UBND)")
    source = load(write("a.pdf", pdf))
    assert "So 12/KH-UBND" in source.text
    assert source.page_of(0) == 1


def minimal_pdf(words: str, encrypt: bool = False) -> bytes:
    stream = f"BT /F1 12 Tf 72 720 Td {words} Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % p for p in places)
    return out + b"xref\n0 6\n0000000000 65535 f \n" + table + b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % len(out)


# --- what is refused, in one sentence


def refused(path) -> str:
    with pytest.raises(SourceError) as caught:
        load(path)
    sentence = str(caught.value)
    assert "\n" not in sentence and "hãy" in sentence and sentence.endswith(".")
    return sentence


def test_a_missing_file_is_told(tmp_path):
    assert "Không tìm thấy" in refused(tmp_path / "x.txt")
    assert "thư mục" in refused(tmp_path)


def test_an_empty_or_blank_file_is_told(write):
    assert "trống" in refused(write("a.txt", b""))
    assert "không có chữ" in refused(write("a.docx", docx_bytes(paragraph(" "))))
    assert "không có chữ" in refused(write("b.txt", " \n\t\n"))


def test_a_binary_file_is_told(write):
    assert "nhị phân" in refused(write("a.bin", bytes(range(256)) * 20))
    assert "ảnh" in refused(write("a.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"))


def test_a_huge_file_is_told(write):
    assert "20 MB" in refused(write("a.txt", b"a" * (20 * 1024 * 1024 + 1)))


def test_more_text_than_is_read_is_told_before_it_is_read(write):
    assert "có 2,1 triệu ký tự" in refused(write("a.1.txt", "Có 3 xã đạt. " * 160_000))


def test_a_long_text_is_read_in_a_child_with_the_same_findings(monkeypatch):
    monkeypatch.setattr(limited, "SHORT", 10)
    text = (
        SENTENCE + " Thực hiện Kế hoạch số 12/KH-UBND ngày 05/3/2023, giao Sở Tài chính rà soát trước 15/3/2025. Bà Lê Thị Mẫu, Giám đốc."
    )
    assert read_within(text) == read(text)


def test_a_child_that_takes_too_long_is_ended_and_told(monkeypatch, write):
    def late(*_args: object, **_kwargs: object) -> None:
        raise limited.Overrun

    monkeypatch.setattr(limited, "run", late)
    monkeypatch.setattr(limited, "SHORT", 10)
    with pytest.raises(SourceError, match="không đọc xong trong 3 giây; hãy"):
        read_within(SENTENCE, seconds=3)
    monkeypatch.setattr(opening, "run", late)
    assert "trên 40 giây" in refused(write("a.docx", docx_bytes(paragraph(SENTENCE))))


def test_a_child_without_time_is_ended_by_the_machine():
    with pytest.raises(limited.Overrun):
        limited.run(["read", "-"], text=SENTENCE * 20_000, seconds=1)


def test_a_zip_bomb_in_docx_clothes_is_told_without_being_unpacked(write):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("word/document.xml", b"<a>" + b"\x20" * 60_000_000)
    assert "phình" in refused(write("a.docx", out.getvalue()))
    many = io.BytesIO()
    with zipfile.ZipFile(many, "w") as z:
        z.writestr("word/document.xml", "<a/>")
        for i in range(5001):
            z.writestr(f"x{i}", "")
    assert "mục" in refused(write("b.docx", many.getvalue()))


def test_a_file_beside_the_reader_never_stands_in_for_a_library(write, tmp_path, monkeypatch):
    write("json.py", "raise SystemExit('not ours')")
    monkeypatch.chdir(tmp_path)
    assert load(write("a.docx", docx_bytes(paragraph("Có 120 hợp tác xã.")))).text.startswith("Có 120")


def test_a_truncated_docx_or_pdf_is_told(write):
    whole = docx_bytes(paragraph(SENTENCE) * 200)
    assert "cắt cụt" in refused(write("a.docx", whole[: len(whole) // 2]))
    assert "hỏng" in refused(write("a.pdf", b"%PDF-1.4\n1 0 obj <<"))


def test_entities_in_a_docx_are_not_unfolded(write):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        z.writestr("word/document.xml", '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>')
    assert "khác thường" in refused(write("a.docx", out.getvalue()))


def test_a_file_with_a_wrong_suffix_is_told(write):
    assert "bên trong là PDF" in refused(write("a.docx", minimal_pdf("(x)")))
    assert "văn bản thuần" in refused(write("a.pdf", SENTENCE))


def test_old_word_files_and_locked_ones_are_told(write):
    assert ".doc" in refused(write("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600))


def test_a_scan_without_words_is_told(write):
    assert "OCR" in refused(write("a.pdf", minimal_pdf("()")))


def test_the_command_prints_json_or_one_sentence(write):
    run = [sys.executable, "-m", "hoptac.reading"]
    good = subprocess.run([*run, str(write("a.txt", SENTENCE))], capture_output=True, text=True, check=False)
    assert [f["value"] for f in json.loads(good.stdout)["figures"]] == [120, 30]
    bad = subprocess.run([*run, str(write("b.txt", b""))], capture_output=True, text=True, check=False)
    assert (bad.returncode, bad.stdout) == (2, "") and "Traceback" not in bad.stderr
