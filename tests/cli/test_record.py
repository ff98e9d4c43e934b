"""`record`: the acts of a file through the actions of the screens, all of them or none."""

from __future__ import annotations

import json
import os
from datetime import date

import pytest

from factories import founded
from hoptac.audit.models import Entry
from hoptac.figures.models import ReportedValue
from hoptac.figures.queries import figure
from hoptac.registry.models import Event, Organisation

DAY = date(2022, 12, 31)
REGISTER = {"act": "register", "kind": "htx", "name": "HTX Mới", "place": "An (Bắc)", "on": "2022-06-01", "document": "01/GCN"}


@pytest.fixture
def record(hoptac, world, acts):
    """Writes the lines to a file and records them."""

    def call(*lines, flags=("--json",)):
        return hoptac("record", acts(*lines), *flags)

    return call


def total(world, place: str = "bac", day: date = DAY, code: str = "htx.total") -> int:
    return figure(code, world.id(place), as_of=day).value


def test_a_registration_counts_from_its_day_on_and_not_before(record, world):
    [line] = record(REGISTER).json
    assert (line["line"], line["events"]) == (1, 1)
    assert Organisation.objects.get().public_id == line["id"]
    assert [total(world, day=d) for d in (date(2022, 5, 31), date(2022, 6, 1))] == [0, 1]


def test_later_lines_name_what_earlier_ones_made(record, world):
    lines = record(
        REGISTER,
        {"act": "suspend", "line": 1, "on": "2022-07-01"},
        {"act": "resume", "line": 1, "on": "2022-08-01"},
        {"act": "move", "line": 2, "on": "2022-09-01", "place": "phường Hoa"},
        {"act": "dissolve", "line": 1, "on": "2023-01-01"},
    ).json
    assert len({line["id"] for line in lines}) == 1
    assert [(total(world, "dong", d), total(world, "tay", d)) for d in (date(2022, 8, 31), date(2022, 9, 1), date(2023, 1, 1))] == [
        (1, 0),
        (0, 1),
        (0, 0),
    ]


def test_an_object_may_be_named_by_its_id(record, world):
    organisation = founded(world)
    record({"act": "dissolve", "id": organisation.public_id, "on": "2022-09-01"})
    assert total(world) == 0


def test_a_name_is_looked_up_on_the_map_of_its_day(record, world):
    later = REGISTER | {"place": "An Bình", "on": "2024-11-01"}
    assert record(later).code == 0
    refused = record(REGISTER | {"place": "An Bình"})
    assert refused.code == 2
    assert "dòng 1: “An Bình” không có trên bản đồ ngày 31/12/2022" in refused.err.replace("01/06/2022", "31/12/2022")


def test_titles_products_and_published_values_are_recorded_too(record, world):
    lines = record(
        {"act": "recognise", "level": "standard", "id": "An (Bắc)", "on": "2022-06-01", "document": "1/QĐ"},
        {
            "act": "add_product",
            "name": "Chè",
            "place": "An (Bắc)",
            "on": "2022-01-01",
            "producer_kind": "household",
            "producer_name": "Hộ A",
        },
        {"act": "enrol", "line": 2, "programme": "ocop", "group": "drink", "on": "2022-02-01"},
        {"act": "recognise", "line": 2, "level": "4", "on": "2022-03-01"},
        {"act": "revoke", "line": 1, "on": "2022-09-01"},
        {"act": "report_value", "indicator": "grdp.growth", "place": "Bắc", "period": "2022", "value": 10.28, "source": "Cục Thống kê"},
    ).json
    assert [line["events"] for line in lines] == [1] * 6
    assert [total(world, day=date(2022, 8, 31), code=c) for c in ("ntm.commune.standard", "ocop.participating", "ocop.rated")] == [1, 1, 1]
    assert total(world, code="ntm.commune.standard") == 0
    assert str(ReportedValue.objects.get().value) == "10.280000"


def test_one_wrong_line_and_nothing_is_written(record, world):
    before = Entry.objects.count()
    refused = record(REGISTER, REGISTER | {"place": "Atlantis"})
    assert refused.code == 2
    assert refused.out == ""
    assert "dòng 2" in refused.err
    assert "Atlantis" in refused.err
    assert (Organisation.objects.count(), Event.objects.count(), Entry.objects.count()) == (0, 0, before)


def test_every_wrong_line_is_named_at_once_and_what_hangs_on_it_is_not(record):
    refused = record(
        REGISTER | {"place": "Atlantis"}, {"act": "suspend", "line": 1, "on": "2022-07-01"}, "{", REGISTER | {"kind": "cty"}, {"act": "fly"}
    )
    listed = [line.strip().split(":")[0] for line in refused.err.splitlines()[1:]]
    assert listed == ["dòng 1", "dòng 3", "dòng 4", "dòng 5"]


def test_a_trial_writes_nothing_and_finds_the_same_problems(record, world):
    tried = record(REGISTER, {"act": "dissolve", "line": 1, "on": "2023-01-01"}, flags=("--json", "--dry-run")).json
    assert tried == [{"line": 1, "id": None, "events": 1}, {"line": 2, "id": None, "events": 1}]
    assert not Organisation.objects.exists()
    assert record(REGISTER | {"place": "Atlantis"}, flags=("--dry-run",)).code == 2


