"""One person: the export lacks nothing that was planted, erasing leaves nothing that may go, and the trail stays checkable."""

from __future__ import annotations

import io
import itertools
import json
import time
import zipfile
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, models, transaction
from openpyxl import load_workbook

from factories import BY
from hoptac.accounts import actions as accounts
from hoptac.accounts import granting, scoping
from hoptac.accounts.subjects import erasing, exporting, holdings
from hoptac.audit import actions as audit
from hoptac.audit import verify
from hoptac.audit.models import Actor, Entry, Salt, Sealed
from hoptac.common import personal
from hoptac.common.errors import UserError
from hoptac.common.personal import CLEAR, DELETE, HOLD, PSEUDONYM, Declaration, Kind, Subject
from hoptac.users.models import User

PLANTED = 200
NOON = datetime(1901, 1, 1, 12, tzinfo=UTC)


class Planter:
    """Fills declared fields with values found nowhere else, and remembers how each reads in an export."""

    def __init__(self, subject: Subject) -> None:
        self.subject, self.names, self.count = subject, personal.names(subject), itertools.count(1)
        self.planted: list[str] = []

    def canary(self, found: models.Field) -> Any:
        """A value of the field's type; None where no value of the type can be told from another."""
        n = next(self.count)
        if getattr(found, "auto_now", False) or getattr(found, "auto_now_add", False):
            return None
        if isinstance(found, models.DateTimeField):
            return self._as(NOON + timedelta(days=n), (NOON + timedelta(days=n)).strftime("%Y-%m-%d"))
        if isinstance(found, models.DateField):
            return self._as(NOON.date() + timedelta(days=n), (NOON.date() + timedelta(days=n)).isoformat())
        if isinstance(found, models.JSONField):
            return self._as({"said": f"chim-{n}-"}, f"chim-{n}-")
        if isinstance(found, models.EmailField):
            return self._as(f"chim-{n}-@x.vn", f"chim-{n}-@x.vn")
        if isinstance(found, models.GenericIPAddressField):
            return self._as(f"10.77.{n // 250}.{n % 250 + 1}", f"10.77.{n // 250}.{n % 250 + 1}")
        if isinstance(found, models.CharField | models.TextField) and not found.choices and (found.max_length or 99) >= 10:
            return self._as(f"chim-{n}-", f"chim-{n}-")
        return None

    def _as(self, value: Any, text: str) -> Any:
        self.planted.append(text)
        return value

    def row(self, one: Declaration) -> None:
        """One row about the person, with a canary in each declared field that can hold one."""
        assert one.subject is not None
        given = dict(one.subject.only) | {one.subject.path: self.names[one.subject.key]}
        fields = {name.split(".")[0] for name in one.fields} - set(given)
        values = {name: self.canary(one.model._meta.get_field(name)) for name in fields}
        self.make(one.model, {**given, **{name: value for name, value in values.items() if value is not None}})

    def make(self, model: type[models.Model], given: dict[str, Any]) -> Any:
        """Any row, with what it must have; `a__b` leads into the row a key points to."""
        row = model()
        deep = {key.split("__")[0]: {key.split("__", 1)[1]: value} for key, value in given.items() if "__" in key}
        for key, value in given.items():
            if "__" in key and key.split("__")[0] in deep:
                deep[key.split("__")[0]] |= {key.split("__", 1)[1]: value}
        for found in model._meta.concrete_fields:
            if found.name in given:
                setattr(row, found.name, given[found.name])
            elif found.is_relation and (found.name in deep or not found.null):
                setattr(row, found.name, self._related(found, deep.get(found.name)))
            elif not (found.primary_key or found.has_default() or found.null or found.blank) and getattr(row, found.name) in (None, ""):
                setattr(row, found.name, self._filler(found))
        model._base_manager.bulk_create([row])
        return model._base_manager.latest("pk")

    def _related(self, found: models.Field, given: dict[str, Any] | None) -> Any:
        other: Any = found.related_model
        if given is not None and (row := other._base_manager.filter(**given).first()) is not None:
            return row
        return self.make(other, given or {})

    def _filler(self, found: models.Field) -> Any:
        if found.choices:
            return found.choices[0][0]
        if isinstance(found, models.DateTimeField):
            return datetime.now(UTC)
        if isinstance(found, models.DateField):
            return date(2026, 1, 1)
        if isinstance(found, models.CharField | models.TextField):
            return f"x{next(self.count)}"[: found.max_length or 20]
        return False if isinstance(found, models.BooleanField) else next(self.count)


