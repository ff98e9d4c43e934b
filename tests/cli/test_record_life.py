"""`record` does every act of an organisation's life, and refuses what cannot be with the number of its line."""

from __future__ import annotations

from datetime import date

import pytest

from factories import founded
from hoptac.registry.models import Branch, Descent, Organisation, State

REGISTER = {"act": "register", "kind": "htx", "name": "HTX Mới", "place": "An (Bắc)", "on": "2022-06-01", "tax_code": "5700100175"}
NEW = {"act": "register", "kind": "htx", "name": "HTX Con", "place": "An (Bắc)", "on": "2022-09-01"}


@pytest.fixture
def record(hoptac, world, acts):
    def call(*lines):
        return hoptac("record", acts(*lines), "--json")

    return call


def test_a_whole_life_is_recorded_from_a_file(record):
    lines = record(
        REGISTER | {"charter_capital": 500000000, "certificate": {"no": "22-07", "date": "2022-06-01", "address": "xã An"}},
        {"act": "change", "line": 1, "on": "2022-06-10", "vsic": ["0111"], "vsic_version": "2018", "members": {"official": 12}},
        {"act": "open_branch", "line": 1, "on": "2022-06-15", "code": "5700100175-001", "name": "Kho"},
        {"act": "suspend", "line": 1, "on": "2022-07-01", "until": "2022-07-31"},
        {"act": "status", "line": 1, "on": "2022-08-15", "legal": "absent"},
        NEW,
        NEW | {"name": "HTX Con 2"},
        {"act": "divide", "line": 1, "on": "2022-09-01", "into": [6, 7]},
    ).json
    assert [line["events"] for line in lines] == [1] * 8
    first = Organisation.objects.get(public_id=lines[0]["id"])
    states = first.states.order_by("valid_from")
    assert [state.legal for state in states][-3:] == ["suspended", "registered", "absent"]
    assert states.last().facts["members"] == {"official": 12}
    assert (first.certificate_no, Branch.objects.get().code) == ("22-07", "5700100175-001")
    assert Descent.objects.filter(predecessor=first).count() == 2
    assert not State.objects.filter(organisation=first).on(date(2022, 9, 1)).exists()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (NEW | {"tax_code": "5700100176"}, "chữ số kiểm tra"),
        (NEW | {"charter_capital": -5}, "số nguyên không âm"),
        (NEW | {"members": {"friends": 1}}, "không đúng"),
        (NEW | {"vsic": "0111"}, "phiên bản"),
    ],
)
def test_wrong_content_is_refused_in_a_sentence(record, line, words):
    answer = record(line)
    assert (answer.code, words in answer.err, Organisation.objects.count()) == (2, True, 0)


def test_an_old_code_that_does_not_check_is_kept_with_its_note_where_the_line_says_so(record):
    record(NEW | {"tax_code": "5700100176", "legacy": True})
    assert "chữ số kiểm tra" in Organisation.objects.get().tax_code_note


def test_several_are_consolidated_in_one_line(record, world):
    one, other, into = founded(world), founded(world, "binh"), founded(world, "cho")
    [line] = record(
        {"act": "consolidate", "id": one.public_id, "others": [other.public_id], "into": into.public_id, "on": "2022-09-01"}
    ).json
    assert line["events"] == 2
