"""The Jinja2 environment of every page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext, npgettext, pgettext
from jinja2 import Environment, StrictUndefined, pass_context
from jinja2.runtime import Context

from hoptac.common import once
from hoptac.web import bundle, charts, days, exports, hexmap, numbers, trends
from hoptac.web.icons import icon
from hoptac.web.panels import panels_for
from hoptac.web.verdicts import verdict_of


def environment(**options: Any) -> Environment:
    """Autoescape is on and a missing name is an error everywhere: a page never shows a blank where a number belongs."""
    options |= {"autoescape": True, "undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    options["extensions"] = [*options.get("extensions", []), "jinja2.ext.i18n"]
    env = Environment(**options)  # noqa: S701 (autoescape is set above)
    env.install_gettext_callables(gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext)  # type: ignore[attr-defined]
    env.globals |= {
        "url": url,
        "static": static,
        "now": timezone.now,
        "language": language,
        "here": here,
        "with_day": with_day,
        "panels_for": panels_for,
        "icon": icon,
        "once_key": once.new_key,
        "verdict_of": verdict_of,
        "figure_view": numbers.figure_view,
        "share": numbers.share,
        "charts": charts,
        "trends": trends,
        "offer": offer,
        "hexes": hexmap.hexmap,
        "stylesheets": bundle.stylesheets,
        "scripts": bundle.scripts,
    }
    env.filters |= {
        "number": numbers.number,
        "signed": numbers.signed,
        "percent": numbers.percent,
        "money": numbers.money,
        "day": numbers.day,
        "long_day": numbers.long_day,
        "basis": numbers.basis_word,
    }
    return env


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """An address by its name."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


def language() -> str:
    """The language of this page, as its lang attribute says it."""
    return (get_language() or "vi")[:2]


def _request(context: Context) -> HttpRequest:
    found = context.get("request")
    if found is None:
        raise RuntimeError('No request here: import macros "with context", and render pages with a request.')
    return found  # type: ignore[no-any-return]


@pass_context
def here(context: Context, **changes: Any) -> str:
    """This page's address with some query parameters changed."""
    return days.here(_request(context), **changes)


@pass_context
def with_day(context: Context, address: str) -> str:
    """An address that keeps the day in view."""
    return days.with_day(address, _request(context))


@pass_context
def offer(context: Context, kind: str, title: str, head: Any, rows: Any, drawn: Any = None, key: str = "") -> dict[str, str]:
    """Keeps a chart's data for its files; gives their addresses."""
    return exports.offer(_request(context), kind, title, head, rows, drawn, key)
