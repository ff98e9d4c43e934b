"""What pages of lower rooms show of programmes: the products of an organisation, the titles of a place."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hoptac.common.text import format_day
from hoptac.programmes.data import programme, programmes
from hoptac.programmes.models import Enrolment, Recognition
from hoptac.registry.models import Organisation

SOON = 183  # days before the end of a certificate in which the page says so


@dataclass(frozen=True)
class Shown:
    """One product with the rating in force on the day, if any."""

    name: str
    synthetic: bool
    sub: str
    stars: int | None
    word: str
    tone: str


def products(organisation: Organisation, day: date, viewer: Any) -> list[Shown]:
    """The products of an organisation that take part in a programme or were rated by the day, best rating first."""
    own = list(organisation.products.visible_to(viewer).order_by("name"))  # type: ignore[attr-defined]
    if not own:
        return []
    enrolled = {row.product_id: row for row in Enrolment.objects.visible_to(viewer).on(day).filter(product__in=own)}
    given: dict[int, list[Recognition]] = defaultdict(list)
    for row in Recognition.objects.visible_to(viewer).filter(product__in=own, met_on__lte=day).order_by("met_on", "pk"):
        given[row.product_id].append(row)  # type: ignore[index]
    shown = [_product(one, enrolled.get(one.pk), given[one.pk], day) for one in own if one.pk in enrolled or given[one.pk]]
    return sorted(shown, key=lambda one: (-(one.stars or 0), one.name))


def _product(product: Any, enrolment: Enrolment | None, given: list[Recognition], day: date) -> Shown:
    synthetic = product.is_synthetic
    if not given:
        sub = _("tham gia từ %s") % format_day(enrolment.valid_from) if enrolment else ""
        return Shown(product.name, synthetic, sub, None, _("Chưa xếp hạng"), "none")
    last = given[-1]
    parts = [_("công nhận %s") % format_day(last.decided_on or last.met_on)]
    if last.expires_on:
        parts.append(_("hạn %s") % format_day(last.expires_on))
    word, tone = _validity(last, day)
    stars = int(last.level) if last.level.isdigit() else None
    return Shown(product.name, synthetic or last.is_synthetic, ", ".join(parts), stars if tone != "bad" else None, word, tone)


def _validity(row: Recognition, day: date) -> tuple[str, str]:
    """Whether a rating still holds, in words."""
    if row.revoked_on and row.revoked_on <= day:
        return _("Đã thu hồi"), "bad"
    if row.expires_on is None:
        return _("Còn hiệu lực"), "ok"
    left = (row.expires_on - day).days
    if left <= 0:
        return _("Hết hạn"), "bad"
    return (_("Còn %s ngày") % left, "warn") if left <= SOON else (_("Còn hạn"), "ok")


def titles(place_id: int, day: date, viewer: Any) -> list[dict[str, Any]]:
    """The decisions that recognised a place, newest first; those after the day say so."""
    rows = Recognition.objects.visible_to(viewer).filter(place_id=place_id).order_by("-met_on", "-pk")
    return [_title(row, day) for row in rows if row.programme in programmes()]


def _title(row: Recognition, day: date) -> dict[str, Any]:
    level = programme(row.programme).levels[row.level]
    name = level.name_en if get_language() == "en" else level.name
    days = [
        _("đạt %s") % format_day(row.met_on),
        _("quyết định %s") % format_day(row.decided_on) if row.decided_on else _("chưa có quyết định"),
    ]
    revoked = row.revoked_on is not None and row.revoked_on <= day
    return {
        "name": name[:1].upper() + name[1:], "days": ", ".join(days), "document": row.document_label, "note": row.note,
        "synthetic": row.is_synthetic, "after": row.met_on > day,
        "revoked": _("thu hồi %s") % format_day(row.revoked_on) if revoked else "",
    }  # fmt: skip
