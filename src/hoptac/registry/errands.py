"""Whatever a person comes to the register for, as one thing: an act on an organisation, a founding, a correction, a withdrawal.

`foresee` says what would be written and what it changes, `do` writes it; both take the same plain fields, so that a form, and an act that
waits for a second person, are told and done alike.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from hoptac.audit.models import Actor
from hoptac.common import site
from hoptac.common.days import today
from hoptac.common.errors import UserError
from hoptac.places.models import Place
from hoptac.places.tree import tree
from hoptac.registry import actions, acts, content, listing, rules, sentences, taxcodes
from hoptac.registry.actions import Done
from hoptac.registry.acts import Given, Planned
from hoptac.registry.checks import check_place, refuse_contradictions
from hoptac.registry.enums import COOPERATIVES, EventKind, Kind, Legal, Operating
from hoptac.registry.models import Event, Organisation, State
from hoptac.registry.preview import NEXT, differences
from hoptac.registry.projection import happenings
from hoptac.registry.rules import CONTENT, Happening, Interval, Step

REGISTER, CORRECT, WITHDRAW = "register", "correct", "withdraw"
ACT_OF = {  # by which act an event of that kind is told anew when it is corrected
    EventKind.CHANGED: "change", EventKind.MOVED: "move", EventKind.SUSPENDED: "suspend", EventKind.RESUMED: "resume",
    EventKind.STATUS: "status", EventKind.STARTED: "start", EventKind.STOPPED: "stop", EventKind.RESTARTED: "restart",
    EventKind.OPENED: "open_branch", EventKind.CLOSED: "close_branch", EventKind.CONVERTED: "convert", EventKind.MERGED: "merge",
    EventKind.CONSOLIDATED: "consolidate", EventKind.DIVIDED: "divide", EventKind.SPLIT: "split", EventKind.REVOKED: "revoke",
    EventKind.DISSOLVED: "dissolve", EventKind.BANKRUPT: "bankrupt",
}  # fmt: skip


@dataclass(frozen=True)
class Move:
    """A count that moves: what is counted where, before and after."""

    what: str
    where: str
    on: date
    before: int
    after: int


@dataclass(frozen=True)
class Foreseen:
    """What would stand in the history of one organisation. `later`: events after it; `instead`: what it replaces."""

    name: str
    public_id: str
    sentence: str
    changes: tuple[tuple[str, str, str], ...]
    moves: tuple[Move, ...]
    ends: bool = False
    later: int = 0
    instead: str = ""


def label(act: str) -> str:
    """What an errand is called."""
    words = {REGISTER: _("Đăng ký tổ chức mới"), CORRECT: _("Sửa một ghi chép"), WITHDRAW: _("Rút một ghi chép")}
    return words[act] if act in words else str(acts.ACTS[act].label) if act in acts.ACTS else act


def foresee(act: str, organisation: Organisation | None, given: Given) -> list[Foreseen]:
    """What an errand would write, for each organisation it touches. Raises UserError where it cannot be, as doing it would."""
    if act == WITHDRAW:
        event = _event(given)
        return [_foreseen(Planned(event.organisation, EventKind.WITHDRAWN, event.valid_on), given, event)]
    if act == CORRECT:
        event = _event(given)
        return [_foreseen(_corrected(event, given), given, event)]
    if act == REGISTER:
        return [_foreseen(_founding(given), given)]
    assert organisation is not None
    return [_foreseen(one, given) for one in acts.plan(act, organisation, given)]


def do(act: str, organisation: Organisation | None, given: Given, *, by: Actor) -> Done:
    """Does an errand, all of it or nothing. Raises UserError with a sentence."""
    with transaction.atomic():
        if act == REGISTER:
            return _register(given, by)
        if act == WITHDRAW:
            event = _event(given)
            return Done(event.organisation, (actions.withdraw(event=event, by=by, note=given.get("note") or ""),))
        if act == CORRECT:
            return _correct(_event(given), given, by)
        assert organisation is not None
        return actions.perform(act=act, organisation=organisation, given=given, by=by, is_synthetic=organisation.is_synthetic)


def touched(act: str, organisation: Organisation | None, given: Given) -> list[Organisation]:
    """The organisations an errand writes on."""
    if act in (CORRECT, WITHDRAW):
        return [_event(given).organisation]
    if organisation is None:
        return []
    return [organisation, *(acts.organisations(given, "others") if act == "consolidate" else [])]


def place_of(given: Given) -> Place | None:
    """The place an errand names."""
    value = given.get("place")
    return value if value is None or isinstance(value, Place) else Place.objects.get(pk=value)


def _event(given: Given) -> Event:
    event = Event.objects.select_related("organisation", "place").filter(public_id=str(given.get("event") or "")).first()
    if event is None:
        raise UserError(_("Không có ghi chép nào như vậy trong sổ."))
    return event


def _corrected(event: Event, given: Given) -> Planned:
    if event.kind == EventKind.REGISTERED:
        data = {"kind": given.get("kind") or event.data["kind"]} | content.read(given)
        place = place_of(given)
    elif event.kind in ACT_OF:
        first = acts.plan(ACT_OF[EventKind(event.kind)], event.organisation, given)[0]
        data, place = first.data, first.place
    else:
        raise UserError(_("Ghi chép này do hệ thống lập theo bản đồ; chỉ rút được, không sửa từng nội dung."))
    return Planned(event.organisation, event.kind, acts.day(given), place or event.place, event.data | data)


def _correct(event: Event, given: Given, by: Actor) -> Done:
    one = _corrected(event, given)
    made = actions.record_event(
        organisation=event.organisation, kind=event.kind, on=one.on, by=by, place=one.place, data=one.data, corrects=event,
        document=given.get("document") or "", note=given.get("note") or "", is_synthetic=event.is_synthetic,
    )  # fmt: skip
    return Done(event.organisation, (made,))


def check_new_code(code: str | None) -> str | None:
    """A tax code for a new organisation as it is kept. Raises UserError for one that does not check, or that is another's."""
    kept, _note = taxcodes.checked(code)
    if kept and Organisation.objects.filter(tax_code=kept).exists():
        raise UserError(_("Mã số thuế %s đã là của một tổ chức khác trong sổ.") % kept)
    return kept


