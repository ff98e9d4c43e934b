"""What is missing or cannot be right in the register: each question a work list. Nothing here decides; a person looks and records.

A question looks at the organisations standing on a day at the places a viewer works for (None: everywhere).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Min, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hoptac.common import memo
from hoptac.common.text import format_day
from hoptac.places.scope import scope_of
from hoptac.places.tree import tree
from hoptac.registry import duplicates, liveness
from hoptac.registry.enums import EventKind, Kind, Operating
from hoptac.registry.models import Event, State

Places = Collection[int] | None
Found = dict[int, str]  # organisation: why it is on the list
CODED = (Kind.HTX, Kind.LHHTX, Kind.QTDND)  # a cooperative group has no code of its own unless it asked for one
AT_ONCE = 5000


@dataclass(frozen=True)
class Check:
    """A question: its code, its name, what to do about what it finds, and who is found."""

    code: str
    label: str | Promise
    todo: str | Promise
    find: Callable[[date, Places], Found]


def standing(day: date, places: Places) -> QuerySet[State]:
    """The states of the day at the places; a place that has passed into one of them counts with it."""
    rows = State.objects.on(day)
    if places is None:
        return rows
    map_ = tree()
    ids = {member for place in places for member in map_.lineage(place)} | set(places)
    return rows.filter(place_id__in=ids)


def without_code(day: date, places: Places) -> Found:
    """Cooperatives, unions and credit funds whose tax code is not on record."""
    rows = standing(day, places).filter(Q(organisation__tax_code=None) | Q(organisation__tax_code=""), kind__in=CODED)
    return dict.fromkeys(rows.values_list("organisation_id", flat=True), _("chưa có mã số thuế"))


def odd_dates(day: date, places: Places) -> Found:
    """Days that cannot be: told before they came, or a certificate older than the founding or not issued yet."""
    ids = standing(day, places).values("organisation_id")
    found: Found = {}
    early = Event.objects.filter(organisation_id__in=ids, valid_on__gt=F("recorded_at__date"), corrected_by=None)
    for organisation, kind, on in early.exclude(kind=EventKind.WITHDRAWN).values_list("organisation_id", "kind", "valid_on"):
        words = {"what": EventKind(kind).label, "day": format_day(on)}
        found[organisation] = _("“%(what)s” ngày %(day)s ghi trước khi đến ngày ấy") % words
    dated = standing(day, places).exclude(organisation__certificate_date=None)
    rows = dated.annotate(first=Min("organisation__states__valid_from")).values_list(
        "organisation_id", "organisation__certificate_date", "first"
    )
    for organisation, issued, first in rows:
        if issued < first:
            words = {"issued": format_day(issued), "founded": format_day(first)}
            found[organisation] = _("giấy chứng nhận ngày %(issued)s, trước ngày thành lập %(founded)s") % words
        elif issued > day:
            found[organisation] = _("giấy chứng nhận ghi ngày %s, chưa đến") % format_day(issued)
    return found


def silent(day: date, places: Places) -> Found:
    """Said to operate, without a sign of life for two years: may have stopped."""
    ids = list(standing(day, places).filter(operating=Operating.ACTIVE).values_list("organisation_id", flat=True))
    words = {kind.code: str(kind.label) for kind in liveness.kinds()}
    return {
        one: _("dấu hiệu cuối: %(what)s, ngày %(day)s") % {"what": words[sign.code], "day": format_day(sign.on)}
        if sign
        else _("không có dấu hiệu nào trong sổ")
        for one, sign in liveness.silent(ids, day).items()
    }


def unplaced(day: date, places: Places) -> Found:
    """Where it stands cannot be told on the day's map: its commune was split, or it is told at one that was not there yet."""
    map_, found = tree(), {}
    rows = list(standing(day, places).values_list("organisation_id", "place_id", "valid_from"))
    split = {place for _one, place, _since in rows if len(map_.carried(place, day)) > 1}
    hints: dict[int, set[int]] = defaultdict(set)
    doubtful = [one for one, place, _since in rows if place in split]
    for begin in range(0, len(doubtful), AT_ONCE):
        some = State.objects.filter(organisation_id__in=doubtful[begin : begin + AT_ONCE])
        for one, place in some.values_list("organisation_id", "place_id"):
            hints[one].add(place)
    for one, place, since in rows:
        if place in split and len(_scope(place, day).narrowed(place, day, frozenset(hints[one]))) > 1:
            units = sorted(unit.label for unit in (map_.unit(i, day) for i in map_.carried(place, day)) if unit)
            found[one] = _("%(old)s đã chia về %(new)s: chưa rõ nay thuộc đâu") % {"old": map_.last(place).label, "new": ", ".join(units)}
        elif map_.born(place) > since:
            found[one] = _("ghi ở %(place)s từ %(since)s, khi đơn vị này chưa có") % {
                "place": map_.last(place).label,
                "since": format_day(since),
            }
    return found


def _scope(place_id: int, day: date) -> Any:
    return scope_of(place_id, day)


def doubled(day: date, places: Places) -> Found:
    """Records that may be one organisation's."""
    return duplicates.reasons(duplicates.pairs(standing(day, places)))


CHECKS = (
    Check("code", gettext_lazy("Thiếu mã số thuế"), gettext_lazy("Bổ sung mã số theo giấy chứng nhận đăng ký."), without_code),
    Check("dates", gettext_lazy("Ngày tháng không hợp lý"), gettext_lazy("Đối chiếu văn bản rồi đính chính sự kiện."), odd_dates),
    Check(
        "silent",
        gettext_lazy("Hai năm không có thông tin: có thể đã ngừng"),
        gettext_lazy("Chỉ là đề nghị. Kiểm tra thực tế, rồi một người khác xác nhận hoặc từ chối."),
        silent,
    ),
    Check("place", gettext_lazy("Chưa xác định địa bàn"), gettext_lazy("Ghi nơi đặt trụ sở theo bản đồ mới."), unplaced),
    Check("double", gettext_lazy("Có thể trùng nhau"), gettext_lazy("So hai hồ sơ cạnh nhau."), doubled),
)


def check(code: str) -> Check | None:
    """The question of a code."""
    return next((one for one in CHECKS if one.code == code), None)


def found_by(one: Check, day: date, places: Places) -> Found:
    """What a question finds, asked once while a page is made and kept until a fact changes."""
    key = ("registry.quality", one.code, day, None if places is None else frozenset(places), _("Thiếu mã số thuế"))
    return memo.kept(key, lambda: one.find(day, places), weigh=lambda found: 50 + len(found))
