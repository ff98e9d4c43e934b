"""What may stand in the repository, and how a room looks from outside."""

from __future__ import annotations

import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps

from house.upward import Rooms

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "hoptac"
TEXT = {".py", ".html", ".css", ".js", ".json", ".md", ".toml", ".txt", ".in", ".yaml", ".yml", ".csv", ".po", ".sh", ".jsonl", ""}
LONGEST_FILE = 450
LARGEST_FILE = 1_500_000
# Written in pieces, so that this file does not hold what it forbids.
REGISTRIES = ["files.python" + "hosted.org", "pypi" + ".org/simple", "registry.npm" + "js.org", "deb." + "debian.org", "index" + "-url"]
MACHINE = re.compile(r"(?<![A-Za-z0-9_./~}])/(?:work|farm|root|home)/[A-Za-z.]")
MADE = {".git", ".build", ".venv", ".venv-dev", "node_modules", "var", "__pycache__", ".ruff_cache", ".mypy_cache", ".pytest_cache"}
NEIGHBOURS = "../" + "shared"


@cache
def tracked() -> list[Path]:
    """The files of the commit to be: tracked ones and new ones that are not ignored. In an unpacked archive: all but what was made."""
    if shutil.which("git") and (ROOT / ".git").exists():
        words = ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        names = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    else:
        names = [str(file.relative_to(ROOT)) for file in ROOT.rglob("*") if not MADE & set(file.relative_to(ROOT).parts)]
    return [ROOT / name for name in sorted(set(filter(None, names))) if (ROOT / name).is_file()]


def texts() -> list[tuple[Path, str]]:
    return [(file, file.read_text(errors="replace")) for file in tracked() if file.suffix in TEXT]


def holding(wanted: re.Pattern[str] | str) -> list[str]:
    pattern = re.compile(re.escape(wanted)) if isinstance(wanted, str) else wanted
    return [str(file.relative_to(ROOT)) for file, text in texts() if pattern.search(text)]


@pytest.mark.parametrize("address", REGISTRIES)
def test_no_file_names_a_package_registry(address: str) -> None:
    assert holding(address) == []


def test_no_lock_holds_an_address() -> None:
    lock = (ROOT / "package-lock.json").read_text()
    assert '"resolved"' not in lock
    assert [file.name for file in (ROOT / "requirements").iterdir() if "://" in file.read_text()] == []


def test_no_file_names_a_path_of_one_machine() -> None:
    assert holding(MACHINE) == []


def test_no_file_reads_what_lies_outside_the_checkout() -> None:
    assert holding(NEIGHBOURS) == []


def test_nothing_third_party_is_committed() -> None:
    third_party = re.compile(r"\.min\.(js|css)$|(^|/)(vendor|third_party|node_modules)/|\.(woff2?|ttf|otf)$")
    assert [name for name in map(str, (file.relative_to(ROOT) for file in tracked())) if third_party.search(name)] == []


def test_no_file_is_too_large() -> None:
    assert [str(file) for file in tracked() if file.stat().st_size > LARGEST_FILE] == []


def test_no_source_file_is_too_long() -> None:
    sources = [(file, text) for file, text in texts() if file.suffix in {".py", ".html", ".js"}]
    assert [(str(file.relative_to(ROOT)), text.count("\n")) for file, text in sources if text.count("\n") > LONGEST_FILE] == []


def test_every_room_opens_with_a_readme() -> None:
    rooms = [name for name in Rooms(ROOT).level if (SOURCE / name).is_dir()]
    assert [name for name in rooms if not (SOURCE / name / "README.md").exists()] == []


def test_every_room_that_is_not_in_parentheses_is_built() -> None:
    layers = re.findall(r"[\w()]+", " ".join(Rooms(ROOT).layers))
    assert [name for name in layers if name.isidentifier() != (SOURCE / name.strip("()")).is_dir()] == []


def test_every_room_with_models_has_migrations() -> None:
    # makemigrations --check passes over a room that has none.
    rooms = {Path(model._meta.app_config.path) for model in apps.get_models() if model.__module__.startswith("hoptac.")}
    assert [room.name for room in sorted(rooms) if not (room / "migrations" / "0001_initial.py").exists()] == []


def test_no_template_is_unused() -> None:
    folders = [folder for folder in SOURCE.glob("*/jinja2") if folder.is_dir()]
    templates = {str(file.relative_to(folder)): file for folder in folders for file in folder.rglob("*.html")}
    said = "\n".join(file.read_text() for file in [*SOURCE.rglob("*.py"), *templates.values()])
    assert [name for name in templates if f'"{name}"' not in said and f"'{name}'" not in said] == []
