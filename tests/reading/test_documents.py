"""The ten unlike documents, read as they come: what each says is found, at its place in the original."""

from pathlib import Path

import pytest

from hoptac.reading.sources import findings_of, load
from reading import documents


def read(name: str, folder: Path) -> tuple[str, dict]:
    documents.MADE[name](folder / name)
    source = load(folder / name)
    return source.text, findings_of(source)


def values(found: dict) -> list[tuple]:
    return [(f["value"], f["denominator"]) for f in found["figures"]]


TOLD = [(41, None), (12, None), (5, None), (2_400_000_000, None), (18, 23)]  # the five figures of documents.PROSE


@pytest.mark.parametrize(
    "name",
    ["bao-cao-nam.docx", "ke-hoach-vntime.docx", "tin-hoi-nghi.html", "cong-van-tcvn3.txt", "nghi-quyet-vni.txt", "bien-ban-mac.txt"],
)
def test_the_sentence_of_results_is_read_from_every_kind_of_file(name, tmp_path):
    _text, found = read(name, tmp_path)
    assert [v for v in values(found) if v in TOLD][:5] == TOLD


def test_heads_that_span_columns_lead_every_number_to_its_year(tmp_path):
    _text, found = read("bao-cao-nam.docx", tmp_path)
    cells = {f["where"]["cell"]: (f["value"], f["as_of"], f["subject"]) for f in found["figures"] if f["where"].get("sheet") == "Bảng 2"}
    assert cells == {
        "C3": (17, "2023", "Xã An Sinh"), "D3": (19, "2024", "Xã An Sinh"), "C4": (9, "2023", "Xã Đại Phúc"),
        "D4": (11, "2024", "Xã Đại Phúc"), "C5": (10, "2023", "Xã Mỹ Hòa Đông"), "D5": (11, "2024", "Xã Mỹ Hòa Đông"),
    }  # fmt: skip


def test_a_table_inside_a_cell_is_read_once(tmp_path):
    text, found = read("bao-cao-nam.docx", tmp_path)
    assert text.count("1,2 tỷ đồng") == 1 and values(found).count((1_200_000_000, None)) == 1


def test_a_workbook_keeps_percentages_days_sheets_and_merged_names(tmp_path):
    text, found = read("bieu-tong-hop.xlsx", tmp_path)
    assert "1\tBình Sơn Hạ\tXã An Sinh\t17\t19\t78,5%\n2\tBình Sơn Hạ\tXã Đại Phúc\t9\t11\t50%\n" in text
    assert "128/KH-UBND\t14/02/2024\t1250000000" in text
    share = next(f for f in found["figures"] if f["surface"] == "78,5%")
    assert (share["value"], share["unit"], share["where"]) == (78.5, "%", {"sheet": "Tổng hợp", "cell": "F4"})


def test_a_form_far_from_the_corner_keeps_its_addresses(tmp_path):
    text, found = read("bieu-02.xlsx", tmp_path)
    assert len(text) < 600
    first = [(f["value"], f["where"]["cell"]) for f in found["figures"]][:3]
    assert first == [
        (1_200_000_000, "AD9"),
        (850_500_000, "AD10"),
        (41, "A1500"),
    ]


def test_a_page_of_news_gives_its_words_and_its_table_only(tmp_path):
    text, found = read("tin-hoi-nghi.html", tmp_path)
    assert "99" not in text and "5.678.901" not in text and "Xã\tSố HTX năm 2024\nAn Sinh\t19\nĐại Phúc\t11\n" in text
    assert [(f["value"], f["subject"]) for f in found["figures"]][-2:] == [(19, "An Sinh"), (11, "Đại Phúc")]


def test_two_columns_are_read_in_their_order_without_heads_and_feet(tmp_path):
    text, found = read("ban-tin-hai-cot.pdf", tmp_path)
    assert "Trang" not in text and values(found) == TOLD * 3
    assert {f["where"]["page"] for f in found["figures"]} >= {1, 2}


def test_a_ruled_table_over_three_pages_is_one_table(tmp_path):
    text, found = read("phu-luc-bang.pdf", tmp_path)
    assert text.count("TT\tĐơn vị") == 1
    counted = [f for f in found["figures"] if f["unit"] == "hợp tác xã" and f["subject"].startswith("Xã Mẫu Thứ ")]
    assert [f["value"] for f in counted] == [n * 3 + 1 for n in range(1, 121)]
    assert counted[-1]["where"]["page"] >= 3
