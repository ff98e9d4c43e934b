"""The two steps of signing in, and everything that is refused there."""

from __future__ import annotations

import pytest
from django.contrib.auth import hashers
from django.test import Client
from django.utils import timezone

import hands
from accounts.conftest import PASSWORD, acts, make
from hoptac.accounts.door import actions, factors
from hoptac.accounts.door.backend import PasswordBackend
from hoptac.audit.models import Entry
from hoptac.users.models import Safety, UsedCode
from pages.pages import words

STEP_TWO = "/sign-in/code/"


def first(client, name="tong-hop", password=PASSWORD, **more):
    return client.post("/sign-in/", {"username": name, "password": password} | more)


def second(client, code, query=""):
    return client.post(f"{STEP_TWO}{query}", {"code": code})


def is_in(client) -> bool:
    return "_auth_user_id" in client.session


def test_a_right_password_leads_to_the_second_step_and_not_in(client, officer):
    assert first(client)["Location"] == STEP_TWO
    assert not is_in(client)
    assert client.get("/desk/").status_code == 302


def test_both_steps_lead_in_and_the_trail_says_how(client, officer):
    first(client, next="/figures/")
    assert second(client, hands.code(officer.secret))["Location"] == "/figures/"
    assert is_in(client)
    row = Entry.objects.filter(act="user.sign_in").get()
    assert row.data == {"address": "127.0.0.1", "ways": ["password", "mfa"]}


def test_the_session_gets_a_new_key_at_each_step_in(client, officer):
    first(client)
    before = client.session.session_key
    second(client, hands.code(officer.secret))
    assert client.session.session_key != before


def test_a_code_is_taken_once(officer):
    code = hands.code(officer.secret)
    one, other = Client(), Client()
    first(one), first(other)
    assert second(one, code).status_code == 302
    answer = second(other, code)
    assert answer.status_code == 400
    assert "đã dùng" in words(answer.content.decode())
    assert not is_in(other)


def test_a_code_is_refused_from_another_worker_too(officer):
    """What was taken is noted in the database, not in the memory of one worker."""
    from django.core.cache import cache

    code = hands.code(officer.secret)
    assert factors.accept(officer, code, recovery=False)
    cache.clear()
    assert factors.accept(officer, code, recovery=False) is None


@pytest.mark.parametrize("steps", [-3, -2, 2, 3])
def test_a_code_of_another_time_is_refused(client, officer, steps):
    first(client)
    assert second(client, hands.code(officer.secret, steps)).status_code == 400
    assert not is_in(client)


@pytest.mark.parametrize("code", ["", " ", "000", "abcdef", "１２３４５６", "0" * 400, "\0", "' OR 1=1"])
def test_words_that_are_no_code_are_refused(client, officer, code):
    first(client)
    assert second(client, code).status_code == 400
    assert not is_in(client)


def test_spent_codes_are_forgotten_once_they_cannot_hold_any_more(officer):
    UsedCode.objects.create(user=officer, digest="0" * 64, at=timezone.now() - timezone.timedelta(minutes=10))
    assert factors.accept(officer, hands.code(officer.secret), recovery=False)
    assert UsedCode.objects.count() == 1


def test_a_recovery_code_lets_in_once(officer):
    codes = actions.new_codes(user=officer, by=actions.NOBODY)
    assert len(set(codes)) == 10
    for expected in (True, False):
        client = Client()
        first(client)
        second(client, codes[3], "?recovery=1")
        assert is_in(client) is expected


def test_new_recovery_codes_end_the_old_ones(client, officer):
    old = actions.new_codes(user=officer, by=actions.NOBODY)
    actions.new_codes(user=officer, by=actions.NOBODY)
    first(client)
    second(client, old[0], "?recovery=1")
    assert not is_in(client)


def test_the_second_step_without_the_first_leads_to_the_first(client, officer):
    assert client.get(STEP_TWO)["Location"] == "/sign-in/"
    assert second(client, hands.code(officer.secret))["Location"] == "/sign-in/"
    assert not is_in(client)


def test_the_first_step_is_forgotten_after_ten_minutes(client, officer, monkeypatch):
    from allauth.account.internal import stagekit

    first(client)
    now = stagekit.time.time()
    monkeypatch.setattr(stagekit.time, "time", lambda: now + 601)
    assert client.get(STEP_TWO)["Location"] == "/sign-in/"


