"""Ten unlike documents about nobody, made when asked: `python tests/reading/documents.py FOLDER`. Places and people are invented.

They are what offices send: Word with tables, a printed report in two columns, workbooks, a page of news, text in the letters of old fonts,
a scan. The tests read them, the fuzz breaks them, and a person looks at them on the screen.
"""

from __future__ import annotations

import sys
import unicodedata
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "src"))
from hoptac.reading.sources.encodings import _vni_pairs, tcvn3_table  # noqa: E402

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PROSE = (
    "Đến hết năm 2024, huyện Bình Sơn Hạ có 41 hợp tác xã và 12 tổ hợp tác đang hoạt động, tăng 5 hợp tác xã so với năm 2023; "
    "doanh thu bình quân đạt 2,4 tỷ đồng/hợp tác xã/năm, 18/23 xã đạt chuẩn nông thôn mới."
)
TASK = (
    "Giao Phòng Nông nghiệp và Môi trường chủ trì, phối hợp với Phòng Tài chính - Kế hoạch rà soát các hợp tác xã ngừng hoạt động, "
    "báo cáo Ủy ban nhân dân huyện trước ngày 30/6/2025."
)
BASIS = "Căn cứ Luật Hợp tác xã số 17/2023/QH15 ngày 20/6/2023; Kế hoạch số 128/KH-UBND ngày 14/02/2024 của Ủy ban nhân dân tỉnh An Lĩnh."
PERSON = "Đồng chí Trần Thị Mẫu, Phó Chủ tịch Ủy ban nhân dân huyện, kết luận hội nghị."
FILLER = "Các hợp tác xã tiếp tục củng cố tổ chức, mở rộng liên kết tiêu thụ sản phẩm và chăm lo đời sống thành viên."


# --- Word


