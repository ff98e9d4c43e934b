"""A change and its row in the trail stand or fall together."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest

from factories import BY, founded, happens, product, titled
from hoptac.audit import actions as audit
from hoptac.audit.models import Entry
from hoptac.figures.actions import report_value
from hoptac.programmes import actions as programmes
from hoptac.registry import actions as registry


class Broken(Exception):
    """The trail cannot be written."""


def test_a_row_is_refused_outside_a_transaction(db, monkeypatch):
    monkeypatch.setattr(audit, "transaction", SimpleNamespace(get_connection=lambda: SimpleNamespace(in_atomic_block=False)))
    with pytest.raises(RuntimeError, match="transaction"):
        audit.write(by=BY, act="x", kind="y", id="z")
    assert not Entry.objects.exists()


def test_days_and_numbers_are_kept_as_plain_words(db):
    from django.db import transaction

    with transaction.atomic():
        audit.write(by=BY, act="x", kind="y", id=5, data={"on": date(2022, 12, 31), "text": "hợp tác xã"})
    row = Entry.objects.get()
    assert (row.object_id, row.data) == ("5", {"on": "2022-12-31", "text": "hợp tác xã"})


ACTS = {
    "register": lambda w: founded(w, "binh"),
    "suspend": lambda w: happens(w.organisation, "suspended", date(2022, 6, 1)),
    "correct": lambda w: registry.correct(event=w.organisation.events.get(), on=date(2022, 2, 1), by=BY),
    "add a product": lambda w: product(w),
    "enrol": lambda w: programmes.enrol(programme="ocop", product=w.product, group="food", on=date(2022, 6, 1), by=BY),
    "leave": lambda w: programmes.leave(enrolment=w.enrolment, on=date(2022, 6, 1), by=BY),
    "recognise": lambda w: titled(w, "binh"),
    "revoke": lambda w: programmes.revoke(recognition=w.title, on=date(2022, 6, 1), by=BY),
    "report a value": lambda w: report_value(indicator="grdp.growth", place=w["bac"], value=1, source="x", as_of=date(2022, 6, 1), by=BY),
}


def everything() -> dict[str, list]:
    """Every row of every fact room."""
    from django.apps import apps

    rooms = ("registry", "programmes", "figures", "directives", "accounts", "users", "audit")
    return {
        model._meta.label: list(model.objects.order_by("pk").values()) for room in rooms for model in apps.get_app_config(room).get_models()
    }


@pytest.fixture
def filled(world):
    world.organisation = founded(world)
    world.product = product(world)
    world.title = titled(world, "an")
    world.enrolment = programmes.enrol(programme="ocop", product=product(world, "hoa"), group="food", on=date(2022, 1, 1), by=BY)
    return world


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_when_the_trail_cannot_be_written_nothing_stays(filled, monkeypatch, act):
    def broken(**_more):
        raise Broken

    monkeypatch.setattr(audit, "write", broken)
    before = everything()
    with pytest.raises(Broken):
        act(filled)
    assert everything() == before


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_every_act_writes_one_row(filled, act):
    before = Entry.objects.count()
    act(filled)
    assert Entry.objects.count() == before + 1
    assert (Entry.objects.latest("pk").actor_kind, Entry.objects.latest("pk").actor) == ("system", "test")