def _founding(given: Given) -> Planned:
    if given.get("kind") not in Kind.values or place_of(given) is None:
        raise UserError(_("Đăng ký cần có loại hình và địa bàn của trụ sở."))
    code = check_new_code(given.get("tax_code"))
    data = {"kind": str(given["kind"])} | content.read(given)
    if given.get("operating") not in (None, "", Operating.ACTIVE):
        data["operating"] = str(given["operating"])
    return Planned(Organisation(tax_code=code), EventKind.REGISTERED, acts.day(given), place_of(given), data)


def _register(given: Given, by: Actor) -> Done:
    place = place_of(given)
    assert place is not None
    made = actions.register(
        kind=given["kind"], name=given["name"], place=place, on=acts.day(given), by=by, document=given.get("document") or "",
        sector=given.get("sector") or "other", tax_code=given.get("tax_code"), operating=given.get("operating") or Operating.ACTIVE,
        facts={name: given[name] for name in CONTENT if given.get(name)}, is_synthetic=site.is_demo(),
    )  # fmt: skip
    return Done(made, tuple(made.events.all()))


def _foreseen(one: Planned, given: Given, corrects: Event | None = None) -> Foreseen:
    if one.place is not None:
        check_place(one.place, one.on)
    before = happenings(one.organisation) if one.organisation.pk else []
    new = Happening(NEXT, one.kind, one.on, one.place.pk if one.place else None, corrects.pk if corrects else None, one.data)
    after = [*before, new]
    refuse_contradictions(before, after)
    steps = rules.steps(after)
    step = next((s for s in steps if s.happening.order == NEXT), None)
    first, then = (step.before, step.after) if step and corrects is None else (_last(before), _last(after))
    nearest = first or then
    instead = _stood(corrects) if corrects else ""
    return Foreseen(
        name=nearest.name if nearest else acts.name_on(one.organisation, one.on),
        public_id=one.organisation.public_id if one.organisation.pk else "",
        sentence=_sentence(one, step, given) if step else _("Rút ghi chép: %s") % instead,
        changes=_changes(first, then, one.on),
        moves=tuple(moves(first, then, one.on if corrects is None else today())),
        ends=first is not None and then is None,
        later=sum(s.happening.on > one.on for s in steps if s.happening.order != NEXT) if corrects is None else 0,
        instead=instead,
    )


