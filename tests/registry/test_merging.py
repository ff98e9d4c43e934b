"""Merging records: nothing is lost, nothing undeclared is left behind, and it can be taken back."""

from __future__ import annotations

from datetime import date

import pytest

from factories import BY, founded, happens
from hoptac.common.errors import UserError
from hoptac.registry import actions, merging, rebuilding, searching
from hoptac.registry.models import Organisation, Product, State


def states(organisation: Organisation) -> list[tuple]:
    return list(organisation.states.order_by("valid_from").values_list("valid_from", "valid_to", "name", "place_id", "legal", "facts"))


@pytest.fixture
def two(world):
    kept = founded(world, "an", on=date(2021, 1, 4))
    double = founded(world, "an", on=date(2022, 3, 1))
    happens(double, "suspended", date(2023, 1, 9))
    actions.add_product(name="Chè", place=world["an"], organisation=double, by=BY)
    return kept, double


def test_it_moves_what_hangs_on_the_double_and_goes_back_to_the_very_same(two):
    kept, double = two
    before, events = states(double), double.events.count()
    joining = merging.merge(kept=kept, double=double, by=BY)
    assert states(double) == []
    assert double.events.count() == events * 2  # each withdrawn by another; none erased
    assert Product.objects.get().organisation == kept
    assert double.pk not in searching.find("che")
    merging.undo(joining=joining, by=BY)
    assert states(double) == before
    assert Product.objects.get().organisation == double
    assert rebuilding.rebuild(check=True)["different"] == 0


def test_everything_is_counted_before(two):
    _kept, double = two
    counts = {part.relation: part.count for part in merging.parts(double)}
    assert counts["registry.Event.organisation"] == 2
    assert counts["registry.Product.organisation"] == 1


def test_an_undeclared_relation_is_named_and_refused(two, monkeypatch):
    kept, double = two
    monkeypatch.delitem(merging._declared, "registry.Product.organisation")
    with pytest.raises(UserError, match="registry.Product.organisation"):
        merging.merge(kept=kept, double=double, by=BY)
    assert State.objects.filter(organisation=double).exists()


def test_it_is_undone_once_and_not_two_codes_are_made_one(two):
    kept, double = two
    with pytest.raises(UserError):
        merging.merge(kept=kept, double=kept, by=BY)
    joining = merging.merge(kept=kept, double=double, by=BY)
    merging.undo(joining=joining, by=BY)
    with pytest.raises(UserError, match="đã được hoàn tác"):
        merging.undo(joining=joining, by=BY)
    Organisation.objects.filter(pk=kept.pk).update(tax_code="5700100009")
    Organisation.objects.filter(pk=double.pk).update(tax_code="5700100016")
    kept.refresh_from_db(), double.refresh_from_db()
    with pytest.raises(UserError, match="hai mã số"):
        merging.merge(kept=kept, double=double, by=BY)