def somebody(kind: str) -> Subject:
    """A person of a kind, made from what the kind's own room declares: every value a canary."""
    (root,) = (one for one in personal.declarations() if one.subject and (one.subject.kind, one.subject.path) == (kind, "public_id"))
    planter = Planter.__new__(Planter)
    planter.count, planter.planted = itertools.count(900), []
    values = {name: planter.canary(root.model._meta.get_field(name)) for name in root.fields}
    row = planter.make(root.model, {name: value for name, value in values.items() if value is not None})
    ROOTS[kind] = planter.planted
    return Subject(kind, row.public_id)


ROOTS: dict[str, list[str]] = {}


@pytest.fixture
def lan(world) -> User:
    return User.objects.create(username="lan", full_name="chim-ten-", email="chim-thu-@x.vn", language="vi")


def plant(subject: Subject) -> list[str]:
    """Canaries over everything declared of the person's kind, until there are enough."""
    planter = Planter(subject)
    about = [one for one in personal.declarations() if one.subject and one.subject.kind == subject.kind]
    root = next(one.code for one in about if one.subject and one.subject.path == "public_id")
    skipped = ("users.user", root, "audit.", "axes.")  # the person himself; rows of the trail are written by its own action, below
    ways = [one for one in about if not one.code.startswith(skipped)]
    ways += [one for one in about if one.code.startswith("axes.")]
    for one in ways:  # each holds at least one
        planter.row(one)
    while len(planter.planted) < PLANTED - 20:
        for one in ways:
            before = list(planter.planted)
            try:
                with transaction.atomic():
                    planter.row(one)
            except IntegrityError:  # one row a person is all there can be
                planter.planted = before
    for n in range(20):
        with transaction.atomic():
            audit.write(by=BY, act="user.profile", kind="user", id=subject.id, personal={subject.id: {f"f{n}": f"chim-nk-{n}-"}})
        planter.planted.append(f"chim-nk-{n}-")
    return planter.planted


@pytest.mark.parametrize("kind", ["user", "person"])
def test_an_export_lacks_none_of_the_planted_values(world, kind):
    subject = somebody(kind)
    planted = [*plant(subject), *ROOTS[kind]]
    began = time.monotonic()
    folder = zipfile.ZipFile(io.BytesIO(exporting.bundle(subject=subject, by=BY, why="thử")))
    took = time.monotonic() - began
    told = folder.read("du-lieu.json").decode()
    missing = [value for value in planted if value not in told]
    assert len(planted) >= PLANTED and missing == []
    assert took < 60
    sheet = load_workbook(io.BytesIO(folder.read("du-lieu.xlsx")), read_only=True).worksheets[0]
    cells = "\n".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row)
    assert [value for value in planted if value.startswith("chim") and value not in cells] == []
    print(f"{kind}: {len(planted)} planted, {len(missing)} missing, {took:.2f} s")


def test_an_export_holds_nothing_of_another(lan):
    other = User.objects.create(username="khac", full_name="Người Khác", email="khac@x.vn")
    with transaction.atomic():
        audit.write(by=BY, act="user.profile", kind="user", id=other.public_id, personal={other.public_id: {"phone": "0987654321"}})
    told = json.dumps(exporting.export(Subject("user", lan.public_id)), default=str)
    assert "khac" not in told and "0987654321" not in told


def test_it_says_who_saw_it(lan):
    audit.viewed(by=Actor("user", "can-bo"), subject=lan.public_id, fields=["email"], why="kiểm tra thư")
    (line,) = exporting.export(Subject("user", lan.public_id))["seen_by"]
    assert (line["who"], line["why"]) == ("can-bo", "kiểm tra thư")


