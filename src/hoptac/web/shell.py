"""What stands around every page: navigation, the date bar, the place in the header, messages. Higher rooms fill it at start."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.urls import NoReverseMatch, reverse, translate_url
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hoptac.common import site
from hoptac.common.days import today
from hoptac.web.days import at_day, day_of, day_trouble, here, with_day

__all__ = [
    "AccountMenu", "Bell", "DateBar", "MenuItem", "NavItem", "Scope", "Segment", "add_nav", "context", "date_bar", "day_of", "here",
    "set_account_menu", "set_bell", "set_compare", "set_date_bar", "set_scope", "set_search", "with_day",
]  # fmt: skip


@dataclass(frozen=True)
class NavItem:
    """An entry of the main menu. `url_name` belongs to the room that adds it. The first four also stand in the tab bar of phones."""

    key: str
    label: str | Promise
    url_name: str
    order: int
    needs_sign_in: bool = False
    icon: str = "chart"
    short: str | Promise = ""


@dataclass(frozen=True)
class Segment:
    """A span of days ruled by one map: [start, end), None = open. `label` is short (171), `url` leads to a day in it."""

    start: date | None
    end: date | None
    label: str
    current: bool = False
    url: str = ""


@dataclass(frozen=True)
class DateBar:
    """What the date bar shows. Make one with `date_bar(request, day)`, then add the map's name, note and segments."""

    day: date
    today: date
    map_name: str = ""
    map_note: str = ""
    segments: Sequence[Segment] = ()
    prev_url: str = ""
    next_url: str = ""
    year_end_url: str = ""
    today_url: str = ""
    is_past: bool = False
    map_url: str = ""
    trouble: str = ""


@dataclass(frozen=True)
class MenuItem:
    label: str | Promise
    url: str
    current: bool = False
    post: bool = False  # a button that posts (signing out), not a link
    icon: str = ""


@dataclass(frozen=True)
class Scope:
    """The place named in the header, and places to go to instead."""

    name: str
    url: str
    menu: Sequence[MenuItem] = ()


@dataclass(frozen=True)
class AccountMenu:
    """What hangs on the name of who is signed in."""

    role: str = ""
    items: Sequence[MenuItem] = field(default_factory=tuple)


@dataclass(frozen=True)
class Bell:
    """What waits to be read by who is signed in, and where."""

    count: int
    url: str
    label: str


DateBarProvider = Callable[[HttpRequest, date], DateBar]
ScopeProvider = Callable[[HttpRequest], Scope | None]
AccountProvider = Callable[[HttpRequest], AccountMenu]

_nav: dict[str, NavItem] = {}
_providers: dict[str, Any] = {}


def add_nav(item: NavItem) -> None:
    """Adds (or replaces, by key) an entry of the main menu."""
    _nav[item.key] = item


def set_date_bar(provider: DateBarProvider) -> None:
    """Who knows which map rules a day. Without one the bar shows the day only."""
    _providers["date_bar"] = provider


def set_scope(provider: ScopeProvider) -> None:
    """Who knows the place in the header."""
    _providers["scope"] = provider


def set_account_menu(provider: AccountProvider) -> None:
    """Who knows the role and the menu of a signed-in user."""
    _providers["account"] = provider


def set_bell(provider: Callable[[HttpRequest], Bell]) -> None:
    """Who knows what waits to be read by who is signed in."""
    _providers["bell"] = provider


def set_search(url_name: str, placeholder: str | Promise = "") -> None:
    """Where the search box of the header leads (it sends `q`)."""
    _providers["search"] = (url_name, placeholder)


def set_compare(provider: Callable[[HttpRequest], str]) -> None:
    """Who knows where the page in view is set beside another day; "" where it cannot be."""
    _providers["compare"] = provider


