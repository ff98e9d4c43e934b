"""What commands answer and how they end, asked inside the process (see conftest)."""

from __future__ import annotations

import errno
from datetime import date

import pytest
from django.db import OperationalError, ProgrammingError

from factories import founded, happens, titled
from hoptac.cli import run, trouble

FIGURE = ("figure", "htx.total", "--place", "Bắc", "--as-of", "2022-12-31")


def test_the_figure_has_the_fields_of_the_contract(hoptac, world):
    founded(world)
    answer = hoptac(*FIGURE, "--explain", "--json").json
    fields = "indicator place as_of period map_of value denominator unit basis status rule source provisional records link why explain"
    assert set(fields.split()) <= set(answer)
    assert (answer["value"], len(answer["explain"])) == (1, 1)


def test_parts_are_listed_with_zeros_and_add_up(hoptac, world):
    founded(world)
    answer = hoptac(*FIGURE, "--by", "place", "--json").json
    assert [(row["key"], row["value"]) for row in answer["rows"]] == [("901@2022-12-31", 1), ("902@2022-12-31", 0)]
    assert set(answer["rows"][0]) == {"key", "name", "type", "value", "denominator"}
    assert [(row["name"], row["type"]) for row in answer["rows"]] == [("Đông", "huyện"), ("Tây", "thị xã")]


def test_a_name_never_holds_the_type_word(hoptac, world):
    titled(world, "an")
    [record] = hoptac("figure", "ntm.commune.standard", "--place", "Bắc", "--as-of", "2022-12-31", "--explain", "--json").json["explain"]
    assert (record["name"], record["type"], record["place"]) == ("An", "xã", "90001@2020-01-01")


def test_parts_by_sector_have_the_words_people_use(hoptac, world):
    founded(world, sector="agriculture")
    rows = hoptac(*FIGURE, "--by", "sector", "--json").json["rows"]
    assert (rows[0]["key"], rows[0]["name"], rows[0]["value"]) == ("agriculture", "Nông, lâm, ngư, diêm nghiệp", 1)
    assert sum(row["value"] for row in rows[1:]) == 0


def test_a_split_with_nothing_in_it_shows_its_parts_with_zero(hoptac, world):
    assert [(row["key"], row["value"]) for row in hoptac(*FIGURE, "--by", "kind", "--json").json["rows"]] == [("htx", 0), ("qtdnd", 0)]


def test_changes_since_a_day_lead_from_one_value_to_the_other(hoptac, world):
    happens(founded(world), "dissolved", date(2022, 9, 1))
    answer = hoptac(*FIGURE, "--since", "2022-06-01", "--json").json
    assert [(c["cause"], c["value"], c["on"]) for c in answer["changes"]] == [("dissolved", -1, "2022-09-01")]
    assert set(answer["changes"][0]) == {"cause", "value", "on", "document", "records"}


def test_a_place_is_looked_up_on_the_map_asked_for(hoptac, world):
    assert hoptac("figure", "htx.total", "--place", "An Bình", "--as-of", "2022-12-31").code == 2
    assert (
        hoptac("figure", "htx.total", "--place", "An Bình", "--as-of", "2022-12-31", "--map-of", "2024-11-01", "--json").json["place"]
        == "90001@2024-11-01"
    )


def test_no_data_is_an_answer_with_a_reason(hoptac, world):
    answer = hoptac("figure", "grdp.growth", "--place", "Bắc", "--period", "2022", "--json").json
    assert answer["value"] is None
    assert answer["why"]


def test_people_get_a_sentence_in_either_language(hoptac, world):
    founded(world)
    assert "Số hợp tác xã, tỉnh Bắc, ngày 31/12/2022: 1 hợp tác xã" in hoptac(*FIGURE).out
    assert "Cooperatives" in hoptac("--lang", "en", *FIGURE).out
    assert "Cooperatives" in hoptac(*FIGURE, "--lang=en").out