def test_erasing_leaves_nothing_that_may_go_and_the_trail_checkable(lan):
    subject = Subject("user", lan.public_id)
    plant(subject)
    assert Salt.objects.filter(subject=lan.public_id).exists()
    planned = erasing.plan(subject)
    grants = list(lan.grants.all())
    for grant in grants:  # planted roles are over before a person is erased
        grant.valid_to = grant.valid_from + timedelta(days=1)
        grant.save()
    done = erasing.erase(subject=subject, by=BY, why="yêu cầu thử")
    assert (done.cleared, done.deleted) == (planned.cleared, planned.deleted) and done.trail == 20
    assert not Salt.objects.filter(subject=lan.public_id).exists() and not Sealed.objects.filter(subject=lan.public_id).exists()
    lan.refresh_from_db()
    assert lan.email == "" and "chim" not in lan.full_name and not lan.is_active and not lan.has_usable_password()
    for one in holdings.of(subject):
        ways = {name: one.declaration.how(name) for name in one.declaration.fields}
        assert DELETE not in ways.values() or one.is_held, one.declaration.code
        for field in one.fields:
            if field.kind and ways.get(field.name) in (CLEAR, PSEUDONYM):
                assert "chim" not in str(field.value), f"{one.declaration.code}.{field.name}"
    report = verify.check()
    assert report.ok and report.erased == 20
    assert Entry.objects.filter(act="subject.erase", object_id=lan.public_id).count() == 1


def test_what_must_be_held_is_left_whole_and_named_with_its_day(lan, monkeypatch):
    until = date.today() + timedelta(days=900)
    (one,) = (one for one in personal.declarations() if one.code == "users.user")
    held = Declaration(
        one.model, one.subject, one.fields, "thử", erase={"*": CLEAR}, hold_until=lambda row: until, hold_why="sổ giữ 10 năm"
    )
    others = [other for other in personal.declarations() if other.code != "users.user"]
    monkeypatch.setattr(personal, "declarations", lambda: [held, *others])
    with transaction.atomic():
        audit.write(by=BY, act="user.profile", kind="user", id=lan.public_id, personal={lan.public_id: {"email": "x"}})
    done = erasing.erase(subject=Subject("user", lan.public_id), by=BY, why="yêu cầu thử")
    (told,) = (row for row in done.held if row.code == "users.user")
    assert (told.until, told.rule, done.again_on) == (until, "sổ giữ 10 năm", until)
    lan.refresh_from_db()
    assert lan.email == "chim-thu-@x.vn" and done.is_trail_held and Salt.objects.filter(subject=lan.public_id).exists()
    assert verify.check().ok


def test_who_still_holds_a_role_is_not_erased_and_nothing_is_half_done(lan, world):
    accounts.grant(user=lan, role="commune_officer", scope_kind="place", scope_id=str(world.id("dongan")), first=date(2025, 7, 1), by=BY)
    with pytest.raises(UserError, match="đang giữ vai trò"):
        erasing.erase(subject=Subject("user", lan.public_id), by=BY, why="yêu cầu thử")
    lan.refresh_from_db()
    assert lan.email and lan.is_active
    granting.end(viewer=scoping.OPERATOR, grant=lan.grants.get(), by=BY)
    erasing.erase(subject=Subject("user", lan.public_id), by=BY, why="yêu cầu thử")
    lan.refresh_from_db()
    assert lan.email == ""


def test_nobody_is_erased_without_a_reason_or_twice_under_a_wrong_name(lan):
    with pytest.raises(UserError):
        erasing.erase(subject=Subject("user", lan.public_id), by=BY, why=" ")
    with pytest.raises(UserError):
        erasing.erase(subject=Subject("user", "khong-co"), by=BY, why="yêu cầu thử")
    with pytest.raises(UserError):
        erasing.erase(subject=Subject("khong-co-loai", lan.public_id), by=BY, why="yêu cầu thử")


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_a_word_for_a_value_that_is_not_there(kind):
    from hoptac.common.masks import masked

    assert masked(None, kind) == "" and masked("", kind) == ""
    assert HOLD not in masked("0912345678", kind)
