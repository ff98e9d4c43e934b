"""The door."""

from __future__ import annotations

import pytest
from django.test import Client

import factories
from hoptac.accounts import actions as accounts
from hoptac.accounts import first
from hoptac.audit.models import Entry
from hoptac.common import site
from pages.conftest import PASSWORD
from pages.pages import get, words


@pytest.fixture
def person(db):
    return accounts.create_user(username="mau", full_name="Người Mẫu", password=PASSWORD, by=factories.BY)


def enter(client, **more):
    return client.post("/sign-in/", {"username": "mau", "password": PASSWORD} | more)


def test_it_lets_a_person_in_and_leads_to_the_desk(client, person):
    response = enter(client)
    assert (response.status_code, response["Location"]) == (302, "/desk/")
    assert client.session["_auth_user_id"] == str(person.pk)


def test_a_name_in_another_case_is_the_same_person(client, person):
    assert enter(client, username=" MAU ").status_code == 302


def test_it_leads_back_to_where_the_person_came_from(client, person):
    assert enter(client, next="/figures/?as_of=2022-12-31")["Location"] == "/figures/?as_of=2022-12-31"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"])
def test_it_leads_nowhere_else(client, person, elsewhere):
    assert enter(client, next=elsewhere)["Location"] == "/desk/"


def test_a_refusal_does_not_tell_who_exists(client, person):
    wrong = words(client.post("/sign-in/", {"username": "mau", "password": "khong-dung"}).content.decode())
    nobody = words(client.post("/sign-in/", {"username": "mau", "password": "khong-dung"} | {"username": "ai-do"}).content.decode())
    assert "Tên hoặc mật khẩu không đúng" in wrong
    assert wrong == nobody


def test_a_closed_account_is_refused_with_the_same_words(client, person):
    person.is_active = False
    person.save()
    assert "Tên hoặc mật khẩu không đúng" in words(enter(client).content.decode())


def test_signing_in_and_out_is_written_down(client, person):
    enter(client)
    client.post("/sign-in/out/")
    acts = list(Entry.objects.order_by("pk").values_list("act", flat=True))[-2:]
    assert acts == ["user.sign_in", "user.sign_out"]


def test_signing_out_is_a_post_and_says_so(client, person):
    enter(client)
    assert client.get("/sign-in/out/").status_code == 405
    assert "Đã đăng xuất" in client.post("/sign-in/out/", follow=True).content.decode()
    assert "_auth_user_id" not in client.session


def test_only_a_demonstration_hints_at_its_accounts(client, db):
    assert "Tài khoản minh họa" not in get(client, "/sign-in/")
    site.put("demo", True)
    assert "Tài khoản minh họa do lệnh demo in ra" in get(client, "/sign-in/")


def first_form(**more):
    return {"full_name": "Quản trị", "username": "quan-tri", "password": PASSWORD, "again": PASSWORD} | more


def test_the_first_administrator_signs_up_once(client, world):
    token = first.invite(by=factories.BY)
    assert "Người quản trị đầu tiên" in get(client, f"/sign-in/first/{token}/")
    assert client.post(f"/sign-in/first/{token}/", first_form()).status_code == 302
    assert client.session["_auth_user_id"]
    assert client.get(f"/sign-in/first/{token}/")["Location"].startswith("/sign-in/second-step/")  # nothing else before that
    get(Client(), f"/sign-in/first/{token}/", 404)


def test_the_first_administrator_must_type_a_good_password_twice(client, world):
    token = first.invite(by=factories.BY)
    assert "không giống nhau" in client.post(f"/sign-in/first/{token}/", first_form(again="khac")).content.decode()
    assert client.post(f"/sign-in/first/{token}/", first_form(password="ngan", again="ngan")).status_code == 400
    assert first.holds(token)


def test_a_made_up_link_is_404(client, world):
    get(client, "/sign-in/first/made-up/", 404)
