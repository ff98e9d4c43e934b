"""`read` of many files: one table, gone on with, and no file ends it."""

import csv

import pytest

from hoptac.cli.commands import read
from hoptac.common.errors import UserError

SENTENCE = "Đến hết năm 2023, huyện có {} hợp tác xã theo Quyết định số 12/QĐ-UBND ngày 05/3/2023."


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "van-ban"
    place.mkdir()
    for n in (41, 42, 43):
        (place / f"{n}.txt").write_text(SENTENCE.format(n), encoding="utf-8")
    (place / "hong.docx").write_bytes(b"PK\x03\x04 not a document")
    return place


def table(path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def values(path) -> list[str]:
    return [row["value"] for row in table(path) if row["layer"] == "figures"]


def test_a_folder_gives_one_table_and_a_bad_file_is_a_row_of_it(folder, tmp_path, capsys):
    out = tmp_path / "findings.csv"
    assert read.main([str(folder), "--out", str(out)]) == 0
    assert values(out) == ["41", "42", "43"]
    bad = [row for row in table(out) if row["layer"] == "error"]
    assert [(row["file"], "hỏng" in row["surface"]) for row in bad] == [(str(folder / "hong.docx"), True)]
    said = capsys.readouterr()
    assert said.out == "" and "4/4" in said.err and "hong.docx" in said.err


def test_unchanged_files_are_not_read_again_and_changed_or_bad_ones_are(folder, tmp_path, monkeypatch):
    out = tmp_path / "findings.csv"
    read.main([str(folder), "--out", str(out)])
    before = out.read_bytes()
    asked: list[str] = []
    real = read._read
    monkeypatch.setattr(read, "_read", lambda file, *, tell: asked.append(file.name) or real(file, tell=tell))
    read.main([str(folder), "--out", str(out)])
    assert (asked, out.read_bytes()) == (["hong.docx"], before)
    (folder / "42.txt").write_text(SENTENCE.format(52), encoding="utf-8")
    read.main([str(folder), "--out", str(out)])
    assert asked[1:] == ["42.txt", "hong.docx"] and values(out) == ["41", "52", "43"]


def test_a_run_that_was_killed_is_gone_on_with(folder, tmp_path, monkeypatch):
    out = tmp_path / "findings.csv"
    real, asked = read._read, []

    def killed(file, *, tell):
        if file.name == "43.txt":
            raise KeyboardInterrupt
        return real(file, tell=tell)

    monkeypatch.setattr(read, "_read", killed)
    with pytest.raises(KeyboardInterrupt):
        read.main([str(folder), "--out", str(out)])
    assert not out.exists()
    monkeypatch.setattr(read, "_read", lambda file, *, tell: asked.append(file.name) or real(file, tell=tell))
    read.main([str(folder), "--out", str(out)])
    assert asked == ["43.txt", "hong.docx"] and values(out) == ["41", "42", "43"]
    assert sorted(x.name for x in tmp_path.iterdir()) == ["findings.csv", "van-ban"]


def test_the_table_in_the_folder_itself_is_no_document(folder):
    out = folder / "findings.csv"
    read.main([str(folder), "--out", str(out)])
    read.main([str(folder), "--out", str(out)])
    assert {row["file"] for row in table(out)} == {str(folder / name) for name in ("41.txt", "42.txt", "43.txt", "hong.docx")}


def test_a_blank_text_and_a_name_too_long_are_wrong_questions(tmp_path):
    blank = tmp_path / "a.txt"
    blank.write_text(" \n", encoding="utf-8")
    for name, told in ((str(blank), "không có chữ"), ("a" * 300, "Không mở được")):
        with pytest.raises(UserError) as caught:
            read.main([name])
        assert told in caught.value.sentence


def test_the_place_in_the_original_stands_in_the_table(tmp_path):
    page, out = tmp_path / "a.html", tmp_path / "findings.csv"
    page.write_text(f"<html><body><h1>Kết quả</h1><p>{SENTENCE.format(41)}</p></body></html>", encoding="utf-8")
    read.main([str(page), "--out", str(out)])
    assert [row["where"] for row in table(out) if row["layer"] == "figures"] == ["paragraph 2"]


def test_a_table_that_cannot_be_written_is_told(folder, tmp_path):
    with pytest.raises(UserError):
        read.main([str(folder), "--out", str(tmp_path / "khong-co" / "findings.csv")])
