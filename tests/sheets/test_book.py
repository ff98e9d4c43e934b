"""Files that come in, good and bad."""

import io
import zipfile
from datetime import date

import openpyxl
import pytest

from hoptac.common.errors import UserError
from hoptac.sheets.book import open_book


def xlsx(path, rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def test_it_keeps_types(tmp_path):
    book = open_book(xlsx(tmp_path / "a.xlsx", [["HTX A", 5, 2.5, date(2022, 12, 31), True, None, "057"]]))
    assert book.sheets[0].rows == [["HTX A", 5, 2.5, date(2022, 12, 31), True, None, "057"]]


def test_it_tells_cells_that_show_an_error(tmp_path):
    path = xlsx(tmp_path / "a.xlsx", [["x", "y"]])
    book = openpyxl.load_workbook(path)
    book.active["B1"] = "#REF!"
    book.active["B1"].data_type = "e"
    book.save(path)
    assert open_book(path).sheets[0].errors == frozenset({(0, 1)})


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Tên HTX;Xã\nHTX Hoa Đào;Bằng Cả\n", "utf-8"), ("Tên HTX,Xã\nHTX Hoa Đào,Bằng Cả\n", "utf-8-sig"),
        ("Tên HTX\tXã\nHTX Hoa Đào\tBằng Cả\n", "utf-16"), ("sep=|\nTên HTX|Xã\nHTX Hoa Đào|Bằng Cả\n", "utf-8"),
    ],
)  # fmt: skip
def test_it_reads_text_tables(tmp_path, text, encoding):
    path = tmp_path / "a.csv"
    path.write_bytes(text.encode(encoding))
    assert open_book(path).sheets[0].rows == [["Tên HTX", "Xã"], ["HTX Hoa Đào", "Bằng Cả"]]


def test_a_comma_within_numbers_does_not_part_cells(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Tên;Vốn\nA;1,5\nB;2,6\n", encoding="utf-8")
    assert open_book(path).sheets[0].rows[1] == ["A", "1,5"]


def test_it_reads_old_fonts(tmp_path):
    """TCVN3: "Hợp tác xã của tỉnh" as a machine of 2003 kept it."""
    from hoptac.reading.sources.encodings import tcvn3_table

    back = {letter: chr(code) for code, letter in tcvn3_table().items()}
    text = "Tên hợp tác xã;Xã\nHợp tác xã của tỉnh và các huyện trong năm;xã\n" * 5
    path = tmp_path / "a.csv"
    path.write_bytes("".join(back.get(c, c) for c in text).encode("latin-1", "replace"))
    assert open_book(path).encoding == "tcvn3"


def far_away(path):
    """A sheet of a few bytes that names a cell at the last row and column."""
    xlsx(path, [["x"]])
    with zipfile.ZipFile(path) as z:
        parts = {name: z.read(name) for name in z.namelist()}
    parts["xl/worksheets/sheet1.xml"] = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1048576">'
        b'<c r="XFD1048576" t="n"><v>1</v></c></row></sheetData></worksheet>'
    )
    with zipfile.ZipFile(path, "w") as z:
        for name, data in parts.items():
            z.writestr(name, data)
    return path


def test_a_cell_a_million_columns_away_is_refused(tmp_path):
    with pytest.raises(UserError, match="quá xa"):
        open_book(far_away(tmp_path / "a.xlsx"))


def test_a_bomb_is_refused(tmp_path):
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("xl/workbook.xml", "<workbook/>")
        z.writestr("xl/worksheets/sheet1.xml", b"0" * (60 << 20))
    with pytest.raises(UserError):
        open_book(path)


def test_a_password_is_named(tmp_path):
    """An encrypted workbook is a compound file that holds "EncryptedPackage"."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 4000)
    with pytest.raises(UserError):
        open_book(path)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04broken", b"%PDF-1.7", b"\x89PNG\r\n", b"\x00\x01\x02" * 100])
def test_what_is_no_table_is_refused_with_a_sentence(tmp_path, data):
    path = tmp_path / "a.xlsx"
    path.write_bytes(data)
    with pytest.raises(UserError) as refused:
        open_book(path, "bảng của tôi.xlsx")
    assert "bảng của tôi.xlsx" in refused.value.sentence


def test_a_cut_file_is_refused(tmp_path):
    whole = xlsx(tmp_path / "a.xlsx", [["x"] * 20] * 50).read_bytes()
    path = tmp_path / "b.xlsx"
    for cut in (len(whole) // 3, len(whole) - 30):
        path.write_bytes(whole[:cut])
        with pytest.raises(UserError):
            open_book(path)


def test_a_hidden_sheet_is_not_seen(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["x"])
    other = book.create_sheet("nháp")
    other.append(["y"])
    other.sheet_state = "hidden"
    buffer = io.BytesIO()
    book.save(buffer)
    path = tmp_path / "a.xlsx"
    path.write_bytes(buffer.getvalue())
    assert [sheet.name for sheet in open_book(path).visible()] == ["Sheet"]
