"""The one engine: every number anywhere in hoptac is asked here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from django.utils.translation import gettext as _

from hoptac.common import measures, site
from hoptac.common.days import DAWN, Period
from hoptac.common.errors import UserError
from hoptac.common.measures import Ask
from hoptac.common.text import format_day
from hoptac.figures import parts, reported
from hoptac.figures.counting import Count
from hoptac.figures.indicators import Indicator, indicator
from hoptac.figures.types import Change, Figure, Row
from hoptac.places.kept import remembered
from hoptac.places.tree import Unit, tree

RULES = ("met", "decided")
BY = ("place", "kind", "sector", "star", "group")


def _coverage(place_id: int, day: date) -> str:
    """Why the register cannot count this place on this day; empty when it can. A site's coverage is a site fact."""
    areas = site.get("coverage") or []
    if not areas:
        return ""
    map_ = tree()
    inside = [area for area in areas if any(map_.is_within(place_id, area["place"], d) for d in (day, _alive(place_id, day)))]
    if not inside:
        return _("Sổ của hệ thống này không có hồ sơ của địa bàn đó, nên không đếm được.")
    first = min(date.fromisoformat(area["from"]) for area in inside)
    if day < first:
        return _("Hồ sơ bắt đầu từ ngày %s; trước đó chưa có dữ liệu.") % format_day(first)
    return ""


def _alive(place_id: int, day: date) -> date:
    """The day, or the nearest on which the place is on the map."""
    map_ = tree()
    born, ended = map_.born(place_id), map_.ended(place_id)
    return max(born, min(day, ended.fromordinal(ended.toordinal() - 1) if ended else day))


def _unit(place_id: int, map_day: date) -> Unit:
    unit = tree().unit(place_id, map_day)
    if unit is None:
        last = tree().last(place_id)
        raise UserError(
            _("%(place)s không có trên bản đồ ngày %(day)s. Chọn ngày khác, hoặc đơn vị kế tục.")
            % {"place": last.full_name, "day": format_day(map_day)}
        )
    return unit


def figure(
    code: str,
    place_id: int,
    *,
    as_of: date | None = None,
    period: Period | None = None,
    map_of: date | None = None,
    rule: str = "met",
    by: str | None = None,
    explain: bool = False,
    since: date | None = None,
    known_at: datetime | None = None,
) -> Figure:
    """The figure of an indicator at a place: on a day (`as_of`) or over a period; on the map of that day or of `map_of`.

    by: parts by place, kind, sector, star or group. explain: with the records. since: with the changes since that day.
    known_at: as it was on record at that instant, for what is counted from dated events; later corrections are left out.
    Raises UserError for an unknown code, a place that is not on the map, or a split the indicator does not have.
    """
    known = indicator(code)
    day = period.last if period else as_of
    if day is None:
        raise UserError(_("Cần một ngày hoặc một kỳ."))
    if rule not in RULES:
        raise UserError(_("Cách tính “%s” không có. Chọn met (ngày đạt) hoặc decided (ngày quyết định).") % rule)
    map_day = map_of or day
    unit = _unit(place_id, map_day)
    base = Figure(known, unit, unit.key(map_day), day, map_day, None, period=period, since=since)
    if known.basis == "counted":
        gap = _coverage(place_id, day)
        if not gap:
            return _counted(base, place_id, map_of, rule, by, explain, known_at)
        answer = _reported(base, place_id)
        found = answer if answer.value is not None else replace(answer, basis="counted", why=gap)
        return replace(found, rows=_rows_below(base, rule)) if by == "place" else found
    if by not in (None, "place"):
        raise UserError(_("Chỉ tiêu này là số công bố, không chia được theo %s.") % by)
    found = _reported(base, place_id)
    return replace(found, rows=_rows_below(base, rule)) if by == "place" else found


def _rows_below(base: Figure, rule: str) -> tuple[Row, ...]:
    """The units below side by side, each with what is known of it: counted where its records are here, else published, else nothing."""
    rows = []
    for unit in tree().below(base.place.place_id, base.map_of):
        own = figure(base.indicator.code, unit.place_id, as_of=base.as_of, period=base.period, map_of=base.map_of, rule=rule)
        # A published value of another day or definition has a `why`: it may stand alone, never beside others as if it were the same.
        if own.basis == "reported" and own.why:
            own = replace(own, value=None, denominator=None)
        rows.append(Row(own.place_key, unit.full_name, own.value, own.denominator, own.link))
    return tuple(rows)


def count(known: Indicator, place_id: int, map_of: date | None = None, rule: str = "met", known_at: datetime | None = None) -> Count:
    """The spans behind a counted indicator; read once until a fact changes."""
    if known_at is not None and not measures.get(known.measure).recalls:
        raise UserError(_("%s không đếm được theo điều đã biết vào một lúc trước: hồ sơ không giữ lúc ghi.") % known.label)
    ask = Ask(place_id, map_of, rule, known.params, known_at)
    key = ("count", known.code, place_id, map_of, rule, known_at)
    return remembered(key, lambda: Count(measures.get(known.measure), ask, known.kind), Count.weight)