def test_secrets_are_encrypted_at_rest(officer):
    held = factors.of(officer).totp
    assert officer.secret not in str(held.data)
    assert factors.secret_of(held) == officer.secret


# who has no second factor


def test_staff_without_a_second_factor_can_do_nothing_before_setting_one_up(client, world):
    make(world, "moi")
    first(client, "moi")
    for address in ("/desk/", "/profile/", "/", "/readings/", "/en/desk/"):
        answer = client.get(address)
        assert answer.status_code == 302, address
        assert "/sign-in/second-step/" in answer["Location"], address
    assert client.post("/readings/", {"text": "x"})["Location"].endswith("/sign-in/second-step/")
    assert client.get("/readings/", headers={"HX-Request": "true"})["HX-Redirect"].endswith("/sign-in/second-step/")


def test_setting_one_up_shows_recovery_codes_once_and_opens_the_rest(client, world):
    user = make(world, "moi")
    first(client, "moi", next="/figures/")
    page = client.get("/sign-in/second-step/?next=/figures/").content.decode()
    secret = client.session["mfa.totp.secret"]
    assert 'role="img"' in page and "style=" not in page  # the square of dots is drawn under the strict policy
    answer = client.post("/sign-in/second-step/", {"code": hands.code(secret), "next": "/figures/"})
    assert answer["Location"] == "/sign-in/recovery-codes/?next=/figures/"
    shown = words(client.get(answer["Location"]).content.decode())
    assert factors.of(user).codes_left == 10
    codes = factors.Authenticator.objects.get(user=user, type=factors.RECOVERY).wrap().get_unused_codes()
    assert all(f"{code[:5]} {code[5:]}" in shown for code in codes)
    assert not any(f"{code[:5]} {code[5:]}" in words(client.get("/sign-in/recovery-codes/").content.decode()) for code in codes)
    assert client.get("/desk/").status_code == 200
    assert acts("factor.add", "factor.codes") == ["factor.add", "factor.codes"]


def test_a_wrong_code_sets_nothing_up(client, world):
    user = make(world, "moi")
    first(client, "moi")
    client.get("/sign-in/second-step/")
    assert client.post("/sign-in/second-step/", {"code": "000000"}).status_code == 400
    assert not factors.has_factor(user)


def test_a_representative_may_do_without(client, world):
    make(world, "dai-dien", role="representative")
    assert first(client, "dai-dien")["Location"] == "/desk/"
    assert client.get("/desk/").status_code == 200


def test_who_gets_a_staff_role_meanwhile_sets_one_up_at_the_next_page(client, world):
    from accounts.conftest import BY, accounts

    user = make(world, "dai-dien", role="representative")
    first(client, "dai-dien")
    accounts.grant(user=user, role="leader", scope_kind="place", scope_id=str(world.id("bac")), by=BY)
    assert "/sign-in/second-step/" in client.get("/desk/")["Location"]


# who is refused, and by which words


def shown(answer) -> str:
    return words(answer.content.decode())


def test_the_same_words_whoever_is_asked_for(world, officer):
    make(world, "da-dong", is_active=False)
    reset = make(world, "phai-dat-lai")
    Safety.objects.create(user=reset, must_reset=True)
    answers = [
        first(Client(), "tong-hop", "sai-mat-khau"), first(Client(), "khong-co", "sai-mat-khau"), first(Client(), "da-dong"),
        first(Client(), "phai-dat-lai"), first(Client(), "phai-dat-lai", "sai-mat-khau"),
    ]  # fmt: skip
    assert {answer.status_code for answer in answers} == {400}
    assert {shown(answer) for answer in answers} == {shown(answers[0])}
    assert "Tên hoặc mật khẩu không đúng" in shown(answers[0])


def test_one_hashing_for_whoever_is_asked_for(world, officer, monkeypatch, rf):
    """Time tells nothing: the costly work is done exactly once in every case."""
    make(world, "da-dong", is_active=False)
    unusable = make(world, "khong-mat-khau")
    unusable.set_unusable_password()
    unusable.save()
    counted = []
    hasher = type(hashers.get_hasher())
    for name in ("encode", "verify"):
        real = getattr(hasher, name)
        monkeypatch.setattr(hasher, name, lambda self, *a, _real=real, **k: (counted.append(1), _real(self, *a, **k))[1])
    for name, password in (
        ("tong-hop", PASSWORD),
        ("tong-hop", "sai"),
        ("khong-co", "sai"),
        ("da-dong", PASSWORD),
        ("khong-mat-khau", "x"),
    ):
        counted.clear()
        PasswordBackend().authenticate(rf.post("/"), username=name, password=password)
        assert len(counted) == 1, name


