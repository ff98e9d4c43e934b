"""Tables that leave."""

import json
from datetime import date

import openpyxl

from hoptac.sheets.write import Head, sheet_name, whole_file, write_csv, write_json, write_xlsx

HEADS = [Head("Tên"), Head("Thành viên", "whole"), Head("Ngày", "day", code="on")]
ROWS = [["=1+1", 1087, date(2022, 12, 31)], ["http://x.vn", None, None], ["057", 2, None]]


def test_xlsx_has_types_a_frozen_head_filters_and_no_formula(tmp_path):
    assert write_xlsx(tmp_path / "a.xlsx", HEADS, ROWS, lines=["DANH SÁCH"]) == 3
    page = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert page["A4"].value == "=1+1"
    assert page["A4"].data_type == "s"
    assert page["A5"].hyperlink is None
    assert page["A6"].value == "057"
    assert page["B4"].value == 1087
    assert page["C4"].value.date() == date(2022, 12, 31)
    assert page.freeze_panes == "A4"
    assert page.auto_filter.ref == "A3:C6"


def test_csv_disarms_what_a_spreadsheet_would_run(tmp_path):
    write_csv(tmp_path / "a.csv", [Head("a")], [["=cmd"], ["+1"], ["-1"], ["@x"], ["\tx"], ["\x00x"], ["được"]])
    lines = (tmp_path / "a.csv").read_bytes().decode("utf-8-sig").splitlines()
    assert all(line.startswith(("'", "\"'")) for line in lines[1:7])
    assert lines[7] == "được"


def test_json_is_a_list_of_objects(tmp_path):
    write_json(tmp_path / "a.json", HEADS, ROWS)
    assert json.loads((tmp_path / "a.json").read_text())[0] == {"Tên": "=1+1", "Thành viên": 1087, "on": "2022-12-31"}


def test_a_file_that_breaks_off_leaves_nothing(tmp_path):
    try:
        with whole_file(tmp_path / "a.csv") as draft:
            draft.write_text("half")
            raise RuntimeError
    except RuntimeError:
        pass
    assert list(tmp_path.iterdir()) == []


def test_sheet_names_fit_excel():
    assert sheet_name("HTX [2022]: a/b*?") == "HTX  2022   a b"
    assert len(sheet_name("x" * 50)) == 31
