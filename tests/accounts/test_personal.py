"""Masks tell nothing that finds a person; opening a field needs the right there and a reason, and is noted before it is shown."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from factories import BY
from hoptac.accounts import actions, scoping
from hoptac.accounts.personal import Kind, Subject, masked, may_reveal, reveal
from hoptac.audit.models import Entry
from hoptac.common.errors import UserError
from hoptac.users.models import User

NUMBER = "022085001234"
REASON = "đối chiếu giấy chứng nhận"


@pytest.mark.parametrize(
    ("value", "kind", "shown"),
    [
        ("0912 345 678", Kind.PHONE, "09•• ••• 678"),
        ("+84 912 345 678", Kind.PHONE, "09•• ••• 678"),
        ("113", Kind.PHONE, "••••••••"),
        ("nguyenthimau@quangninh.gov.vn", Kind.EMAIL, "n•••@quangninh.gov.vn"),
        ("khong-phai-thu", Kind.EMAIL, "••••••••"),
        (NUMBER, Kind.CITIZEN, "••••••••••••"),
        (date(1985, 3, 2), Kind.BIRTH, "••/••/1985"),
        ("Thôn 3, xã Hải Lạng", Kind.HOME, "••••••••"),
        ("gì đó", "something new", "••••••••"),
        (None, Kind.PHONE, ""),
        ("", Kind.EMAIL, ""),
    ],
)
def test_masks(value, kind, shown):
    assert masked(value, kind) == shown


def person(world, role: str, place: str) -> User:
    user = User.objects.create(username=f"{role}-{place}")
    actions.grant(user=user, role=role, scope_kind="place", scope_id=str(world.id(place)), first=date(2025, 7, 1), by=BY)
    return user


@pytest.fixture
def member(world):
    return Subject("thanhvien001", world.id("dongan"), {"citizen_number": lambda: NUMBER}, own=("organisation", "htx000000001"))


def test_it_is_opened_with_a_reason_and_noted_without_the_value(world, member):
    officer = person(world, "commune_officer", "dongan")
    assert reveal(viewer=officer, subject=member, field="citizen_number", reason=REASON) == NUMBER
    row = Entry.objects.latest("pk")
    assert (row.act, row.actor, row.object_id, row.why) == ("person.view", officer.username, "thanhvien001", REASON)
    assert NUMBER not in f"{row.data}{row.why}"


@pytest.mark.parametrize(
    ("role", "place"), [("commune_officer", "tayhoa"), ("compiler", "bac"), ("leader", "bac"), ("auditor", "bac"), ("administrator", "bac")]
)
def test_nobody_else_opens_it(world, member, role, place):
    viewer = person(world, role, place)
    count = Entry.objects.count()
    with pytest.raises(PermissionDenied):
        reveal(viewer=viewer, subject=member, field="citizen_number", reason=REASON)
    assert Entry.objects.count() == count


def test_the_operator_sees_all_records_and_opens_no_field(world, member):
    assert not may_reveal(scoping.OPERATOR, member)


def test_a_representative_opens_fields_of_the_own_organisation_only(world, member):
    user = User.objects.create(username="dai-dien")
    actions.grant(user=user, role="representative", scope_kind="organisation", scope_id="htx000000001", first=date(2025, 7, 1), by=BY)
    other = Subject("thanhvien002", world.id("dongan"), {}, own=("organisation", "htx000000002"))
    assert not may_reveal(user, other)


@pytest.mark.parametrize("reason", ["", "   ", "xem", "a\n\n\n\n\n\n\n\n\n\n\nb"])
def test_a_reason_is_a_reason(world, member, reason):
    read = []
    subject = Subject(member.id, member.place_id, {"phone": lambda: read.append(1)})
    with pytest.raises(UserError):
        reveal(viewer=person(world, "commune_officer", "dongan"), subject=subject, field="phone", reason=reason)
    assert read == []


def test_a_field_nobody_declared_is_not_there(world, member):
    with pytest.raises(PermissionDenied):
        reveal(viewer=person(world, "commune_officer", "dongan"), subject=member, field="password", reason=REASON)
