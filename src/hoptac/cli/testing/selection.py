"""`-k EXPR`: which suites hold a test that is selected, so that only those are prepared and judged."""

from __future__ import annotations

import subprocess
import sys

from hoptac.cli.testing.suites import ROOT, Suite
from hoptac.common.speech import in_words


class BadExpression(Exception):
    """The -k expression cannot be read or selects nothing."""


def matches(expression: str, words: str) -> bool:
    """Judges a command's name as pytest judges a test's."""
    from _pytest.mark.expression import Expression

    try:
        return Expression.compile(expression).evaluate(lambda name, **_: name.lower() in words)
    except SyntaxError as error:
        raise BadExpression(in_words(f"không đọc được -k {expression!r}: {error}", f"cannot read -k {expression!r}: {error}")) from None


def collect(expression: str, marker: str, environment: dict[str, str]) -> list[str]:
    """The tests that pytest would run, as `path::name`. A file that cannot be imported is selected too, so that its suite tells why."""
    command = [sys.executable, "-P", "-m", "pytest", "--collect-only", "-q", "--no-header", "-k", expression, "-m", marker, "tests"]
    done = subprocess.run(command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode == 4:
        raise BadExpression((done.stderr or done.stdout).strip().splitlines()[-1])
    lines = done.stdout.splitlines()
    broken = [line.split()[1] for line in lines if line.startswith("ERROR ")]
    return [line for line in lines if "::" in line and line.startswith("tests")] + broken


def select(expression: str, suites: list[Suite], environment: dict[str, str]) -> list[Suite]:
    commands = [suite for suite in suites if suite.command and matches(expression, suite.name)]
    plain = collect(expression, "not browser", environment)
    browser = collect(expression, "browser", environment) if any(suite.marker == "browser" for suite in suites) else []
    chosen = [
        suite
        for suite in suites
        if suite in commands
        or any(suite.holds(test, browser=False) for test in plain)
        or any(suite.holds(test, browser=True) for test in browser)
    ]
    if not chosen:
        raise BadExpression(in_words(f"không có bài thử nào khớp -k {expression!r}", f"no test matches -k {expression!r}"))
    return chosen