def test_the_list_of_indicators_says_what_each_is(hoptac):
    rows = hoptac("figure", "--list", "--json").json
    assert set(["code", "name", "name_en", "unit", "kind", "direction", "definition", "source"]) <= set(rows[0])
    assert [row["code"] for row in hoptac("figure", "--list", "--search", "to hop tac", "--json").json][0] == "tht.total"


def test_units_are_listed_with_the_fields_of_the_contract(hoptac, world):
    rows = hoptac("places", "--in", "Bắc", "--on", "2024-11-01", "--level", "commune", "--json").json
    assert [row["name"] for row in rows] == ["An Bình", "Chợ", "Dương", "Hoa", "Giang"]
    assert rows[0] | {"rural": 1, "place": 1} == {
        "name": "An Bình",
        "type": "xã",
        "code": "90001",
        "level": "commune",
        "valid_from": "2024-11-01",
        "valid_to": "2025-07-01",
        "parent": "Đông",
        "parent_code": "901",
        "place": 1,
        "rural": 1,
        "verified": True,
    }


def test_the_open_start_of_a_unit_is_null_and_an_unproved_map_is_said(hoptac, world):
    row = hoptac("places", "--in", "Nam", "--on", "2019-06-01", "--json").json[0]
    assert (row["valid_from"], row["verified"]) == (None, False)


def test_history_goes_both_ways_and_to_the_ends_when_asked(hoptac, world):
    answer = hoptac("places", "--history", "An Bình", "--on", "2024-11-01", "--json").json
    assert [(s["name"], s["share"], s["on"], s["act"]) for s in answer["successors"]] == [("Đông An", "whole", "2025-07-01", "2025/NQ")]
    assert [s["name"] for s in answer["predecessors"]] == ["An", "Bình"]
    deep = hoptac("places", "--history", "Đông An", "--deep", "--json").json
    assert [s["name"] for s in deep["predecessors"][0]["predecessors"]] == ["An", "Bình"]


def test_search_gives_a_list_even_of_nothing(hoptac, world):
    assert [row["name"] for row in hoptac("places", "--search", "binh", "--on", "2022-12-31", "--json").json] == ["Bình"]
    assert hoptac("places", "--search", "zzz", "--json").json == []


def test_rebuilding_says_how_many_differ(hoptac, world):
    founded(world)
    assert hoptac("rebuild", "states", "--check", "--json").json == {"organisations": 1, "intervals": 1, "different": 0, "counts_differ": 0}


WRONG = {
    "an unknown command": ("khong-co",),
    "an unknown flag first": ("--khong-co",),
    "a language that is none": (*FIGURE, "--lang", "fr"),
    "a language missing": (*FIGURE, "--lang"),
    "an unknown code": ("figure", "khong.co", "--place", "Bắc", "--as-of", "2022-12-31"),
    "an unknown place": ("figure", "htx.total", "--place", "Atlantis", "--as-of", "2022-12-31"),
    "an empty place": ("figure", "htx.total", "--place", "", "--as-of", "2022-12-31"),
    "an impossible day": ("figure", "htx.total", "--place", "Bắc", "--as-of", "2022-02-30"),
    "an empty day": ("figure", "htx.total", "--place", "Bắc", "--as-of", ""),
    "an impossible period": ("figure", "htx.total", "--place", "Bắc", "--period", "2022-Q5"),
    "a day and a period": (*FIGURE, "--period", "2022"),
    "a calendar without a period": (*FIGURE, "--calendar", "report"),
    "an unknown split": (*FIGURE, "--by", "mau"),
    "a split it does not have": (*FIGURE, "--by", "star"),
    "an unknown rule": (*FIGURE, "--rule", "x"),
    "an unknown flag": (*FIGURE, "--khong-co"),
    "a shortened flag": ("figure", "htx.total", "--pla", "Bắc"),
    "no place": ("figure", "htx.total"),
    "no code": ("figure", "--place", "Bắc"),
    "a value missing": ("figure", "htx.total", "--place"),
    "an earlier day that is later": (*FIGURE, "--since", "2023-01-01"),
    "a place not on the map": ("figure", "htx.total", "--place", "901@2022-12-31", "--as-of", "2025-07-01"),
    "two questions at once": ("places", "--in", "Bắc", "--search", "x"),
    "no question": ("places",),
    "an unknown level": ("places", "--in", "Bắc", "--level", "ward"),
    "nothing to search": ("places", "--search", " "),
    "a place that is not on that map": ("places", "--in", "901@2022-12-31", "--on", "2025-07-01"),
    "what to rebuild": ("rebuild",),
    "something else to rebuild": ("rebuild", "all"),
    "a file that is not there": ("read", "khong-co-tep.txt"),
    "no file": ("read",),
    "no acts file": ("record",),
    "a port that is none": ("serve", "--port", "x"),
    "a port too high": ("demo", "--no-serve", "--port", "70000"),
}


