"""Does the lines in one transaction; one problem anywhere and nothing stays."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction

from hoptac.audit import actions as audit
from hoptac.audit.models import Actor
from hoptac.cli.recording import allowed
from hoptac.cli.recording.acts import ACTS
from hoptac.cli.recording.lines import Line, Problem
from hoptac.cli.recording.objects import Book, Waits
from hoptac.common import site
from hoptac.common.errors import UserError
from hoptac.common.speech import in_words


@dataclass(frozen=True)
class Done:
    """What one line did: its object and how many dated facts were written."""

    line: int
    id: str | None
    events: int


class _TakeBack(Exception):
    """Ends the transaction without a trace."""


def check(line: Line) -> tuple[dict[str, Any], list[Problem]]:
    """The fields of a line as plain values, and everything wrong with them."""
    act = ACTS.get(line.act)
    if act is None:
        return {}, [
            Problem(
                line.number,
                in_words(
                    f"không có việc “{line.act[:40]}”. Các việc: {', '.join(ACTS)}.",
                    f"there is no act “{line.act[:40]}”. Acts: {', '.join(ACTS)}.",
                ),
            )
        ]
    given: dict[str, Any] = {}
    problems = []
    for name, value in line.fields.items():
        if value is None:
            continue
        try:
            if name not in act.fields:
                raise UserError(
                    in_words(
                        f"việc “{line.act}” không có trường “{name[:40]}”. Các trường: {', '.join(act.fields)}.",
                        f"the act “{line.act}” has no field “{name[:40]}”. Fields: {', '.join(act.fields)}.",
                    )
                )
            given[name] = act.fields[name](name, value)
        except UserError as error:
            problems.append(Problem(line.number, error.sentence))
    missing = [name for name in act.needs if name not in given and line.fields.get(name) is None]
    if missing:
        problems.append(Problem(line.number, in_words(f"còn thiếu: {', '.join(missing)}.", f"missing: {', '.join(missing)}.")))
    return given, problems


def _sentence(error: UserError) -> str:
    return "; ".join([error.sentence.rstrip(), *error.details[:12]])


def _do_line(book: Book, line: Line, given: dict[str, Any], problems: list[Problem]) -> None:
    try:
        with transaction.atomic():
            made = ACTS[line.act].do(book, line.number, given)
            allowed.require(line.act, made, given)
            book.made[line.number] = made
        return
    except Waits:
        pass
    except UserError as error:
        problems.append(Problem(line.number, _sentence(error)))
    except IntegrityError:
        problems.append(
            Problem(
                line.number,
                in_words(
                    "trái với hồ sơ đã có (trùng hoặc chồng lấn). Kiểm tra lại mã số và các ngày.",
                    "contradicts what is recorded (double or overlapping). Check the codes and days.",
                ),
            )
        )
    book.failed.add(line.number)


def _all(book: Book, lines: list[Line], problems: list[Problem]) -> None:
    for line in lines:
        given, wrong = check(line)
        if wrong:
            problems += wrong
            book.failed.add(line.number)
        else:
            _do_line(book, line, given, problems)


def record(lines: list[Line], problems: list[Problem], *, content: bytes, by: Actor, dry_run: bool) -> tuple[list[Done], list[Problem]]:
    """Does all lines or none. With problems the list of what was done is empty; a dry run writes nothing either."""
    problems = list(problems)
    book = Book(by, site.is_demo(), failed={problem.line for problem in problems})
    done: list[Done] = []
    try:
        with transaction.atomic():
            audit.first_in_line()  # what is read below is not changed by another until all is written
            _all(book, lines, problems)
            if problems:
                raise _TakeBack
            fresh = {made.id for made in book.made.values() if made.new and dry_run}  # names that will not last
            done = [Done(n, None if made.id in fresh else made.id, len(made.facts)) for n, made in book.made.items()]
            if dry_run:
                raise _TakeBack
            audit.write(by=by, act="record.file", kind="file", id=hashlib.sha256(content).hexdigest()[:12], data={"lines": len(done)})
    except _TakeBack:
        pass
    return done, sorted(problems, key=lambda problem: problem.line)
