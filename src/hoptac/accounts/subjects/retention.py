"""How long rows about people are kept, as dated data; what is due, and letting it go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from typing import Any

import yaml
from django.db import models, transaction

from hoptac.accounts.subjects import holdings
from hoptac.audit import actions as audit
from hoptac.audit.models import Actor
from hoptac.common import paths, personal
from hoptac.common.days import VIET_NAM, add_months, today
from hoptac.common.personal import Declaration


@dataclass(frozen=True)
class Term:
    """How many months rows of a declaration are kept, and why."""

    code: str
    months: int
    why: str


@dataclass(frozen=True)
class Due:
    """Rows of one declaration that have been kept long enough."""

    term: Term
    before: date  # rows from before this day
    count: int


@cache
def _shipped() -> tuple[tuple[date, dict[str, Term]], ...]:
    files = sorted((paths.DATA / "personal" / "retention").glob("*.yaml"))
    return tuple(
        (date.fromisoformat(file.stem), {row["code"]: Term(**row) for row in yaml.safe_load(file.read_text(encoding="utf-8"))})
        for file in files
    )


def terms(day: date | None = None) -> dict[str, Term]:
    """The terms that hold on a day (today)."""
    asked = day or today()
    return next((rows for first, rows in reversed(_shipped()) if first <= asked), {})


def _rows(one: Declaration, before: date) -> models.QuerySet:
    """Rows from before a day."""
    found = one.model._meta.get_field(one.kept_since)
    limit: Any = datetime.combine(before, time.min, VIET_NAM) if isinstance(found, models.DateTimeField) else before
    return one.model._base_manager.filter(**{f"{one.kept_since}__lt": limit}).order_by("pk")


def due(day: date | None = None) -> list[Due]:
    """What has been kept long enough by a day (today), by declaration; rows that must be held are not counted."""
    asked = day or today()
    known, found = terms(asked), []
    for one in personal.declarations():
        term = known.get(one.code)
        if term is not None and one.kept_since:
            before = add_months(asked, -term.months)
            count = len(_free(one, before, asked))
            if count:
                found.append(Due(term, before, count))
    return found


def _free(one: Declaration, before: date, day: date) -> list[int]:
    if one.hold_until is None:
        return list(_rows(one, before).values_list("pk", flat=True))
    return [row.pk for row in _rows(one, before).iterator() if holdings.hold(one, row, day) is None]


def let_go(*, by: Actor, day: date | None = None) -> dict[str, int]:
    """Deletes what is due, a declaration at a time, and says how many rows of each went."""
    asked, gone = day or today(), {}
    declared = {one.code: one for one in personal.declarations()}
    for each in due(asked):
        one = declared[each.term.code]
        with transaction.atomic():
            ids = _free(one, each.before, asked)
            for first in range(0, len(ids), 500):
                one.model._base_manager.filter(pk__in=ids[first : first + 500]).delete()
            told = {"record": one.code, "rows": len(ids), "before": each.before, "months": each.term.months}
            audit.write(by=by, act="retention.let_go", kind="site", id=one.code, data=told)
        gone[one.code] = len(ids)
    return gone
