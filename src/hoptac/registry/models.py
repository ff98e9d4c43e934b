"""The register. Events are the truth; states are a projection of them that can be rebuilt to the same rows."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q

from hoptac.common.periods import Dated, Named, PeriodQuerySet
from hoptac.directives.models import Document
from hoptac.places.models import Place, Share
from hoptac.registry.enums import BranchKind, EventKind, Kind, Legal, Operating, Sector, Waiting


class OrganisationQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        """The register's facts about organisations are public; facts about people in them are another room's rows."""
        return self


class Organisation(Named):
    """A cooperative, a cooperative group or a union, from founding to end. What it was on a day is in its states."""

    tax_code = models.CharField(max_length=14, null=True, blank=True, unique=True)
    tax_code_note = models.CharField(max_length=200, blank=True)  # why a code of an old record does not check
    # The certificate as last issued; its address stays on the map of its day. What earlier ones said is in the states.
    certificate_no = models.CharField(max_length=60, blank=True)
    certificate_date = models.DateField(null=True, blank=True)
    certificate_issuer = models.CharField(max_length=200, blank=True)
    certificate_address = models.CharField(max_length=300, blank=True)
    is_synthetic = models.BooleanField(default=False)
    source = models.CharField(max_length=300, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = OrganisationQuerySet.as_manager()

    def __str__(self) -> str:
        return self.public_id


class Event(Named):
    """Something that happened to an organisation. Added, never changed; a mistake is corrected by another event."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=12, choices=EventKind.choices)
    valid_on = models.DateField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="corrected_by")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True)
    document_label = models.CharField(max_length=200, blank=True)
    data = models.JSONField(default=dict)  # new values, see `rules.CONTENT`; the old ones follow from the events before
    note = models.CharField(max_length=300, blank=True)
    is_synthetic = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "valid_on"], name="registry_event_day"),
            models.Index(fields=["recorded_at"], name="registry_event_recorded"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.valid_on}"


class StateQuerySet(PeriodQuerySet):
    def visible_to(self, viewer):
        """As organisations."""
        return self

    def of_kind(self, kind: str):
        """States of one kind of organisation."""
        return self.filter(kind=kind)


class State(Dated):
    """What an organisation was from one day to another: the projection of its events."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="states")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    name = models.CharField(max_length=200)
    search_key = models.CharField(max_length=200, db_index=True)
    place = models.ForeignKey(Place, on_delete=models.PROTECT)
    sector = models.CharField(max_length=12, choices=Sector.choices)
    legal = models.CharField(max_length=10, choices=Legal.choices)
    operating = models.CharField(max_length=8, choices=Operating.choices)
    facts = models.JSONField(default=dict)  # further registered content: address, vsic, charter_capital, representative, members …
    began_by = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")
    ended_by = models.ForeignKey(Event, on_delete=models.PROTECT, null=True, related_name="+")

    objects = StateQuerySet.as_manager()

    class Meta(Dated.Meta):
        indexes = [
            models.Index(fields=["kind", "place", "valid_from"], name="registry_state_count"),
            models.Index(
                fields=["search_key", "organisation", "kind", "sector", "place", "legal", "operating", "valid_from", "valid_to"],
                name="registry_state_list",  # a list in order of names, read without the rows
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def holds(self, day: date) -> bool:
        """Whether this state is in force on the day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


