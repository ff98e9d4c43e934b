"""`report`: the file whole or not at all, one sentence for what cannot be."""

from __future__ import annotations

from datetime import date

import pytest

from factories import founded

ASKED = ("report", "ktt-summary", "--place", "Bắc", "--as-of", "2022-12-31")


@pytest.fixture
def country(world):
    founded(world, "an", date(2021, 3, 1))
    return world


def left(folder) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.suffix in (".docx", ".pdf", ".txt") or path.name.startswith(".hoptac"))


@pytest.mark.parametrize(("name", "begins"), [("x.docx", b"PK"), ("X.PDF", b"%PDF")])
def test_it_writes_the_file_and_lists_the_figures_with_their_words(hoptac, country, tmp_path, name, begins):
    answer = hoptac(*ASKED, "-o", tmp_path / name, "--json").json
    assert (tmp_path / name).read_bytes().startswith(begins)
    assert answer["file"] == str(tmp_path / name)
    assert {"indicator", "place", "as_of", "map_of", "value", "unit", "link", "surface"} <= set(answer["figures"][0])
    assert (answer["figures"][0]["value"], answer["figures"][0]["surface"]) == (1, "1 hợp tác xã")


def test_figures_are_given_on_the_map_asked_for(hoptac, country, tmp_path):
    figures = hoptac(*ASKED, "--map-of", "2025-07-01", "-o", tmp_path / "x.docx", "--json").json["figures"]
    assert {one["map_of"] for one in figures if one["basis"] == "counted"} == {"2025-07-01"}


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("report", "ktt", "--place", "Bắc", "--as-of", "2022-12-31", "-o", "x.docx"), "ktt-summary"),
        ((*ASKED, "-o", "x.txt"), ".docx"),
        ((*ASKED, "-o", "x"), ".docx"),
        ((*ASKED, "-o", "nowhere/x.docx"), "nowhere"),
        (("report", "ktt-summary", "--place", "An Bình", "--as-of", "2022-12-31", "-o", "x.docx"), "An Bình"),
        (("report", "ktt-summary", "--place", "Bắc", "--as-of", "2022-02-30", "-o", "x.docx"), "2022-02-30"),
        (("report", "ktt-summary", "--place", "Bắc", "-o", "x.docx"), "--as-of"),
    ],
)
def test_what_cannot_be_is_one_sentence_and_leaves_nothing(hoptac, country, tmp_path, monkeypatch, words, says):
    monkeypatch.chdir(tmp_path)
    answer = hoptac(*words)
    assert (answer.code, answer.out) == (2, "")
    assert says in answer.err
    assert left(tmp_path) == []


def test_a_failure_half_way_leaves_the_file_that_was_there(hoptac, country, tmp_path, monkeypatch):
    from hoptac.reporting import paper

    target = tmp_path / "x.docx"
    target.write_bytes(b"before")

    def full(*_ends):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(paper.os, "fsync", full)
    assert hoptac(*ASKED, "-o", target).code == 3
    assert target.read_bytes() == b"before"
    assert left(tmp_path) == ["x.docx"]


def test_a_folder_is_no_file(hoptac, country, tmp_path):
    (tmp_path / "x.docx").mkdir()
    assert hoptac(*ASKED, "-o", tmp_path / "x.docx").code == 2
