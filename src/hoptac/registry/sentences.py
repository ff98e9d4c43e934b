"""The history of an organisation as sentences, in the language of the page, told from its events and what each of them changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from hoptac.common.text import format_day, format_number
from hoptac.places.tree import tree
from hoptac.registry import acts, rules
from hoptac.registry.content import MEMBERS
from hoptac.registry.enums import EventKind, Kind, Legal, Operating, Sector
from hoptac.registry.models import Descent, Event, Organisation
from hoptac.registry.preview import Change, differences
from hoptac.registry.queries import known_events


@dataclass(frozen=True)
class Sentence:
    """What happened on a day: the whole sentence, and its pieces for pages that lay them out."""

    day: date
    text: str
    kind: str
    document: str
    changes: tuple[tuple[str, str, str], ...]  # field, old and new value, in words
    event: str = ""
    corrects: bool = False
    what: str = ""  # the sentence without its day and document


def field_word(name: str) -> str:
    """A registered field as people call it."""
    words = {
        "kind": _("loại hình"),
        "name": _("tên"),
        "place_id": _("trụ sở"),
        "sector": _("lĩnh vực"),
        "legal": _("tình trạng pháp lý"),
        "operating": _("hoạt động"),
        "address": _("địa chỉ"),
        "vsic": _("ngành, nghề"),
        "vsic_version": _("danh mục ngành"),
        "charter_capital": _("vốn điều lệ"),
        "representative": _("người đại diện"),
        "members": _("thành viên"),
        "certificate": _("giấy chứng nhận"),
    }
    return words.get(name, name)


def value_word(name: str, value: Any, day: date) -> str:
    """A registered value in words; a place by its name of the day."""
    if value in (None, ""):
        return ""
    if name == "place_id":
        return (tree().unit(value, day) or tree().last(value)).full_name
    choices: dict[str, Any] = {"kind": Kind, "sector": Sector, "legal": Legal, "operating": Operating}
    if name in choices:
        return str(choices[name](value).label)
    if name == "charter_capital":
        return _("%s đồng") % format_number(value)
    if name == "vsic":
        return ", ".join(value)
    if name == "members":
        return ", ".join(f"{_members_word(kind)} {n}" for kind, n in value.items() if kind in MEMBERS)
    return str(value["no"]) if name == "certificate" else str(value)


def _members_word(kind: str) -> str:
    words = {
        "official": _("chính thức"),
        "capital": _("liên kết góp vốn"),
        "associate": _("liên kết không góp vốn"),
        "individual": _("cá nhân"),
        "household": _("hộ gia đình"),
        "legal": _("pháp nhân"),
    }
    return words[kind]


def change_words(changes: tuple[Change, ...], day: date) -> tuple[tuple[str, str, str], ...]:
    """Field, old and new value of each change, in words."""
    return tuple((field_word(one.field), value_word(one.field, one.old, day), value_word(one.field, one.new, day)) for one in changes)


def history(organisation: Organisation, known_at: datetime | None = None) -> list[Sentence]:
    """Everything that happened, in order, as far as it was on record at the instant. What was withdrawn or corrected is not told."""
    rows = {row.pk: row for row in organisation.events.all()}
    told, said = [], set()
    for step in rules.steps(known_events(organisation, known_at)):
        order, ran_out = step.happening.order, step.happening.on != rows[step.happening.order].valid_on
        told.append(sentence(rows[order], step, ran_out))
        said.add(order)
    told += [_arrival(row) for row in organisation.descents_in.select_related("event", "predecessor") if _was_known(row, known_at)]
    return sorted(told, key=lambda one: one.day)


def _was_known(row: Descent, known_at: datetime | None) -> bool:
    return known_at is None or row.event.recorded_at <= known_at


def sentence(row: Event, step: rules.Step, ran_out: bool = False) -> Sentence:
    """What an event says in the history, also before it is recorded."""
    on, kind = step.happening.on, EventKind(step.happening.kind)
    changes = change_words(differences(step), on)
    what = _("hết thời hạn tạm ngừng, kinh doanh trở lại") if ran_out else TELL.get(kind, _plain)(row, step)
    shown = [] if kind == EventKind.REGISTERED or ran_out else [_moved(*one) for one in changes]
    parts = "; ".join([what, *shown, *([row.data["reason"]] if row.data.get("reason") else [])])
    said = _said(on, parts, "" if ran_out else row.document_label)
    return Sentence(on, said, kind, row.document_label, changes, row.public_id, bool(row.corrects_id), parts)


def _said(on: date, what: str, document: str) -> str:
    words = {"day": format_day(on), "what": what, "document": document}
    return (_("Ngày %(day)s: %(what)s, theo %(document)s.") if document else _("Ngày %(day)s: %(what)s.")) % words


def _moved(field: str, old: str, new: str) -> str:
    if not old:
        return f"{field}: {new}"
    return _("%(field)s từ “%(old)s” thành “%(new)s”") % {"field": field, "old": old, "new": new or "–"}


def _plain(row: Event, step: rules.Step) -> str:
    return str(EventKind(row.kind).label)


def _founded(row: Event, step: rules.Step) -> str:
    state = step.after
    assert state is not None
    place = value_word("place_id", state.place_id, row.valid_on)
    return _("đăng ký thành lập %(kind)s “%(name)s” tại %(place)s") % {"kind": Kind(state.kind).label, "name": state.name, "place": place}


def _suspended(row: Event, step: rules.Step) -> str:
    until = row.data.get("until")
    return _("tạm ngừng kinh doanh đến hết ngày %s") % format_day(date.fromisoformat(until)) if until else _plain(row, step)


def _joined(row: Event, step: rules.Step) -> str:
    names = ", ".join(f"“{acts.name_on(one, row.valid_on)}”" for one in _known(row.data.get("into")))
    return f"{_plain(row, step)}: {names}" if names else _plain(row, step)


def _known(told: Any) -> list[Organisation]:
    names = [told] if isinstance(told, str) else list(told or ())
    return list(Organisation.objects.filter(public_id__in=names).order_by("pk"))


def _branch(row: Event, step: rules.Step) -> str:
    told = row.data.get("branch", {})
    return f"{_plain(row, step)} {' '.join(word for word in (told.get('name'), told.get('code')) if word)}".strip()


TELL: dict[str, Callable[[Event, rules.Step], str]] = {
    EventKind.REGISTERED: _founded,
    EventKind.SUSPENDED: _suspended,
    EventKind.MERGED: _joined,
    EventKind.CONSOLIDATED: _joined,
    EventKind.DIVIDED: _joined,
    EventKind.SPLIT: _joined,
    EventKind.OPENED: _branch,
    EventKind.CLOSED: _branch,
}


def _arrival(row: Descent) -> Sentence:
    """What another organisation brought to this one."""
    words = {
        EventKind.MERGED: _("nhận sáp nhập “%s”"),
        EventKind.CONSOLIDATED: _("hình thành do hợp nhất từ “%s”"),
        EventKind.DIVIDED: _("hình thành do chia từ “%s”"),
        EventKind.SPLIT: _("hình thành do tách từ “%s”"),
    }
    what = words[EventKind(row.kind)] % acts.name_on(row.predecessor, row.on)
    document = row.event.document_label
    return Sentence(row.on, _said(row.on, what, document), row.kind, document, (), row.event.public_id, False, what)
