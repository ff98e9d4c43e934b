"""The screens of requests and of one's own data, as the people who use them meet them."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from factories import BY
from hoptac.accounts import actions as accounts
from hoptac.accounts.subjects import actions, consents
from hoptac.accounts.subjects.models import Consent, Request
from hoptac.audit.models import Entry
from hoptac.common.personal import Subject
from hoptac.users.models import User

SINCE = date(2025, 7, 1)


def person(world, name: str, role: str = "", place: str = "dongan") -> tuple[User, Client]:
    user = User.objects.create(username=name, full_name=f"Người {name}", email=f"{name}@quangninh.gov.vn")
    if role:
        accounts.grant(user=user, role=role, scope_kind="place", scope_id=str(world.id(place)), first=SINCE, by=BY)
    client = Client()
    client.force_login(user)
    return user, client


@pytest.fixture
def lan(world):
    return person(world, "lan", "commune_officer")


@pytest.fixture
def desk(world):
    return person(world, "chuyen-vien", "specialist", "bac")


def ask(lan, asked: str, wish: str = "") -> Request:
    answer = lan[1].post(reverse("subjects:own_ask"), {"asked": asked, "wish": wish})
    assert answer.status_code == 302
    return Request.objects.latest("pk")


def act(desk, row: Request, **given):
    return desk[1].post(reverse("subjects:act", args=[row.public_id]), given)


def test_a_person_asks_and_is_answered(lan, desk):
    row = ask(lan, "correct", "Tên tôi là Lan Anh")
    assert row.identity == actions.BY_SIGNING_IN and row.place_id is not None
    listed = desk[1].get(reverse("subjects:index")).content.decode()
    assert "Người lan" in listed and "trả lời lần đầu: còn" in listed
    page = desk[1].get(reverse("subjects:request", args=[row.public_id])).content.decode()
    assert "Tên tôi là Lan Anh" in page and "l•••@quangninh.gov.vn" in page and "lan@quangninh.gov.vn" not in page
    act(desk, row, do="answer", note="Đã nhận, đang đối chiếu")
    act(desk, row, do="correct", what=f"users.user|{lan[0].pk}|full_name", value="Nguyễn Lan Anh")
    act(desk, row, do="done", note="Đã sửa")
    row.refresh_from_db()
    lan[0].refresh_from_db()
    assert row.state == "done" and lan[0].full_name == "Nguyễn Lan Anh"
    assert [step.what for step in row.steps.order_by("pk")] == ["receive", "answer", "correct", "close"]
    assert "đã làm xong" in lan[1].get(reverse("subjects:own")).content.decode()


def test_a_masked_value_is_opened_with_a_reason_that_the_person_can_read(lan, desk):
    row = ask(lan, "see")
    what = f"users.user|{lan[0].pk}|email"
    assert "lan@quangninh.gov.vn" not in act(desk, row, do="reveal", what=what, why="xem").content.decode()
    shown = act(desk, row, do="reveal", what=what, why="đối chiếu địa chỉ thư").content.decode()
    assert "lan@quangninh.gov.vn" in shown
    entry = Entry.objects.filter(act="person.view").latest("pk")
    assert (entry.actor, entry.object_id) == ("chuyen-vien", lan[0].public_id)
    assert "đối chiếu địa chỉ thư" in lan[1].get(reverse("subjects:own")).content.decode()


def test_only_fields_of_that_person_are_opened(lan, desk):
    row = ask(lan, "see")
    other = User.objects.create(username="khac", email="bi-mat@x.vn")
    for what in (f"users.user|{other.pk}|email", f"users.user|{lan[0].pk}|password", "||", "users.user|x|email", "registry.event|1|data"):
        answer = act(desk, row, do="reveal", what=what, why="một lý do đủ dài")
        assert answer.status_code == 302 and "bi-mat" not in str(answer.content)
    assert not Entry.objects.filter(act="person.view").exists()


def test_nobody_decides_on_his_own_request(desk):
    row = ask(desk, "see")
    assert act(desk, row, do="done", note="xong").status_code == 403


def test_the_file_is_complete_and_noted(lan):
    answer = lan[1].post(reverse("subjects:own_export"))
    folder = zipfile.ZipFile(io.BytesIO(answer.content))
    assert set(folder.namelist()) == {"du-lieu.json", "du-lieu.xlsx", "ai-da-xem.xlsx", "doc-truoc.txt"}
    whole = json.loads(folder.read("du-lieu.json"))
    assert "lan@quangninh.gov.vn" in str(whole) and "password" not in str(whole)
    assert any(line["who"] == "Người lan" for line in whole["seen_by"])


def test_erasing_is_shown_before_it_is_done(lan, desk):
    row = ask(lan, "erase")
    page = desk[1].get(reverse("subjects:request", args=[row.public_id]) + "?step=erase").content.decode()
    assert "Không lấy lại được" in page and "Những dòng này phải giữ" in page
    act(desk, row, do="erase")
    row.refresh_from_db()
    assert row.state == "received"  # a role is still held: refused, and told why
    assert "Thôi hết vai trò trước" in desk[1].get(reverse("subjects:request", args=[row.public_id])).content.decode()


def test_a_request_at_the_desk_needs_to_know_who_asks(lan, desk):
    with translation.override("vi"):
        given = {"kind": "user", "who": "lan", "asked": "restrict", "how": "counter", "day": "24/11/2026"}
        given["day"] = date.today().strftime("%d/%m/%Y")
        assert desk[1].post(reverse("subjects:new"), given).status_code == 302
    row = Request.objects.latest("pk")
    act(desk, row, do="restrict")
    row.refresh_from_db()
    assert row.state == "received"
    act(desk, row, do="identify", note="đối chiếu căn cước tại quầy")
    act(desk, row, do="restrict")
    row.refresh_from_db()
    assert row.state == "done"
    assert "đang được hạn chế" in lan[1].get(reverse("subjects:own")).content.decode()
    act(desk, row, do="lift", note="người ấy đề nghị thôi hạn chế")
    assert "đang được hạn chế" not in lan[1].get(reverse("subjects:own")).content.decode()


def test_a_person_beyond_the_area_is_not_there(world, lan):
    _user, far = person(world, "xa", "specialist", "tayhoa")
    given = {"kind": "user", "who": "lan", "asked": "see", "how": "counter", "day": date.today().strftime("%d/%m/%Y")}
    answer = far.post(reverse("subjects:new"), given)
    assert answer.status_code == 400 and "Không có ai như vậy" in answer.content.decode()
    none = far.post(reverse("subjects:new"), given | {"who": "khong-co-that"})
    assert "Không có ai như vậy" in none.content.decode()


def test_consent_is_one_press_either_way_and_nothing_is_chosen_before(lan):
    page = lan[1].get(reverse("subjects:own")).content.decode()
    assert "checked" not in page and not Consent.objects.exists()
    lan[1].post(reverse("subjects:own_consent"), {"purpose": "contact.publish", "version": "1"})
    me = Subject("user", lan[0].public_id)
    assert consents.has(me, "contact.publish")
    row = Consent.objects.get()
    assert row.text_version == "1" and "hiện công khai" in row.text
    lan[1].post(reverse("subjects:own_consent"), {"purpose": "contact.publish", "withdraw": "1"})
    assert not consents.has(me, "contact.publish")
    lan[1].post(reverse("subjects:own_consent"), {"purpose": "contact.publish", "version": "0"})  # a text that is no longer shown
    assert not consents.has(me, "contact.publish")


def test_the_same_is_not_asked_twice_at_once(lan):
    ask(lan, "see")
    answer = lan[1].post(reverse("subjects:own_ask"), {"asked": "see"})
    assert answer.status_code == 400 and Request.objects.count() == 1


@pytest.mark.parametrize("path", ["subjects:own", "subjects:index", "subjects:new", "inbox:index", "inbox:choices"])
def test_pages_open_in_both_languages(desk, path):
    for language in ("vi", "en"):
        with translation.override(language):
            assert desk[1].get(reverse(path)).status_code == 200