class Branch(Dated, Named):
    """A dependent unit of an organisation for as long as it is open: a projection of the events that opened and closed it."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="branches")
    kind = models.CharField(max_length=6, choices=BranchKind.choices)
    code = models.CharField(max_length=14, blank=True, db_index=True)  # the organisation's ten digits, "-", 001 to 999
    name = models.CharField(max_length=200)
    address = models.CharField(max_length=300, blank=True)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True)
    opened_by = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")
    closed_by = models.ForeignKey(Event, on_delete=models.PROTECT, null=True, related_name="+")

    objects = StateQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


class Descent(models.Model):
    """An organisation came, whole or in part, from another on a day: a projection of the event of the one it came from."""

    predecessor = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="descents_out")
    successor = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="descents_in")
    kind = models.CharField(max_length=12, choices=EventKind.choices)  # merged, consolidated, divided or split
    on = models.DateField()
    share = models.CharField(max_length=5, choices=Share.choices)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "successor"], name="registry_descent_once")]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor} {self.on}"


class Stand(models.Model):
    """Where organisations stand, as far as counting cares: a commune, and the other places the same organisation is known by.

    `places` are the identities of all its places where it had several ("12,345"); they decide where a split leaves doubt.
    `signature` says in which province it lies on every map; `zone` is the first stand with the same signature.
    """

    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    places = models.TextField(blank=True)
    signature = models.TextField(blank=True, db_index=True)
    zone = models.BigIntegerField(default=0, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["place", "places"], name="registry_stand_once")]

    def __str__(self) -> str:
        return f"{self.place_id} [{self.places}]"


class Delta(models.Model):
    """How many more or fewer of a sort (`cells.py`) stand somewhere from a day on. Written with the states; never a source of its own."""

    stand = models.ForeignKey(Stand, on_delete=models.PROTECT, related_name="+", db_index=False)
    cell = models.IntegerField()
    day = models.DateField()
    n = models.SmallIntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["stand", "cell", "day", "n"], name="registry_delta_stand"),
            models.Index(fields=["day", "stand", "cell", "n"], name="registry_delta_day"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.cell} {self.n:+d}"


class Total(models.Model):
    """The deltas of a zone summed over a month or a year (`span` in months) that begins on `first`; zone 0 is the country.

    `detail` 0: all sectors together; 1: sector by sector.
    """

    span = models.SmallIntegerField()
    detail = models.SmallIntegerField()
    first = models.DateField()
    zone = models.BigIntegerField()
    cell = models.IntegerField()
    n = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["zone", "span", "cell", "first"], name="registry_total_once")]
        indexes = [models.Index(fields=["span", "detail", "first", "zone", "cell", "n"], name="registry_total_read")]

    def __str__(self) -> str:
        return f"{self.first} +{self.span} {self.zone} {self.cell} {self.n:+d}"


class ProposalQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        """Prepared acts are for those who may do them: nobody who is not signed in. Screens narrow by place."""
        return self if getattr(viewer, "is_authenticated", False) else self.none()


class Proposal(Named):
    """An act prepared by one person that waits for another to confirm it."""

    act = models.CharField(max_length=30)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, null=True, related_name="proposals")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, related_name="+")  # where it would count: who may confirm
    given = models.JSONField(default=dict)  # the fields of the act as plain values
    seen = models.JSONField(default=dict)  # what the preview showed to the one who prepared it
    prepared_by_kind = models.CharField(max_length=20)
    prepared_by = models.CharField(max_length=80)
    prepared_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=9, choices=Waiting.choices, default=Waiting.WAITING)
    decided_by_kind = models.CharField(max_length=20, blank=True)
    decided_by = models.CharField(max_length=80, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    result = models.CharField(max_length=12, blank=True)  # public id of the organisation the act was done on

    objects = ProposalQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["state", "place"], name="registry_proposal_waiting")]

    def __str__(self) -> str:
        return f"{self.act} {self.public_id}"


class Producer(models.TextChoices):
    """Who makes a product."""

    ORGANISATION = "organisation", "tổ chức kinh tế tập thể"
    COMPANY = "company", "doanh nghiệp"
    HOUSEHOLD = "household", "hộ sản xuất"


class ProductQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        """Products are public."""
        return self


class Product(Named):
    """A product and who makes it where. Which programme it takes part in, and how it was rated, higher rooms know."""

    name = models.CharField(max_length=200)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="products")
    producer_kind = models.CharField(max_length=12, choices=Producer.choices)
    producer_name = models.CharField(max_length=200, blank=True)
    place = models.ForeignKey(Place, on_delete=models.PROTECT)
    is_synthetic = models.BooleanField(default=False)
    source = models.CharField(max_length=300, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = ProductQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(organisation__isnull=False) | ~Q(producer_name=""), name="registry_product_has_a_producer")
        ]

    def __str__(self) -> str:
        return self.name


from hoptac.registry import merge_models, people_models, search_models  # noqa: E402, F401  # beneath, because they lead to what stands above
