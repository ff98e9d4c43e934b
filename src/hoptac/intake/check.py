"""Checks what a document says against the records: every figure gets one verdict and one sentence why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from hoptac.common.days import today
from hoptac.common.text import format_day, format_number
from hoptac.directives.models import Document
from hoptac.figures.types import Figure as Counted
from hoptac.intake import context, contradictions, why
from hoptac.intake.checked import Checked, CheckedFigure
from hoptac.intake.judge import Claim, Judge, Judgement
from hoptac.intake.match import in_other_money, match, unit_key
from hoptac.intake.match import known as indicator_of
from hoptac.intake.own import Own
from hoptac.intake.records import Hit, Records
from hoptac.intake.rules import Verdict, bound, has_digits
from hoptac.intake.subject import Subjects, Where
from hoptac.intake.when import Days, When
from hoptac.places.tree import tree
from hoptac.reading.findings import Figure, Findings

__all__ = ["Checked", "CheckedFigure", "check_findings"]

RANKS = {"hạng", "bậc"}
YEARS_IN_A_ROW = 5  # "những năm gần đây": at most so many years back are asked


@dataclass
class _Desk:
    """What one check needs at hand."""

    text: str
    days: Days
    subjects: Subjects
    records: Records
    judge: Judge
    own: Own


def check_findings(
    findings: Findings,
    place_id: int | None = None,
    as_of: date | None = None,
    document_date: date | None = None,
    own_document: Document | None = None,
    *,
    text: str = "",
    document_place: int | None = None,
    document_place_name: str = "",
) -> Checked:
    """Compares every figure of a reading with the records.

    text: the text as given. place_id, as_of: what was asked for, where the document does not say. document_place: the place the
    document itself is about, and its name there.
    own_document: its record, if it has one: values it is the only source of do not count as confirmed.
    """
    records = Records()
    named = [(one.start, one.end) for one in findings.references]
    subjects = Subjects(document_place, place_id, document_place_name)
    desk = _Desk(text, Days(text, named, as_of, document_date), subjects, records, Judge(records), Own(text, own_document))
    ranges = _ranges(findings.figures)
    rows = [_check(desk, figure, (figure.start, figure.end) in ranges) for figure in findings.figures]
    return Checked(rows, contradictions.find(rows))


def _ranges(figures: list[Figure]) -> set[tuple[int, int]]:
    """Places in the text that hold both ends of a range ("từ 40 đến 50")."""
    seen: set[tuple[int, int]] = set()
    twice: set[tuple[int, int]] = set()
    for one in figures:
        (twice if (one.start, one.end) in seen else seen).add((one.start, one.end))
    return twice


def _check(desk: _Desk, figure: Figure, in_range: bool) -> CheckedFigure:
    when = desk.days.when(figure.as_of, figure.start)
    where = desk.subjects.where(context.subject(desk.text, figure), when.map_day)
    if figure.unit in RANKS or unit_key(figure.unit) == "lần":
        return _answer(figure, None, when, where, Judgement(Verdict.UNKNOWN), _ranked(figure))
    code = match(figure.indicator, figure.unit, figure.subject, context.after(desk.text, figure), context.clause(desk.text, figure))
    if code is None:
        return _unmatched(figure, when, where)
    if indicator_of(code).kind == "stock" and context.is_increase(desk.text, figure):
        words = _("Đây là số tăng thêm, không phải số có đến ngày đó.")
        return _answer(figure, None, when, where, Judgement(Verdict.UNKNOWN), words)
    if where.place_id is None:
        words = _("Không rõ “%s” là địa bàn nào.") % where.why if where.why else _("Văn bản không nói số này của địa bàn nào.")
        return _answer(figure, code, when, where, Judgement(Verdict.UNKNOWN), words)
    if when.day > today() or context.is_goal(desk.text, figure):
        words = _("Đây là mục tiêu hoặc số của ngày chưa tới (%s), không so với số thực hiện.") % format_day(when.day)
        return _answer(figure, code, when, where, Judgement(Verdict.NOT_COMPARABLE), words)
    if unit_key(figure.unit) == "con số":
        return _digits(desk, figure, code, when, where)
    claim = Claim(figure.surface, figure.value, figure.denominator, figure.unit, figure.comparator, code, where.place_id, when, in_range)
    judgement = desk.judge.judge(claim)
    own = _only_own(desk, judgement)
    return _answer(figure, code, when, where, judgement, why.sentence(claim, judgement, own), own, desk)


def _only_own(desk: _Desk, judgement: Judgement) -> bool:
    """Whether the number is borne out by nothing but the document itself."""
    found = judgement.found
    if found is None or found.row is None or judgement.verdict not in (Verdict.AGREES, Verdict.WITHIN_BOUND, Verdict.OTHER_DEFINITION):
        return False
    return desk.own.is_source_of(found.row)


def _answer(
    figure: Figure,
    code: str | None,
    when: When,
    where: Where,
    judgement: Judgement,
    words: str,
    own_source: bool = False,
    desk: _Desk | None = None,
) -> CheckedFigure:
    expected = judgement.expected
    shown = judgement.verdict != Verdict.AGREES and expected is not None
    here = _here(desk, code, when, where)
    unit = tree().unit(where.place_id, when.map_day) if where.place_id is not None else None
    return CheckedFigure(
        figure.surface,
        figure.start,
        figure.end,
        figure.value,
        figure.denominator,
        figure.unit,
        figure.comparator,
        figure.indicator,
        code,
        unit.key(when.map_day) if unit else tree().permanent_key(where.place_id) if where.place_id is not None else None,
        where.place_id,
        when.day,
        (judgement.found.map_of if judgement.found and judgement.verdict == Verdict.OTHER_MAP else when.map_day) if code else None,
        when.origin,
        when.words,
        judgement.verdict,
        words,
        (expected.value, expected.denominator) if shown and expected else None,
        (expected or judgement.found).records if expected or judgement.found else None,  # type: ignore[union-attr]
        own_source,
        judgement.found.link if judgement.found else here.link if here else "",
        judgement.found,
    )


def _here(desk: _Desk | None, code: str | None, when: When, where: Where) -> Counted | None:
    return desk.records.figure(code, where.place_id, when) if desk and code and where.place_id is not None else None


def _ranked(figure: Figure) -> str:
    if unit_key(figure.unit) == "lần":
        return _("Chưa có số đã công bố của nơi được đem so, nên không tính được gấp bao nhiêu lần.")
    return _("Chưa có số của các địa phương khác để xếp hạng.")


def _unmatched(figure: Figure, when: When, where: Where) -> CheckedFigure:
    """No indicator: either nothing like it is kept, or it is kept in another unit."""
    other = in_other_money(figure.indicator, figure.unit, figure.subject)
    if other is not None and where.place_id is not None:
        words = _("Văn bản tính bằng %(unit)s, còn %(name)s tính bằng %(own)s.") % {
            "unit": figure.unit,
            "name": indicator_of(other).label,
            "own": indicator_of(other).unit_word,
        }
        return _answer(figure, None, when, where, Judgement(Verdict.NOT_COMPARABLE, reason="unit"), words)
    return _answer(figure, None, when, where, Judgement(Verdict.UNKNOWN), _("Hệ thống chưa có chỉ tiêu nào ứng với câu này."))


# --- "tăng trưởng hai con số" ----------------------------------------------------------------------------------------------------


def _digits(desk: _Desk, figure: Figure, code: str, when: When, where: Where) -> CheckedFigure:
    """Growth of so many digits: every sourced year spoken of must have them; "những năm gần đây" asks the years before too."""
    assert where.place_id is not None
    words = context.before(desk.text, figure)
    several = "liên tiếp" in words or "liên tục" in words or "những năm" in words
    hits = _years(desk.records, code, where.place_id, when, YEARS_IN_A_ROW if several else 1)
    if not hits:
        return _answer(figure, code, when, where, Judgement(Verdict.UNKNOWN), _("Chưa có số tăng trưởng đã công bố cho các năm này."))
    wrong = [hit for hit in hits if not has_digits(hit.value, int(figure.value))]
    verdict = Verdict.DIFFERS if wrong else Verdict.AGREES
    named = ", ".join(f"{hit.day.year}: {hit.comparator + ' ' if hit.comparator else ''}{format_number(hit.value)}%" for hit in hits)
    first = wrong[0] if wrong else hits[0]
    sentence = _("Tốc độ tăng đã công bố: %s.") % named
    own = not wrong and all(hit.row is not None and desk.own.is_source_of(hit.row) for hit in hits)
    if own:
        sentence = why.of_itself(sentence)
    return _answer(figure, code, when, where, Judgement(verdict, first, first), sentence, own, desk)


def _years(records: Records, code: str, place_id: int, when: When, count: int) -> list[Hit]:
    """Sourced values of the year of the day and the years just before it, latest first; a gap ends the row once it has begun."""
    found: list[Hit] = []
    rows = [row for row in records.published(code, place_id) if not row.definition]
    for year in range(when.day.year, when.day.year - count, -1):
        row = next((row for row in rows if row.last_day.year == year and _is_yearly(row) and not bound(row.comparator)), None)
        if row is not None:
            found.append(records.row_hit(row, when))
    return found


def _is_yearly(row) -> bool:
    return row.period_first is None or row.period_first.year == row.period_last.year
