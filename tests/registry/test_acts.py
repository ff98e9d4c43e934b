"""The acts of a life: what each changes, what is refused with a sentence, what is shown before, and acts that wait for a second person."""

from __future__ import annotations

from datetime import date

import pytest

from factories import BY, MERGER, founded, happens
from hoptac.audit.models import Actor, Entry
from hoptac.common.errors import UserError
from hoptac.registry import proposals
from hoptac.registry.actions import correct, perform, register, withdraw
from hoptac.registry.models import Branch, Descent, Event, Organisation, State
from hoptac.registry.preview import Change, preview

DAY = date(2022, 6, 1)
FIRST, SECOND = Actor("user", "lan"), Actor("user", "minh")


def do(organisation: Organisation, act: str, on: date = DAY, **given):
    return perform(act=act, organisation=organisation, given={"on": on, **given}, by=BY)


def state(organisation: Organisation, on: date = DAY) -> State | None:
    return organisation.states.on(on).first()


def test_a_suspension_with_a_last_day_runs_out_by_itself(world):
    one = founded(world)
    do(one, "suspend", until=date(2022, 8, 31))
    assert [state(one, day).legal for day in (date(2022, 8, 31), date(2022, 9, 1))] == ["suspended", "registered"]


def test_business_resumed_early_ends_the_suspension_on_that_day(world):
    one = founded(world)
    do(one, "suspend", until=date(2022, 8, 31))
    do(one, "resume", date(2022, 7, 1))
    assert [(s.valid_from, s.legal) for s in one.states.order_by("valid_from")][1:] == [
        (DAY, "suspended"),
        (date(2022, 7, 1), "registered"),
    ]


def test_legal_status_and_operating_are_two_things(world):
    one = founded(world)
    do(one, "status", legal="absent")
    do(one, "stop", date(2022, 7, 1))
    assert [(s.legal, s.operating) for s in one.states.order_by("valid_from")] == [
        ("registered", "active"),
        ("absent", "active"),
        ("absent", "inactive"),
    ]


def test_content_is_dated_and_the_certificate_keeps_the_address_it_was_printed_with(world):
    one = register(
        kind="htx", name="Hợp tác xã A", place=world["an"], on=date(2022, 3, 1), by=BY,
        facts={"charter_capital": 500_000_000, "certificate": {"no": "220207", "date": "2022-03-01", "address": "xã An, huyện Đông"}},
    )  # fmt: skip
    do(one, "change", charter_capital=900_000_000, vsic="0111, 0163", vsic_version="2018", members={"official": 25})
    happens(one, "placed", MERGER, place=world["anbinh"])
    assert state(one, date(2022, 5, 1)).facts["charter_capital"] == 500_000_000
    assert state(one).facts["charter_capital"] == 900_000_000
    assert (state(one).facts["vsic"], state(one).facts["members"]) == (["0111", "0163"], {"official": 25})
    one.refresh_from_db()
    assert (one.certificate_no, one.certificate_address) == ("220207", "xã An, huyện Đông")
    assert state(one, MERGER).place == world["anbinh"]


def test_a_merger_names_who_it_went_into(world):
    one, other = founded(world), founded(world, "binh")
    do(one, "merge", into=other.public_id)
    assert state(one) is None
    [row] = Descent.objects.all()
    assert (row.predecessor, row.successor, row.share, row.on) == (one, other, "whole", DAY)


def test_two_are_consolidated_into_one_founded_for_it(world):
    one, other, new = founded(world), founded(world, "binh"), founded(world, "cho", DAY)
    do(one, "consolidate", into=new.public_id, others=[other.public_id])
    assert (state(one), state(other), state(new).valid_from) == (None, None, DAY)
    assert set(Descent.objects.values_list("predecessor", "successor", "kind")) == {
        (one.pk, new.pk, "consolidated"),
        (other.pk, new.pk, "consolidated"),
    }


def test_dividing_ends_it_and_splitting_off_does_not(world):
    one, two = founded(world), founded(world, "binh")
    parts = [founded(world, "cho", DAY).public_id for _n in range(2)]
    do(one, "divide", into=parts)
    do(two, "split", into=parts[:1])
    assert (state(one), state(two) is not None) == (None, True)
    assert sorted(Descent.objects.values_list("predecessor", "kind", "share")) == [
        (one.pk, "divided", "part"), (one.pk, "divided", "part"), (two.pk, "split", "part")]  # fmt: skip


def test_a_withdrawn_merger_leaves_no_successor(world):
    one, other = founded(world), founded(world, "binh")
    withdraw(event=do(one, "merge", into=other.public_id).events[0], by=BY)
    assert not Descent.objects.exists()
    assert state(one) is not None


def test_a_branch_opens_and_closes_beside_the_seat(world):
    one = founded(world, tax_code="5700100175")
    do(one, "open_branch", code="5700100175-001", name="Chi nhánh Hoa", place=world["hoa"])
    do(one, "close_branch", date(2022, 9, 1), code="5700100175-001")
    [branch] = Branch.objects.all()
    assert (branch.valid_from, branch.valid_to, branch.place) == (DAY, date(2022, 9, 1), world["hoa"])
    assert [s.place for s in one.states.all()] == [world["an"]]