def _p(text: str, *, style: str = "", font: str = "", bold: bool = False) -> str:
    look = (f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>' if font else "") + ("<w:b/>" if bold else "")
    of = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{of}<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def _cell(inside: str, *, span: int = 1, merge: str = "") -> str:
    look = (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "") + (f'<w:vMerge w:val="{merge}"/>' if merge else "")
    return f"<w:tc><w:tcPr>{look}</w:tcPr>{inside if inside.startswith('<') else _p(inside)}</w:tc>"


def _table(rows: list[list[str]]) -> str:
    return (
        "<w:tbl>" + "".join(f"<w:tr>{''.join(c if c.startswith('<w:tc>') else _cell(c) for c in row)}</w:tr>" for row in rows) + "</w:tbl>"
    )


def _docx(path: Path, body: str) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("[Content_Types].xml", "<Types/>")
        z.writestr("word/document.xml", f'<?xml version="1.0"?><w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
        z.writestr("word/styles.xml", f'<w:styles xmlns:w="{W}"/>')


def report_docx(path: Path) -> None:
    """A yearly report: motto and number in a table without lines, headings, a table whose heads span columns, one table inside another."""
    head = _table(
        [
            ["ỦY BAN NHÂN DÂN HUYỆN BÌNH SƠN HẠ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
            ["Số: 215/BC-UBND", "Bình Sơn Hạ, ngày 12 tháng 12 năm 2024"],
        ]
    )
    figures = _table(
        [
            [_cell("TT", merge="restart"), _cell("Đơn vị", merge="restart"), _cell("Số hợp tác xã", span=2)],
            [_cell("", merge="continue"), _cell("", merge="continue"), "Năm 2023", "Năm 2024"],
            ["1", "Xã An Sinh", "17", "19"],
            ["2", "Xã Đại Phúc", "9", "11"],
            ["3", "Xã Mỹ Hòa Đông", "10", "11"],
        ]
    )
    inner = _table([["Vốn điều lệ", "1,2 tỷ đồng"], ["Lao động", "35 người"]])
    nested = _table([["Hợp tác xã Tân Phong Mẫu", _cell(inner)]])
    body = [
        head,
        _p("BÁO CÁO", bold=True),
        _p("Kết quả phát triển kinh tế tập thể năm 2024"),
        _p(BASIS),
        _p("I. KẾT QUẢ", style="Heading1"),
    ]
    body += [_p(PROSE), figures, _p("II. NHIỆM VỤ", style="Heading1"), _p(TASK), nested, _p(PERSON)]
    _docx(path, "".join(body))


def plan_docx(path: Path) -> None:
    """A plan in the letters of .VnTime whose tasks stand in a table."""
    font = ".VnTime"
    rows = [
        ("TT", "Nhiệm vụ", "Chủ trì", "Thời hạn"),
        ("1", "Rà soát các hợp tác xã ngừng hoạt động", "Sở Nông nghiệp và Môi trường", "30/6/2025"),
        ("2", "Tham mưu chính sách tín dụng cho hợp tác xã", "Liên minh Hợp tác xã tỉnh", "Quý III/2025"),
    ]
    table = _table([[_cell(_p(in_tcvn3(text), font=font)) for text in row] for row in rows])
    title = _p(in_tcvn3("kế hoạch"), font=".VnTimeH")
    lines = ("Phát triển hợp tác xã năm 2025", BASIS, PROSE)
    _docx(path, title + "".join(_p(in_tcvn3(line), font=font) for line in lines) + table)


# --- letters of old fonts


def in_tcvn3(text: str) -> str:
    """As the fonts of TCVN3 hold it: capitals with tones have no letter of their own there and are told by the font."""
    table = {letter: chr(code) for code, letter in tcvn3_table().items()}
    return "".join(table.get(c) or table.get(c.lower(), c) for c in unicodedata.normalize("NFC", text))


def in_vni(text: str) -> str:
    """As the fonts of VNI hold it: a letter and its mark as two."""
    back = {letter: pair for pair, letter in _vni_pairs().items()}
    return "".join(back.get(c, c) for c in unicodedata.normalize("NFC", text))


def letter_tcvn3(path: Path) -> None:
    """An official letter of the nineties, saved as text."""
    text = "\n".join(("Kính gửi: Ủy ban nhân dân các xã", BASIS, PROSE, TASK, "Nơi nhận: như trên."))
    path.write_bytes(in_tcvn3(text).encode("latin-1", "replace"))


def resolution_vni(path: Path) -> None:
    """A resolution typed with VNI."""
    path.write_bytes(in_vni("\n".join(("NGHỊ QUYẾT", BASIS, PROSE, TASK))).encode("cp1252", "replace"))


def minutes_decomposed(path: Path) -> None:
    """Minutes from a Mac: decomposed letters in UTF-16, old places of tones, no-break spaces."""
    text = "\n".join(("BIÊN BẢN", "Hội nghị thành viên thường niên", PROSE.replace("xã ", "xã\u00a0"), PERSON, TASK)).replace("òa", "oà")
    path.write_bytes(unicodedata.normalize("NFD", text).encode("utf-16"))


# --- workbooks


def summary_xlsx(path: Path) -> None:
    """Two sheets: merged heads, a percent format, days as days, a hidden column, a note beside the table."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Tổng hợp"
    sheet["A1"] = "BIỂU TỔNG HỢP HỢP TÁC XÃ NĂM 2024"
    sheet.merge_cells("A1:F1")
    for row in (
        ("TT", "Huyện", "Đơn vị", "Số hợp tác xã", None, "Tỷ lệ đạt chuẩn"), (None, None, None, "Năm 2023", "Năm 2024", "Năm 2024"),
        (1, "Bình Sơn Hạ", "Xã An Sinh", 17, 19, 0.785),
        (2, None, "Xã Đại Phúc", 9, 11, 0.5), (3, "Tân Lĩnh Mẫu", "Xã Mỹ Hòa Đông", 10, 11, 1 / 3),
    ):  # fmt: skip
        sheet.append(row)
    for merged in ("A2:A3", "B2:B3", "C2:C3", "D2:E2", "B4:B5"):
        sheet.merge_cells(merged)
    for at in ("F4", "F5", "F6"):
        sheet[at].number_format = "0.0%"
    days = book.create_sheet("Văn bản")
    for row in (
        ("Số, ký hiệu", "Ngày ban hành", "Vốn hỗ trợ"),
        ("128/KH-UBND", date(2024, 2, 14), 1_250_000_000),
        ("215/BC-UBND", date(2024, 12, 12), 0),
    ):
        days.append(row)
    for at in ("B2", "B3"):
        days[at].number_format = "dd/mm/yyyy"
    days["C2"].number_format = days["C3"].number_format = '#,##0 "đồng"'
    book.save(path)


def form_xlsx(path: Path) -> None:
    """A form filled in far from the corner, with a stray note a thousand rows below."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Biểu 02"
    rows = (
        ("TT", "Tên hợp tác xã", "Vốn điều lệ (triệu đồng)", "Ngày thành lập"),
        (1, "HTX Tân Phong Mẫu", 1200, date(2019, 5, 4)),
        (2, "HTX Sông Mơ", 850.5, date(2021, 11, 30)),
    )
    for n, row in enumerate(rows):
        for k, value in enumerate(row):
            sheet.cell(8 + n, 28 + k, value)
    sheet["A1500"] = PROSE
    book.save(path)


# --- printed pages and the web


def _typst(path: Path, page: str, kind: str, **options: int) -> None:
    import typst

    source = path.with_suffix(".typ")
    source.write_text(page, encoding="utf-8")
    path.write_bytes(typst.compile(str(source), format=kind, **options))  # type: ignore[call-overload]
    source.unlink()


def columns_pdf(path: Path) -> None:
    """A printed bulletin: two columns, running heads and feet, page numbers."""
    long = "\n\n".join([PROSE, FILLER * 6, TASK, FILLER * 9, BASIS, FILLER * 12, PERSON] * 3)
    _typst(
        path,
        "#set page(columns: 2, header: [Bản tin kinh tế tập thể], footer: context [#h(1fr) Trang #counter(page).display()])\n"
        f"#set par(justify: true)\n{long}",
        "pdf",
    )


def table_pdf(path: Path) -> None:
    """A printed appendix: a ruled table that goes on over three pages under its repeated head."""
    rows = ", ".join(f"[{n}], [Xã Mẫu Thứ {n}], [{n * 3 + 1}], [{n % 9},{n % 7} tỷ đồng]" for n in range(1, 121))
    _typst(
        path,
        f"= Phụ lục\n\n{PROSE}\n\n#table(columns: 4, table.header([TT], [Đơn vị], [Số hợp tác xã], [Doanh thu]), {rows})\n\n{PERSON}",
        "pdf",
    )


def news_html(path: Path) -> None:
    """A page of news with all that stands around the words."""
    path.write_text(
        f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>Huyện họp giao ban</title><style>p{{}}</style></head>
<body><header><nav><ul><li><a href="/">Trang chủ</a></li><li>Tin tức</li></ul></nav></header>
<div class="breadcrumb">Trang chủ &gt; Tin</div>
<main><article><h1>Bình Sơn Hạ tổng kết kinh tế tập thể</h1><p class="sapo"><strong>{PERSON}</strong></p><p>{PROSE}</p>
<figure><img src="a.jpg" alt=""><figcaption>Quang cảnh hội nghị</figcaption></figure><p>{TASK}</p>
<table><thead><tr><th>Xã</th><th>Số HTX năm 2024</th></tr></thead>
<tbody><tr><td>An Sinh</td><td>19</td></tr><tr><td>Đại Phúc</td><td>11</td></tr></tbody></table>
<div class="share">Chia sẻ 1.234 lượt</div></article></main><aside class="sidebar"><h3>Tin xem nhiều</h3><p>Có 99 hợp tác xã mới</p></aside>
<footer>Giấy phép số 12/GP-TTĐT ngày 01/01/2020. Lượt truy cập: 5.678.901</footer><script>var n = 12;</script></body></html>""",
        encoding="utf-8",
    )


def scan_png(path: Path) -> None:
    """A picture of a page."""
    _typst(path, f"#set page(width: 18cm, height: 10cm)\n#set text(size: 13pt)\n{PROSE}\n\n{TASK}", "png", ppi=200)


MADE: dict[str, Callable[[Path], None]] = {
    "bao-cao-nam.docx": report_docx,
    "ke-hoach-vntime.docx": plan_docx,
    "ban-tin-hai-cot.pdf": columns_pdf,
    "phu-luc-bang.pdf": table_pdf,
    "bieu-tong-hop.xlsx": summary_xlsx,
    "bieu-02.xlsx": form_xlsx,
    "tin-hoi-nghi.html": news_html,
    "cong-van-tcvn3.txt": letter_tcvn3,
    "nghi-quyet-vni.txt": resolution_vni,
    "bien-ban-mac.txt": minutes_decomposed,
    "ban-quet.png": scan_png,
}


def make(folder: Path) -> list[Path]:
    """All of them, in this folder."""
    for name, write in MADE.items():
        write(folder / name)
    return [folder / name for name in MADE]


if __name__ == "__main__":
    for made in make(Path(sys.argv[1])):
        print(made)
