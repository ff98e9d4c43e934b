"""Sessions, passwords, the profile, and what an administrator does for who cannot get in."""

from __future__ import annotations

import re
import time

import pytest
from django.conf import settings as site
from django.core import mail
from django.test import Client
from django.utils import timezone

import hands
from accounts.conftest import BY, PASSWORD, acts, make
from hoptac.accounts.door import actions, factors
from hoptac.common.errors import UserError
from hoptac.users.models import ResetLink
from pages.pages import words

FRESH = "mot-cau-khac-van-dai"


def enter(user, **more) -> Client:
    client = Client(**more)
    hands.sign_in(client, user, PASSWORD, user.secret)
    assert "_auth_user_id" in client.session
    return client


def shift(client, **seconds) -> None:
    """Lets time pass for a session."""
    session = client.session
    session["door"] = session["door"] | {name: time.time() - past for name, past in seconds.items()}
    session.save()


# sessions


def test_the_list_of_sessions_and_signing_out_elsewhere(officer):
    here = enter(officer, HTTP_USER_AGENT="Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0")
    there = enter(officer, HTTP_USER_AGENT="Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile", REMOTE_ADDR="10.0.0.7")
    shown = words(here.get("/profile/").content.decode())
    assert "Firefox · Linux" in shown and "máy này" in shown
    assert "Chrome · Android" in shown and "10.0.0.7" in shown
    here.post("/profile/sessions/")
    assert here.get("/profile/").status_code == 200
    assert there.get("/profile/")["Location"].startswith("/sign-in/?next=/profile/&het-phien=1")
    assert acts("session.end") == ["session.end"]


def test_nobody_ends_a_session_of_another(officer, world):
    from allauth.usersessions.models import UserSession

    other = make(world, "khac")
    other.secret = hands.enrol(other)
    theirs = enter(other)
    row = UserSession.objects.get(user=other)
    enter(officer).post("/profile/sessions/", {"session": row.pk})
    assert theirs.get("/profile/").status_code == 200


@pytest.mark.parametrize(("what", "past"), [("seen", 61 * 60), ("since", 12 * 3600 + 1)])
def test_a_session_ends_by_itself_and_the_door_says_why(officer, what, past):
    client = enter(officer)
    shift(client, **{what: past})
    answer = client.get("/profile/", follow=True)
    assert answer.redirect_chain[0][0].startswith("/sign-in/?next=/profile/")
    assert "Phiên làm việc đã hết hạn" in words(answer.content.decode())


@pytest.mark.parametrize("cookie", ["x", "a" * 32, "\"' OR 1=1", "../../etc/passwd", "0" * 5000])
def test_a_tampered_session_is_nobody_s_and_leads_back_to_where_one_was(officer, cookie):
    client = Client()
    client.cookies[site.SESSION_COOKIE_NAME] = cookie
    answer = client.get("/desk/?as_of=2022-12-31")
    assert answer["Location"] == "/sign-in/?next=/desk/%3Fas_of%3D2022-12-31&het-phien=1"


def test_a_session_of_a_closed_account_opens_nothing(officer):
    client = enter(officer)
    officer.is_active = False
    officer.save()
    assert client.get("/desk/").status_code == 302


def test_a_stranger_without_a_cookie_is_not_told_of_a_session(client, db):
    assert client.get("/desk/")["Location"] == "/sign-in/?next=/desk/"


# passwords


def letter() -> str:
    return mail.outbox[-1].body


def link_in(text: str) -> str:
    return re.search(r"http://[^/]+(/\S+)", text)[1]


def test_a_link_by_mail_sets_a_new_password_once_and_ends_all_sessions(officer):
    old = enter(officer)
    Client().post("/sign-in/forgot/", {"username": "tong-hop"})
    assert mail.outbox[-1].to == ["tong-hop@example.vn"]
    link = link_in(letter())
    assert Client().post(link, {"fresh": FRESH, "again": FRESH})["Location"] == "/sign-in/"
    assert old.get("/desk/").status_code == 302
    assert Client().get(link).status_code == 404
    client = Client()
    assert hands.sign_in(client, officer, FRESH)["Location"] == "/sign-in/code/"  # the second step is asked for all the same
    assert acts("password.link", "password.reset") == ["password.link", "password.reset"]


