"""The list, its counts from kept sums, its files, and the boards of what is to be mended."""

from __future__ import annotations

import io
import json
from datetime import date

import openpyxl
import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from factories import BY, happens
from hoptac.accounts import actions as accounts
from hoptac.registry import actions, duplicates, listing, quality
from hoptac.registry.models import Organisation, Proposal, State

DAY = date(2025, 3, 1)
FIRST = date(2021, 5, 4)


def named(world, name: str, place: str = "an", on: date = FIRST, **more) -> Organisation:
    return actions.register(kind=more.pop("kind", "htx"), name=name, place=world[place], on=on, by=BY, **more)


@pytest.fixture
def register(world):
    one = named(world, "HTX Chè Tân Lập")
    named(world, "HTX Chè Tân Lâp", facts={"representative": "Nguyễn Văn A"})
    named(world, "HTX Vận tải Bến Dừa", "binh", sector="transport")
    two = named(world, "THT Nuôi ong", "hoa", kind="tht")
    happens(one, "suspended", date(2024, 2, 1))
    happens(two, "stopped", date(2024, 6, 1))
    return world


@pytest.fixture
def clerk(world):
    user = get_user_model().objects.create(username="clerk", full_name="Clerk")
    accounts.grant(user=user, role="commune_officer", scope_kind="place", scope_id=str(world.id("bac")), first=FIRST, by=BY)
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("words", [{}, {"kind": "htx"}, {"sector": "transport"}, {"kind": "tht", "standing": "inactive"}])
@pytest.mark.parametrize("place", [None, "bac", "an"])
def test_counts_from_kept_sums_are_those_of_the_rows(register, words, place):
    filters = listing.Filters(place_id=register.id(place) if place else None, **words)
    for day in (DAY, date(2022, 1, 1), date(2020, 1, 1)):
        rows = listing.counts(listing.states(filters, day, None), filters.kind)
        assert listing.counts_of(filters, day, None) == rows


def test_pages_follow_one_another_without_loss(register):
    filters = listing.Filters()
    rows = listing.states(filters, DAY, None)
    whole = [state.name for state in listing.a_page(rows, filters, "name", 0, 10)]
    assert sorted(whole) == sorted(State.objects.on(DAY).values_list("name", flat=True))
    parts = [state.name for n in range(4) for state in listing.a_page(rows, filters, "name", n, n + 1)]
    assert parts == whole
    assert [s.name for s in listing.a_page(rows, filters, "-name", 0, 10)] == whole[::-1]


def test_the_file_holds_the_very_rows_of_the_filter(register, client):
    address = f"/organisations/?as_of={DAY}&q=tan+lap"
    told = json.loads(b"".join(client.get(address + "&format=json").streaming_content))
    assert sorted(row["name"] for row in told) == ["HTX Chè Tân Lâp", "HTX Chè Tân Lập"]
    answer = client.get(address + "&format=xlsx&ids=" + told[0]["id"])
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    assert sum(told[0]["id"] in row for row in sheet.iter_rows(values_only=True)) == 1
    assert not any(told[1]["id"] in row for row in sheet.iter_rows(values_only=True))
    assert b"Nguy" not in b"".join(client.get(address + "&format=csv").streaming_content).split(b"\n", 1)[1]


def test_near_names_at_one_place_are_a_pair_and_numbers_tell_apart(register):
    named(register, "Tổ hợp tác số 1", kind="tht")
    named(register, "Tổ hợp tác số 2", kind="tht")
    [pair] = duplicates.pairs(State.objects.on(DAY))
    names = {State.objects.on(DAY).get(organisation_id=one).name for one in (pair.one, pair.other)}
    assert names == {"HTX Chè Tân Lập", "HTX Chè Tân Lâp"}
    assert pair.same_name
    assert not pair.same_person


def test_each_question_finds_its_own(register):
    found = {one.code: one.find(DAY, None) for one in quality.CHECKS}
    assert len(found["code"]) == 3  # the cooperatives; a cooperative group needs none
    assert found["dates"] == {}
    assert len(found["silent"]) == 3  # all founded in 2021; the one that stopped is not asked
    assert found["place"] == {}
    assert len(found["double"]) == 2


def test_what_is_told_before_it_came_is_an_odd_date(register):
    one = Organisation.objects.first()
    happens(one, "resumed", date(2999, 1, 1))
    assert list(quality.odd_dates(DAY, None)) == [one.pk]


def test_silence_is_proposed_and_decided_by_another(register, clerk):
    ids = list(Organisation.objects.values_list("public_id", flat=True))
    answer = clerk.post(f"/organisations/quality/silent/?as_of={DAY}", {"act": "propose", "ids": ids})
    assert answer.status_code == 200
    assert Proposal.objects.count() == 3
    assert set(Proposal.objects.values_list("act", "state")) == {("stop", "waiting")}
    assert not State.objects.on(DAY).filter(operating="inactive").exclude(kind="tht").exists()
    clerk.post(f"/organisations/quality/silent/?as_of={DAY}", {"act": "propose", "ids": ids})
    assert Proposal.objects.count() == 3


BOARDS = ["quality/", "quality/code/", "quality/double/", "quality/place/", "quality/dates/", "duplicates/", "paper/"]


@pytest.mark.parametrize("address", BOARDS)
def test_boards_open(register, clerk, address):
    answer = clerk.get(f"/organisations/{address}?as_of={DAY}")
    assert answer.status_code == 200


def test_paper_keeps_three_counts_apart_and_says_what_is_unknown(register, client):
    text = client.get(f"/organisations/paper/?as_of={DAY}").content.decode()
    assert "THT Nuôi ong" in text
    assert "chưa rõ" in text
    assert "HTX Vận tải" not in text
