"""Checking the trail: every row against the one before, every personal value against its commitment, the whole against heads kept outside.

Reads with plain SQL: what a tamperer left need not be anything a model could hold.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.db import DEFAULT_DB_ALIAS, OperationalError, connections, transaction
from django.utils.translation import gettext as _

from hoptac.audit import chain, vault
from hoptac.audit.heads import Head
from hoptac.audit.store import COLUMNS
from hoptac.common import guards

BATCH = 2000
SHOWN = 20


@dataclass
class Report:
    """What was found. `first_bad` is the number of the first row that does not hold; `head` the hash of the last row."""

    rows: int = 0
    head: str = chain.START
    first_bad: int | None = None
    problems: list[str] = field(default_factory=list)
    anchors: int = 0  # heads kept outside that the chain was held against
    erased: int = 0  # values that were erased lawfully

    @property
    def ok(self) -> bool:
        return self.first_bad is None and not self.problems

    def bad(self, number: int | None, sentence: str) -> None:
        """Notes something that does not hold."""
        if number is not None and (self.first_bad is None or number < self.first_bad):
            self.first_bad = number
        if len(self.problems) < SHOWN:
            self.problems.append(sentence)


def check(heads: Iterable[Head] = (), using: str = DEFAULT_DB_ALIAS) -> Report:
    """Checks the whole trail; heads taken earlier find a rebuilt chain and a cut tail too."""
    report = Report()
    for name in sorted(guards.missing(using)):
        if name.startswith("audit_"):
            report.bad(None, _("Thiếu chốt chặn của cơ sở dữ liệu: %(name)s.") % {"name": name})
    outside = _Outside(heads, report)
    try:
        with _one_moment(using):
            _walk(using, report, outside)
    except OperationalError as error:
        if "decode" not in str(error).lower():
            raise
        report.bad(outside.last + 1, _("Sau dòng %(number)s có dữ liệu không phải là chữ.") % {"number": outside.last})
    outside.finish()
    return report


def _walk(using: str, report: Report, outside: _Outside) -> None:
    persons = _Persons(using, report)
    for batch in _batches(using):
        persons.take(batch)
        for row in batch:
            _follow(row, report, outside)
            persons.check(row)
    persons.finish()


@contextmanager
def _one_moment(using: str) -> Iterator[None]:
    """All is read as of one moment, and nobody who writes has to wait."""
    connection = connections[using]
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        _sql(using, "BEGIN DEFERRED")
        try:
            yield
        finally:
            _sql(using, "ROLLBACK")
    else:
        with transaction.atomic(using=using):
            _sql(using, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield


def _sql(using: str, query: str, words: Iterable[Any] = ()) -> list[tuple]:
    with connections[using].cursor() as cursor:
        cursor.execute(query, list(words))
        return cursor.fetchall() if cursor.description else []


def _batches(using: str) -> Iterator[list[dict[str, Any]]]:
    # As plain text: Django's own readers of SQLite's columns would stumble over an instant that is none.
    texts = ("data", "personal", *(("at",) if connections[using].vendor == "sqlite" else ()))
    columns = ", ".join(f"CAST({name} AS text)" if name in texts else name for name in COLUMNS)
    after: Any = None
    while True:
        where, words = ("", []) if after is None else ("WHERE id > %s", [after])
        rows = _sql(using, f"SELECT {columns} FROM audit_entry {where} ORDER BY id LIMIT {BATCH}", words)
        if not rows:
            return
        yield [dict(zip(COLUMNS, row, strict=True)) for row in rows]
        after = rows[-1][0]


def _hash(row: dict[str, Any], before: str) -> str:
    """The hash the row should have; empty when it holds what no act can have written."""
    try:
        at = row["at"] if isinstance(row["at"], datetime) else datetime.fromisoformat(str(row["at"]))
        at = at if at.tzinfo else at.replace(tzinfo=UTC)
        told = [row[name] for name in COLUMNS[2:10]]
        data, row["personal"] = json.loads(row["data"]), json.loads(row["personal"])
        return chain.digest(before, chain.Link(row["id"], at, *told, data, row["personal"]))
    except (ValueError, TypeError, UnicodeError):
        row["personal"] = row["personal"] if isinstance(row["personal"], dict) else {}
        return ""


def _follow(row: dict[str, Any], report: Report, outside: _Outside) -> None:
    should = _hash(row, report.head)
    if should != row["hash"]:
        sentence = _("Dòng %(number)s không khớp với chuỗi: đã bị sửa, thay, chèn hoặc dòng trước nó đã mất.")
        report.bad(row["id"], sentence % {"number": row["id"]})
    report.rows += 1
    report.head = str(row["hash"])
    outside.pass_by(row["id"])


class _Outside:
    """Heads kept outside the database: at so many rows the chain ended in this hash."""

    def __init__(self, heads: Iterable[Head], report: Report) -> None:
        self.heads = sorted(set(heads))
        self.report, self.next, self.last = report, 0, 0

    def pass_by(self, number: int) -> None:
        """Called after each row."""
        self.last = number
        while self.next < len(self.heads) and self.heads[self.next].rows <= self.report.rows:
            head = self.heads[self.next]
            self._meet(head, number)
            self.next += 1

    def _meet(self, head: Head, number: int) -> None:
        self.report.anchors += 1
        if head.rows and head.hash != self.report.head:
            told = {"rows": head.rows, "number": number}
            sentence = _("Đầu chuỗi lưu ngoài (%(rows)s dòng) không khớp: chuỗi đã bị dựng lại ở dòng %(number)s hoặc trước đó.")
            self.report.bad(number, sentence % told)

    def finish(self) -> None:
        """Heads of more rows than there are: the tail was cut."""
        for head in self.heads[self.next :]:
            self.report.anchors += 1
            if head.rows > self.report.rows:
                told = {"rows": head.rows, "there": self.report.rows}
                self.report.bad(self.last + 1, _("Đuôi chuỗi bị cắt: đã từng có %(rows)s dòng, nay còn %(there)s.") % told)


class _Persons:
    """Personal values against their commitments. A value may be missing only when a later row says that the person was erased."""

    def __init__(self, using: str, report: Report) -> None:
        self.using, self.report = using, report
        self.salts = {subject: bytes(salt) for subject, salt in _sql(using, "SELECT subject, salt FROM audit_salt") if salt is not None}
        erased = "SELECT object_id, MAX(id) FROM audit_entry WHERE act = %s GROUP BY object_id"
        self.erased: dict[str, int] = dict(_sql(using, erased, [vault.ERASED]))
        self.alive: set[str] = set()
        self.values: dict[tuple[Any, ...], str] = {}
        self.met = 0

    def take(self, batch: list[dict[str, Any]]) -> None:
        """Reads the values of the rows of a batch."""
        query = "SELECT entry, subject, field, CAST(value AS text) FROM audit_sealed WHERE entry >= %s AND entry <= %s"
        self.values = {tuple(row[:3]): row[3] for row in _sql(self.using, query, [batch[0]["id"], batch[-1]["id"]])}

    def check(self, row: dict[str, Any]) -> None:
        """Holds the values of one row against what the chain says."""
        told = {"number": row["id"]}
        try:
            wanted = [(s, f, c) for s, fields in row["personal"].items() for f, c in fields.items()]
        except AttributeError:
            return  # what stands there is no commitment; the row's own hash has told already
        for subject, name, commitment in wanted:
            key = (row["id"], subject, name)
            there = key in self.values
            self.met += there
            if row["id"] < self.erased.get(subject, 0):
                self.report.erased += 1
                if there:
                    self.report.bad(row["id"], _("Dòng %(number)s: giá trị riêng đã xóa lại xuất hiện.") % told)
                continue
            self.alive.add(subject)
            if not there or subject not in self.salts:
                self.report.bad(row["id"], _("Dòng %(number)s: mất giá trị riêng hoặc muối mà không có quyết định xóa nào.") % told)
            elif not self._fits(key, commitment):
                self.report.bad(row["id"], _("Dòng %(number)s: giá trị riêng hoặc muối đã bị sửa.") % told)

    def _fits(self, key: tuple[Any, ...], commitment: str) -> bool:
        number, subject, name = key
        try:
            text = self.values[key]
            value = None if text is None else json.loads(text)
            return chain.commitment(self.salts[subject], number=number, subject=subject, field=name, value=value) == commitment
        except (ValueError, TypeError):
            return False

    def finish(self) -> None:
        """Values and salts that no row speaks of were put there by nobody who may."""
        if _sql(self.using, "SELECT COUNT(*) FROM audit_sealed")[0][0] != self.met:
            self.report.bad(None, _("Có giá trị riêng mà không dòng nào của chuỗi nói tới."))
        if set(self.salts) - self.alive:
            self.report.bad(None, _("Có muối của người mà không dòng nào của chuỗi nói tới."))
