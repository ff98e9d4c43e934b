"""The search of the trail: only with the right, only the rows of one's area, page after page by number."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction
from django.test import Client

from factories import BY
from hoptac.audit import actions as audit
from hoptac.audit import queries
from hoptac.audit.models import Actor


@pytest.fixture
def rows(db):
    with transaction.atomic():
        for n in range(120):
            audit.write(by=BY, act="product.add", kind="product", id=f"p{n % 10}", data={"name": f"Trà {n}"}, place=1 if n % 2 else 2)
        audit.write(by=Actor("user", "lan"), act="report.issue", kind="report", id="r1", place=3)


def numbers(**wanted) -> list[int]:
    return [line.number for line in queries.search(queries.Wanted(**wanted))[0]]


def test_pages_follow_each_other_without_gap_or_double(rows):
    seen, before = [], None
    while True:
        lines, before = queries.search(queries.Wanted(before=before))
        seen += [line.number for line in lines]
        if before is None:
            break
    assert seen == list(range(121, 0, -1))


def test_only_rows_of_the_area_and_ones_own_are_there(rows):
    assert all(number % 2 for number in numbers(places=frozenset({2}))) and len(numbers(places=frozenset({2}))) == 50
    assert numbers(places=frozenset()) == []
    assert numbers(places=frozenset(), own="lan") == [121]


def test_by_person_record_act_and_day(rows):
    assert numbers(actor="lan") == [121]
    assert numbers(kind="product", id="p3") == [114 - 10 * n for n in range(12)]
    assert numbers(act="report") == [121] == numbers(act="report.issue")
    from hoptac.common.days import today

    assert len(numbers(day=today())) == 50
    assert numbers(day=date(2020, 1, 1)) == []


def test_an_area_is_asked_by_the_index_of_its_places(rows):
    assert numbers(places=frozenset({1}), id="p3", kind="product") == [114 - 10 * n for n in range(12)]


def signed_in(role: str, place_id: int) -> Client:
    from hoptac.accounts.models import Grant
    from hoptac.users.models import User

    user = User.objects.create(username=role, full_name=role)
    Grant.objects.create(user=user, role=role, scope_kind="place", scope_id=str(place_id), valid_from=date(2020, 1, 1))
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("language", ["", "/en"])
def test_the_page_is_for_those_with_the_right(world, language):
    with transaction.atomic():
        audit.write(by=BY, act="product.add", kind="product", id="p1", data={"name": "Trà <hoa>"}, place=world["dongan"].pk)
        audit.write(by=BY, act="product.add", kind="product", id="p2", data={"name": "Mật ong"}, place=None)
    auditor = signed_in("auditor", world["dongan"].pk)
    text = auditor.get(f"{language}/desk/audit/").content.decode()
    assert "Trà &lt;hoa&gt;" in text and "Mật ong" not in text
    assert auditor.get(f"{language}/desk/audit/?on=31/02/2026").status_code == 200
    assert signed_in("specialist", world["dongan"].pk).get(f"{language}/desk/audit/").status_code == 403
