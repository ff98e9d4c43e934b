"""Every field about a person is declared: why it is held, whose it is, how it ends."""

from __future__ import annotations

import pytest
from django.db import models

from hoptac.common import personal


def test_every_field_that_looks_personal_is_declared() -> None:
    assert personal.undeclared() == []


def test_declared_fields_and_ways_are_there() -> None:
    for one in personal.declarations():
        for name in (*one.fields, *one.also):
            one.model._meta.get_field(name.split(".")[0])
        if one.subject is not None:
            one.rows({"id": "1", "pk": "1", "username": "x"}).exists  # noqa: B018 - a wrong path raises here
        for name in one.fields:
            assert callable(one.how(name)) or one.how(name) in {personal.CLEAR, personal.PSEUDONYM, personal.HOLD, personal.DELETE}
            assert one.how(name) != personal.HOLD or str(one.hold_why), f"{one.code}.{name} is held: say by which rule (hold_why)"


def test_every_subject_kind_is_registered() -> None:
    used = {one.subject.kind for one in personal.declarations() if one.subject is not None} - {"person"}
    assert used <= set(personal.kinds())


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        (models.CharField(name="phone", max_length=20), True),
        (models.CharField(name="citizen_number", max_length=20), True),
        (models.DateField(name="birth_date"), True),
        (models.CharField(name="home_address", max_length=20), True),
        (models.CharField(name="id_card_number", max_length=20), True),
        (models.CharField(name="chairman_full_name", max_length=20), True),
        (models.EmailField(name="contact"), True),
        (models.GenericIPAddressField(name="seen_at_host"), True),
        (models.CharField(name="approved_by", max_length=20), True),
        (models.FileField(name="portrait"), True),
        (models.CharField(name="title", max_length=20), False),
        (models.CharField(name="description", max_length=20), False),
        (models.IntegerField(name="shipped"), False),
    ],
)
def test_what_looks_personal(field: models.Field, expected: bool) -> None:
    assert personal.looks_personal(field) is expected


def test_an_undeclared_field_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    said = personal._gathered()
    kept = [one for one in said.declared if one.code != "users.user"]
    monkeypatch.setattr(said, "declared", kept)
    told = personal.undeclared()
    assert any("users.User.email looks personal and is not declared: declare it in hoptac/users/personal_data.py" in line for line in told)


def test_a_model_is_declared_once_under_one_name() -> None:
    from hoptac.users.models import User

    with pytest.raises(ValueError, match="declared already"):
        personal.declare(User, subject=None, fields={}, why="again")