def _last(events: list[Happening]) -> Interval | None:
    """What an organisation is after all of its events; None once it is no more."""
    found = rules.intervals(events)
    return found[-1] if found and found[-1].valid_to is None else None


def _changes(before: Interval | None, after: Interval | None, on: date) -> tuple[tuple[str, str, str], ...]:
    step = Step(Happening(NEXT, EventKind.CHANGED, on), before, after)
    return sentences.change_words(differences(step), on)


def _sentence(one: Planned, step: Step, given: Given) -> str:
    row = Event(
        organisation=one.organisation, kind=one.kind, valid_on=one.on, data=one.data, document_label=str(given.get("document") or "")
    )
    return sentences.sentence(row, step).text


def _stood(event: Event) -> str:
    """The sentence an event stands with now."""
    told = (one for one in sentences.history(event.organisation) if one.event == event.public_id)
    found = next(told, None)
    return found.text if found else str(EventKind(event.kind).label)


def _counted(state: Interval) -> list[tuple[str, str]]:
    """What an organisation counts as: its kind, registered; and operating, where it does."""
    kind = Kind.HTX if state.kind in COOPERATIVES else state.kind
    works = state.operating == Operating.ACTIVE and state.legal == Legal.REGISTERED
    return [(kind, "registered"), *([(kind, "active")] if works else [])]


def _around(place_id: int, on: date) -> list[int]:
    """The commune on the day, and the province it lies in."""
    map_, found = tree(), []
    held = [place_id] if map_.unit(place_id, on) else sorted(map_.carried(place_id, on))  # its territory may have another name on the day
    unit = map_.unit(held[0], on) if held else None
    if unit is not None and len(held) > 1:  # split over several communes: only what they lie in is sure
        unit = map_.unit(unit.parent_id, on) if unit.parent_id is not None else None
    while unit is not None and unit.level != "country":
        if unit.level in ("commune", "province"):
            found.append(unit.place_id)
        unit = map_.unit(unit.parent_id, on) if unit.parent_id is not None else None
    return found


def moves(before: Interval | None, after: Interval | None, on: date) -> list[Move]:
    """The counts an errand moves on a day, at the communes and provinces it touches."""
    changed: Counter[tuple[int, str, str]] = Counter()
    for state, n in ((before, -1), (after, 1)):
        for place in _around(state.place_id, on) if state else ():
            for kind, what in _counted(state):  # type: ignore[arg-type]
                changed[(place, kind, what)] += n
    return [_move(*key, n, on) for key, n in changed.items() if n]


def _move(place: int, kind: str, what: str, n: int, on: date) -> Move:
    rows = State.objects.on(on).filter(listing.in_place(place, on), kind__in=COOPERATIVES if kind == Kind.HTX else [kind])
    if what == "active":
        rows = rows.filter(listing.standing("active"))
    label = str(Kind(kind).label)
    words = _("%s đang hoạt động") % label if what == "active" else _("%s có trong sổ") % label
    now, unit = rows.count(), tree().unit(place, on)
    return Move(words, unit.full_name if unit else "", on, now, now + n)
