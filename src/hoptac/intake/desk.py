"""The reading page as data: findings with their verdicts, filters whose counts add up, the one in view and its neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from hoptac.audit.models import Entry
from hoptac.common.days import today
from hoptac.common.text import format_day
from hoptac.intake.checked import Checked, CheckedFigure
from hoptac.intake.document import about
from hoptac.intake.marking import Mark
from hoptac.intake.models import Decision, Finding, Layer, Reading
from hoptac.intake.read_and_check import check
from hoptac.intake.rules import Verdict
from hoptac.intake.why import number
from hoptac.reading import Assignment, Figure, Findings, Person, Reference
from hoptac.web.days import here
from hoptac.web.numbers import signed
from hoptac.web.verdicts import verdict_of

OWN = "own_source"
_KINDS = {Layer.REFERENCE: "ref", Layer.ASSIGNMENT: "task", Layer.PERSON: "person"}
_MAKE = {Layer.REFERENCE: Reference, Layer.FIGURE: Figure, Layer.ASSIGNMENT: Assignment, Layer.PERSON: Person}
_HELD: dict[tuple, Checked] = {}
_KEEP = 16


@dataclass(frozen=True)
class Item:
    """A finding as the page shows it; `checked` only for figures."""

    finding: Finding
    checked: CheckedFigure | None

    @property
    def key(self) -> str:
        return self.finding.public_id

    @property
    def kind(self) -> str:
        """The verdict, or the layer's own mark."""
        return str(self.checked.verdict) if self.checked else _KINDS[Layer(self.finding.layer)]

    @property
    def group(self) -> str:
        """The chip it is counted under."""
        return OWN if self.checked and self.checked.own_source else self.kind

    @property
    def is_done(self) -> bool:
        return self.finding.decision != Decision.PENDING

    @property
    def surface(self) -> str:
        return " ".join(self.finding.surface.split())

    @property
    def word(self) -> str:
        """The short remark after the mark: what the record has, or by how much it differs."""
        return _word(self.checked) if self.checked else ""


def findings_of(rows: Sequence[Finding]) -> Findings:
    """Stored findings as the reading they came from."""
    made: dict[str, list[Any]] = {layer: [] for layer in Layer.values}
    for row in rows:
        place = {"surface": row.surface, "start": row.start, "end": row.end, "confidence": row.confidence}
        made[row.layer].append(_MAKE[Layer(row.layer)](**place, **row.data))
    return Findings(made[Layer.REFERENCE], made[Layer.FIGURE], made[Layer.ASSIGNMENT], made[Layer.PERSON])


def checked(reading: Reading, rows: Sequence[Finding], day: date | None) -> Checked:
    """The check of a reading as the records stand now: kept until anything is written anywhere, or the day turns."""
    last = Entry.objects.order_by("-pk").values_list("pk", flat=True).first()
    key = (reading.pk, reading.public_id, day, last, today())
    if key not in _HELD:
        while len(_HELD) >= _KEEP:
            _HELD.pop(next(iter(_HELD)), None)
        findings = findings_of(rows)
        head = about(reading.text, findings, reading.as_of)
        as_of = day or reading.as_of
        _HELD[key] = check(reading.text, findings, head, place_id=reading.place_id, as_of=as_of, document=reading.document)
    return _HELD[key]


def items(reading: Reading, day: date | None) -> tuple[list[Item], Checked]:
    """All findings of a reading in the order of the text, figures with their verdicts."""
    rows = list(reading.findings.all())
    result = checked(reading, rows, day)
    verdicts = iter(result.figures)
    found = [Item(row, next(verdicts) if row.layer == Layer.FIGURE else None) for row in rows]
    return found, result


def _word(one: CheckedFigure) -> str:
    hit, expected = one.found, one.expected
    if one.own_source:
        return _("tự nêu")
    match one.verdict:
        case Verdict.DIFFERS:
            gap = one.value - expected[0] if expected and one.unit != "con số" else 0
            return _("lệch %s") % signed(gap, None if gap != int(gap) else 0) if gap else _("lệch")
        case Verdict.WITHIN_BOUND:
            return number(hit.value, hit.denominator) if hit and not hit.comparator else _("cùng ngưỡng")
        case Verdict.OTHER_DATE:
            return _("số ngày %s") % format_day(hit.day) if hit else ""
        case Verdict.OTHER_MAP:
            return _("bản đồ %s") % format_day(hit.map_of) if hit else ""
        case Verdict.OTHER_DEFINITION:
            return _("định nghĩa khác")
        case Verdict.NOT_COMPARABLE:
            return _("không so")
        case Verdict.UNKNOWN:
            return _("chưa có")
    return ""


