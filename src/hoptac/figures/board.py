"""The board of a place on a day: what a leader asks first. Shown to everyone at the front door and to officers on their desk."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from hoptac.figures import passport, words
from hoptac.figures.ask import NONE, Question, year_before
from hoptac.figures.indicators import indicator
from hoptac.figures.queries import figure
from hoptac.figures.types import Figure
from hoptac.places.addresses import place_url
from hoptac.places.listing import grouping
from hoptac.places.tree import Unit, tree

SHORT_UNITS = {"hợp tác xã": "HTX", "tổ hợp tác": "THT", "liên hiệp hợp tác xã": "LHHTX"}
LEVELS = ("ntm.commune.standard", "ntm.commune.advanced", "ntm.commune.model")
YEAR_ROWS = ("htx.total", "tht.total", "lhhtx.total", *LEVELS, "ntm.district.completed", "ocop.participating", "ocop.rated")
BARS = 15
MANY = 400  # more communes than this make no readable schematic map


@dataclass
class Board:
    """The figures of one place on one day, each asked once, with the value of a year before."""

    unit: Unit
    day: date
    since: date
    figs: dict[str, Figure] = field(default_factory=dict)

    @property
    def place_id(self) -> int:
        return self.unit.place_id

    def fig(self, code: str) -> Figure:
        """A figure of the place on the day, with what changed in a year."""
        if code not in self.figs:
            since = self.since if tree().unit(self.place_id, self.since) else None
            self.figs[code] = figure(code, self.place_id, as_of=self.day, since=since)
        return self.figs[code]

    def ask(self, code: str) -> Question:
        return Question(indicator(code), self.place_id, self.day)

    def has(self, code: str) -> bool:
        return self.fig(code).value is not None

    def change(self, code: str) -> Any:
        """The difference to a year before; None where one of the two is unknown or counted over another whole (another map)."""
        fig = self.fig(code)
        if fig.value is None or fig.earlier is None:
            return None
        if fig.denominator is not None and fig.denominator != self.ask(code).count.denominator(self.since):
            return None
        return fig.value - fig.earlier  # type: ignore[operator]


def board(unit: Unit, day: date) -> Board:
    """The board of a place that stands on the day's map."""
    return Board(unit, day, year_before(day))


def short(fig: Figure) -> Figure:
    """For tight places: the unit as offices abbreviate it, and "chưa có dữ liệu" instead of the whole reason."""
    unit = SHORT_UNITS.get(fig.indicator.unit, fig.indicator.unit)
    fig = replace(fig, indicator=replace(fig.indicator, unit=unit))
    return replace(fig, why="") if fig.value is None else fig


def headline(board: Board) -> list[dict[str, Any]]:
    """At most five figures; cooperatives always with their three counts."""
    districts, groups = board.fig("ntm.district.completed"), board.fig("ocop.groups")
    notes = {
        "ntm.commune.standard": (districts, _("cấp huyện")) if districts.denominator else None,
        "ocop.participating": (groups, _("nhóm")) if groups.value else None,
    }
    labels = {
        "htx.total": _("Hợp tác xã đăng ký"), "tht.total": _("Tổ hợp tác"), "lhhtx.total": _("Liên hiệp HTX"),
        "ntm.commune.standard": _("Xã đạt chuẩn NTM"), "ocop.participating": _("Sản phẩm OCOP tham gia"),
    }  # fmt: skip
    items = [_headline(board, code, label, notes.get(code)) for code, label in labels.items()]
    items[0]["more"] = [(_("Đang hoạt động"), short(board.fig("htx.active"))), (_("Có báo cáo năm"), None)]
    return items


def _headline(board: Board, code: str, label: str, note: tuple[Figure, str] | None) -> dict[str, Any]:
    fig = board.fig(code)
    return {
        "label": label, "fig": short(fig), "change": board.change(code), "since": board.since, "before": fig.earlier, "note": note,
        "good": fig.indicator.direction if fig.indicator.direction != "none" else None,
        "spark": passport.spark(code, board.place_id, board.day) if fig.value is not None else (),
    }  # fmt: skip


# --- new rural programme --------------------------------------------------------------------------------------------------------


def ladder(board: Board) -> list[dict[str, Any]]:
    """The steps of the programme: every square a commune; none where nothing is known."""
    labels = (_("Đạt chuẩn"), _("Nâng cao"), _("Kiểu mẫu"))
    return [
        {"label": label, "fig": board.fig(code), "change": board.change(code)}
        for label, code in zip(labels, LEVELS, strict=True)
        if board.has(code)
    ]


def tiles(board: Board) -> list[dict[str, Any]]:
    """Every commune of the day's map with the highest title it holds; wards and towns stand outside the count."""
    map_, day = tree(), board.day
    communes = [u for u in map_.inside(board.place_id, day) if u.level == "commune"]
    if not 1 < len(communes) <= MANY:
        return []
    known = board.has(LEVELS[0])
    steps = _steps(board) if known else {}
    return [_tile(u, grouping(u, day), steps.get(u.place_id, 0) if known else None, day) for u in communes]


def _steps(board: Board) -> dict[int, int]:
    found: dict[int, int] = {}
    for step, code in enumerate(LEVELS, 1):
        for span in board.ask(code).count.counted(board.day, None):
            if span.record.place_id is not None:
                found[span.record.place_id] = step
    return found


