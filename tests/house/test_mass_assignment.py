"""Forms name their fields, and nobody hands a request's fields on unread."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src" / "hoptac"
REQUEST_DATA = {"POST", "GET", "data", "FILES"}


def trees() -> Iterator[tuple[Path, ast.Module]]:
    for file in SOURCE.rglob("*.py"):
        yield file, ast.parse(file.read_text(encoding="utf-8"))


def _takes_all(node: ast.AST) -> bool:
    """`fields = "__all__"` or `exclude = …` in a form or serializer."""
    if not isinstance(node, ast.ClassDef) or node.name != "Meta":
        return False
    for one in node.body:
        if isinstance(one, ast.Assign):
            names = {target.id for target in one.targets if isinstance(target, ast.Name)}
            every = isinstance(one.value, ast.Constant) and one.value.value == "__all__"
            if "exclude" in names or "fields" in names and every:
                return True
    return False


def _spreads_request(node: ast.AST) -> bool:
    """`f(**request.POST.dict())` and the like."""
    if not isinstance(node, ast.Call):
        return False
    spread = [word.value for word in node.keywords if word.arg is None]
    return any(
        isinstance(part, ast.Attribute) and part.attr in REQUEST_DATA and isinstance(part.value, ast.Name) and part.value.id == "request"
        for value in spread
        for part in ast.walk(value)
    )


def test_no_form_takes_all_fields_of_a_model():
    assert [str(file) for file, tree in trees() if any(_takes_all(node) for node in ast.walk(tree))] == []


def test_no_request_is_handed_on_unread():
    assert [str(file) for file, tree in trees() if any(_spreads_request(node) for node in ast.walk(tree))] == []


def test_the_looker_sees_what_it_looks_for():
    """The two questions find what they are to find."""
    bad = ast.parse('class F:\n class Meta:\n  fields = "__all__"\nmake(**request.POST.dict())\n')
    assert any(_takes_all(node) for node in ast.walk(bad)) and any(_spreads_request(node) for node in ast.walk(bad))
