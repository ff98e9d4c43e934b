"""One finding beside the text: what it says, what the records say, how the machine understood it, what became of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from hoptac.common import links
from hoptac.common.text import format_day, format_money, format_number
from hoptac.figures.indicators import indicators
from hoptac.intake.checked import CheckedFigure
from hoptac.intake.models import Confirmation, Finding, Layer
from hoptac.intake.rules import Verdict
from hoptac.intake.why import number
from hoptac.places.tree import tree


def said(one: CheckedFigure) -> str:
    """The number of the text as it stands there, without its noun."""
    if one.unit and one.unit.split("/")[0] == "đồng":
        text = format_money(one.value)
    else:
        text = number(one.value, one.denominator, "%" if one.unit == "%" else "")
    return f"{one.comparator} {text}" if one.comparator else text


def record(one: CheckedFigure) -> dict[str, Any] | None:
    """What the records say beside it: for the claim's own day, else the record that was found."""
    hit = one.found
    if one.expected is None and hit is None:
        return None
    value, denominator = one.expected or (hit.value, hit.denominator)  # type: ignore[union-attr]
    known = indicators()[one.indicator] if one.indicator else None
    if one.expected is None and hit is not None:
        known = indicators()[hit.code]
    unit = known.unit_word if known and (known.unit in ("%", "đồng", "USD")) else ""
    bound = hit.comparator if hit is not None and hit.comparator else ""
    shown = number(value, None, "%" if unit == "%" else "")
    basis = "reported" if hit is not None and hit.row is not None else "counted"
    return {
        "value": f"{bound} {shown}" if bound else value,
        "denominator": denominator,
        "unit_word": "" if bound and unit == "%" else unit,
        "link": hit.link if hit and (one.expected is None or one.verdict in SAME_DAY) else one.link,
        "as_of": hit.day if hit and one.expected is None else one.as_of,
        "map_of": one.as_of,
        "basis": basis,
        "source": hit.source if hit else "",
        "why": "",
    }


SAME_DAY = (Verdict.AGREES, Verdict.WITHIN_BOUND, Verdict.DIFFERS)


def understood(one: CheckedFigure, phrase: str) -> list[tuple[str, str]]:
    """How the machine understands the sentence, as rows of name and value."""
    known = indicators()[one.indicator] if one.indicator else None
    unit = (tree().unit(one.place_id, one.as_of) or tree().last(one.place_id)) if one.place_id is not None else None
    days = {
        "stated": _("%(day)s, văn bản ghi cho số này") % {"day": format_day(one.as_of)},
        "paragraph": _("%(day)s, từ “%(words)s”") % {"day": format_day(one.as_of), "words": one.words},
        "asked": _("%s, ngày đang xem") % format_day(one.as_of),
        "document": _("%s, ngày của văn bản") % format_day(one.as_of),
        "today": _("%s, hôm nay: văn bản không ghi ngày") % format_day(one.as_of),
    }
    maps = _("của ngày đó")
    if one.verdict == Verdict.OTHER_MAP:
        maps = _("khớp trên bản đồ ngày %s") % format_day(one.map_of)
    elif one.map_of not in (None, one.as_of):
        maps = _("của ngày %s, văn bản ghi") % format_day(one.map_of)
    whole = one.expected[1] if one.expected else one.found.denominator if one.found else None
    base = _(", mẫu số %s") % format_number(whole) if whole is not None else ""
    return [
        (_("Chỉ tiêu"), known.label if known else _("chưa có chỉ tiêu; máy đọc: %s") % (phrase or "?")),
        (_("Địa bàn"), unit.full_name[:1].upper() + unit.full_name[1:] if unit else _("không rõ")),
        (_("Tại ngày"), days[one.origin]),
        (_("Bản đồ"), maps + base),
    ]


def told(finding: Finding) -> list[tuple[str, str]]:
    """What was read in a finding that is no figure."""
    data = finding.data
    match finding.layer:
        case Layer.REFERENCE:
            return [
                (_("Loại"), data.get("type")), (_("Số, ký hiệu"), data.get("symbol")), (_("Ngày"), _iso(data.get("date"))),
                (_("Cơ quan ban hành"), data.get("issuer")),
            ]  # fmt: skip
        case Layer.ASSIGNMENT:
            return [
                (_("Người giao"), data.get("assigner")), (_("Chủ trì"), data.get("lead")),
                (_("Phối hợp"), "; ".join(data.get("cooperators") or []) or _("không có")), (_("Việc"), data.get("task")),
                (_("Hạn"), _iso(data.get("deadline")) or _("không ghi")),
            ]  # fmt: skip
        case _:
            return [(_("Họ tên"), data.get("name")), (_("Chức vụ"), data.get("role")), (_("Cơ quan"), data.get("organisation"))]


def where(finding: Finding) -> str:
    """The place in the original: `trang 3, đoạn 2`, `ô B7 trang tính “Tổng hợp”`; empty for plain text."""
    place = finding.where or {}
    if "cell" in place:
        if finding.reading.file.label.lower().endswith(".xlsx"):
            return _("ô %(cell)s trang tính “%(sheet)s”") % {"cell": place["cell"], "sheet": place["sheet"]}
        return _("ô %(cell)s, %(sheet)s") % {"cell": place["cell"], "sheet": place["sheet"][:1].lower() + place["sheet"][1:]}
    parts = [(_("trang %s"), place.get("page")), (_("đoạn %s"), place.get("paragraph"))]
    return ", ".join(text % number for text, number in parts if number is not None)


def _iso(text: str | None) -> str:
    if text and len(text) == 10 and text[4] == text[7] == "-":
        return format_day(date.fromisoformat(text))
    return text or ""


def outcome(finding: Finding) -> dict[str, Any] | None:
    """What became of a decided finding: who, when, why, and the fact with its address."""
    row: Confirmation | None = finding.confirmations.order_by("-pk").first()
    if row is None:
        return None
    words = {"document": _("văn bản"), "reported_value": _("số công bố"), "task": _("nhiệm vụ")}
    return {
        "decision": row.decision,
        "by": row.by,
        "at": row.at,
        "reason": row.reason,
        "what": words.get(row.object_kind, ""),
        "url": links.url(row.object_kind, row.object_id) if row.object_kind else "",
    }