# --- filters ---------------------------------------------------------------------------------------------------------------------

LAYERS: tuple[tuple[str, Any], ...] = (
    (Layer.FIGURE, lambda: _("Số")),
    (Layer.REFERENCE, lambda: _("Văn bản")),
    (Layer.ASSIGNMENT, lambda: _("Giao việc")),
    (Layer.PERSON, lambda: _("Người")),
)
GROUPS = (*(str(verdict) for verdict in (
    Verdict.AGREES, Verdict.WITHIN_BOUND, Verdict.DIFFERS, Verdict.OTHER_DATE, Verdict.OTHER_MAP, Verdict.OTHER_DEFINITION,
    Verdict.NOT_COMPARABLE, Verdict.UNKNOWN,
)), OWN)  # fmt: skip


@dataclass(frozen=True)
class View:
    """What the page is set to: the layer, one group of verdicts or all, and the finding beside the text."""

    layer: str
    group: str
    listed: list[Item]
    current: Item | None

    @property
    def at(self) -> int:
        """The place of the current finding in its list, from 1."""
        return self.listed.index(self.current) + 1 if self.current in self.listed else 0

    def neighbour(self, step: int) -> Item | None:
        """The finding before or after."""
        n = self.at - 1 + step
        return self.listed[n] if self.current and 0 <= n < len(self.listed) else None


def view(request: HttpRequest, found: list[Item]) -> View:
    """Reads layer, verdict and finding from the address; a finding of another layer brings its own."""
    wanted = next((one for one in found if one.key == request.GET.get("finding")), None)
    layer = request.GET.get("layer") or (wanted.finding.layer if wanted else Layer.FIGURE)
    layer = layer if layer in Layer.values else str(Layer.FIGURE)
    group = request.GET.get("verdict", "")
    group = group if group in GROUPS and layer == Layer.FIGURE else ""
    if wanted is not None and (wanted.finding.layer != layer or (group and wanted.group != group)):
        layer, group = wanted.finding.layer, ""
    listed = [one for one in found if one.finding.layer == layer and group in ("", one.group)]
    return View(str(layer), group, listed, wanted or _first(listed))


def _first(listed: list[Item]) -> Item | None:
    """What to begin with: the worst that nobody looked at."""
    order = [str(v) for v in (Verdict.DIFFERS, Verdict.OTHER_DATE, Verdict.OTHER_MAP, Verdict.OTHER_DEFINITION, Verdict.NOT_COMPARABLE)]
    waiting = [one for one in listed if not one.is_done]
    return min(waiting, key=lambda one: order.index(one.group) if one.group in order else len(order), default=listed[0] if listed else None)


def chips(request: HttpRequest, found: list[Item], seen: View) -> list[dict[str, Any]]:
    """One chip for every group of figures there is; their counts add up to all figures."""
    figures = [one for one in found if one.checked]
    rows = []
    for group in GROUPS:
        count = sum(one.group == group for one in figures)
        if count:
            current = seen.group == group
            word = _("nguồn là chính văn bản") if group == OWN else str(verdict_of(group).word).lower()
            address = here(request, verdict=None if current else group, layer=Layer.FIGURE, finding=None)
            rows.append({"kind": "none" if group == OWN else group, "count": count, "word": word, "url": address, "current": current})
    return rows


def tabs(request: HttpRequest, found: list[Item], seen: View) -> list[dict[str, Any]]:
    """One tab a layer, with its count."""
    return [
        {
            "label": name(),
            "count": sum(one.finding.layer == layer for one in found),
            "url": here(request, layer=layer, verdict=None, finding=None) + "#phat-hien",
            "current": seen.layer == layer,
        }
        for layer, name in LAYERS
    ]


def address(request: HttpRequest, one: Item, seen: View, anchor: str = "#phat-hien") -> str:
    """The page with this finding beside the text; the filter stays where the finding belongs to it."""
    same = one.finding.layer == seen.layer and seen.group in ("", one.group)
    return here(request, finding=one.key, layer=one.finding.layer, verdict=seen.group if same and seen.group else None, page=None) + anchor


def marks(found: list[Item]) -> list[Mark]:
    """What is marked in the text."""
    return [Mark(one.finding.start, one.finding.end, one.key, one.finding.layer == Layer.ASSIGNMENT) for one in found]