def test_asking_for_a_link_tells_nothing(officer, world):
    make(world, "khong-thu")
    pages = {
        words(Client().post("/sign-in/forgot/", {"username": name}).content.decode()) for name in ("tong-hop", "khong-co", "khong-thu")
    }
    assert len(pages) == 1
    assert len(mail.outbox) == 1


def test_one_letter_in_two_minutes(officer):
    for _ in range(3):
        Client().post("/sign-in/forgot/", {"username": "tong-hop"})
    assert len(mail.outbox) == 1


def test_the_letter_is_in_the_language_of_the_person(officer):
    officer.language = "en"
    officer.save()
    Client().post("/sign-in/forgot/", {"username": "tong-hop"})
    assert "Set" in mail.outbox[0].subject or "Reset" in mail.outbox[0].subject


def test_an_old_link_is_over(officer):
    token = actions.reset_link(user=officer, by=BY, holds=timezone.timedelta(hours=1))
    ResetLink.objects.update(until=timezone.now() - timezone.timedelta(seconds=1))
    assert Client().get(f"/sign-in/reset/{token}/").status_code == 404
    with pytest.raises(UserError):
        actions.reset_password(token=token, password=FRESH)
    officer.refresh_from_db()
    assert officer.check_password(PASSWORD)


@pytest.mark.parametrize("token", ["x", "%00", "a" * 3000])
def test_a_made_up_link_is_over(db, token):
    assert Client().get(f"/sign-in/reset/{token}/").status_code == 404


def test_the_database_holds_no_link(officer):
    token = actions.reset_link(user=officer, by=BY, holds=timezone.timedelta(hours=1))
    assert token not in str(list(ResetLink.objects.values()))


@pytest.mark.parametrize(("password", "says"), [
    ("ngan123", "ít nhất 8"), ("password1", "phổ biến"), ("12345678", "phổ biến"), (PASSWORD, "giống mật khẩu đang dùng"),
])  # fmt: skip
def test_a_weak_password_is_refused_with_a_sentence(officer, password, says):
    token = actions.reset_link(user=officer, by=BY, holds=timezone.timedelta(hours=1))
    page = Client().post(f"/sign-in/reset/{token}/", {"fresh": password, "again": password})
    assert page.status_code == 400
    assert actions.whose(token) == officer
    if says != "phổ biến":
        assert says in words(page.content.decode())


def test_eight_characters_do_with_a_second_factor_fifteen_without(officer, world):
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    alone = make(world, "mot-minh", role="representative")
    validate_password("tám-chữ1", officer)
    with pytest.raises(ValidationError):
        validate_password("tám-chữ1", alone)
    validate_password("mười-lăm-chữ-cái", alone)


@pytest.mark.parametrize("password", ["QuangNinh-2026", "hoptacxa.ocop.2026!", "Mật khẩu 123456789", "admin-hoptac-1234567"])
def test_the_words_of_the_trade_are_no_password(officer, password):
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError):
        validate_password(password, officer)


def test_changing_the_password_keeps_this_session_and_ends_the_others(officer):
    here, there = enter(officer), enter(officer)
    wrong = here.post("/profile/password/", {"current": "sai", "fresh": FRESH, "again": FRESH})
    assert wrong.status_code == 400
    here.post("/profile/password/", {"current": PASSWORD, "fresh": FRESH, "again": FRESH})
    assert here.get("/profile/").status_code == 200
    assert there.get("/profile/").status_code == 302
    assert acts("password.change") == ["password.change"]
    assert "vừa được đổi" in letter()


# sensitive acts ask again


@pytest.mark.parametrize("address", ["/profile/password/", "/profile/edit/", "/sign-in/second-step/", "/sign-in/recovery-codes/"])
def test_a_sensitive_act_asks_who_sits_there(officer, address):
    client = enter(officer)
    shift(client, fresh=601)
    answer = client.get(address)
    assert answer["Location"].startswith("/sign-in/again/?next=")
    assert client.post("/sign-in/again/", {"code": "000000", "next": address}).status_code == 400
    assert client.post("/sign-in/again/", {"code": hands.code(officer.secret), "next": address})["Location"] == address
    assert client.get(address).status_code == 200


