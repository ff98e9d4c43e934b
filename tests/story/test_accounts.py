"""Demonstration accounts: one a role, random passwords kept for the owner of the folder alone."""

from __future__ import annotations

import json
import stat

import pytest

from hoptac.accounts.enums import Role
from hoptac.accounts.gates import grants, may
from hoptac.places.queries import by_key
from hoptac.story import actions
from hoptac.users.models import User


@pytest.fixture
def folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return tmp_path


def test_there_is_an_account_for_every_role_and_a_stranger_from_another_commune(story_db, folder):
    found = actions.accounts()
    assert sorted(row["role"] for row in found) == sorted([*Role, Role.COMMUNE_OFFICER])
    assert all(len(row["password"]) >= 15 for row in found)
    assert [row["role"] for row in found if row["totp_secret"] is None] == [Role.REPRESENTATIVE]  # staff prove a second thing, here too
    assert all(by_key(row["place"]) for row in found)


def test_a_second_call_gives_the_same_passwords_and_they_open_the_door(story_db, folder):
    first = actions.accounts()
    assert actions.accounts() == first
    assert User.objects.get(username=first[0]["user"]).check_password(first[0]["password"])


def test_only_the_owner_of_the_folder_reads_the_passwords(story_db, folder):
    actions.accounts()
    file = folder / "demo-accounts.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert len(json.loads(file.read_text())) == len(Role) + 1


def test_a_lost_file_is_said_and_not_replaced_by_a_wrong_password(story_db, folder):
    actions.accounts()
    (folder / "demo-accounts.json").unlink()
    assert {row["password"] for row in actions.accounts()} == {None}


def test_the_commune_officer_acts_in_the_commune_only(story_db, folder):
    actions.accounts()
    officer = User.objects.get(username="cong-chuc-xa")
    assert may(officer, "record", by_key("06673@2025-07-01").place_id)
    assert not may(officer, "record", by_key("06685@2025-07-01").place_id)


def test_the_representative_reaches_one_cooperative_and_no_place(story_db, folder):
    actions.accounts()
    person = User.objects.get(username="dai-dien-htx")
    (grant,) = grants(person)
    assert grant.scope_kind == "organisation"
    assert may(person, "read", own=("organisation", grant.scope_id))
    assert not may(person, "read", by_key("06994@2025-07-01").place_id)
