"""More events of many organisations at once, by the rules of single acts; and taking what one act recorded back, by withdrawing it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from hoptac.audit import actions as audit
from hoptac.audit.models import Actor
from hoptac.common import ports
from hoptac.common.errors import UserError
from hoptac.common.text import nfc
from hoptac.directives import actions as directives
from hoptac.places.models import Place
from hoptac.registry.actions import check_place, refuse_contradictions
from hoptac.registry.enums import EventKind
from hoptac.registry.histories import Past
from hoptac.registry.models import Event, Organisation
from hoptac.registry.projection import happenings, of_events, project

AT_ONCE = 500


def record_more(*, additions: Sequence[tuple[Organisation, Sequence[Past]]], by: Actor) -> list[Event]:
    """Records further events of organisations that stand in the register, all or none.

    Raises UserError, with the organisation's name, where an event cannot be.
    """
    made: list[Event] = []
    with transaction.atomic():
        for organisation, pasts in additions:
            before = happenings(organisation)
            events = [_made(organisation, past) for past in pasts]
            after = [*before, *of_events(events)]
            try:
                refuse_contradictions(before, after)
                project(organisation, after)
            except UserError as error:
                raise UserError(f"{_name(organisation)}: {error.sentence}", error.details) from None
            made += events
        audit.write_all(by=by, acts=(_act(event) for event in made))
    return made


def _made(organisation: Organisation, past: Past) -> Event:
    if past.place_id is not None:
        check_place(Place.objects.get(pk=past.place_id), past.told_on)
    ports.ask_guards("registry.event", organisation=organisation, kind=past.kind, on=past.on)
    return Event.objects.create(
        organisation=organisation,
        kind=past.kind,
        valid_on=past.on,
        place_id=past.place_id,
        document=directives.known(number=past.document),
        document_label=nfc(past.document)[:200],
        data=past.data,
        note=nfc(past.note),
    )


def _name(organisation: Organisation) -> str:
    return organisation.states.order_by("-valid_from").values_list("name", flat=True).first() or organisation.public_id


def _act(event: Event) -> audit.Act:
    organisation = event.organisation
    told = {"event": event.public_id, "on": event.valid_on, "document": event.document_label}
    return audit.Act(f"organisation.{event.kind}", "organisation", organisation.public_id, told, event.place_id)


def later_than(events: Iterable[Event]) -> list[Event]:
    """Events of the same organisations that were recorded after the last of these and stand upon them."""
    by_organisation: dict[int, int] = {}
    for event in events:
        by_organisation[event.organisation_id] = max(by_organisation.get(event.organisation_id, 0), event.pk)
    found: list[Event] = []
    for ids in _some(sorted(by_organisation)):
        rows = Event.objects.filter(organisation_id__in=ids).select_related("organisation").order_by("pk")
        found += [row for row in rows if row.pk > by_organisation[row.organisation_id]]
    return found


def withdraw(*, events: Sequence[Event], by: Actor, on: date, note: str) -> int:
    """Takes events back: each is withdrawn by another, nothing is erased. An organisation without any event left gives its tax code free.

    Raises UserError when something recorded later stands upon them.
    """
    if later := later_than(events):
        raise UserError(
            note_of_later(later[0]),
            [f"{_name(row.organisation)}: {EventKind(row.kind).label}" for row in later[:20]],
        )
    with transaction.atomic():
        rows = Event.objects.bulk_create(
            [
                Event(
                    organisation_id=event.organisation_id, kind=EventKind.WITHDRAWN, valid_on=event.valid_on, corrects=event, note=nfc(note)
                )
                for event in events
            ],
            batch_size=AT_ONCE,
        )
        ids = sorted({event.organisation_id for event in events})
        for some in _some(ids):
            for organisation in Organisation.objects.filter(pk__in=some).order_by("pk"):
                project(organisation)
        for some in _some(ids):
            Organisation.objects.filter(pk__in=some, states__isnull=True).update(tax_code=None)
        names = dict(pair for some in _some(ids) for pair in Organisation.objects.filter(pk__in=some).values_list("pk", "public_id"))
        audit.write_all(
            by=by,
            acts=(
                audit.Act("organisation.withdrawn", "organisation", names[row.organisation_id], {"event": row.public_id, "on": on})
                for row in rows
            ),
        )
    return len(rows)


def note_of_later(event: Event) -> str:
    """Why what was recorded cannot be taken back any more."""
    return _("Không hoàn tác được: sau đó đã có ghi chép khác dựa trên các tổ chức này, trước hết là %s.") % _name(event.organisation)


def _some(every: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(every), AT_ONCE):
        yield every[start : start + AT_ONCE]
