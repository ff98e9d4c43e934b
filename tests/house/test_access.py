"""Nobody sees or does what is not theirs: every address, as every role, in and beside and above its area, against access.yaml."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.urls import reverse

from hoptac.accounts import roles, scoping
from hoptac.common import paths, site
from house import matrix
from house.matrix import CANARY, Objects

TABLE = matrix.table()
OF_AN_ORGANISATION = {"organisation", "member", "somebody"}


@pytest.fixture
def objects(world, monkeypatch, tmp_path):
    monkeypatch.setattr(paths, "data_folder", lambda: tmp_path)
    site.put("home_place", world.id("bac"))
    return Objects(world)


def test_every_address_has_its_line_and_every_line_its_address():
    assert sorted(matrix.routes()) == sorted(TABLE["routes"]), "add the address to tests/house/access.yaml: one line, who may"


def test_every_model_says_whether_its_rows_are_of_an_area():
    ours = {model._meta.label: model for model in apps.get_models() if model.__module__.startswith("hoptac.")}
    assert sorted(ours) == sorted(TABLE["models"]), "add the model to tests/house/access.yaml: area, or why not"
    scoped = {label for label, model in ours.items() if isinstance(model._default_manager, scoping.ViewerManager)}
    assert scoped == {label for label, why in TABLE["models"].items() if why == "area"}


def test_the_shipped_roles_are_those_of_the_matrix():
    assert {code: sorted(role.rights) for code, role in roles.on().items()} == {code: sorted(held) for code, held in TABLE["roles"].items()}


@pytest.mark.django_db
@pytest.mark.parametrize("label", [label for label, why in TABLE["models"].items() if why == "area"])
@pytest.mark.parametrize(
    "question",
    [
        lambda rows: list(rows.all()), lambda rows: rows.count(), lambda rows: rows.exists(), lambda rows: rows.first(),
        lambda rows: rows.exclude(pk=1).exists(), lambda rows: rows.filter(pk=1).update(pk=1), lambda rows: rows.all().delete(),
        lambda rows: list(rows.values_list("pk")), lambda rows: rows.raw("SELECT 1"), lambda rows: rows.in_bulk([1]),
        lambda rows: rows.filter(pk=1).delete(), lambda rows: list(rows.all().union(rows.all())),
    ],
)  # fmt: skip
def test_without_a_viewer_an_area_answers_nothing_not_even_how_many(label, question):
    with scoping.closed(), pytest.raises(scoping.ScopeError):
        question(apps.get_model(label).objects)


def _judge(name: str, method: str, row: dict, viewer, answer, secrets: list[bytes]) -> str:
    """What is wrong with an answer; empty when nothing is."""
    rule, sign_in = row[method], reverse("accounts:sign_in")
    through, refused = matrix.expected(rule, viewer, row.get("else", 403), row.get("sees", "read"))
    to_door = answer.status_code == 302 and answer["Location"].startswith(sign_in) and not name.startswith("accounts:")
    if rule == "door":
        through, to_door = answer.status_code < 500, False
        if not through:
            return f"{method} {name} as {viewer}: {answer.status_code}"
    elif through and (answer.status_code in (401, 403, 404, 405) or answer.status_code >= 500 or to_door):
        return f"{method} {name} as {viewer}: {answer.status_code}, may ({rule})"
    if not through and answer.status_code not in refused:
        return f"{method} {name} as {viewer}: {answer.status_code}, may not ({rule})"
    reach = "own" if row.get("with") in OF_AN_ORGANISATION else "there"  # its people are seen by its own representative too
    if any(secret in answer.body for secret in secrets) and not viewer.holds("read", reach):
        return f"LEAK {method} {name} as {viewer}"
    return ""


def test_the_matrix(objects, world, capsys):
    """Role × area × address × method: allowed where the table says so, and not one word of an object to anybody else."""
    asked, wrong = 0, []
    people = matrix.viewers(world, objects, TABLE["roles"])
    for name, route in matrix.routes().items():
        row = TABLE["routes"].get(name)
        if row is None:
            continue  # named by the test of the lines
        names = objects.names(row.get("with"))
        path, secrets = matrix.address(name, route, names), objects.secrets(names)
        for method in ("get", "post"):
            for viewer in matrix.asking(people, row[method]):
                answer = matrix.ask(viewer.client, method, path, row.get("ask" if method == "get" else "send"))
                asked += 1
                wrong.append(_judge(name, method, row, viewer, answer, secrets))
    wrong = [one for one in wrong if one]
    with capsys.disabled():
        leaks = sum(one.startswith("LEAK") for one in wrong)
        print(f"\naccess matrix: {len(TABLE['routes'])} addresses, {len(people)} viewers, GET and POST: {asked} requests, {leaks} leaks")
    assert wrong == []


def test_who_may_read_does_see_the_objects(objects, world):
    """The canary is there to be seen: a matrix that looks for a word nobody is ever shown would find no leak."""
    officer = next(one for one in matrix.viewers(world, objects, TABLE["roles"]) if str(one) == "commune_officer/own")
    for name in ("intake:reading", "intake:file", "reporting:report", "reporting:download"):
        path = reverse(name, kwargs=objects.names(TABLE["routes"][name]["with"]))
        assert CANARY.encode() in matrix.ask(officer.client, "get", path).body
    for name, one in (("intake:index", objects.reading), ("reporting:index", objects.report)):
        assert one.public_id.encode() in matrix.ask(officer.client, "get", reverse(name)).body


def test_not_there_and_not_yours_look_the_same(objects, world):
    """Names that exist and names that do not give the same page to who may see neither."""
    people = [one for one in matrix.viewers(world, objects, TABLE["roles"]) if one.where == matrix.NEIGHBOUR]
    for name, row in TABLE["routes"].items():
        if not any(rule.endswith((" there", " own")) for rule in (row["get"], row["post"])):
            continue
        names = objects.names(row["with"])
        forged = names | {key: "0123456789ab" for key in names if key.endswith("id")}
        method = "get" if row["get"] != "nobody" else "post"
        for viewer in people:
            true, false = (matrix.ask(viewer.client, method, reverse(name, kwargs=one)) for one in (names, forged))
            same = matrix.plain(true, names) == matrix.plain(false, forged)
            assert (true.status_code, same) == (false.status_code, True), (name, str(viewer))
