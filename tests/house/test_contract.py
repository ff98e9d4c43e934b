"""The contract of the rooms: calls go down. Imports are judged by import-linter, strings by `upward`.

Each rule is proved by planting a breach in a copy of the tree: only the checker runs there.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from house.upward import ALLOWED, Upward, refused, upward_strings

ROOT = Path(__file__).resolve().parents[2]
LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command(['--no-cache'])"


def lint_imports(root: Path) -> subprocess.CompletedProcess[str]:
    """Runs import-linter on the tree at `root`; its src/ comes first on the path, before that of this checkout."""
    environment = {"PYTHONPATH": str(root / "src"), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
    return subprocess.run([sys.executable, "-c", LINT_IMPORTS], cwd=root, env=environment, capture_output=True, text=True)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tree as the checkers see it: source and the contract."""
    root = tmp_path_factory.mktemp("copy")
    shutil.copy(ROOT / "pyproject.toml", root)
    left_out = shutil.ignore_patterns("__pycache__", "static", "locale", "data")
    shutil.copytree(ROOT / "src", root / "src", ignore=left_out)
    return root


@pytest.fixture(scope="module")
def before(copy: Path) -> list[Upward]:
    return refused(copy)


@contextmanager
def planted(root: Path, file: str, text: str) -> Iterator[None]:
    """The copy with one more file in it, for the length of a with-block."""
    target = root / "src" / "hoptac" / file
    made = not target.parent.exists()
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text)
    yield
    target.unlink()
    if made:
        shutil.rmtree(target.parent)


def test_the_import_contract_holds() -> None:
    done = lint_imports(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_contract_over_strings_holds() -> None:
    assert [str(string) for string in refused(ROOT)] == []


def test_every_exception_of_the_string_contract_is_needed() -> None:
    used = {(string.room, string.text) for string in upward_strings(ROOT)}
    assert sorted(set(ALLOWED) - used) == []


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("common/planted.py", "from hoptac import figures\n"),
        ("registry/planted.py", "def late() -> None:\n    import hoptac.figures\n"),
        ("desk/planted.py", "import hoptac.portal\n"),
        ("reading/planted.py", "import hoptac.common\n"),
        ("unlisted/__init__.py", ""),
    ],
    ids=["upward", "upward, inside a function", "a room on the same line", "reading knows nobody", "a room nobody listed"],
)
def test_the_import_contract_refuses_a_planted_breach(copy: Path, file: str, text: str) -> None:
    with planted(copy, file, text):
        done = lint_imports(copy)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "BROKEN" in done.stdout or "unlisted" in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("file", "text", "target"),
    [
        ("registry/planted.py", 'x = models.ForeignKey("figures.Indicator", on_delete=models.PROTECT)\n', "figures"),
        ("registry/planted.py", 'x = apps.get_model("figures", "indicator")\n', "figures"),
        ("registry/planted.py", 'x = apps.get_model("figures.Indicator")\n', "figures"),
        ("common/planted.py", 'x = import_module("hoptac.figures.queries")\n', "figures"),
        ("common/planted.py", 'x = import_module(f"hoptac.figures.{name}")\n', "figures"),
        ("registry/planted.py", 'x = reverse("figures:passport", args=[1])\n', "figures"),
        ("registry/planted.py", 'x = render(request, "desk/home.html")\n', "desk"),
        ("desk/planted.py", 'x = redirect("portal:home")\n', "portal"),
        ("users/migrations/0999_planted.py", 'dependencies = [("places", "0001_initial")]\n', "places"),
        ("users/migrations/0999_planted.py", 'x = models.ForeignKey(to="places.place")\n', "places"),
        ("web/jinja2/web/planted.html", '{% extends "desk/base.html" %}\n', "desk"),
        ("web/jinja2/web/planted.html", '{% include "figures/parts/one.html" %}\n', "figures"),
        ("web/jinja2/web/planted.html", '{% import "figures/macros.html" as m %}\n', "figures"),
        ("web/jinja2/web/planted.html", "<a href=\"{{ url('figures:passport', code) }}\"></a>\n", "figures"),
        ("web/jinja2/web/planted.html", "<link href=\"{{ static('desk/desk.css') }}\">\n", "desk"),
    ],
)
def test_the_string_contract_refuses_a_planted_breach(copy: Path, before: list[Upward], file: str, text: str, target: str) -> None:
    with planted(copy, file, text):
        assert [string.target for string in refused(copy) if string not in before] == [target]


def test_the_string_contract_lets_a_room_name_itself_and_those_beneath(copy: Path, before: list[Upward]) -> None:
    with planted(copy, "figures/planted.py", 'x = ["registry.Organisation", "figures:passport", "web/base.html", "hoptac.common.ids"]\n'):
        assert refused(copy) == before
