"""Pages of figures: the list of indicators, and the passport of one number."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse

from hoptac.figures import ask, explore, indicators, words
from hoptac.figures import passport as make
from hoptac.figures.ask import Question
from hoptac.figures.beside import beside
from hoptac.figures.listing import as_csv, briefs
from hoptac.figures.queries import figure
from hoptac.figures.types import Figure
from hoptac.places import home
from hoptac.places.addresses import unit_url
from hoptac.places.kept import remembered
from hoptac.places.listing import steps
from hoptac.places.queries import Found, period_words
from hoptac.places.shell import capital
from hoptac.places.tree import day_before, tree
from hoptac.web.days import day_of
from hoptac.web.render import page

RECORDS = 15


def index(request: HttpRequest) -> HttpResponse:
    """All indicators with their value at the home place on the day."""
    day, text = day_of(request), request.GET.get("q", "").strip()[:80]
    found = indicators.search(text) if text else list(indicators.indicators().values())
    context = {"q": text, "groups": briefs(found, day), "home": home.home(day)}
    return page(request, "figures/index.html", context)


def passport(request: HttpRequest, code: str) -> HttpResponse:
    """Everything about one number: what it is, why it changed, what it is made of, who says otherwise."""
    if code not in indicators.indicators():
        near = indicators.search(code)[:8] or list(indicators.indicators().values())
        return page(request, "figures/unknown.html", {"code": code, "near": near}, status=404)
    question = ask.read(request, code)
    if tree().unit(question.place_id, question.map_of or question.day) is None:
        return _not_there(request, question)
    if request.GET.get("format") == explore.FORMAT and explore.can(question):
        key = ("quarters", explore.address(question))
        return JsonResponse(remembered(key, lambda: explore.quarters(question)))
    if request.GET.get("format") == "csv":
        question, fig = _measured(question)
        return as_csv(question, make.lines(question, fig.changes) if fig.basis == "counted" else [])
    key = ("passport", request.get_full_path()[:500])
    return page(request, "figures/passport.html", remembered(key, lambda: _about(request, *_measured(question)), _weigh))


def _weigh(about: dict[str, Any]) -> int:
    return 300 + int(about["pages"].paginator.count)


def _measured(question: Question) -> tuple[Question, Figure]:
    """The figure with its changes since the day asked, or since a year before where none was asked or that day does not lie before."""
    if question.since is not None and question.since >= question.day:
        question = replace(question, since=None)
    since = question.since or ask.year_before(question.day)
    return question, make.value(question, since=None if question.period else since)


def _about(request: HttpRequest, question: Question, fig: Figure) -> dict[str, Any]:
    counted = fig.basis == "counted" and fig.value is not None
    points = make.trend(question)
    rows = make.lines(question, fig.changes) if counted else []
    pages = Paginator(rows, RECORDS).get_page(request.GET.get("page"))
    return {
        "fig": fig,
        "known": fig.indicator,
        "question": question,
        "group": words.group_word(fig.indicator.group),
        "place_name": capital(fig.place.label),
        "place_url": unit_url(fig.place, fig.map_of),
        "before": _before(question, fig),
        "late_since": bool(request.GET.get("since", "").strip()) and question.since is None,
        "change": None if fig.earlier is None or fig.value is None or question.period else fig.value - fig.earlier,  # type: ignore[operator]
        "three": _three(question, fig),
        "causes": make.causes(question, fig.changes),
        "points": points,
        "trend_unit": make.trend_unit(question, points),
        "splits": make.splits(question, fig),
        "pages": pages,
        "lines": [line.shown(question.day) for line in pages],
        "narrowings": make.narrowings(question),
        "maps": make.other_maps(question),
        "own_map_url": question.url(map_of=None),
        "rules": make.both_rules(question),
        "beside": beside(question, fig),
        "code_lines": make.code_lines(fig),
        "explore_url": explore.address(question) if explore.can(question) and len(points) > 1 else "",
        "csv_url": question.url() + "&format=csv",
        "near": [indicators.indicators()[code] for code in fig.indicator.near],
        "near_url": lambda code: replace(question, indicator=indicators.indicator(code), since=None, parts=(), cause="").url(),
        "cause_word": words.cause_word,
    }


def _before(question: Question, fig: Figure) -> dict[str, Any] | None:
    """The value of the earlier day with its own passport; it says so where the records begin only later."""
    if fig.since is None:
        return None
    link = replace(question, since=None, parts=(), cause="").url(day=fig.since)
    whole = question.count.denominator(fig.since) if fig.denominator is not None and fig.earlier is not None else None
    return {"value": fig.earlier, "denominator": whole, "link": link, "as_of": fig.since, "unit_word": fig.unit_word, "day": fig.since}


def _three(question: Question, fig: Figure) -> tuple[Figure, Figure] | None:
    """Registered and operating, shown together wherever cooperatives are counted."""
    if question.indicator.code != "htx.total" or fig.basis != "counted":
        return None
    return fig, figure("htx.active", question.place_id, **question.asks)


def _not_there(request: HttpRequest, question: Question) -> HttpResponse:
    """The place is not on the map of the day: what became of it, and the same figure where it can be told."""
    unit = home.nearest(question.place_id, question.map_of or question.day)
    last = day_before(unit.valid_to) if unit.valid_to else max(unit.valid_from, unit.verified_from)
    before, after = steps(Found(unit, last))
    context = {
        "question": question,
        "unit": unit,
        "period": period_words(unit),
        "then_url": question.url(day=last, map_of=None, period=None, since=None),
        "then": last,
        "others": before if question.day < unit.valid_from else after,
    }
    return page(request, "figures/not_there.html", context)
