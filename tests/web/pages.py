"""Rendering a snippet with the house's own Jinja2 environment, no database."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

from django.template import engines
from django.test import RequestFactory

FIGURE = {
    "value": 665, "denominator": None, "unit_word": "HTX", "link": "/figures/htx.total",
    "as_of": date(2022, 12, 31), "map_of": date(2022, 12, 31),
    "basis": "counted", "status": "actual", "why": "", "provisional": False, "source": "sổ đăng ký", "place_name": "tỉnh Quảng Ninh",
}  # fmt: skip


def figure(**changes: Any) -> SimpleNamespace:
    return SimpleNamespace(**(FIGURE | changes))


def html(snippet: str, path: str = "/", **context: Any) -> str:
    request = RequestFactory().get(path)
    source = '{% import "web/ui.html" as ui with context %}' + snippet
    template = engines.all()[0].env.from_string(source)
    return " ".join(template.render({"request": request, **context}).split())
