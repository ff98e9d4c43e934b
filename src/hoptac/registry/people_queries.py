"""Members, officers, capital and workers of an organisation as of a day: numbers for everybody, people for who may see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet, Sum

from hoptac.accounts import gates
from hoptac.accounts.enums import Right
from hoptac.common.periods import holds_on
from hoptac.registry import people_rules as rules
from hoptac.registry.models import Organisation, State
from hoptac.registry.people_enums import MemberForm, MemberKind
from hoptac.registry.people_models import Affiliation, Membership, Officer, Person, Workers
from hoptac.registry.people_rules import Objection


@dataclass(frozen=True)
class Numbers:
    """What anybody may know: how many of each kind, the capital, the workers. None: nothing on record."""

    official: int | None
    capital: int | None
    associate: int | None
    of_2012: int
    people: int
    households: int
    bodies: int
    contributed: int | None
    unknown_contributions: int
    charter: int | None
    declared: int | None  # members as registered, where no member is on record by name
    officers: int
    workers: Workers | None
    alliance: Affiliation | None

    @property
    def total(self) -> int | None:
        """All members on record."""
        return None if self.official is None else self.official + (self.capital or 0) + (self.associate or 0)


def numbers(organisation: Organisation, day: date) -> Numbers:
    """The numbers of an organisation on a day. They name nobody, so they are counted whoever asks."""
    rows = Membership._base_manager.filter(holds_on(day), organisation=organisation)
    kinds = {f"k_{kind}": Count("pk", filter=Q(kind=kind)) for kind in MemberKind.values}
    forms = {f"f_{form}": Count("pk", filter=Q(form=form)) for form in MemberForm.values}
    known = rows.aggregate(
        n=Count("pk"), of_2012=Count("pk", filter=Q(is_of_2012=True)), contributed=Sum("contribution"),
        unknown=Count("pk", filter=Q(contribution__isnull=True) & ~Q(kind=MemberKind.ASSOCIATE)), **kinds, **forms,
    )  # fmt: skip
    any_row = known["n"] > 0 or Membership._base_manager.filter(organisation=organisation, valid_from__lte=day).exists()
    state = State.objects.on(day).filter(organisation=organisation).first()
    facts = state.facts if state else {}
    told = [known[f"k_{kind}"] if any_row else None for kind in MemberKind.values]
    return Numbers(
        *told, known["of_2012"], *(known[f"f_{form}"] for form in MemberForm.values), known["contributed"], known["unknown"],
        facts.get("charter_capital"), _declared(facts.get("members")),
        Officer._base_manager.filter(holds_on(day), organisation=organisation).count(),
        Workers.objects.filter(organisation=organisation, day__lte=day).order_by("-day").first(),
        Affiliation.objects.on(day).filter(organisation=organisation).select_related("agency").first(),
    )  # fmt: skip


def _declared(members: dict[str, int] | None) -> int | None:
    """The number of members in the registered content: the total where it is told, else the sum of the kinds."""
    if not members:
        return None
    return members.get("total") or sum(value for name, value in members.items() if name not in ("law", "total")) or None


def seat(organisation: Organisation) -> int | None:
    """The place of the organisation, its last one once it has ended: where rights to its people are asked."""
    return organisation.states.order_by("-valid_from").values_list("place_id", flat=True).first()


def may(viewer: gates.Viewer, right: Right, organisation: Organisation) -> bool:
    """Whether a viewer holds a right where the organisation stands, or on that very organisation."""
    return gates.may(viewer, right, seat(organisation), own=("organisation", organisation.public_id))


def members(organisation: Organisation, day: date, viewer: gates.Viewer) -> QuerySet[Membership]:
    """The members on a day that a viewer may see, by name."""
    rows = Membership.objects.visible_to(viewer).on(day).filter(organisation=organisation)
    return rows.select_related("person", "body").order_by("kind", "person__name_key", "body_name", "pk")


def officers(organisation: Organisation, day: date, viewer: gates.Viewer) -> QuerySet[Officer]:
    """Who holds a post on a day, where a viewer may see it."""
    return (
        Officer.objects.visible_to(viewer).on(day).filter(organisation=organisation).select_related("person").order_by("post", "valid_from")
    )


def memberships_of(person: Person, viewer: gates.Viewer) -> QuerySet[Membership]:
    """Where a person is or was a member, as far as a viewer sees those organisations' people; the latest first."""
    return Membership.objects.visible_to(viewer).filter(person=person).select_related("organisation").order_by("-valid_from")


def posts_of(person: Person, viewer: gates.Viewer) -> QuerySet[Officer]:
    """The posts a person holds or held, as far as a viewer sees them; the latest first."""
    return Officer.objects.visible_to(viewer).filter(person=person).select_related("organisation").order_by("-valid_from")


def objections(organisation: Organisation, day: date, found: Numbers) -> list[Objection]:
    """What the law has to say about members and capital on a day. Nothing where no member is on record: then nothing is known."""
    state = State.objects.on(day).filter(organisation=organisation).first()
    if state is None or found.official is None:
        return []
    told = [rules.too_few(state.kind, day, found.official)]
    most = Membership._base_manager.filter(holds_on(day), organisation=organisation, kind=MemberKind.OFFICIAL)
    shares = most.exclude(contribution=None).order_by("-contribution").values_list("contribution", flat=True)[:1]
    told += [rules.too_much_of(state.kind, day, share, found.charter) for share in shares]
    foreign = Membership._base_manager.filter(holds_on(day), organisation=organisation, is_foreign=True).aggregate(n=Sum("contribution"))[
        "n"
    ]
    told.append(rules.too_foreign(state.kind, day, foreign or 0, found.charter))
    return [one for one in told if one is not None]
