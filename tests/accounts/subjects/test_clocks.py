"""Clocks of requests: 2 working days, then 10, 15 or 20 days by kind; holidays and weekends do not count as working."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from factories import BY
from hoptac.accounts import actions as accounts
from hoptac.accounts.subjects import actions, clocks, consents, retention, telling
from hoptac.accounts.subjects.models import Consent, Request
from hoptac.common.errors import UserError
from hoptac.common.personal import Subject
from hoptac.notices.models import Notice
from hoptac.users.models import ResetLink, User


@pytest.mark.parametrize(
    ("asked_on", "first"),
    [
        (date(2026, 11, 24), date(2026, 11, 26)),  # Tuesday: Wednesday, Thursday
        (date(2026, 11, 27), date(2026, 12, 1)),  # Friday: Monday, Tuesday
        (date(2026, 11, 28), date(2026, 12, 1)),  # Saturday
        (date(2026, 4, 29), date(2026, 5, 5)),  # 30/4 and 1/5 are holidays, then a weekend: Monday 4/5, Tuesday 5/5
        (date(2026, 2, 13), date(2026, 2, 24)),  # Friday before Tết: 16 to 20/2 are holidays
        (date(2026, 12, 31), date(2027, 1, 5)),  # New Year on a Friday: Monday, Tuesday
    ],
)
def test_the_first_answer_has_two_working_days(asked_on, first):
    assert clocks.due("see", asked_on).first == first


@pytest.mark.parametrize(
    ("asked", "done"),
    [
        ("see", date(2026, 12, 4)),  # 24/11 + 10 days, a Friday
        ("correct", date(2026, 12, 4)),
        ("restrict", date(2026, 12, 9)),  # + 15
        ("withdraw", date(2026, 12, 9)),
        ("erase", date(2026, 12, 14)),  # + 20, a Monday
    ],
)
def test_the_whole_has_ten_fifteen_or_twenty_days(asked, done):
    assert clocks.due(asked, date(2026, 11, 24)).done == done


def test_a_term_that_ends_on_a_day_off_ends_on_the_next_working_day():
    assert clocks.due("see", date(2026, 11, 25)).done == date(2026, 12, 7)  # 5/12 is a Saturday


@pytest.mark.parametrize("bad", [{"days": 0}, {"days": "ten"}, {"days": 10, "weeks": 2}, None, 10, {"days": 9999}])
def test_a_file_that_does_not_fit_stops_the_start(bad):
    with pytest.raises(ImproperlyConfigured):
        clocks._term("x.yaml", bad)


@pytest.fixture
def lan(world) -> User:
    user = User.objects.create(username="lan", full_name="Lan")
    accounts.grant(user=user, role="commune_officer", scope_kind="place", scope_id=str(world.id("dongan")), first=date(2025, 7, 1), by=BY)
    return user


def received(lan: User, days_ago: int, asked: str = "see") -> Request:
    day = date.today() - timedelta(days=days_ago)
    return actions.receive(subject=Subject("user", lan.public_id), asked=asked, how="letter", by=BY, day=day)


def test_it_is_handled_where_the_role_of_the_person_stands(lan, world):
    assert received(lan, 0).place_id == world.id("dongan")


def test_a_request_of_tomorrow_or_of_nobody_is_refused(lan):
    with pytest.raises(UserError):
        received(lan, -3)
    with pytest.raises(UserError):
        actions.receive(subject=Subject("user", "khong-co"), asked="see", how="letter", by=BY)


def test_who_handles_requests_is_told_once_for_each_clock(lan, world, django_capture_on_commit_callbacks):
    officer = User.objects.create(username="chuyen-vien", email="cv@x.vn")
    accounts.grant(user=officer, role="specialist", scope_kind="place", scope_id=str(world.id("bac")), first=date(2025, 7, 1), by=BY)
    far = User.objects.create(username="noi-khac")
    accounts.grant(user=far, role="specialist", scope_kind="place", scope_id=str(world.id("tayhoa")), first=date(2025, 7, 1), by=BY)
    with django_capture_on_commit_callbacks(execute=True):
        row = received(lan, 30)
        for _run in range(3):
            assert telling.coming_due(timezone.now()) == 1
    told = Notice.objects.filter(kind__startswith="subject.").exclude(kind="subject.moved")
    assert {one.user_id for one in told} == {officer.pk}
    assert sorted(told.values_list("kind", flat=True)) == ["subject.due", "subject.received"]
    with django_capture_on_commit_callbacks(execute=True):
        actions.answer(request=row, note="đã nhận", by=BY)
        telling.coming_due(timezone.now())
    assert Notice.objects.filter(kind="subject.due").count() == 2


def test_a_closed_request_takes_no_more_steps(lan):
    row = received(lan, 1)
    actions.refuse(request=row, why="không phải dữ liệu do trang này giữ", by=BY)
    for step in (
        lambda: actions.answer(request=row, note="x", by=BY),
        lambda: actions.refuse(request=row, why="một lý do khác đủ dài", by=BY),
        lambda: actions.finish(request=row, note="", by=BY),
        lambda: actions.erase(request=row, by=BY),
    ):
        with pytest.raises(UserError):
            step()


def test_withdrawing_everything_ends_every_consent(lan):
    me = Subject("user", lan.public_id)
    for code, purpose in consents.purposes().items():
        consents.give(subject=me, purpose=code, version=purpose.version, by=BY)
        consents.give(subject=me, purpose=code, version=purpose.version, by=BY)  # twice is once
    row = received(lan, 0, "withdraw")
    actions.identify(request=row, how="đối chiếu tại quầy", by=BY)
    assert actions.withdraw(request=row, by=BY) == len(consents.purposes())
    assert not Consent.objects.standing().exists() and Consent.objects.count() == len(consents.purposes())


def test_what_was_kept_long_enough_is_named_and_let_go_and_nothing_else(lan):
    old = ResetLink.objects.create(user=lan, digest="a", until=timezone.now() - timedelta(days=70))
    fresh = ResetLink.objects.create(user=lan, digest="b", until=timezone.now() - timedelta(days=3))
    (due,) = (one for one in retention.due() if one.term.code == "users.resetlink")
    assert due.count == 1
    assert retention.let_go(by=BY)["users.resetlink"] == 1
    assert list(ResetLink.objects.all()) == [fresh] and old.pk != fresh.pk
    assert retention.due() == []


def test_every_term_names_a_declaration_with_a_field_to_count_from():
    from hoptac.common import personal

    declared = {one.code: one for one in personal.declarations()}
    assert [code for code in retention.terms() if code not in declared or not declared[code].kept_since] == []