def test_the_trail_says_the_operator_did_it(record):
    record(REGISTER)
    assert set(Entry.objects.values_list("actor_kind", flat=True)) == {"operator"}


def test_a_correction_takes_the_place_of_what_a_line_recorded(record, world):
    record(REGISTER, {"act": "correct", "line": 1, "on": "2022-07-01"})
    assert [total(world, day=d) for d in (date(2022, 6, 30), date(2022, 7, 1))] == [0, 1]
    assert Event.objects.count() == 2


def test_a_group_becomes_a_cooperative_and_one_cooperative_joins_another(record, world):
    record(
        REGISTER | {"kind": "tht", "name": "Tổ"},
        {"act": "convert", "line": 1, "on": "2022-07-01", "kind": "htx"},
        REGISTER,
        {"act": "merge", "line": 1, "into": 3, "on": "2022-10-01"},
    )
    assert [
        (total(world, day=d), total(world, day=d, code="tht.total")) for d in (date(2022, 6, 30), date(2022, 7, 1), date(2022, 10, 1))
    ] == [(1, 1), (2, 0), (1, 0)]


WRONG = {
    "no act": '{"kind":"htx"}',
    "an act that is no word": '{"act": 5}',
    "a list": "[1]",
    "a number": "5",
    "an unknown field": json.dumps(REGISTER | {"nmae": "x"}),
    "a missing field": json.dumps({"act": "register", "kind": "htx", "name": "A", "on": "2022-06-01"}),
    "an impossible day": json.dumps(REGISTER | {"on": "2022-02-30"}),
    "a day that is a number": json.dumps(REGISTER | {"on": 20220601}),
    "a day no register speaks of": json.dumps(REGISTER | {"on": "9999-12-31"}),
    "an empty name": json.dumps(REGISTER | {"name": "  "}),
    "a name of another kind": json.dumps(REGISTER | {"name": ["A"]}),
    "a name too long": json.dumps(REGISTER | {"name": "A" * 201}),
    "a name no database keeps": '{"act":"register","kind":"htx","name":"\\u0000","place":"An (Bắc)","on":"2022-06-01"}',
    "half a sign": '{"act":"register","kind":"htx","name":"\\ud800","place":"An (Bắc)","on":"2022-06-01"}',
    "a field twice": '{"act":"dissolve","id":"a","id":"b","on":"2022-06-01"}',
    "no number": '{"act":"report_value","indicator":"grdp.growth","place":"Bắc","on":"2022-06-01","value":NaN,"source":"x"}',
    "a number in words": json.dumps(
        {"act": "report_value", "indicator": "grdp.growth", "place": "Bắc", "on": "2022-06-01", "value": "mười", "source": "x"}
    ),
    "a number beyond all bounds": json.dumps(
        {"act": "report_value", "indicator": "grdp.growth", "place": "Bắc", "on": "2022-06-01", "value": 1e300, "source": "x"}
    ),
    "a line that is not there": '{"act":"dissolve","line":7,"on":"2022-06-01"}',
    "its own line": '{"act":"dissolve","line":1,"on":"2022-06-01"}',
    "an object that is not there": '{"act":"dissolve","id":"zzz","on":"2022-06-01"}',
    "no object": '{"act":"dissolve","on":"2022-06-01"}',
    "a seat that is no commune": json.dumps(REGISTER | {"place": "Bắc"}),
    "brackets without end": "[" * 100_000,
    "a broken line": '{"act": "regis',
}


@pytest.mark.parametrize("line", WRONG.values(), ids=WRONG)
def test_a_wrong_line_is_refused_with_its_number_and_nothing_is_written(record, line):
    refused = record(line)
    assert refused.code == 2
    assert "dòng 1: " in refused.err
    assert not Organisation.objects.exists()
    assert not ReportedValue.objects.exists()


FILES = {
    "empty": b"",
    "blank": b" \n\n",
    "binary": bytes(range(256)),
    "zeros": b"\0" * 1000,
    "another encoding": "Hợp tác xã".encode("utf-16"),
}


@pytest.mark.parametrize("content", FILES.values(), ids=FILES)
def test_a_file_that_holds_no_acts_is_refused_in_one_sentence(hoptac, world, tmp_path, content):
    file = tmp_path / "x.jsonl"
    file.write_bytes(content)
    refused = hoptac("record", file)
    assert (refused.code, refused.out, len(refused.err.splitlines())) == (2, "", 1)


def test_a_file_too_large_is_not_even_read(hoptac, world, tmp_path):
    file = tmp_path / "x.jsonl"
    with file.open("wb") as handle:
        handle.truncate(65 * 1024 * 1024)
    assert (hoptac("record", file).code, hoptac("record", tmp_path).code, hoptac("record", tmp_path / "none").code) == (2, 2, 2)


def test_a_mark_at_the_start_and_windows_lines_do_no_harm(hoptac, world, tmp_path):
    file = tmp_path / "x.jsonl"
    file.write_bytes(b"\xef\xbb\xbf" + json.dumps(REGISTER).encode() + b"\r\n\r\n")
    assert hoptac("record", file).code == 0


def test_a_device_or_a_pipe_is_told_and_not_waited_for(hoptac, world, tmp_path):
    pipe = tmp_path / "acts.jsonl"
    os.mkfifo(pipe)
    for path in ("/dev/zero", str(pipe)):
        answer = hoptac("record", path)
        assert answer.code == 2
        assert "không phải là tệp thường" in answer.err
