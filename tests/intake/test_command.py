"""`check` from the shell: reader, records and command together."""

from __future__ import annotations

import json

import pytest
from django.utils import translation

from hoptac.cli import run, site

SEED_FIGURES = 17
KEYS = {
    "surface",
    "start",
    "end",
    "value",
    "denominator",
    "unit",
    "indicator",
    "place",
    "as_of",
    "map_of",
    "verdict",
    "expected",
    "why",
    "records",
}


@pytest.fixture
def check(province, monkeypatch, tmp_path, capsys):
    """Writes a text to a file, runs the command on it and gives exit code, answer and message."""
    (tmp_path / "hoptac.sqlite3").touch()
    monkeypatch.setattr(site, "database_file", lambda: tmp_path / "hoptac.sqlite3")
    monkeypatch.setenv("HOPTAC_DOORS", "1")
    monkeypatch.setenv("HOPTAC_LANG", "vi")

    def call(text: str | bytes, *words: str, name: str = "van-ban.txt") -> tuple[int, str, str]:
        file = tmp_path / name
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        code = run.main(["check", str(file), *words])
        caught = capsys.readouterr()
        assert "Traceback" not in caught.out + caught.err
        return code, caught.out, caught.err

    with translation.override("vi"):
        yield call


def answer(check, text: str, *words: str) -> dict:
    code, out, err = check(text, "--json", *words)
    assert code == 0, err
    return json.loads(out)


def test_the_session_report_reads_and_checks_as_it_should(check, seed):
    found = answer(check, seed["text"])
    verdicts = [row["verdict"] for row in found["figures"]]
    assert len(verdicts) == SEED_FIGURES
    assert verdicts.count("agrees") == 11
    assert [row["surface"] for row in found["figures"] if row["verdict"] == "unknown"] == ["top 10", "gấp đôi", "thứ 2"]
    assert found["summary"] == {
        "agrees": 11, "within_bound": 0, "other_map": 0, "other_definition": 0, "other_date": 0, "differs": 0,
        "not_comparable": 0, "unknown": 3, "own_source": 3,
    }  # fmt: skip
    assert found["contradictions"] == []


def test_every_figure_has_the_fields_of_the_contract(check, seed):
    for row in answer(check, seed["text"])["figures"]:
        assert set(row) >= KEYS
        assert seed["text"][row["start"] : row["end"]] == row["surface"]
        assert row["verdict"] != "agrees" or row["expected"] is None
        assert row["why"]


SENTENCES = [
    ("Tháng 10/2022, Quảng Ninh có 206 tổ hợp tác.", ["agrees"]),
    ("Đến tháng 12/2024, tỉnh Quảng Ninh có 98/98 xã đạt chuẩn NTM.", ["other_map"]),
    ("Đến tháng 12/2024, tỉnh Quảng Ninh có 91/91 xã đạt chuẩn NTM; 53/91 xã đạt chuẩn NTM nâng cao.", ["agrees", "agrees"]),
    ("Theo địa giới hành chính ngày 31/12/2022, đến ngày 31/12/2024, tỉnh Quảng Ninh có 98/98 xã đạt chuẩn NTM.", ["agrees"]),
    ("Theo địa giới hành chính ngày 31/12/2022, đến ngày 31/12/2024, tỉnh Quảng Ninh có 91/91 xã đạt chuẩn NTM.", ["other_map"]),
    ("Cuối năm 2023, Quảng Ninh có 346 sản phẩm OCOP được xếp hạng từ 3 sao trở lên.", ["agrees"]),
    ("Ngày 22/11/2022, tỉnh Quảng Ninh có 267 sản phẩm OCOP đạt 3 sao trở lên.", ["agrees"]),
    ("Đến hết năm 2024 toàn tỉnh Quảng Ninh có 1.087 hợp tác xã đăng ký, trong đó 687 hợp tác xã đang hoạt động.", ["agrees", "agrees"]),
    ("Năm 2024 Quảng Ninh có 152 HTX thành lập mới.", ["other_definition"]),
    ("Tính đến hết năm 2022, 9/13 địa phương cấp huyện của Quảng Ninh hoàn thành NTM.", ["other_definition"]),
    ("Hết năm 2022 cả nước có 29.378 HTX và 71.000 tổ hợp tác.", ["agrees", "agrees"]),
    ("Tăng trưởng GRDP của tỉnh Quảng Ninh năm 2023 đạt 11,03%.", ["agrees"]),
]


@pytest.mark.parametrize(("text", "verdicts"), SENTENCES, ids=[text[:40] for text, _verdicts in SENTENCES])
def test_sentences_about_other_days_and_maps_come_out_right(check, text, verdicts):
    assert [row["verdict"] for row in answer(check, text)["figures"]] == verdicts


def test_the_day_and_place_asked_stand_in_where_the_text_is_silent(check):
    row = answer(check, "Có 665 hợp tác xã.", "--as-of", "2022-12-31", "--place", "Quảng Ninh")["figures"][0]
    assert (row["verdict"], row["place"], row["as_of"]) == ("agrees", "22@2022-12-31", "2022-12-31")
    row = answer(check, "Năm 2023 có 665 hợp tác xã.", "--as-of", "2022-12-31", "--place", "Quảng Ninh")["figures"][0]
    assert (row["verdict"], row["as_of"]) == ("other_date", "2023-12-31")


def test_strict_fails_on_a_wrong_number_and_not_on_an_unknown_one(check):
    right = "Hết năm 2022, Quảng Ninh có 665 HTX, thuộc top 10 toàn quốc."
    assert check(right, "--strict")[0] == 0
    assert check(right.replace("665", "670"), "--strict")[0] == 1
    assert check(right.replace("665", "670"))[0] == 0


BAD = [("", "van-ban.txt"), (bytes(range(256)) * 8, "a.txt"), (b"PK\x03\x04zzz", "a.docx"), (b"%PDF-1.7 cut", "a.pdf")]


@pytest.mark.parametrize(("content", "name"), BAD, ids=["empty", "binary", "cut docx", "cut pdf"])
def test_a_bad_file_is_one_sentence_and_exit_2(check, content, name):
    code, out, err = check(content, name=name)
    assert (code, out) == (2, "")
    assert len(err.strip().splitlines()) == 1


def test_an_ambiguous_place_lists_its_candidates(check):
    code, out, err = check("Có 665 HTX.", "--place", "Hải Hòa", "--as-of", "2024-12-31")
    assert (code, out) == (2, "")
    for province in ("Quảng Ninh", "Nam Định", "Thanh Hóa"):
        assert province in err


def test_an_impossible_day_is_refused(check):
    assert check("Có 665 HTX.", "--as-of", "2022-02-30")[0] == 2
