"""The launcher ./hoptac, with a stand-in for Python and for set-up: what it asks for, when, and with which words it hands over."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = "src/hoptac/config/locale/en/LC_MESSAGES/django.po"
SAYS_ITS_WORDS = '#!/bin/sh\nfor word; do printf "<%s>" "$word"; done\necho " install=$HOPTAC_INSTALL_SECONDS"\n'
SET_UP = """
import pathlib, sys
root, stages = pathlib.Path(__file__).parent.parent, {}
for line in sys.stdin.read().splitlines():
    if line.startswith("["):
        name = line.strip("[]")
        stages[name] = ""
    else:
        stages[name] += line + "\\n"
(root / ".build" / "stamps").mkdir(parents=True, exist_ok=True)
for name, stamp in stages.items():
    (root / ".build" / "stamps" / name).write_text(stamp)
print("made", *stages, file=sys.stderr)
print("1.5")
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    root = tmp_path / "a checkout"
    for folder in ("scripts", "requirements", ".venv/bin", ".venv-dev/bin", str(Path(CATALOGUE).parent)):
        (root / folder).mkdir(parents=True)
    shutil.copy(ROOT / "hoptac", root)
    (root / "scripts" / "set_up.py").write_text(SET_UP)
    for name in ("requirements/uv.txt", "requirements/run.txt", "requirements/dev.txt", "requirements/node.txt", CATALOGUE):
        (root / name).write_text("")
    for folder in (".venv", ".venv-dev"):
        python = root / folder / "bin" / "python"
        python.write_text(SAYS_ITS_WORDS)
        python.chmod(0o755)
    return root


def call(launcher: Path, *words: str, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {"PATH": os.environ["PATH"], "HOPTAC_PYTHON": sys.executable, **environment}
    return subprocess.run([str(launcher), *words], cwd=cwd, env=clean, capture_output=True, text=True)


def test_it_prepares_once_and_hands_the_words_over_untouched(checkout: Path) -> None:
    first = call(checkout / "hoptac", "figure", "a  b", "*", "")
    assert (first.stderr, first.stdout) == ("made run words\n", "<-P><-m><hoptac.cli><figure><a  b><*><> install=1.5\n")
    again = call(checkout / "hoptac", "figure", "x")
    assert (again.stderr, again.stdout) == ("", "<-P><-m><hoptac.cli><figure><x> install=0\n")


def test_it_prepares_pages_only_for_the_commands_that_show_them(checkout: Path) -> None:
    assert call(checkout / "hoptac", "read", "x").stderr == "made run words\n"
    assert call(checkout / "hoptac", "--lang", "en", "demo").stderr == "made static\n"
    assert call(checkout / "hoptac", "demo").stderr == ""


def test_it_runs_the_tests_with_their_own_environment(checkout: Path) -> None:
    done = call(checkout / "hoptac", "test", "--fast")
    assert done.stderr == "made run words static dev\n"
    assert done.stdout.startswith("<-P><-m><hoptac.cli.testing><test><--fast>")


def test_it_prepares_again_when_an_input_changes_or_the_checkout_moves(checkout: Path) -> None:
    call(checkout / "hoptac", "read")
    (checkout / "requirements" / "run.txt").write_text("another==1\n")
    assert call(checkout / "hoptac", "read").stderr == "made run\n"
    moved = checkout.rename(checkout.with_name("moved"))
    assert call(moved / "hoptac", "read").stderr == "made run words\n"


def test_it_prepares_again_when_the_environment_is_gone(checkout: Path) -> None:
    call(checkout / "hoptac", "read")
    (checkout / ".venv" / "bin" / "python").unlink()
    assert call(checkout / "hoptac", "read").stderr.startswith("made run\n")


def test_it_works_from_another_folder_and_through_a_link(checkout: Path, tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    link = tmp_path / "bin" / "hoptac"
    link.symlink_to("../a checkout/hoptac")
    assert call(link, "read", "x.txt", cwd=tmp_path).stdout == "<-P><-m><hoptac.cli><read><x.txt> install=1.5\n"


def test_it_says_what_to_install_when_there_is_no_python(checkout: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for name in ("cksum", "cat", "sh"):
        (tmp_path / "empty" / name).symlink_to(str(shutil.which(name)))
    done = call(checkout / "hoptac", "read", PATH=str(tmp_path / "empty"), HOPTAC_PYTHON="")
    assert (done.returncode, done.stdout) == (3, "")
    assert "cần CPython 3.11" in done.stderr
    assert "needs CPython 3.11" in call(checkout / "hoptac", "read", "--lang", "en", PATH=str(tmp_path / "empty"), HOPTAC_PYTHON="").stderr


def test_a_failed_preparation_ends_the_command(checkout: Path) -> None:
    (checkout / "scripts" / "set_up.py").write_text("import sys; print('no network', file=sys.stderr); sys.exit(3)")
    done = call(checkout / "hoptac", "read")
    assert (done.returncode, done.stdout, done.stderr) == (3, "", "no network\n")


def test_it_adds_little_when_nothing_changed(checkout: Path) -> None:
    call(checkout / "hoptac", "read")
    times = []
    for _ in range(10):
        began = time.perf_counter()
        call(checkout / "hoptac", "read")
        times.append(time.perf_counter() - began)
    assert min(times) < 0.030  # about 8 ms on an idle machine, the stand-in included