def _tile(unit: Unit, group: str, step: int | None, day: date) -> dict[str, Any]:
    texts = {None: _("chưa có dữ liệu"), 0: _("chưa đạt chuẩn"), 1: _("đạt chuẩn"), 2: _("nâng cao"), 3: _("kiểu mẫu")}
    outside = not unit.is_rural
    return {
        "key": unit.code, "name": unit.label, "lat": unit.lat, "lon": unit.lon, "group": group, "url": place_url(unit.place_id, day),
        "step": "dot" if outside else step, "text": _("không xét") if outside else texts[step],
    }  # fmt: skip


def map_key(board: Board, shown: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    """What the colours of the map say, with the figures they add up to."""
    if not board.has(LEVELS[0]):
        return []
    standard, advanced, model = (board.fig(code) for code in LEVELS)
    only_advanced = {"value": (advanced.value or 0) - (model.value or 0), "link": advanced.link}
    only_standard = {"value": (standard.value or 0) - (advanced.value or 0), "link": standard.link}
    key: list[tuple[Any, ...]] = [
        ("s3", _("Kiểu mẫu"), {"value": model.value, "link": model.link}),
        ("s2", _("Nâng cao, chưa kiểu mẫu"), only_advanced),
        ("s1", _("Đạt chuẩn, chưa nâng cao"), only_standard),
    ]
    outside = sum(1 for tile in shown if tile["step"] == "dot")
    link = place_url(board.place_id, board.day)
    return [*key, ("s0", _("Phường, thị trấn (không xét)"), {"value": outside, "link": link})] if outside else key


# --- products -------------------------------------------------------------------------------------------------------------------


def ocop(board: Board) -> dict[str, Any] | None:
    """Products taking part by group and star; what is not rated is the rest."""
    if not board.fig("ocop.participating").value:
        return None
    part, rated = board.ask("ocop.participating"), board.ask("ocop.rated")
    taking = {span.record.id: span.record.keys.get("group", "") for span in part.count.counted(board.day, None)}
    stars = {
        span.record.id: (span.record.keys.get("group", ""), span.record.keys.get("star", ""))
        for span in rated.count.counted(board.day, None)
    }
    levels = sorted({star for _group, star in stars.values()} | {"3", "4", "5"}, reverse=True)
    groups = sorted(set(taking.values()), key=lambda group: -sum(g == group for g in taking.values()))
    rows = [_ocop_row(part, rated, group, taking, stars, levels, board.day) for group in groups]
    total = [
        {"value": sum(star == level for _g, star in stars.values()), "link": rated.url(parts=(("star", level),)) + "#ho-so"}
        for level in levels
    ]
    unrated = len(set(taking) - set(stars))
    none = {"value": unrated, "link": part.url(parts=(("star", NONE),)) + "#ho-so"}
    return {"levels": [words.part_word("star", level, board.day, "") for level in levels], "rows": rows, "total": total, "unrated": none}


def _ocop_row(part: Question, rated: Question, group: str, taking: dict, stars: dict, levels: list[str], day: date) -> dict[str, Any]:
    own = {product for product, g in taking.items() if g == group}
    counts = [sum(pair == (group, level) for pair in stars.values()) for level in levels]
    cells = [
        {"value": n, "link": rated.url(parts=(("group", group), ("star", level))) + "#ho-so"}
        for n, level in zip(counts, levels, strict=True)
    ]
    n = len(own - set(stars))
    bar = [*zip(("s3", "s2", "s1"), counts, strict=False), ("none", n)]
    unrated = {"value": n, "link": part.url(parts=(("group", group), ("star", NONE))) + "#ho-so"}
    return {
        "name": words.part_word("group", group, day, ""), "cells": cells, "unrated": unrated, "bar": bar,
        "total": {"value": len(own), "link": part.url(parts=(("group", group),)) + "#ho-so"},
    }  # fmt: skip


# --- by place, and what changed -------------------------------------------------------------------------------------------------


def by_place(board: Board) -> passport.Split | None:
    """Cooperatives by the units below the place: districts on the old map, communes on the new."""
    if not board.has("htx.total"):
        return None
    question = board.ask("htx.total")
    rows = [passport.part(question, "place", row) for row in question.count.split("place", board.day, None, board.day)]
    rows.sort(key=lambda row: (not row.url, -(row.value or 0)))  # what could not be placed stands last
    return passport.Split("place", words.by_word("place"), rows, sum(row.value or 0 for row in rows)) if rows else None


def year(board: Board) -> list[dict[str, Any]]:
    """What changed in the year: causes for cooperatives, the sum for the others; each opens the passport that explains it."""
    found = []
    for code in YEAR_ROWS:
        fig = board.fig(code)
        if fig.value is None or fig.earlier is None or not passport.counts_something(fig):
            continue
        question = board.ask(code)
        link = question.url(since=board.since) + "#vi-sao"
        causes = passport.causes(replace(question, since=board.since), fig.changes)
        parts = ", ".join(f"{cause.label.lower()} {cause.value:+d}".replace("-", "−") for cause in causes[:4])
        found.append(
            {
                "label": fig.indicator.label,
                "change": fig.value - fig.earlier,
                "from": {"value": fig.earlier, "link": question.url(day=board.since)},
                "to": fig,
                "sub": parts,
                "link": link,
            }
        )
    return found