REFUSED = {
    "a change before the founding": ("change", {"on": date(2022, 2, 1), "name": "B"}, "trước ngày đăng ký"),
    "a resume of what was never suspended": ("resume", {}, "không tạm ngừng"),
    "a move to the same place": ("move", {"place": "an"}, "đã ở nơi đó"),
    "a move to a place that is not there that day": ("move", {"place": "anbinh"}, "không có trên bản đồ"),
    "a change of nothing": ("change", {"name": "Hợp tác xã an"}, "không có gì khác"),
    "a status it already has": ("status", {"legal": "registered"}, "đã như vậy"),
    "an unknown status": ("status", {"legal": "x"}, "một trong"),
    "a restart of what works": ("restart", {}, "không ngừng hoạt động"),
    "a suspension that ends before it begins": ("suspend", {"until": date(2022, 5, 1)}, "đứng trước"),
    "a merger into nobody": ("merge", {"into": "zzzz"}, "Không có tổ chức"),
    "a division into one": ("divide", {"into": []}, "Còn thiếu"),
    "a branch with a wrong code": ("open_branch", {"code": "5700100175-000", "name": "B"}, "phải có dạng"),
    "a branch that is not open": ("close_branch", {"code": "5700100175-001"}, "không có đơn vị"),
    "a line of business without its list": ("change", {"vsic": "0111"}, "phiên bản"),
    "negative capital": ("change", {"charter_capital": -1}, "Vốn điều lệ"),
    "members of an unknown kind": ("change", {"members": {"friends": 3}}, "không đúng"),
    "an unknown act": ("fly", {}, "Không có việc"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_it_refuses_what_cannot_be_and_writes_nothing(world, case):
    act, given, words = REFUSED[case]
    one = founded(world)
    given = {"on": DAY} | given | ({"place": world[given["place"]]} if "place" in given else {})
    with pytest.raises(UserError, match=words):
        perform(act=act, organisation=one, given=given, by=BY)
    with pytest.raises(UserError, match=words):
        preview(act, one, given)
    assert one.events.count() == 1


def test_nothing_goes_over_into_a_dissolved_body_nor_is_one_dissolved_before_what_it_took_in(world):
    one, other = founded(world), founded(world, "binh")
    do(other, "dissolve", date(2022, 5, 1))
    with pytest.raises(UserError, match="không tồn tại vào ngày 01/06/2022"):
        do(one, "merge", into=other.public_id)
    third = founded(world, "cho")
    do(one, "merge", into=third.public_id)
    with pytest.raises(UserError, match="còn có tổ chức khác"):
        do(third, "dissolve", date(2022, 5, 20))


@pytest.mark.parametrize(("first", "second"), [("suspend", "resume"), ("stop", "restart")])
def test_two_events_that_contradict_on_a_day_are_refused(world, first, second):
    one = founded(world)
    do(one, first)
    with pytest.raises(UserError, match="cùng ngày"):
        do(one, second)


def test_two_moves_of_one_day_are_refused(world):
    one = founded(world)
    do(one, "move", place=world["binh"])
    with pytest.raises(UserError, match="cùng ngày"):
        do(one, "move", place=world["cho"])


def test_what_an_older_version_took_in_does_not_stand_in_the_way(world):
    one = founded(world)
    Event.objects.create(organisation=one, kind="resumed", valid_on=date(2022, 4, 1))
    do(one, "suspend")
    assert state(one).legal == "suspended"


@pytest.mark.parametrize(
    ("code", "words"), [("5700100176", "chữ số kiểm tra"), ("570010017", "10 chữ số"), ("001200003456", "định danh cá nhân")]
)
def test_a_wrong_tax_code_is_refused_for_new_and_kept_with_a_note_for_old(world, code, words):
    with pytest.raises(UserError, match=words):
        founded(world, tax_code=code)
    old = founded(world, tax_code=code, legacy=True)
    assert old.tax_code == code and words in old.tax_code_note


def test_a_preview_says_old_and_new_and_writes_nothing(world):
    one = founded(world)
    [effect] = preview("change", one, {"on": DAY, "name": "Hợp tác xã Mới", "charter_capital": 10})
    assert effect.changes == (Change("name", "Hợp tác xã an", "Hợp tác xã Mới"), Change("charter_capital", None, 10))
    [end] = preview("dissolve", one, {"on": DAY})
    assert (end.ends, end.changes) == (True, ())
    assert one.events.count() == 1


def test_a_prepared_act_waits_for_another_person(world):
    one = founded(world)
    proposals.want(yes=True, by=BY)
    row = proposals.submit(act="move", organisation=one, given={"on": DAY, "place": world["binh"]}, by=FIRST)
    assert state(one).place == world["an"]
    with pytest.raises(UserError, match="không được tự xác nhận"):
        proposals.confirm(proposal=row, by=FIRST)
    proposals.confirm(proposal=row, by=SECOND)
    row.refresh_from_db()
    assert (state(one).place, row.state, row.decided_by) == (world["binh"], "confirmed", "minh")
    assert list(Entry.objects.order_by("pk").values_list("act", flat=True))[-3:] == [
        "proposal.prepared",
        "organisation.moved",
        "proposal.confirmed",
    ]
    with pytest.raises(UserError, match="không còn chờ"):
        proposals.confirm(proposal=row, by=SECOND)


def test_a_prepared_act_is_checked_again_when_it_is_confirmed(world):
    one = founded(world)
    row = proposals.prepare(act="suspend", organisation=one, given={"on": DAY}, by=FIRST)
    do(one, "dissolve", date(2022, 5, 1))
    with pytest.raises(UserError, match="đã chấm dứt"):
        proposals.confirm(proposal=row, by=SECOND)
    row.refresh_from_db()
    assert row.state == "waiting"
    assert proposals.refuse(proposal=row, by=SECOND, reason="Đã giải thể").state == "refused"


def test_correcting_keeps_the_events_of_a_branch_together(world):
    one = founded(world, tax_code="5700100175")
    opened = do(one, "open_branch", code="5700100175-001", name="Kho").events[0]
    correct(event=opened, on=date(2022, 5, 1), by=BY)
    assert [row.valid_from for row in Branch.objects.all()] == [date(2022, 5, 1)]