def date_bar(request: HttpRequest, day: date, **more: Any) -> DateBar:
    """A date bar with its steps worked out; `more` adds map_name, map_note, segments, map_url."""
    now = today()
    year_ago, in_a_year = _years_on(day, -1), min(_years_on(day, 1), now)
    bar = DateBar(
        day=day,
        today=now,
        prev_url=at_day(request, year_ago),
        next_url=at_day(request, in_a_year) if day < now else "",
        year_end_url=at_day(request, date(day.year, 1, 1) - timedelta(days=1)),
        today_url=at_day(request, now),
        is_past=day < now,
        trouble=day_trouble(request),
    )
    return replace(bar, **more)


def _years_on(day: date, years: int) -> date:
    """The same day of another year; 29 February becomes 28."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def context(request: HttpRequest) -> dict[str, Any]:
    """The context processor of every page."""
    day = day_of(request)
    user = getattr(request, "user", None)
    signed_in = bool(user is not None and user.is_authenticated)
    nav = _nav_links(request, signed_in)
    provider = _providers.get("date_bar")
    return {
        "day": day,
        "is_today": day == today(),
        "viewer": user if signed_in else None,
        "is_demo": site.is_demo(),
        "shell": {
            "nav": nav,
            "tabs": [link for link in nav if link["tab"]],
            "date_bar": provider(request, day) if provider else date_bar(request, day),
            "scope": _providers["scope"](request) if "scope" in _providers else None,
            "account": _account(request, user if signed_in else None),
            "search": _search(),
            "bell": _providers["bell"](request) if signed_in and "bell" in _providers else None,
            "compare_url": _providers["compare"](request) if "compare" in _providers else "",
            "languages": _languages(request),
            "home_url": nav[0]["url"] if nav else "/",
            "messages": list(get_messages(request)),
        },
    }


def _nav_links(request: HttpRequest, signed_in: bool) -> list[dict[str, Any]]:
    """The menu, with the entry whose address begins this page's marked as current."""
    links: list[dict[str, Any]] = []
    for item in sorted(_nav.values(), key=lambda item: (item.order, item.key)):
        if item.needs_sign_in and not signed_in:
            continue
        try:
            path = reverse(item.url_name)
        except NoReverseMatch:
            continue
        links.append(
            {"key": item.key, "label": item.label, "short": item.short or item.label, "path": path, "url": with_day(path, request),
             "icon": item.icon, "tab": len(links) < 4}
        )  # fmt: skip
    fits = [link["path"] for link in links if _covers(link["path"], request.path)]
    current = max(fits, key=len, default=None)
    return [link | {"current": link["path"] == current} for link in links]


def _covers(path: str, page: str) -> bool:
    return page == path if path in ("/", "/en/") else page.startswith(path)


def _account(request: HttpRequest, user: Any) -> dict[str, Any]:
    if user is None:
        try:
            sign_in = resolve_url(settings.LOGIN_URL)
        except NoReverseMatch:
            sign_in = ""
        return {"sign_in_url": sign_in, "name": "", "initials": "", "role": "", "items": ()}
    menu = _providers["account"](request) if "account" in _providers else AccountMenu()
    name = str(user)
    words = [word for word in name.split() if word[:1].isalpha()]
    initials = (words[0][0] + words[-1][0] if len(words) > 1 else name[:2]).upper()
    return {"sign_in_url": "", "name": name, "initials": initials, "role": menu.role, "items": menu.items}


def _search() -> dict[str, str] | None:
    if "search" not in _providers:
        return None
    name, placeholder = _providers["search"]
    try:
        return {"url": reverse(name), "placeholder": str(placeholder or _("Tìm tổ chức, xã, số liệu"))}
    except NoReverseMatch:
        return None


def _languages(request: HttpRequest) -> list[dict[str, Any]]:
    """This very page in each language."""
    current = (get_language() or "vi")[:2]
    address = request.get_full_path()
    return [
        {"code": code, "name": name, "url": translate_url(address, code), "current": code == current} for code, name in settings.LANGUAGES
    ]
