"""Tables as clerks draw them."""

from datetime import date

import openpyxl
import pytest

from hoptac.common.errors import UserError
from hoptac.sheets.book import open_book
from hoptac.sheets.columns import Field, likeness, match, scale_of
from hoptac.sheets.table import find_table, stated_day

FIELDS = (
    Field("name", "Tên HTX", ("tên hợp tác xã", "tên tổ chức", "tên đơn vị", "đơn vị", "HTX"), required=True),
    Field("place", "Xã, phường", ("xã", "địa bàn", "địa chỉ", "đơn vị hành chính", "trụ sở")),
    Field("on", "Ngày thành lập", ("ngày đăng ký", "ngày cấp", "ngày cấp GCN", "thời gian thành lập"), reader="day"),
    Field("members", "Số thành viên", ("tổng số thành viên", "thành viên"), reader="whole"),
    Field("capital", "Vốn điều lệ", ("tổng vốn điều lệ", "vốn"), reader="money"),
    Field("phone", "Điện thoại", ("SĐT", "số điện thoại", "di động", "liên hệ"), reader="phone"),
)


@pytest.fixture
def save(tmp_path):
    def _save(rows, *, merge=(), hidden=(), name="bang.xlsx", sheets=("Sheet1",)):
        book = openpyxl.Workbook()
        book.active.title = sheets[0]
        for other in sheets[1:]:
            book.create_sheet(other)
        page = book[sheets[-1]]
        for row in rows:
            page.append(row)
        for area in merge:
            page.merge_cells(area)
        for row in hidden:
            page.row_dimensions[row].hidden = True
        book.save(tmp_path / name)
        return open_book(tmp_path / name)

    return _save


def fields_of(table):
    return {column.field: column.head for column in table.columns if column.field}


def test_it_finds_plain_heads_in_the_first_row(save):
    table = find_table(save([["STT", "Tên HTX", "Xã", "Ngày thành lập"], [1, "HTX A", "Bằng Cả", "05/03/2019"]]), FIELDS)
    assert fields_of(table) == {"name": "Tên HTX", "place": "Xã", "on": "Ngày thành lập"}
    assert [row.number for row in table.rows] == [2]


def test_it_passes_over_titles_and_reads_the_day_they_state(save):
    rows = [
        ["UBND HUYỆN BA CHẼ"], ["DANH SÁCH HỢP TÁC XÃ TRÊN ĐỊA BÀN"], ["(Số liệu tính đến ngày 15/6/2023)"], [],
        ["TT", "Ten don vi", "Dia chi", "Ngay cap GCN", "So thanh vien", "Von dieu le (trieu dong)", "SDT"],
        [1, "HTX Hoa Đào", "xã Đạp Thanh", "12/4/2018", "9", "1.500", "0912345678"],
    ]  # fmt: skip
    table = find_table(save(rows), FIELDS)
    assert set(fields_of(table)) == {"name", "place", "on", "members", "capital", "phone"}
    assert table.stated_day == date(2023, 6, 15)
    assert table.column_of("capital").scale == 10**6
    assert table.head_rows == (5, 5)


def test_it_joins_two_rows_of_heads_and_drops_numbering_totals_and_signatures(save):
    rows = [
        ["STT", "Tên tổ chức", "Thành viên", None, "Vốn điều lệ (đồng)"],
        [None, None, "Tổng số", "Trong đó nữ", None],
        ["(1)", "(2)", "(3)", "(4)", "(5)"],
        ["I", "Huyện Ba Chẽ"],
        [1, "HTX Hoa Đào", 9, 4, 1500000000],
        [2, "HTX Sông Ba", 12, 5, 900000000],
        [None, "Tổng cộng", 21, 9, 2400000000],
        [],
        [None, "Người lập biểu"],
    ]
    table = find_table(save(rows, merge=["C1:D1", "A1:A2", "B1:B2", "E1:E2"]), FIELDS)
    assert fields_of(table)["members"] == "Thành viên Tổng số"
    assert [(row.number, row.group) for row in table.rows] == [(5, "Huyện Ba Chẽ"), (6, "Huyện Ba Chẽ")]
    assert [number for number, __ in table.left_out] == [3, 4, 7, 9]


def test_it_takes_the_sheet_that_holds_the_table(save):
    table = find_table(save([["Tên HTX", "Xã"], ["HTX A", "Bằng Cả"]], sheets=("Hướng dẫn", "DS 2022")), FIELDS)
    assert table.sheet == "DS 2022"


def test_it_tells_hidden_rows(save):
    table = find_table(save([["Tên HTX", "Xã"], ["HTX A", "x1"], ["HTX B", "x2"]], hidden=[3]), FIELDS)
    assert [row.hidden for row in table.rows] == [False, True]


def test_what_stands_in_the_cells_decides_between_like_heads(save):
    rows = [["Tên HTX", "Ngày đăng ký", "Liên hệ"], *([f"HTX {n}", f"091234567{n}", f"0{n}/03/2019"] for n in range(1, 5))]
    table = find_table(save(rows), FIELDS)
    assert fields_of(table) == {"name": "Tên HTX"}  # phones under the head of a day are not taken for days
    assert [column.unlike for column in table.columns] == ["", "on", "phone"]  # and that is told


def test_it_remembers_what_an_office_chose(save):
    book = save([["Tên HTX", "Cột lạ"], ["HTX A", "Bằng Cả"]])
    table = find_table(book, FIELDS, {"cot la": "place"})
    assert table.column_of("place").remembered


def test_a_sheet_without_the_needed_column_is_refused_with_its_name(save):
    with pytest.raises(UserError, match="Tên HTX"):
        find_table(save([["a", "b"], ["c", "d"]]), FIELDS)


def test_likeness_forgives_accents_order_and_typing_errors():
    assert likeness("TÊN HỢP TÁC XÃ", "tên hợp tác xã") == 1.0
    assert likeness("Ten hop tac xa", "Tên hợp tác xã") == 1.0
    assert likeness("Ngày tháng năm thành lập", "Ngày thành lập") > 0.5
    assert likeness("Ngày thành lâph", "Ngày thành lập") > 0.7
    assert likeness("Ghi chú", "Tên HTX") == 0.0


def test_a_field_is_taken_once():
    columns = match(["Tên HTX", "Tên hợp tác xã"], FIELDS, [[], []])
    assert [column.field for column in columns].count("name") == 1


@pytest.mark.parametrize(
    ("head", "scale"),
    [("Vốn (triệu đồng)", 10**6), ("Vốn (tr.đ)", 10**6), ("Vốn (1000đ)", 1000), ("Vốn điều lệ", 1), ("Vốn (tỷ đồng)", 10**9)],
)
def test_the_head_states_the_unit_of_money(head, scale):
    assert scale_of(head) == scale


def test_the_day_a_sheet_states():
    assert stated_day("Tính đến hết ngày 31 tháng 12 năm 2022") == date(2022, 12, 31)
    assert stated_day("tính đến 31/02/2022") is None
    assert stated_day("không nói") is None
