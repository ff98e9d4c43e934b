"""`--as USER`: every command with the rights of one person; refused with exit 2 and a sentence, and nothing stays."""

from __future__ import annotations

from datetime import date

import pytest

from factories import BY, founded
from hoptac.accounts import actions
from hoptac.audit.models import Entry
from hoptac.cli import behalf
from hoptac.cli.run import COMMANDS
from hoptac.registry.models import Event, Organisation
from hoptac.users.models import User
from house.matrix import table

RULES = table()["commands"]
ROLES = table()["roles"]
REGISTER = {"act": "register", "kind": "htx", "name": "HTX Mới", "place": "Đông An (Bắc)", "on": "2025-08-01"}


def person(world, role: str, place: str) -> str:
    user = User.objects.create(username=f"{role}-{place}")
    actions.grant(user=user, role=role, scope_kind="place", scope_id=str(world.id(place)), first=date(2025, 7, 1), by=BY)
    return user.username


@pytest.fixture
def record(hoptac, world, acts):
    def call(name: str, *lines: dict):
        return hoptac("record", acts(*lines), "--json", "--as", name)

    return call


def test_every_command_says_who_may_run_it():
    assert sorted(RULES) == sorted(COMMANDS), "add the command to tests/house/access.yaml"
    told = {
        name: {"anyone": behalf.PUBLIC, "each line": behalf.EACH_LINE}.get(rule, rule) for name, rule in RULES.items() if rule != "operator"
    }
    assert told == behalf.NEEDS


@pytest.mark.parametrize("command", [name for name, rule in RULES.items() if rule == "operator"])
def test_what_belongs_to_the_operator_runs_for_nobody_else(hoptac, world, command):
    answer = hoptac(command, "--as", person(world, "leader", "bac"))
    assert answer.code == 2 and "người vận hành" in answer.err and answer.out == ""


@pytest.mark.parametrize("role", [role for role in ROLES if role != "representative"])
@pytest.mark.parametrize("command", [name for name, rule in RULES.items() if rule not in ("operator", "anyone", "each line")])
def test_a_command_needs_its_right(hoptac, world, tmp_path, role, command):
    """Refused for the right before anything else; who has it is told what else is missing."""
    answer = hoptac(command, "--as", person(world, role, "bac"))
    lacks = "không có quyền này" in answer.err
    assert lacks is (RULES[command] not in ROLES[role]), answer.err
    assert answer.code in (0, 1, 2) and (answer.code == 2 or not lacks)


def test_what_is_public_everybody_may_ask(hoptac, world):
    for role in ("administrator", "commune_officer"):
        name = person(world, role, "tayhoa")
        answer = hoptac("figure", "htx.total", "--place", "90@2026-01-01", "--as-of", "2026-01-01", "--json", "--as", name)
        assert answer.json["value"] == 0


@pytest.mark.parametrize("words", [("--as",), ("--as", "--json"), ("--as=",)])
def test_as_needs_a_name(hoptac, world, words):
    assert hoptac("figure", "htx.total", *words).code == 2


def test_nobody_and_a_closed_account_are_refused_alike(hoptac, world):
    User.objects.create(username="da-khoa", is_active=False)
    answers = [hoptac("places", "--search", "An", "--as", name) for name in ("khong-co", "da-khoa")]
    assert [answer.code for answer in answers] == [2, 2]
    assert answers[0].err.replace("khong-co", "") == answers[1].err.replace("da-khoa", "")


def test_an_officer_records_in_the_own_commune_and_the_trail_names_him(record, world):
    name = person(world, "commune_officer", "dongan")
    assert record(name, REGISTER).code == 0
    assert Entry.objects.filter(act="record.file").latest("pk").actor == name


@pytest.mark.parametrize(
    ("role", "place"), [("commune_officer", "tayhoa"), ("auditor", "bac"), ("administrator", "bac"), ("leader", "bac")]
)
def test_others_record_nothing_there(record, world, role, place):
    answer = record(person(world, role, place), REGISTER)
    assert answer.code == 2 and "không có quyền này" in answer.err
    assert not Organisation.objects.exists()


def test_one_line_beyond_the_area_and_nothing_stays(record, world):
    name = person(world, "commune_officer", "dongan")
    assert record(name, REGISTER, REGISTER | {"name": "HTX Kia", "place": "phường Tây Hoa"}).code == 2
    assert not Organisation.objects.exists()


def test_an_organisation_is_not_pulled_in_or_pushed_out(record, world):
    """Moving asks for the right at both ends; ending one of another commune asks for it there."""
    name = person(world, "commune_officer", "dongan")
    theirs, mine = founded(world, "tayhoa", date(2025, 8, 1)), founded(world, "dongan", date(2025, 8, 1), name="HTX Nhà")
    count = Event.objects.count()
    for line in (
        {"act": "move", "id": theirs.public_id, "on": "2025-09-01", "place": "Đông An (Bắc)"},
        {"act": "move", "id": mine.public_id, "on": "2025-09-01", "place": "phường Tây Hoa"},
        {"act": "dissolve", "id": theirs.public_id, "on": "2025-09-01"},
        {"act": "withdraw", "id": theirs.events.get().public_id},
    ):
        assert record(name, line).code == 2
    assert Event.objects.count() == count
    assert record(name, {"act": "dissolve", "id": mine.public_id, "on": "2025-09-01"}).code == 0


def test_titles_are_decided_by_who_may_decide(record, world):
    line = {"act": "recognise", "programme": "ntm", "level": "standard", "place": "Đông An (Bắc)", "on": "2025-12-01"}
    assert record(person(world, "commune_officer", "dongan"), line).code == 2
    assert record(person(world, "leader", "bac"), line).code == 0


def test_roles_follow_a_reorganisation_on_the_command_line_too(hoptac, world):
    user = User.objects.create(username="huyen")
    actions.grant(user=user, role="specialist", scope_kind="place", scope_id=str(world.id("ha")), first=date(2022, 1, 1), by=BY)
    [row] = hoptac("roles", "follow", "--on", "2025-07-01", "--json").json
    assert (row["user"], row["scope"], row["on"], row["candidates"]) == ("huyen", "huyện Hạ", "2025-07-01", ["xã Hải Nam"])
    assert hoptac("roles", "follow", "--json").json == []
    assert hoptac("roles", "follow", "--on", "2025-02-30").code == 2
