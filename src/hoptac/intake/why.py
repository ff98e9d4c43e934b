"""The one sentence beside a verdict: what the records say, and the record that makes the difference."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _

from hoptac.common.text import format_day, format_money, format_number
from hoptac.figures import queries
from hoptac.figures.types import Change, Number
from hoptac.intake.judge import Claim, Judgement
from hoptac.intake.match import known as indicator_of
from hoptac.intake.records import Hit
from hoptac.intake.rules import Verdict
from hoptac.places.tree import tree

FEW = 3  # up to so many records the sentence looks for which ones they are
NEAR = timedelta(days=366)


def number(value: Number | None, denominator: Number | None = None, unit: str = "") -> str:
    """54/98 xã; 10,28%."""
    text = format_number(value) + ("" if denominator is None else "/" + format_number(denominator))
    return text + "%" if unit == "%" else f"{text} {unit}".strip()


def said(hit: Hit) -> str:
    """A record as it is written, with its bound and unit."""
    unit = indicator_of(hit.code).unit_word
    bound = f"{hit.comparator} " if hit.comparator else ""
    if unit == "đồng":
        return bound + format_money(hit.value)
    return bound + number(hit.value, hit.denominator, unit)


def name(code: str) -> str:
    """The indicator's name inside a sentence: "số hợp tác xã", but "GRDP bình quân đầu người"."""
    label = indicator_of(code).label
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def source(hit: Hit) -> str:
    """Who says so: the register, or the source of a published value."""
    return _("theo %s") % hit.source if hit.row is not None else _("theo hồ sơ")


def sentence(claim: Claim, judgement: Judgement, own_source: bool) -> str:
    """Why the verdict is what it is."""
    text = _SAYS[judgement.verdict](claim, judgement)
    return of_itself(text) if own_source else text


def of_itself(text: str) -> str:
    """Adds that nothing but the document itself bears the number out."""
    return text.rstrip(".") + "; " + _("nguồn duy nhất là chính văn bản này.")


def _agrees(claim: Claim, judgement: Judgement) -> str:
    hit = judgement.found
    assert hit is not None
    if hit.row is not None:
        return _("Khớp với số đã công bố %(value)s, %(source)s.") % {"value": said(hit), "source": source(hit)}
    return _counted(claim, hit) + "."


def _counted(claim: Claim, hit: Hit) -> str:
    """What was counted, on which day or in which days."""
    if indicator_of(hit.code).kind == "flow":
        period = claim.when.period
        words = {"value": said(hit), "first": format_day(period.first), "last": format_day(period.last)}
        return _("Hồ sơ đếm được %(value)s từ %(first)s đến %(last)s") % words
    return _("Hồ sơ đếm được %(value)s ngày %(day)s") % {"value": said(hit), "day": format_day(hit.day)}


def _within(claim: Claim, judgement: Judgement) -> str:
    hit = judgement.found
    assert hit is not None
    if hit.comparator:
        return _("Nguồn công bố cùng ngưỡng: %(value)s, %(source)s.") % {"value": said(hit), "source": source(hit)}
    return _("Số trong hồ sơ là %(value)s, nằm trong ngưỡng văn bản nêu, %(source)s.") % {"value": said(hit), "source": source(hit)}


def _other_map(claim: Claim, judgement: Judgement) -> str:
    hit, expected = judgement.found, judgement.expected
    assert hit is not None
    units = len([u for u in tree().inside(claim.place_id, hit.map_of) if u.level == "commune"])
    words = {"value": said(hit), "map": format_day(hit.map_of), "day": format_day(claim.when.map_day), "units": format_number(units)}
    text = _("Đúng %(value)s nếu tính trên bản đồ ngày %(map)s (%(units)s đơn vị cấp xã)") % words
    if expected is None:
        return text + "."
    return text + "; " + _("trên bản đồ của ngày %(day)s là %(value)s.") % {"day": words["day"], "value": said(expected)}


def _other_definition(claim: Claim, judgement: Judgement) -> str:
    hit, expected = judgement.found, judgement.expected
    assert hit is not None
    if hit.code != claim.code:
        words = {"value": said(hit), "name": name(hit.code), "own": name(claim.code), "source": source(hit)}
        text = _("%(value)s là %(name)s (%(source)s), không phải %(own)s") % words
    elif hit.rule == "decided":
        text = _("Đúng %(value)s nếu tính theo ngày ký quyết định công nhận") % {"value": said(hit)}
        if expected is not None:
            return text + "; " + _("tính theo ngày đạt chuẩn là %s.") % said(expected)
    else:
        text = _("%(source)s công bố %(value)s theo định nghĩa khác: %(definition)s") % {
            "source": hit.source,
            "value": said(hit),
            "definition": hit.definition.rstrip("."),
        }
    return text + (("; " + _("hồ sơ là %s.") % said(expected)) if expected is not None else ".")


