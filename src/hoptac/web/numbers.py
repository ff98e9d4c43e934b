"""Figures and days made ready for the page: formatted once, in Python, in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hoptac.common.text import format_day, format_long_day, format_money, format_number, format_percent

_SWAP = str.maketrans(".,", ",.")


def pick(thing: Any, name: str, default: Any = None) -> Any:
    """An attribute of an object or a key of a mapping."""
    if isinstance(thing, dict):
        return thing.get(name, default)
    return getattr(thing, name, default)


def _local(text: str) -> str:
    """1.087 and 2,6 in Vietnamese; 1,087 and 2.6 on English pages."""
    return text.translate(_SWAP) if (get_language() or "vi").startswith("en") else text


def number(value: Any, decimals: int | None = None) -> str:
    return _local(format_number(value, decimals))


def signed(value: Any, decimals: int | None = None) -> str:
    """A change: +25, −3, 0."""
    text = number(value, decimals)
    return "+" + text if value is not None and value > 0 else text


def percent(value: Any, decimals: int = 1) -> str:
    return _local(format_percent(value, decimals))


def money(dong: Any) -> str:
    text = _local(format_money(dong))
    if (get_language() or "vi").startswith("en"):
        return text.replace(" tỷ đồng", " billion dong").replace(" triệu đồng", " million dong").replace(" đồng", " dong")
    return text


def day(value: date | datetime | str | None) -> str:
    """A day as 31/12/2022; an instant as its day in Viet Nam; ISO text is read first."""
    return format_day(as_day(value))


def long_day(value: date | datetime | str | None) -> str:
    found = as_day(value)
    if found and (get_language() or "vi").startswith("en"):
        return f"{found.day} {found:%B %Y}"
    return format_long_day(found)


def as_day(value: date | datetime | str | None) -> date | None:
    if isinstance(value, datetime):
        from hoptac.common.days import VIET_NAM

        return value.astimezone(VIET_NAM).date() if value.tzinfo else value.date()
    if isinstance(value, str):
        return date.fromisoformat(value) if value else None
    return value


def share(part: Any, whole: Any) -> float:
    """A part of a whole in percent, for bars; 0 where there is no whole."""
    return 0.0 if not whole or part is None else float(part) / float(whole) * 100


def basis_word(basis: str | None) -> str:
    words = {"counted": _("đếm từ hồ sơ"), "reported": _("số báo cáo"), "derived": _("tính từ chỉ tiêu khác")}
    return words.get(str(basis or ""), str(basis or ""))


@dataclass(frozen=True)
class FigureView:
    """A figure as the page shows it. `text` is never empty: a missing value shows why it is missing."""

    text: str
    of: str = ""
    bound: str = ""  # trên, hơn, gần: where the source gives no exact number
    unit: str = ""
    url: str = ""
    missing: bool = False
    state: str = ""  # "", provisional, estimate, plan
    now: str = ""  # the value today, where it changed since it was published
    locked: bool = False
    why: str = ""
    card: dict[str, str] = field(default_factory=dict)

    @property
    def full(self) -> str:
        """The value with its denominator and unit: 98/98 xã."""
        return (self.bound + " " if self.bound else "") + self.text + self.of + (" " + self.unit if self.unit and not self.missing else "")

    @property
    def title(self) -> str:
        """One breath: value, place, day, map, basis, source."""
        return " · ".join(text for text in (self.full, *self.card.values()) if text)


def figure_view(fig: Any) -> FigureView:
    """Reads a Figure (or anything with its fields, or a bare number) into what the page shows."""
    if isinstance(fig, FigureView):
        return fig
    if fig is None or isinstance(fig, int | float | Decimal):
        return FigureView(text=_("chưa có dữ liệu") if fig is None else number(fig), missing=fig is None)
    value, unit = pick(fig, "value"), str(pick(fig, "unit_word", "") or "")
    why = str(pick(fig, "why", "") or "")
    common: dict[str, Any] = {"url": local_address(str(pick(fig, "link", "") or "")), "why": why, "card": _card(fig)}
    if value is None:
        return FigureView(text=why or _("chưa có dữ liệu"), missing=True, **common)
    text, unit = _value(value, unit)
    denominator, now = pick(fig, "denominator"), pick(fig, "now")
    return FigureView(
        text=text,
        of="" if denominator is None else "/" + number(denominator),
        bound=_bound(str(pick(fig, "comparator", "") or "")),
        unit=unit,
        state=_state(fig),
        now="" if now is None else number(pick(now, "value", now)),
        locked=bool(pick(fig, "locked", False)),
        **common,
    )


def local_address(address: str) -> str:
    """An address of this site in the language of the page: figures know only their permanent one."""
    language = (get_language() or "vi")[:2]
    own = settings.LANGUAGE_CODE[:2]
    if language == own or not address.startswith("/") or address.startswith((f"/{language}/", "//")):
        return address
    return f"/{language}{address}"


def _bound(word: str) -> str:
    words = {
        "trên": _("trên"), "hơn": _("hơn"), "dưới": _("dưới"), "gần": _("gần"), "đến": _("đến"), "khoảng": _("khoảng"),
        "ít nhất": _("ít nhất"), "tối đa": _("tối đa"), "không quá": _("không quá"),
    }  # fmt: skip
    return words.get(word, word)


def _value(value: Any, unit: str) -> tuple[str, str]:
    if isinstance(value, str):
        return value, unit
    if unit == "%":
        return number(value) + "%", ""
    if unit in ("đồng", "VND") and abs(value) >= 10**6:
        return money(value), ""
    return number(value), unit


def _state(fig: Any) -> str:
    if pick(fig, "provisional", False):
        return "provisional"
    status = str(pick(fig, "status", "") or "")
    return {"preliminary": "provisional", "estimate": "estimate", "plan": "plan"}.get(status, "")


def _card(fig: Any) -> dict[str, str]:
    as_of, map_of = as_day(pick(fig, "as_of")), as_day(pick(fig, "map_of"))
    period = pick(fig, "period")
    own_map = map_of is None or map_of == as_of
    return {
        "place": str(pick(fig, "place_name") or pick(pick(fig, "place"), "full_name") or ""),
        "day": _period(as_of, period),
        "map": "" if as_of is None else _("của ngày đó") if own_map else _("của ngày %(day)s") % {"day": format_day(map_of)},
        "basis": basis_word(pick(fig, "basis")),
        "source": _source(pick(fig, "source")),
        "note": _("dữ liệu minh họa") if pick(fig, "synthetic", False) else "",
    }


def _period(as_of: date | None, period: Any) -> str:
    first, last = pick(period, "first"), pick(period, "last")
    if first and last:
        return f"{format_day(first)} – {format_day(last)}"
    return format_day(as_of) if as_of else str(period or "")


def _source(source: Any) -> str:
    if source is None or isinstance(source, str):
        return source or ""
    if isinstance(source, list | tuple):
        return "; ".join(str(item) for item in source[:2])
    return str(pick(source, "title") or pick(source, "name") or source)