@pytest.mark.parametrize("words", WRONG.values(), ids=WRONG)
def test_a_wrong_question_is_answered_in_vietnamese_with_exit_2(hoptac, world, words):
    answer = hoptac(*words)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("hoptac: ")
    assert any(sign in answer.err for sign in "ạảãáàăắằâấầđêếềệôốồộơớờợưứừựịọụ")


def test_an_unknown_command_lists_those_there_are(hoptac):
    answer = hoptac("khong-co")
    assert "không có lệnh" in answer.err.lower()
    assert all(name in answer.err for name in ("demo", "figure", "record"))


@pytest.mark.parametrize("words", [(), ("--help",), ("-h",), ("help",)])
def test_without_a_command_it_says_what_it_can_do(hoptac, words):
    answer = hoptac(*words)
    assert (answer.code, answer.err) == (0, "")
    assert "Cách dùng" in answer.out


@pytest.mark.parametrize("command", ["places", "figure", "record", "rebuild", "serve", "demo", "read"])
def test_each_command_explains_itself(hoptac, command):
    answer = hoptac(command, "--help")
    assert (answer.code, answer.err) == (0, "")
    assert f"./hoptac {command}" in answer.out
    assert "usage:" not in answer.out


TROUBLE = {
    "the disk is full": (OSError(errno.ENOSPC, "No space left on device"), "Đĩa đã đầy"),
    "the database is full": (OperationalError("database or disk is full"), "Đĩa đã đầy"),
    "another writes": (OperationalError("database is locked"), "đang bận"),
    "the server is away": (OperationalError('connection to server at "x" failed: Connection refused'), "Không tới được cơ sở dữ liệu"),
    "no rights": (PermissionError(errno.EACCES, "Permission denied", "x"), "quyền"),
    "a damaged file": (OperationalError("database disk image is malformed"), "hỏng"),
    "a folder that cannot be made": (FileNotFoundError(errno.ENOENT, "No such file or directory", "/proc/x"), "/proc/x"),
    "no memory": (MemoryError(), "bộ nhớ"),
    "our own mistake": (KeyError("x"), "lỗi của chính nó"),
}


@pytest.mark.parametrize(("error", "words"), TROUBLE.values(), ids=TROUBLE)
def test_what_a_person_did_not_cause_ends_with_3_and_says_what_is_safe(hoptac, monkeypatch, error, words):
    def fails(_arguments):
        raise error

    monkeypatch.setattr(run, "_load", lambda name: fails)
    answer = hoptac("figure")
    assert (answer.code, answer.out, len(answer.err.splitlines())) == (3, "", 1)
    assert words in answer.err
    assert "còn nguyên" in answer.err


def test_tables_that_are_not_there_are_the_person_s_to_make():
    assert trouble.explain(ProgrammingError('relation "common_sitefact" does not exist')).code == 2


def test_ctrl_c_ends_with_130_and_a_closed_pipe_quietly(hoptac, monkeypatch):
    def stopped(_arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(run, "_load", lambda name: stopped)
    assert hoptac("figure").code == 130
