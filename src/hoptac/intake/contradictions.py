"""What cannot both be right inside one document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from hoptac.common.text import format_day
from hoptac.intake.checked import CheckedFigure, Contradiction
from hoptac.intake.match import known as indicator_of
from hoptac.intake.rules import Verdict, bound, same
from hoptac.intake.why import number

# A part and its whole: the one never exceeds the other at the same place and day.
PARTS: tuple[tuple[str, str], ...] = (
    ("htx.active", "htx.total"),
    ("ntm.commune.advanced", "ntm.commune.standard"),
    ("ntm.commune.model", "ntm.commune.advanced"),
    ("ntm.commune.model", "ntm.commune.standard"),
    ("ntm.district.advanced", "ntm.district.completed"),
    ("ocop.rated", "ocop.participating"),
    ("poverty.line.rural", "poverty.line.urban"),
)


def find(figures: Iterable[CheckedFigure]) -> list[Contradiction]:
    """All contradictions of a document, in the order of the text."""
    rows = list(figures)
    found = [*_shares(rows), *_two_values(rows), *_parts(rows)]
    return sorted(found, key=lambda one: one.spans)


def _make(kind: str, why: str, *rows: CheckedFigure) -> Contradiction:
    ordered = sorted(rows, key=lambda row: row.start)
    return Contradiction(kind, why, tuple((row.start, row.end) for row in ordered), tuple(row.surface for row in ordered))


def _shares(rows: list[CheckedFigure]) -> Iterator[Contradiction]:
    for row in rows:
        if row.denominator is not None and row.value > row.denominator > 0 and row.indicator and _has_whole(row.indicator):
            why = _("Phần lớn hơn tổng: %s.") % number(row.value, row.denominator, row.unit or "")
            yield _make("share_exceeds_one", why, row)


def _has_whole(code: str) -> bool:
    """Whether the indicator is counted out of a whole; "28 HTX/KH 25" compares with a plan and may exceed it."""
    return indicator_of(code).measure == "programmes.titles"


def _exact(rows: list[CheckedFigure]) -> dict[tuple[str, int, object], list[CheckedFigure]]:
    """Exact statements by indicator, place and day; bounds, ranges and rates of change are none, nor what no record is known of."""
    groups: dict[tuple[str, int, object], list[CheckedFigure]] = defaultdict(list)
    for row in rows:
        directed = (row.comparator or "").lower().startswith(("từ", "lên", "xuống"))
        known = row.verdict != Verdict.UNKNOWN and row.indicator and row.place_id is not None
        if known and row.unit != "con số" and bound(row.comparator) is None and not directed:
            groups[(str(row.indicator), int(row.place_id or 0), row.as_of)].append(row)
    return groups


def _two_values(rows: list[CheckedFigure]) -> Iterator[Contradiction]:
    for (code, _place, day), group in _exact(rows).items():
        first = group[0]
        others = [row for row in group[1:] if _unit(row) == _unit(first) and not _agree(first, row)]
        if others:
            values = ", ".join(dict.fromkeys(number(row.value, row.denominator) for row in (first, *others)))
            words = {"name": indicator_of(code).label, "day": format_day(day), "values": values}  # type: ignore[arg-type]
            yield _make("two_values", _("%(name)s ngày %(day)s được ghi khác nhau: %(values)s.") % words, first, *others)


def _unit(row: CheckedFigure) -> str:
    return (row.unit or "").split("/")[0]


def _agree(one: CheckedFigure, other: CheckedFigure) -> bool:
    denominators = (one.denominator, other.denominator)
    return same(one.value, other.value) and (None in denominators or same(*denominators))


def _parts(rows: list[CheckedFigure]) -> Iterator[Contradiction]:
    groups = _exact(rows)
    for (code, place, day), group in groups.items():
        for part, whole in PARTS:
            if code != part:
                continue
            for one in group:
                for all_ in groups.get((whole, place, day), ()):
                    if one.value > all_.value and _unit(one) == _unit(all_) or (one.value > all_.value and part.startswith("ntm.district")):
                        words = {"part": indicator_of(part).label, "one": number(one.value), "whole": indicator_of(whole).label}
                        why = _("%(part)s (%(one)s) lớn hơn %(whole)s (%(all)s).") % (words | {"all": number(all_.value)})
                        yield _make("part_exceeds_whole", why, one, all_)
