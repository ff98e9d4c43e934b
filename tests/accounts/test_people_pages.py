"""Screens of people and roles: list, a person, granting, ending, leave, proposals; bad input is refused in words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client

from factories import BY, REFORM
from hoptac.accounts import actions, gates
from hoptac.accounts.models import Grant, Proposal
from hoptac.common import site
from hoptac.common.days import today
from hoptac.common.text import format_day
from hoptac.users.models import User
from pages.pages import get, words

TODAY = format_day(today())
GIVE = {
    "role": "commune_officer",
    "scope_kind": "place",
    "where": "90001@2026-01-01",
    "sector": "",
    "first": TODAY,
    "last": "",
    "basis": "41/QĐ",
}


def person(name: str, world, role: str = "", place: str = "bac", first: date = REFORM) -> User:
    user = User.objects.create(username=name, full_name=f"Người {name}")
    if role:
        actions.grant(user=user, role=role, scope_kind="place", scope_id=str(world.id(place)), first=first, by=BY)
    return user


def enter(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def admin(world):
    site.put("home_place", world.id("bac"))
    return enter(person("quan-tri", world, "administrator"))


@pytest.fixture
def officer(world):
    return person("can-bo", world, "commune_officer", "dongan")


def test_the_list_holds_the_people_of_the_area_only(world, admin, officer):
    person("trung-uong", world, "viewer", "vn")
    text = get(admin, "/people/")
    assert "Người can-bo" in text and "Người trung-uong" not in text


FOUND_BY = ["q=can-bo", "q=NGUOI", "where=Đông An", "role=commune_officer&where=90@2026-01-01"]
NOT_FOUND_BY = ["q=xyz", "role=leader", "where=Tây Hoa"]


@pytest.mark.parametrize(("query", "found"), [*((one, True) for one in FOUND_BY), *((one, False) for one in NOT_FOUND_BY)])
def test_the_list_is_searched_and_narrowed(world, admin, officer, query, found):
    assert ("Người can-bo" in get(admin, f"/people/?{query}")) is found


def test_an_unknown_place_is_told_and_shows_nobody(world, admin, officer):
    text = get(admin, "/people/?where=Xyz")
    assert "Không tìm thấy địa bàn" in text and "Người can-bo" not in text


def test_a_page_says_what_a_person_may_do_and_why_on_any_day(world, admin, officer):
    now = words(get(admin, f"/people/{officer.public_id}/"))
    assert "Ghi sự kiện của tổ chức trong địa bàn Công chức cấp xã, từ 01/07/2025 xã Đông An" in now
    before = words(get(admin, f"/people/{officer.public_id}/?as_of=2025-06-30"))
    assert "0 điều được" in before


def test_a_role_is_granted_with_its_basis_and_ended(world, admin):
    new = person("moi", world)
    assert admin.post(f"/people/{new.public_id}/grant/", GIVE).status_code == 302
    assert gates.may(new, "record", world.id("dongan")) and "41/QĐ" in get(admin, f"/people/{new.public_id}/")
    (held,) = gates.grants(new)
    assert admin.post(f"/people/grants/{held.public_id}/end/").status_code == 302
    assert not gates.may(new, "read")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"where": "Việt Nam", "role": "viewer"}, "không trao được vai trò này ở nơi ấy"),
        ({"first": format_day(today() - timedelta(days=1))}, "đã qua"),
        ({"last": "01/01/2020"}, "Ngày cuối đứng trước"),
        ({"where": "Không Có Đâu"}, "Không tìm thấy địa bàn"),
        ({"first": "31/02/2026"}, "02/2026"),
        ({"role": "god"}, "god"),
        ({"scope_kind": "galaxy"}, "galaxy"),
    ],
)
def test_bad_input_is_refused_with_a_sentence_and_grants_nothing(world, admin, change, sentence):
    new = person("moi", world)
    answer = admin.post(f"/people/{new.public_id}/grant/", GIVE | change)
    assert answer.status_code == 400 and sentence in answer.content.decode()
    assert not Grant.objects.filter(user=new).exists()


def test_fields_that_are_not_in_the_form_change_nothing(world, admin):
    new, other = person("moi", world), person("khac", world)
    more = {"user": other.pk, "user_id": other.pk, "granted_by": "ai-do", "scope_id": str(world.id("bac")), "valid_from": "2019-01-01",
            "taken_back": "1", "only_rights": "decide", "delegated_from": "1", "public_id": "000000000000", "is_active": ""}  # fmt: skip
    admin.post(f"/people/{new.public_id}/grant/", GIVE | more)
    row = Grant.objects.get(user=new)
    told = (row.granted_by, row.scope_id, row.valid_from, row.taken_back, row.only_rights, row.delegated_from_id)
    assert told == ("quan-tri", str(world.id("dongan")), today(), False, [], None)
    assert row.public_id != "000000000000" and not Grant.objects.filter(user=other).exists()
    admin.post(
        "/people/new/", {"username": "moi-nua", "full_name": "A", "email": "", "is_active": "", "password": "x", "public_id": "0" * 12}
    )
    made = User.objects.get(username="moi-nua")
    assert made.is_active and not made.has_usable_password() and made.public_id != "0" * 12


def test_nobody_finds_a_form_to_grant_himself(world, admin):
    me = User.objects.get(username="quan-tri")
    assert "tự trao" in get(admin, f"/people/{me.public_id}/")
    assert admin.post(f"/people/{me.public_id}/grant/", GIVE).status_code == 400
    assert Grant.objects.filter(user=me).count() == 1


def test_an_officer_sees_himself_and_passes_his_role_on_for_his_leave(world, officer):
    stand_in, client = person("thay", world), enter(officer)
    (held,) = gates.grants(officer)
    assert "Công chức cấp xã" in get(client, f"/people/{officer.public_id}/")
    address = f"/people/grants/{held.public_id}/delegate/"
    leave = {"to": "thay", "first": TODAY, "last": format_day(today() + timedelta(days=9)), "rights": ["record"]}
    assert client.post(address, leave | {"last": ""}).status_code == 400
    assert client.post(address, leave | {"to": "khong-ai"}).status_code == 400
    assert client.post(address, leave | {"rights": ["decide"]}).status_code == 400
    assert client.post(address, leave).status_code == 302
    assert gates.may(stand_in, "record", world.id("dongan")) and not gates.may(stand_in, "read")
    assert "đã được ủy quyền" in client.post(address, leave).content.decode()
    assert client.get(f"/people/grants/{gates.grants(stand_in)[0].public_id}/delegate/").status_code == 404


def test_proposals_are_looked_for_confirmed_and_closed(world, admin):
    whole, split = (
        person("hai", world, "commune_officer", "hai", date(2022, 1, 1)),
        person("duong", world, "commune_officer", "duong", date(2022, 1, 1)),
    )
    assert admin.post("/people/proposals/", {"day": "01/07/2025"}).status_code == 302
    text = words(get(admin, "/people/proposals/"))
    assert "xã Hải Nam (nhận toàn bộ)" in text and "phường Tây Hoa (nhận một phần)" in text
    first, second = (Proposal.objects.get(grant__user=user) for user in (whole, split))
    admin.post(f"/people/proposals/{first.public_id}/", {f"{first.public_id}-scope_ids": [str(world.id("hainam"))]})
    admin.post(f"/people/proposals/{second.public_id}/", {"decline": "1"})
    assert gates.may(whole, "record", world.id("hainam")) and not gates.may(split, "read")
    forged = {f"{first.public_id}-scope_ids": [str(world.id("vn"))]}
    admin.post(f"/people/proposals/{first.public_id}/", forged)
    assert not gates.may(whole, "record", world.id("bac"))


def test_english_is_whole(world, admin, officer):
    text = words(get(admin, f"/en/people/{officer.public_id}/"))
    assert "Commune officer" in text and "Record events of organisations" in text
