"""Acts of the register: one transaction each, states that can always be rebuilt, and a database that keeps the rules itself."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from factories import BY, MERGER, founded, happens
from hoptac.audit.models import Entry
from hoptac.common.errors import UserError
from hoptac.registry import actions, rebuilding
from hoptac.registry.models import Event, Organisation, State

DAY = date(2022, 3, 1)


def rows() -> list[tuple]:
    """Every state but for its row number."""
    fields = [field.attname for field in State._meta.concrete_fields if field.name != "id"]
    return list(State.objects.order_by("organisation_id", "valid_from").values_list(*fields))


def test_registering_writes_one_event_one_state_and_one_row_of_the_trail(world):
    organisation = founded(world, on=DAY, document="01/QĐ")
    assert [(e.kind, e.valid_on, e.document_label) for e in organisation.events.all()] == [("registered", DAY, "01/QĐ")]
    assert [(s.valid_from, s.valid_to, s.place_id) for s in organisation.states.all()] == [(DAY, None, world.id("an"))]
    assert list(Entry.objects.values_list("act", "object_id")) == [("organisation.registered", organisation.public_id)]


def test_on_the_day_of_an_event_the_new_state_holds_and_the_day_before_the_old(world):
    organisation = founded(world, on=DAY)
    happens(organisation, "suspended", date(2022, 5, 1))
    happens(organisation, "dissolved", date(2022, 9, 1))
    on = lambda day: [state.legal for state in State.objects.on(day)]  # noqa: E731
    assert on(DAY - timedelta(days=1)) == []
    assert on(DAY) == ["registered"]
    assert (on(date(2022, 4, 30)), on(date(2022, 5, 1))) == (["registered"], ["suspended"])
    assert (on(date(2022, 8, 31)), on(date(2022, 9, 1))) == (["suspended"], [])


def test_rebuilding_gives_the_same_rows(world):
    for place in ("an", "binh", "hoa"):
        organisation = founded(world, place)
        happens(organisation, "suspended", date(2022, 5, 1))
        happens(organisation, "moved", date(2022, 6, 1), place=world["duong"])
    before = rows()
    assert rebuilding.rebuild() == {"organisations": 3, "intervals": 9, "different": 0, "counts_differ": 0}
    State.objects.all().delete()
    assert rebuilding.rebuild(check=True)["different"] == 3
    assert rows() == []
    assert rebuilding.rebuild()["different"] == 3
    assert rows() == before


def test_a_state_changed_behind_the_events_is_found_and_mended(world):
    organisation = founded(world)
    State.objects.update(name="Tên khác")
    assert rebuilding.rebuild(check=True)["different"] == 1
    rebuilding.rebuild()
    assert organisation.states.get().name == "Hợp tác xã an"


def test_the_database_refuses_two_states_on_one_day(world):
    state = founded(world).states.get()
    twin = State.objects.get(pk=state.pk)
    twin.pk, twin.valid_from = None, date(2023, 1, 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        State.objects.bulk_create([twin])


def test_the_database_refuses_to_stretch_a_state_over_the_next(world):
    organisation = founded(world)
    happens(organisation, "suspended", date(2022, 5, 1))
    first = organisation.states.order_by("valid_from")[0]
    with pytest.raises(IntegrityError), transaction.atomic():
        State.objects.filter(pk=first.pk).update(valid_to=date(2022, 5, 2))


def test_states_that_touch_are_no_overlap(world):
    organisation = founded(world)
    happens(organisation, "suspended", date(2022, 5, 1))
    assert organisation.states.count() == 2


def test_the_database_refuses_an_empty_period(world):
    state = founded(world).states.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        State.objects.filter(pk=state.pk).update(valid_to=state.valid_from)


@pytest.mark.parametrize("change", [lambda rows: rows.update(note="x"), lambda rows: rows.delete()], ids=["changed", "removed"])
def test_an_event_is_never_changed_or_removed(world, change):
    organisation = founded(world)
    State.objects.filter(organisation=organisation).delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        change(Event.objects.all())


def test_correcting_the_founding_day_moves_it_and_keeps_what_was_recorded_first(world):
    organisation = founded(world, on=DAY)
    actions.correct(event=organisation.events.get(), on=date(2021, 3, 1), by=BY)
    assert organisation.states.get().valid_from == date(2021, 3, 1)
    assert [e.valid_on for e in organisation.events.order_by("pk")] == [DAY, date(2021, 3, 1)]


def test_an_event_of_another_organisation_cannot_be_corrected(world):
    one, other = founded(world), founded(world, "binh")
    with pytest.raises(UserError, match="tổ chức khác"):
        happens(other, "suspended", date(2022, 5, 1), corrects=one.events.get())


def test_an_event_is_corrected_once(world):
    organisation = founded(world)
    event = happens(organisation, "suspended", date(2022, 5, 1))
    actions.correct(event=event, on=date(2022, 6, 1), by=BY)
    with pytest.raises(UserError, match="đã được sửa"):
        actions.correct(event=event, on=date(2022, 7, 1), by=BY)


def test_nothing_stays_of_an_event_that_cannot_be(world):
    organisation = founded(world, on=DAY)
    events, states, trail = Event.objects.count(), rows(), Entry.objects.count()
    with pytest.raises(UserError, match="trước ngày đăng ký"):
        happens(organisation, "suspended", DAY - timedelta(days=1))
    assert (Event.objects.count(), rows(), Entry.objects.count()) == (events, states, trail)


def test_a_seat_must_be_on_the_map_of_its_day(world):
    with pytest.raises(UserError, match="không có trên bản đồ"):
        founded(world, "an", MERGER)
    with pytest.raises(UserError, match="không có trên bản đồ"):
        founded(world, "anbinh", MERGER - timedelta(days=1))
    assert founded(world, "anbinh", MERGER).states.get().place == world["anbinh"]


def test_a_seat_must_be_a_commune(world):
    with pytest.raises(UserError, match="cấp xã"):
        founded(world, "dong")


@pytest.mark.parametrize(("field", "value"), [("kind", "cty"), ("sector", "x"), ("name", "  "), ("name", "A" * 201)])
def test_it_refuses_words_it_does_not_know(world, field, value):
    with pytest.raises(UserError):
        founded(world, **{field: value})
    assert not Organisation.objects.exists()


def test_a_tax_code_belongs_to_one_organisation(world):
    founded(world, tax_code="0100109106")
    with pytest.raises(UserError, match="0100109106"):
        founded(world, "binh", tax_code="0100109106")


def test_a_product_needs_a_producer(world):
    with pytest.raises(UserError, match="chủ thể"):
        actions.add_product(name="Chè", place=world["an"], by=BY)
