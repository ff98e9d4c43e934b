"""The reader as a library: the package alone, without Django, our other rooms or any installed part, runs its own README."""

import doctest
import shutil
import subprocess
import sys
from pathlib import Path

import hoptac.reading

PACKAGE = Path(hoptac.reading.__file__).parent
RUN = """
import sys
sys.path.insert(0, sys.argv[1])
import doctest
failed, tried = doctest.testfile(sys.argv[2], module_relative=False)
strange = sorted(m for m in sys.modules if m.startswith("django") or (m.startswith("hoptac.") and not m.startswith("hoptac.reading")))
print(failed, tried, strange)
"""


def test_the_readme_runs_with_nothing_but_the_package(tmp_path):
    """`-I -S`: neither the environment nor site-packages is on the path."""
    (tmp_path / "hoptac").mkdir()
    shutil.copytree(PACKAGE, tmp_path / "hoptac" / "reading", ignore=shutil.ignore_patterns("__pycache__"))
    readme = tmp_path / "hoptac" / "reading" / "README.md"
    examples = len(doctest.DocTestParser().get_examples(readme.read_text(encoding="utf-8")))
    command = [sys.executable, "-I", "-S", "-c", RUN, str(tmp_path), str(readme)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert examples >= 8
    assert done.stdout.strip() == f"0 {examples} []", done.stdout + done.stderr


def test_it_says_that_it_is_typed():
    assert (PACKAGE / "py.typed").is_file()
