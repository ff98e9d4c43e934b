"""Runs the suites in order, lets their output through, and ends with the one line that counts."""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NoReturn

from hoptac.cli.testing.counts import Counts, of_report
from hoptac.cli.testing.needs import PREPARE, CannotRun
from hoptac.cli.testing.selection import BadExpression, select
from hoptac.cli.testing.suites import ROOT, SUITES, Suite
from hoptac.common.speech import in_words

SITE_OF_THE_DEVELOPER = {"DATABASE_URL", "DATABASE_REPLICA_URL", "HOPTAC_LANG", "HOPTAC_INSTALL_SECONDS"}


class Words(argparse.ArgumentParser):
    """A wrong word is answered with one sentence and exit 2."""

    def error(self, message: str) -> NoReturn:
        usage = "./hoptac test [--fast] [-k EXPR]"
        print(in_words(f"hoptac: không hiểu lệnh ({message}). Cách dùng: {usage}", f"hoptac: {message}. Usage: {usage}"), file=sys.stderr)
        sys.exit(2)


def read_words(arguments: list[str]) -> argparse.Namespace:
    parser = Words(prog="hoptac test", add_help=True)
    parser.add_argument("--fast", action="store_true", help="lint, types, contracts and unit tests on SQLite")
    parser.add_argument("-k", dest="expression", metavar="EXPR", help="only tests whose names match, as pytest reads it")
    parser.add_argument("--lang", choices=["vi", "en"], help=argparse.SUPPRESS)
    parser.add_argument("command", nargs="?", choices=["test"], help=argparse.SUPPRESS)
    return parser.parse_args(arguments)


def environment_of(folder: str) -> dict[str, str]:
    """Tests see no site of the developer's: a data folder of their own, SQLite unless their suite says otherwise."""
    kept = {name: value for name, value in os.environ.items() if name not in SITE_OF_THE_DEVELOPER}
    return {**kept, "HOPTAC_DATA": f"{folder}/data", "COLUMNS": kept.get("COLUMNS", "140")}


def run_command(suite: Suite, environment: dict[str, str]) -> Counts:
    done = subprocess.run(suite.command, cwd=ROOT, env={**environment, **suite.environment}, stdin=subprocess.DEVNULL)
    return Counts(failed=1) if done.returncode else Counts(passed=1)


def run_pytest(suite: Suite, environment: dict[str, str], folder: str, expression: str | None) -> Counts:
    report = Path(folder) / f"{suite.name}.xml"
    command = [sys.executable, "-P", "-m", "pytest", "-q", "--no-header", f"--junitxml={report}", "-m", suite.marker]
    command += [*suite.paths, *(f"--ignore={path}" for path in suite.ignore)]
    # A handful of selected tests is done sooner than a second worker has started.
    command += ["-k", expression] if expression else ["-n", str(suite.workers)] if suite.workers else []
    done = subprocess.run(command, cwd=ROOT, env={**environment, **suite.environment}, stdin=subprocess.DEVNULL)
    return of_report(report, done.returncode)


def run_suite(suite: Suite, environment: dict[str, str], folder: str, expression: str | None) -> Counts:
    prepare = PREPARE[suite.needs]() if suite.needs else contextlib.nullcontext({})
    with prepare as prepared:
        environment = {**environment, **prepared}
        return run_command(suite, environment) if suite.command else run_pytest(suite, environment, folder, expression)


def run_all(suites: list[Suite], environment: dict[str, str], folder: str, expression: str | None) -> tuple[Counts, list[str]]:
    """The sum over the suites, and a sentence for each that could not run."""
    total, not_run = Counts(), []
    for suite in suites:
        print(f"\n== {suite.name} ==", flush=True)
        began = time.monotonic()
        try:
            counts = run_suite(suite, environment, folder, expression)
        except CannotRun as why:
            not_run.append(in_words(f"{suite.name}: KHÔNG CHẠY ĐƯỢC, {why}", f"{suite.name}: COULD NOT RUN, {why}"))
            print(f"   {not_run[-1]}", flush=True)
            continue
        total.add(counts)
        print(f"   {suite.name}: {counts.line()} ({time.monotonic() - began:.0f} s)", flush=True)
    return total, not_run


def verdict(total: Counts, not_run: list[str], in_ci: bool) -> int:
    """Says what could not run, then the last line. In CI a suite that could not run has failed; elsewhere the answer is incomplete."""
    print()
    for sentence in not_run:
        print(sentence)
    if in_ci:
        total.failed += len(not_run)
    elif not_run:
        print("INCOMPLETE")
    print(total.line(), flush=True)
    return 1 if total.failed or not_run else 0


def main(arguments: list[str]) -> int:
    words = read_words(arguments)
    if words.lang:
        os.environ["HOPTAC_LANG"] = words.lang
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # leaves the contexts: the throw-away database stops with us
    suites = [suite for suite in SUITES if suite.fast or not words.fast]
    with tempfile.TemporaryDirectory(prefix="hoptac-test-") as folder:
        environment = environment_of(folder)
        try:
            if words.expression:
                suites = select(words.expression, suites, environment)
        except BadExpression as error:
            print(f"hoptac: {error}", file=sys.stderr)
            return 2
        total, not_run = run_all(suites, environment, folder, words.expression)
    return verdict(total, not_run, in_ci=os.environ.get("CI", "") not in ("", "0", "false"))