def test_asking_again_does_not_take_the_password_where_there_is_a_factor(officer):
    client = enter(officer)
    shift(client, fresh=601)
    assert client.post("/sign-in/again/", {"current": PASSWORD}).status_code == 400


# factors on the profile


def test_the_last_factor_of_staff_stays(officer):
    client, row = enter(officer), factors.of(officer).totp
    assert "cách duy nhất" in words(client.get("/profile/").content.decode())
    answer = client.post(f"/profile/factors/{row.pk}/remove/", follow=True)
    assert "Thêm cách khác trước" in answer.content.decode()
    assert factors.has_factor(officer)


def test_nobody_takes_a_factor_of_another(officer, world):
    other = make(world, "khac")
    hands.enrol(other)
    enter(officer).post(f"/profile/factors/{factors.of(other).totp.pk}/remove/")
    assert factors.has_factor(other)


def test_a_representative_may_remove_the_last_one_and_its_recovery_codes_go(world):
    user = make(world, "dai-dien", role="representative")
    user.secret = hands.enrol(user)
    actions.new_codes(user=user, by=BY)
    client = enter(user)
    client.post(f"/profile/factors/{factors.of(user).totp.pk}/remove/")
    assert not factors.Authenticator.objects.filter(user=user).exists()
    assert acts("factor.remove") == ["factor.remove"]


def test_a_new_factor_ends_the_other_sessions(officer):
    here, there = enter(officer), enter(officer)
    here.get("/sign-in/second-step/")
    here.post("/sign-in/second-step/", {"code": hands.code(here.session["mfa.totp.secret"])})
    assert here.get("/profile/").status_code == 200
    assert there.get("/profile/").status_code == 302
    assert "Đã thêm một cách" in letter()


def test_the_profile_is_changed_by_named_fields_only(officer):
    client = enter(officer)
    client.post(
        "/profile/edit/", {"full_name": "Tên Mới", "email": "moi@example.vn", "language": "en", "is_active": "", "username": "hack"}
    )
    officer.refresh_from_db()
    assert (officer.full_name, officer.email, officer.language, officer.username, officer.is_active) == (
        "Tên Mới", "moi@example.vn", "en", "tong-hop", True)  # fmt: skip
    assert mail.outbox[-1].to == ["tong-hop@example.vn"]  # the earlier address is told


# an administrator helps


def test_an_administrator_gives_a_link_and_sees_no_password(officer, world):
    boss = make(world, "quan-tri", role="administrator", place="vn")
    boss.secret = hands.enrol(boss)
    client = enter(boss)
    page = client.post(f"/sign-in/help/{officer.public_id}/", {"link": "1"}).content.decode()
    link = re.search(r"http://testserver(/sign-in/reset/[^/<]+/)", page)[1]
    assert Client().post(link, {"fresh": FRESH, "again": FRESH}).status_code == 302


def test_an_administrator_drops_the_factors_of_who_lost_the_phone(officer, world):
    boss = make(world, "quan-tri", role="administrator", place="vn")
    boss.secret = hands.enrol(boss)
    theirs = enter(officer)
    enter(boss).post(f"/sign-in/help/{officer.public_id}/", {"factors": "1"})
    assert not factors.has_factor(officer)
    assert theirs.get("/profile/").status_code == 302
    client = Client()
    hands.sign_in(client, officer, PASSWORD)
    assert "/sign-in/second-step/" in client.get("/desk/")["Location"]


def test_no_page_of_the_parts_is_reached():
    from django.urls import NoReverseMatch, reverse

    for name in ("account_signup", "account_email", "account_reset_password", "mfa_index", "mfa_activate_totp", "socialaccount_signup",
                 "usersessions_list", "openid_connect_login", "account_login_by_code"):  # fmt: skip
        with pytest.raises(NoReverseMatch):
            reverse(name)
