"""Notices: after the commit, once for a key, in the reader's language, by the way each reader chose; letters leave once."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop, override

from hoptac.audit.models import Actor
from hoptac.common.days import VIET_NAM
from hoptac.common.errors import UserError
from hoptac.notices import actions, kinds, queries, rules, sending
from hoptac.notices.enums import Letter, Way
from hoptac.notices.models import Choice, Notice
from hoptac.users.models import User

KIND = kinds.Kind("test.told", "Nhãn", "Tin về %(name)s", default=Way.MAIL)
SAFE = kinds.Kind("test.safe", "An toàn", "Máy %(device)s", default=Way.MAIL, always=True)


@pytest.fixture(autouse=True)
def declared(monkeypatch, db):
    monkeypatch.setattr(kinds, "_kinds", {KIND.code: KIND, SAFE.code: SAFE})
    monkeypatch.setattr(kinds, "_due", [])


@pytest.fixture
def lan() -> User:
    return User.objects.create(username="lan", full_name="Lan", email="lan@quangninh.gov.vn")


def tell(user: User, key: str = "k1", django_commits=None, **more) -> None:
    with django_commits(execute=True):
        actions.notify(kind="test.told", key=key, users=[user], data={"name": "Nguyễn Thị Mận"}, **more)


@pytest.fixture
def say(django_capture_on_commit_callbacks):
    return lambda user, key="k1", **more: tell(user, key, django_capture_on_commit_callbacks, **more)


def test_nothing_is_told_of_an_act_that_was_taken_back(lan, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True) as waiting:
        with pytest.raises(RuntimeError), transaction.atomic():
            actions.notify(kind="test.told", key="k", users=[lan])
            raise RuntimeError
    assert waiting == [] and not Notice.objects.exists()


def test_it_is_written_after_the_commit_and_once_for_a_key(lan, say):
    for _time in range(3):
        say(lan)
    assert Notice.objects.count() == 1
    say(lan, "k2")
    assert queries.unread(lan) == 2


def test_a_closed_account_and_who_wants_nothing_are_told_nothing(lan, say):
    gone = User.objects.create(username="gone", is_active=False, email="g@x.vn")
    Choice.objects.create(user=lan, kind="test.told", way=Way.NONE)
    say(lan)
    say(gone)
    assert not Notice.objects.exists()


def test_an_undeclared_kind_is_a_mistake(lan):
    with pytest.raises(KeyError):
        actions.notify(kind="nobody.knows", key="k", users=[lan])


def test_a_letter_leaves_once_and_its_subject_holds_no_value(lan, say):
    say(lan)
    assert sending.send_due().letters == 1
    assert sending.send_due().letters == 0
    (letter,) = mail.outbox
    assert letter.subject == "[hoptac] Nhãn" and "Nguyễn Thị Mận" in letter.body and letter.to == [lan.email]
    assert Notice.objects.get().letter == Letter.SENT


def test_a_run_cut_off_while_sending_never_sends_again(lan, say, monkeypatch):
    """Killed between handing the letter over and noting it: the process is gone, so neither branch of the sending ran."""
    say(lan)

    def killed(self):
        mail.outbox.append(self)
        raise KeyboardInterrupt  # not an Exception: nothing after it runs, as with kill -9

    with monkeypatch.context() as cut:
        cut.setattr("django.core.mail.EmailMessage.send", killed)
        with pytest.raises(KeyboardInterrupt):
            sending.send_due()
    for _run in range(5):
        assert sending.send_due().letters == 0
    assert len(mail.outbox) == 1
    assert sending.send_due(timezone.now() + timedelta(hours=2)).unsure == 1


def test_a_server_that_is_away_is_tried_again_later_and_not_for_ever(lan, say, monkeypatch):
    say(lan)
    now = timezone.now() + timedelta(seconds=1)

    def away(self):
        raise OSError("no server")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", away)
    assert sending.send_due(now).failed == 1
    assert sending.send_due(now).failed == 0  # not before its pause is over
    for _try in range(rules.TRIES - 1):
        now += timedelta(hours=5)
        assert sending.send_due(now).failed == 1
    assert Notice.objects.get().letter == Letter.FAILED
    assert sending.send_due(now + timedelta(days=1)).failed == 0


def test_two_runs_share_the_letters(lan, say):
    say(lan)
    rows = list(Notice.objects.filter(letter=Letter.DUE))
    first = sending._take(Notice.objects.filter(pk=rows[0].pk, letter=Letter.DUE))
    second = sending._take(Notice.objects.filter(pk=rows[0].pk, letter=Letter.DUE))
    assert len(first) == 1 and second == []


@pytest.mark.parametrize("way", [Way.DAILY, Way.WEEKLY])
def test_gathered_notices_leave_in_one_letter_without_those_read(lan, say, way):
    Choice.objects.create(user=lan, kind="test.told", way=way)
    for key in ("a", "b", "c"):
        say(lan, key)
    Notice.objects.filter(key="b").update(read_at=timezone.now())
    assert sending.send_due().letters == 0
    done = sending.send_due(timezone.now() + timedelta(days=8))
    assert (done.letters, done.notices, done.skipped) == (1, 2, 1)
    assert mail.outbox[0].subject.startswith("[hoptac] 2 ")


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=VIET_NAM)  # type: ignore[arg-type,misc]


@pytest.mark.parametrize(
    ("way", "now", "leaves"),
    [
        (Way.MAIL, at(2026, 11, 24, 9), at(2026, 11, 24, 9)),
        (Way.DAILY, at(2026, 11, 24, 6), at(2026, 11, 24, 7)),
        (Way.DAILY, at(2026, 11, 24, 7), at(2026, 11, 25, 7)),
        (Way.WEEKLY, at(2026, 11, 24, 9), at(2026, 11, 30, 7)),  # a Tuesday; the next Monday
        (Way.WEEKLY, at(2026, 11, 30, 6), at(2026, 11, 30, 7)),
        (Way.WEEKLY, at(2026, 11, 30, 8), at(2026, 12, 7, 7)),
        (Way.INBOX, at(2026, 11, 24, 9), None),
        (Way.NONE, at(2026, 11, 24, 9), None),
    ],
)
def test_when_letters_leave(way, now, leaves):
    assert rules.leaves_at(way, now) == leaves


def test_a_reader_is_told_in_his_own_language(lan, say):
    lan.language = "en"
    lan.save()
    say(lan)
    with override("vi"):
        sending.send_due()
    assert "Change how you get notices" in mail.outbox[0].body
    assert gettext_noop("Đổi cách báo tin: %s") not in mail.outbox[0].body


def test_what_keeps_an_account_safe_is_not_switched_off(lan, say):
    by = Actor.of(lan)
    with pytest.raises(UserError):
        actions.choose(user=lan, ways={"test.safe": Way.NONE}, by=by)
    with pytest.raises(UserError):
        actions.choose(user=lan, ways={"test.told": "pigeon"}, by=by)
    actions.choose(user=lan, ways={"test.told": Way.INBOX}, by=by)
    assert queries.ways(lan) == {"test.safe": Way.MAIL, "test.told": Way.INBOX}
    say(lan)
    assert sending.send_due().letters == 0


def test_nobody_reads_or_marks_the_notices_of_another(lan, say):
    say(lan)
    other = User.objects.create(username="khac")
    assert actions.read(user=other) == 0 and actions.read(user=other, ids=[Notice.objects.get().public_id]) == 0
    assert list(Notice.objects.visible_to(other)) == []
    assert actions.read(user=lan) == 1 and queries.unread(lan) == 0


def test_quietly_means_read_and_without_a_letter(lan, say):
    say(lan, quietly=True)
    assert queries.unread(lan) == 0 and sending.send_due().letters == 0
