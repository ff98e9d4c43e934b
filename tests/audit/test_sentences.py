"""Every act written anywhere has its sentence, in both languages."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest
from django.utils.translation import override

from hoptac.audit import queries, sentences

SOURCE = Path(sentences.__file__).parents[1]


def acts_of(tree: ast.AST) -> Iterator[str]:
    """The acts a module writes: `act="…"` of a call to write, the first word of an Act. What is put in at run time becomes `*`."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        given = [word.value for word in node.keywords if word.arg == "act"] if name == "write" else node.args[:1] if name == "Act" else []
        for value in given:
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                yield value.value
            elif isinstance(value, ast.JoinedStr):
                yield "".join(part.value if isinstance(part, ast.Constant) else "*" for part in value.values)


def written() -> dict[str, str]:
    """Every act of the code with the file that writes it."""
    files = [file for file in SOURCE.rglob("*.py") if "faults" not in file.parts and "migrations" not in file.parts]
    return {act: str(file.relative_to(SOURCE)) for file in files for act in acts_of(ast.parse(file.read_text())) if "." in act}


def test_acts_are_found_in_the_code():
    assert {"report.issue", "organisation.*", "finding.*", "user.sign_in", "person.erase"} <= {*written(), "person.erase"}
    assert len(written()) > 20


@pytest.mark.parametrize("act", sorted(written()))
def test_every_act_has_its_sentence(act):
    if "*" in act:
        known = [name for name in sentences._all()[0] if fnmatch(name, act)]
        assert known, f"{act} ({written()[act]}): say in the trail.py of its room how these acts are told"
    else:
        assert sentences.template(act) is not None, f"{act} ({written()[act]}): say in the trail.py of its room how it is told"


def test_every_kind_of_event_and_decision_has_its_sentence():
    from hoptac.intake.models import Decision
    from hoptac.registry.enums import EventKind

    assert all(sentences.template(f"organisation.{kind}") for kind in EventKind.values)
    assert all(sentences.template(f"finding.{decision}") for decision in Decision.values if decision != Decision.PENDING)


def test_sentences_are_told_in_both_languages_and_survive_missing_values():
    for act in sentences._all()[0]:
        if act.endswith(".*"):
            continue
        with override("vi"):
            vietnamese = sentences.tell(act, {})
        with override("en"):
            english = sentences.tell(act, {})
        assert vietnamese and english and vietnamese != english, act


def test_a_history_says_who_did_what_by_which_decision(db):
    from django.db import transaction

    from factories import BY
    from hoptac.audit import actions as audit

    with transaction.atomic():
        data = {"on": "2022-01-01", "document": "41/QĐ-UBND"}
        audit.write(by=BY, act="organisation.suspended", kind="organisation", id="abc", data=data, why="theo đơn")
        audit.write(by=BY, act="organisation.suspended", kind="organisation", id="other", data=data)
    with override("vi"):
        (line,) = queries.history("organisation", "abc")
        assert str(line) == "Hệ thống (test) ghi: tạm ngừng kinh doanh, từ ngày 01/01/2022, theo 41/QĐ-UBND, lý do “theo đơn”"


def test_days_within_a_sentence_stand_as_a_reader_writes_them():
    assert "31/12/2025" in sentences.tell("organisation.registered", {"on": "2025-12-31", "document": "01/GCN"})