def _counted(
    base: Figure, place_id: int, map_of: date | None, rule: str, by: str | None, explain: bool, known_at: datetime | None
) -> Figure:
    known, day, period = base.indicator, base.as_of, base.period
    counting = count(known, place_id, map_of, rule, known_at)
    if by and by not in counting.measure.splits:
        raise UserError(
            _("%(name)s không chia được theo %(by)s; có thể chia theo: %(all)s.")
            % {"name": known.label, "by": by, "all": ", ".join(counting.measure.splits)}
        )
    value = counting.value(day, period)
    synthetic = counting.is_synthetic(day, period)
    found = replace(
        base,
        value=value,
        denominator=counting.denominator(day),
        rule=rule if known.rules else None,
        records=value,
        synthetic=synthetic,
        source=_("hoptac, đếm từ hồ sơ (dữ liệu minh họa)") if synthetic else _("hoptac, đếm từ hồ sơ"),
        why=" ".join(_notes(base, rule)),
        rivals=reported.rivals(reported.values(known.code, place_id), day),
    )
    if by:
        found = replace(found, rows=counting.split(by, day, period, base.map_of, parts.known(known, by, day)))
    if explain and base.since is not None and base.since <= day:
        counting.during(base.since, day)  # one reading serves the records and the changes
    if explain:
        found = replace(found, explain=counting.explain(day, period))
    if base.since is not None:
        earlier = counting.value(base.since) if not _coverage(place_id, base.since) else None
        found = replace(found, earlier=earlier, changes=_changes(counting, base, earlier))
    return found


def _changes(counting: Count, base: Figure, earlier: int | None) -> tuple[Change, ...]:
    """Changes since the earlier day; where the register began in between, everything it began with is one change."""
    assert base.since is not None
    if base.since > base.as_of:
        raise UserError(
            _("Ngày so sánh %(since)s phải trước ngày %(day)s.") % {"since": format_day(base.since), "day": format_day(base.as_of)}
        )
    changes = counting.changes(base.since, base.as_of, base.period)
    if earlier is None and not counting.is_flow:
        held = tuple(span.record for span in counting.counted(base.since, None, counting.during(base.since, base.as_of)))
        if held:
            changes = (Change("register_began", len(held), base.since, "", held), *changes)
    return changes


def _notes(base: Figure, rule: str) -> Iterable[str]:
    """What must be said beside a counted number: unverified maps, the rule for titles, the end of the demonstration."""
    map_, known = tree(), base.indicator
    if not map_.is_verified(base.place.place_id, base.map_of):
        first = max((u.verified_from for u in [base.place, *map_.below(base.place.place_id, base.map_of)]), default=DAWN)
        yield _("Bản đồ chưa kiểm chứng trước %s.") % format_day(first)
    if known.rules:
        yield _("Tính theo ngày đạt chuẩn.") if rule == "met" else _("Tính theo ngày ký quyết định công nhận.")
        if any(day <= max(base.as_of, base.map_of) for day in map_.cut_days(base.place.place_id)):
            yield known.rule_words
    if known.note_words:
        yield known.note_words


def _reported(base: Figure, place_id: int) -> Figure:
    rows = reported.values(base.indicator.code, place_id)
    row = reported.best(rows, base.as_of, base.period, base.indicator.kind)
    others = reported.rivals(rows, base.as_of, row)
    if row is None:
        return replace(
            base, basis="reported", why=base.indicator.missing_words or _("Chưa có số công bố cho ngày hoặc kỳ này."), rivals=others
        )
    why = []
    if not reported.speaks_of(row, base.as_of):
        why.append(_("Số gần nhất đã công bố là của ngày %s.") % format_day(row.last_day))
    if row.definition:
        why.append(row.definition)
    found = replace(
        base,
        basis="reported",
        value=reported.plain(row.value),
        denominator=reported.plain(row.denominator),
        status=row.status,
        source=row.source,
        comparator=row.comparator,
        synthetic=row.is_synthetic,
        why=" ".join(why),
        rivals=others,
    )
    if base.since is None:
        return found
    earlier_row = reported.best(rows, base.since, None, base.indicator.kind)
    earlier = reported.plain(earlier_row.value) if earlier_row else None
    difference = (found.value or 0) - (earlier or 0)
    return replace(found, earlier=earlier, changes=(Change("reported", difference, row.last_day, row.source),) if difference else ())


def series(code: str, place_id: int, days: list[date], *, map_of: date | None = None, rule: str = "met") -> list[tuple[date, object]]:
    """The value on each of several days, counted from one reading of the records; None where nothing is known."""
    known = indicator(code)
    if known.basis != "counted":
        rows = reported.values(code, place_id)
        return [(day, reported.plain(row.value) if (row := reported.best(rows, day, None, known.kind)) else None) for day in days]
    counting = count(known, place_id, map_of, rule)
    if not counting.is_flow:
        counting.prepare(days)
    return [(day, None if _coverage(place_id, day) else counting.value(day)) for day in days]


def measure(code: str, place_id: int, day: date) -> Figure:
    """Fills the port `measure` of common: what a task or a criterion may ask."""
    return figure(code, place_id, as_of=day)
