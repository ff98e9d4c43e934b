"""The test runner: what it counts, what it prepares, and what it says last."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path

import pytest

from hoptac.cli.testing import main as runner
from hoptac.cli.testing.counts import Counts, of_report
from hoptac.cli.testing.needs import CannotRun
from hoptac.cli.testing.selection import BadExpression, matches
from hoptac.cli.testing.suites import SUITES, Suite

REPORT = '<testsuites><testsuite tests="5" failures="1" errors="1" skipped="1"/></testsuites>'
PASSES = Suite("passes", command=(sys.executable, "-c", ""))
FAILS = Suite("fails", command=(sys.executable, "-c", "raise SystemExit(1)"))
CANNOT = Suite("cannot", command=(sys.executable, "-c", ""), needs="moon")


@pytest.fixture(autouse=True)
def no_moon(monkeypatch: pytest.MonkeyPatch) -> None:
    @contextlib.contextmanager
    def moon():
        raise CannotRun("no moon")
        yield {}

    monkeypatch.setitem(runner.PREPARE, "moon", moon)


def last_lines(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().out.strip().splitlines()


def run(suites: list[Suite], tmp_path: Path, *, in_ci: bool = False) -> int:
    total, not_run = runner.run_all(suites, {}, str(tmp_path), None)
    return runner.verdict(total, not_run, in_ci)


def test_it_counts_a_report_of_pytest(tmp_path: Path) -> None:
    (tmp_path / "report.xml").write_text(REPORT)
    assert of_report(tmp_path / "report.xml", 1) == Counts(passed=2, failed=2, skipped=1)


def test_a_run_that_was_killed_counts_as_a_failure(tmp_path: Path) -> None:
    assert of_report(tmp_path / "none.xml", -9) == Counts(failed=1)


def test_a_run_without_a_test_counts_nothing(tmp_path: Path) -> None:
    assert of_report(tmp_path / "none.xml", 5) == Counts()


def test_it_ends_with_one_line_that_sums_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([PASSES, PASSES], tmp_path) == 0
    assert last_lines(capsys)[-1] == "2 passed, 0 failed, 0 skipped"
    assert run([PASSES, FAILS], tmp_path) == 1
    assert last_lines(capsys)[-1] == "1 passed, 1 failed, 0 skipped"


def test_a_suite_that_could_not_run_is_named_and_leaves_the_answer_incomplete(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([PASSES, CANNOT], tmp_path) == 1
    assert last_lines(capsys)[-3:] == ["cannot: KHÔNG CHẠY ĐƯỢC, no moon", "INCOMPLETE", "1 passed, 0 failed, 0 skipped"]


def test_in_ci_a_suite_that_could_not_run_has_failed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([PASSES, CANNOT], tmp_path, in_ci=True) == 1
    assert last_lines(capsys)[-2:] == ["cannot: KHÔNG CHẠY ĐƯỢC, no moon", "1 passed, 1 failed, 0 skipped"]


def test_an_expression_judges_commands_as_pytest_judges_tests() -> None:
    assert matches("lint or types", "lint") and not matches("not lint", "lint")
    with pytest.raises(BadExpression):
        matches("lint and", "lint")


@pytest.mark.parametrize(
    ("test", "browser", "suites"),
    [
        ("tests/house/test_contract.py::test_it_holds", False, ["contract"]),
        ("tests/house/test_tree.py::test_it_holds", False, ["house"]),
        ("tests/reading/test_text.py::test_it_reads", False, ["sqlite"]),
        ("tests/places/test_rules.py::test_it_finds", False, ["sqlite", "postgresql"]),
        ("tests/web/test_pages.py::test_it_shows", True, ["browser"]),
    ],
)
def test_each_test_belongs_to_its_suites(test: str, browser: bool, suites: list[str]) -> None:
    assert [suite.name for suite in SUITES if not suite.command and suite.holds(test, browser)] == suites


def test_tests_never_see_the_site_of_the_developer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://site/live")
    monkeypatch.setenv("HOPTAC_DATA", "/srv/live")
    environment = runner.environment_of("/tmp/x")
    assert "DATABASE_URL" not in environment and environment["HOPTAC_DATA"] == "/tmp/x/data"
