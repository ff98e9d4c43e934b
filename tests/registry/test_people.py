"""Members, officers, capital, workers: what is recorded, what is refused with a sentence, what the trail keeps apart."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from factories import BY, founded, happens
from hoptac.accounts import scoping
from hoptac.audit.models import Entry, Sealed
from hoptac.common.errors import UserError
from hoptac.registry import people_actions as people
from hoptac.registry.models import Organisation
from hoptac.registry.people_actions import Joining
from hoptac.registry.people_enums import MemberForm, MemberKind, Post, Training
from hoptac.registry.people_identity import Given
from hoptac.registry.people_models import Membership, Officer, Person, Workers

DAY = date(2025, 8, 1)
LAN = Given("Nguyễn Thị Lan", date(1985, 3, 2), "female", "022185001234", "0912 345 678", "lan@vi-du.vn", "thôn 2, xã An")


def cooperative(world, place="dongan", charter: int | None = 1_000_000_000, on=date(2025, 7, 2), **more) -> Organisation:
    one = founded(world, place, on, **more)
    if charter is not None:
        happens(one, "changed", on, data={"charter_capital": charter})
    return one


def join(organisation, person=LAN, on=DAY, **more):
    given = {"person": person} if not more.keys() & {"body", "body_name"} else {}
    return people.join(joining=Joining(organisation, on, **given, **more), by=BY)


def test_a_person_in_two_organisations_is_one_subject(world):
    one, other = cooperative(world), cooperative(world, "tayhoa")
    join(one)
    join(other, Given("nguyễn thị lan", citizen_number="022 185 001 234"))
    assert Person.objects.count() == 1
    assert {row.organisation_id for row in Person.objects.get().memberships.all()} == {one.pk, other.pk}


def test_a_citizen_number_of_somebody_with_another_name_is_refused_and_nobody_is_named(world):
    join(cooperative(world))
    with pytest.raises(UserError) as refused:
        join(cooperative(world, "tayhoa"), Given("Trần Văn Minh", citizen_number=LAN.citizen_number))
    assert "Lan" not in str(refused.value) and Membership.objects.count() == 1


def test_without_a_citizen_number_people_of_one_name_stay_apart(world):
    join(cooperative(world), Given("Nguyễn Văn An"))
    join(cooperative(world, "tayhoa"), Given("Nguyễn Văn An"))
    assert Person.objects.count() == 2


@pytest.mark.parametrize("number", ["12345678901", "0221850012345", "02218500123x"])
def test_a_citizen_number_that_is_none_is_refused(world, number):
    with pytest.raises(UserError, match="12 chữ số"):
        join(cooperative(world), Given("Nguyễn Văn An", citizen_number=number))


def test_nobody_is_a_member_twice_on_a_day(world):
    one = cooperative(world)
    row = join(one).row
    with pytest.raises(UserError, match="01/08/2025"):
        join(one, on=date(2025, 9, 1))
    people.leave(membership=row, on=date(2025, 9, 1), by=BY)
    assert join(one, on=date(2025, 9, 1)).row.valid_from == date(2025, 9, 1)


def test_the_database_itself_refuses_overlapping_memberships_and_two_heads(world):
    one = cooperative(world)
    row = join(one).row
    officer = people.appoint(organisation=one, person=row.person, post=Post.DIRECTOR, on=DAY, by=BY)
    for again in (row, officer):
        again.pk, again.public_id = None, "kkkkkkkkkkkk"
        with pytest.raises(IntegrityError, match="no_overlap"), transaction.atomic():
            again.save()


def test_two_heads_at_once_are_refused_with_the_one_who_holds_the_post(world):
    one = cooperative(world)
    first = people.appoint(organisation=one, person=LAN, post=Post.DIRECTOR, on=DAY, by=BY, training=Training.MIDDLE)
    with pytest.raises(UserError, match="Nguyễn Thị Lan"):
        people.appoint(organisation=one, person=Given("Trần Văn Minh"), post=Post.DIRECTOR, on=date(2025, 9, 1), by=BY)
    people.end_post(officer=first, on=date(2025, 9, 1), by=BY)
    people.appoint(organisation=one, person=Given("Trần Văn Minh"), post=Post.DIRECTOR, on=date(2025, 9, 1), by=BY)
    assert [row.person.full_name for row in Officer.objects.on(date(2025, 10, 1))] == ["Trần Văn Minh"]


def test_a_group_has_a_head_and_no_board(world):
    group = cooperative(world, kind="tht", charter=None)
    with pytest.raises(UserError, match="không có chức danh"):
        people.appoint(organisation=group, person=LAN, post=Post.CHAIR, on=DAY, by=BY)
    assert people.appoint(organisation=group, person=LAN, post=Post.GROUP_HEAD, on=DAY, by=BY).pk


def test_the_members_of_a_union_are_cooperatives(world):
    union, one, group = cooperative(world, kind="lhhtx"), cooperative(world), cooperative(world, "tayhoa", kind="tht")
    for wrong in ({"person": LAN}, {"body": group}, {"body_name": "Công ty An Bình"}):
        with pytest.raises(UserError, match="phải là hợp tác xã"):
            people.join(joining=Joining(union, DAY, **wrong), by=BY)
    assert join(union, body=one).row.form == MemberForm.LEGAL


def test_a_dissolved_body_neither_joins_nor_is_joined(world):
    union, one = cooperative(world, kind="lhhtx"), cooperative(world)
    happens(one, "dissolved", date(2025, 7, 20))
    with pytest.raises(UserError, match="đã chấm dứt"):
        join(union, body=one)
    with pytest.raises(UserError, match="đã chấm dứt"):
        join(one)


def test_a_member_before_the_founding_is_refused(world):
    with pytest.raises(UserError, match="chưa thành lập"):
        join(cooperative(world), on=date(2025, 7, 1))


def test_no_member_of_a_cooperative_holds_more_than_thirty_percent_since_2024(world):
    one = cooperative(world)
    assert not join(one, contribution=300_000_000).warnings
    with pytest.raises(UserError, match="Luật HTX 2023"):
        join(one, Given("Trần Văn Minh"), contribution=300_000_001)
    assert Person.objects.count() == 1  # the refused one left nothing


def test_a_cooperative_holds_up_to_forty_percent_of_its_union(world):
    union = cooperative(world, kind="lhhtx")
    join(union, body=cooperative(world), contribution=400_000_000)
    with pytest.raises(UserError, match="40"):
        join(union, body=cooperative(world, "tayhoa"), contribution=400_000_001)


def test_the_cap_of_2012_is_told_not_refused_because_its_number_is_to_be_checked(world):
    one = cooperative(world, "an", on=date(2022, 3, 1))
    (told,) = join(one, on=date(2022, 3, 1), contribution=250_000_000).warnings
    assert "20" in told.sentence and "đối chiếu" in told.told
    assert Membership.objects.get().is_of_2012


def test_an_unknown_charter_capital_is_not_judged(world):
    assert not join(cooperative(world, charter=None), contribution=10**12).warnings


def test_foreign_members_together_hold_no_more_than_thirty_percent(world):
    one = cooperative(world)
    join(one, Given("John Smith"), contribution=200_000_000, is_foreign=True)
    with pytest.raises(UserError, match="nước ngoài"):
        join(one, Given("Jane Smith"), contribution=100_000_001, is_foreign=True)


def test_before_2024_there_was_one_kind_of_member(world):
    with pytest.raises(UserError, match="một loại thành viên"):
        join(cooperative(world, "an", on=date(2022, 3, 1)), on=date(2022, 4, 1), kind=MemberKind.CAPITAL)


def test_who_is_too_young_is_refused_as_a_member_and_told_as_an_associate(world):
    one = cooperative(world)
    young = Given("Trần Văn Minh", date(2007, 8, 2))  # eighteen on 2/8/2025
    with pytest.raises(UserError, match="18 tuổi"):
        join(one, young)
    assert not join(one, young, kind=MemberKind.ASSOCIATE).warnings
    (told,) = join(one, Given("Lê Văn Nam", date(2011, 1, 1)), kind=MemberKind.ASSOCIATE).warnings
    assert "15" in told.sentence


def test_an_associate_without_capital_has_no_contribution(world):
    with pytest.raises(UserError, match="không góp vốn"):
        join(cooperative(world), kind=MemberKind.ASSOCIATE, contribution=1)


def test_another_contribution_begins_another_row_and_the_day_before_keeps_the_old_one(world):
    row = join(cooperative(world), contribution=100).row
    people.change_capital(membership=row, on=date(2025, 9, 1), contribution=200, by=BY)
    told = [Membership.objects.on(day).get().contribution for day in (date(2025, 8, 31), date(2025, 9, 1))]
    assert told == [100, 200]


def test_on_its_first_day_a_contribution_is_corrected_and_the_trail_keeps_both_apart(world):
    row = join(cooperative(world), contribution=100).row
    people.change_capital(membership=row, on=DAY, contribution=200, by=BY)
    assert Membership.objects.get().contribution == 200
    entry = Entry.objects.filter(act="member.capital").get()
    assert "contribution" not in entry.data and set(entry.personal[row.person.public_id]) == {"contribution", "contribution_before"}


def test_no_personal_value_stands_in_the_plain_trail(world):
    one = cooperative(world)
    row = join(one, contribution=123_456_789).row
    people.appoint(organisation=one, person=row.person, post=Post.DIRECTOR, on=DAY, by=BY, training=Training.HIGH)
    plain = "".join(str(entry.data) + entry.why for entry in Entry.objects.all())
    for value in (LAN.full_name, LAN.citizen_number, "0912345678", LAN.email, LAN.home_address, "1985", "123456789", "high"):
        assert value not in plain
    assert {"full_name", "citizen_number", "phone", "contribution", "training"} <= set(Sealed.objects.values_list("field", flat=True))


def test_many_join_at_once_or_none_and_every_refused_row_is_named(world):
    one = cooperative(world)
    names = [Given(f"Nguyễn Văn {n}", date(1980, 1, 1)) for n in ("An", "Bình", "Cường")]
    rows = [Joining(one, DAY, person=name) for name in names]
    with pytest.raises(UserError) as refused:
        people.join_many(joinings=[*rows, Joining(one, DAY), Joining(one, date(2020, 1, 1), person=LAN)], by=BY)
    assert [line[:6] for line in refused.value.details] == ["Dòng 4", "Dòng 5"] and not Membership.objects.exists()
    assert len(people.join_many(joinings=rows, by=BY)) == Membership.objects.count() == 3


def test_workers_of_one_day_are_corrected_and_parts_are_no_more_than_the_whole(world):
    one = cooperative(world)
    people.set_workers(organisation=one, day=DAY, total=20, members=12, by=BY)
    people.set_workers(organisation=one, day=DAY, total=25, by=BY)
    assert Workers.objects.get().total == 25
    assert Entry.objects.filter(act="workers.set").order_by("-pk").first().data["before"]["total"] == 20
    with pytest.raises(UserError, match="tổng số lao động"):
        people.set_workers(organisation=one, day=DAY, total=5, women=6, by=BY)


def test_people_are_asked_for_only_in_the_scope_of_a_viewer(world):
    join(cooperative(world))
    with scoping.closed():
        for model in (Person, Membership, Officer):
            with pytest.raises(scoping.ScopeError):
                model.objects.count()