def _other_date(claim: Claim, judgement: Judgement) -> str:
    hit, expected = judgement.found, judgement.expected
    assert hit is not None
    words = {"value": said(hit), "day": format_day(hit.day), "source": source(hit)}
    text = _("%(value)s là số của ngày %(day)s, %(source)s") % words
    if expected is None:
        return text + "."
    return text + "; " + _("ngày %(day)s là %(value)s.") % {"day": format_day(claim.when.day), "value": said(expected)}


def _differs(claim: Claim, judgement: Judgement) -> str:
    hit = judgement.expected
    assert hit is not None
    stated = number(claim.value, claim.denominator)
    if hit.code != claim.code:
        words = {"own": name(claim.code), "name": name(hit.code), "value": said(hit)}
        return _("Không có %(own)s theo đơn vị này; %(name)s là %(value)s, cũng không khớp.") % words
    if hit.row is not None:
        return _("Số đã công bố là %(value)s, %(source)s; văn bản ghi %(stated)s.") % {
            "value": said(hit),
            "source": source(hit),
            "stated": f"{claim.comparator or ''} {stated}".strip(),
        }
    written = _("văn bản ghi %s") % f"{claim.comparator or ''} {stated}".strip()
    text = f"{_counted(claim, hit)}, {written}"
    cause = _cause(claim, hit)
    return f"{text}; {cause}." if cause else text + "."


def _cause(claim: Claim, hit: Hit) -> str:
    """Which records, entered or gone shortly before or after the day, would make the number of the text."""
    own, gap = indicator_of(claim.code), claim.value - hit.value
    if own.kind == "flow" or claim.limit is not None or gap != int(gap) or not 0 < abs(gap) <= FEW:
        return ""
    counting = queries.count(own, claim.place_id)
    day = hit.day
    for first, last, after in ((day, day + NEAR, True), (day - NEAR, day, False)):
        change = _first_step(counting.changes(first, last, None), int(gap), after)
        if change is not None:
            return _told(change, after)
    return ""


def _told(change: Change, after: bool) -> str:
    """The change as part of a sentence: "đến 12/01/2023 mới có thêm xã Đồn Đạc (Quyết định …)"."""
    words = {"names": "; ".join(record.name for record in change.records[:FEW]), "day": format_day(change.on)}
    if after:
        text = _("đến %(day)s mới có thêm %(names)s") if change.value > 0 else _("đến %(day)s không còn %(names)s")
    else:
        text = _("từ %(day)s đã có thêm %(names)s") if change.value > 0 else _("từ %(day)s đã không còn %(names)s")
    return text % words + (f" ({change.document})" if change.document else "")


def _first_step(changes: tuple[Change, ...], gap: int, after: bool) -> Change | None:
    """The nearest change if it alone makes the difference."""
    if not changes:
        return None
    change = changes[0] if after else changes[-1]
    return change if change.value == (gap if after else -gap) else None


def _not_comparable(claim: Claim, judgement: Judgement) -> str:
    own = indicator_of(claim.code)
    if judgement.reason == "denominator" and judgement.expected is not None:
        return _("Hồ sơ có %(value)s nhưng không có mẫu số %(whole)s để so.") % {
            "value": said(judgement.expected),
            "whole": format_number(claim.denominator),
        }
    if judgement.reason == "place":
        last = tree().last(claim.place_id)
        return _("%(place)s không có trên bản đồ ngày %(day)s.") % {"place": last.full_name, "day": format_day(claim.when.day)}
    return _("Văn bản tính bằng %(unit)s, còn %(name)s tính bằng %(own)s.") % {
        "unit": claim.unit,
        "name": name(claim.code),
        "own": own.unit_word,
    }


def _unknown(claim: Claim, judgement: Judgement) -> str:
    last = tree().last(claim.place_id)
    place = (tree().unit(claim.place_id, claim.when.day) or last).full_name
    words = {"name": name(claim.code), "place": place, "day": format_day(claim.when.day)}
    return _("Chưa có dữ liệu về %(name)s của %(place)s cho ngày %(day)s.") % words


_SAYS = {
    Verdict.AGREES: _agrees,
    Verdict.WITHIN_BOUND: _within,
    Verdict.OTHER_MAP: _other_map,
    Verdict.OTHER_DEFINITION: _other_definition,
    Verdict.OTHER_DATE: _other_date,
    Verdict.DIFFERS: _differs,
    Verdict.NOT_COMPARABLE: _not_comparable,
    Verdict.UNKNOWN: _unknown,
}