def test_a_name_nobody_has_is_not_written_down(client, world):
    first(client, "mat-khau-go-nham-o", "x")
    row = Entry.objects.get(act="user.sign_in_failed")
    assert (row.object_id, row.actor) == ("unknown", "")
    assert "mat-khau-go-nham-o" not in str(row.data)


def test_the_pair_of_name_and_address_is_locked_and_no_other(officer):
    for _ in range(5):
        answer = first(Client(), password="sai")
    assert answer.status_code == 429
    assert "Tạm khóa" in shown(answer)
    assert first(Client()).status_code == 429  # the right password too
    assert first(Client(REMOTE_ADDR="10.0.0.9"))["Location"] == STEP_TWO  # from elsewhere the person comes in
    assert first(Client(), "khong-co", "sai").status_code == 400  # and others from here
    assert acts("user.locked") == ["user.locked"]


def test_a_name_nobody_has_is_locked_by_the_same_words(officer):
    for name in ("tong-hop", "khong-co"):
        answers = [first(Client(), name, "sai") for _ in range(6)]
        assert [answer.status_code for answer in answers] == [400] * 4 + [429] * 2


def test_the_lock_opens_by_itself(officer):
    from axes.models import AccessAttempt

    for _ in range(5):
        first(Client(), password="sai")
    AccessAttempt.objects.update(attempt_time=timezone.now() - timezone.timedelta(minutes=16))
    assert first(Client())["Location"] == STEP_TWO


def test_wrong_codes_lock_too_and_end_the_first_step(client, officer):
    first(client)
    statuses = [second(client, "000000").status_code for _ in range(5)]
    assert statuses == [400] * 4 + [429]
    assert second(client, hands.code(officer.secret))["Location"] == "/sign-in/"
    assert first(client).status_code == 429


def test_a_right_password_does_not_forgive_wrong_codes(client, officer):
    for _ in range(2):
        first(client)
        second(client, "000000"), second(client, "000001")
    first(client)
    assert second(client, "000002").status_code == 429


def test_a_hundred_failures_from_everywhere_ask_for_a_new_password(officer):
    for number in range(100):
        actions.failed(name="tong-hop", whence=f"10.0.{number}.1", step="password")
    assert Safety.objects.get(user=officer).must_reset
    assert acts("user.must_reset") == ["user.must_reset"]
    assert first(Client(REMOTE_ADDR="10.9.9.9")).status_code == 400  # the right password is no longer enough
    token = actions.reset_link(user=officer, by=actions.NOBODY, holds=timezone.timedelta(hours=1))
    actions.reset_password(token=token, password="mot-cau-khac-van-dai")
    assert first(Client(REMOTE_ADDR="10.9.9.9"), password="mot-cau-khac-van-dai")["Location"] == STEP_TWO


def test_ninety_nine_do_not_and_coming_in_starts_the_count_anew(client, officer):
    for number in range(99):
        actions.failed(name="tong-hop", whence=f"10.0.{number}.1", step="password")
    first(client)
    second(client, hands.code(officer.secret))
    assert is_in(client)
    actions.failed(name="tong-hop", whence="10.1.1.1", step="password")
    assert (Safety.objects.get(user=officer).failures, Safety.objects.get(user=officer).must_reset) == (1, False)


def test_the_address_of_a_person_is_not_taken_from_what_they_send(rf, settings):
    from hoptac.accounts.door import address

    request = rf.get("/", HTTP_X_FORWARDED_FOR="1.2.3.4, 5.6.7.8", REMOTE_ADDR="10.0.0.1")
    for proxies, expected in ((0, "10.0.0.1"), (1, "5.6.7.8"), (2, "1.2.3.4"), (3, "10.0.0.1")):
        settings.HOPTAC_PROXIES = proxies
        assert address.of(request) == expected
    settings.HOPTAC_PROXIES = 1
    assert address.of(rf.get("/", HTTP_X_FORWARDED_FOR="<script>")) == "0.0.0.0"


def test_by_mail_address_too_where_it_is_only_theirs(client, officer, world):
    assert first(client, "Tong-Hop@example.vn")["Location"] == STEP_TWO
    make(world, "khac", email="tong-hop@example.vn")
    assert first(Client(), "tong-hop@example.vn").status_code == 400
