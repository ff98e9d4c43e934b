"""The register. Events are the truth; states are a projection of them that can be rebuilt to the same rows."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q

from hoptac.common.periods import Dated, Named, PeriodQuerySet
from hoptac.directives.models import Document
from hoptac.places.models import Place
from hoptac.registry.enums import EventKind, Kind, Legal, Operating, Sector


class OrganisationQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        """The register's facts about organisations are public; facts about people in them are another room's rows."""
        return self


class Organisation(Named):
    """A cooperative, a cooperative group or a union, from founding to end. What it was on a day is in its states."""

    tax_code = models.CharField(max_length=14, null=True, blank=True, unique=True)
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
    data = models.JSONField(default=dict)  # new values: name, sector, kind
    note = models.CharField(max_length=300, blank=True)
    is_synthetic = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["organisation", "valid_on"], name="registry_event_day")]

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
    began_by = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")
    ended_by = models.ForeignKey(Event, on_delete=models.PROTECT, null=True, related_name="+")

    objects = StateQuerySet.as_manager()

    class Meta(Dated.Meta):
        indexes = [models.Index(fields=["kind", "place", "valid_from"], name="registry_state_count")]

    def __str__(self) -> str:
        return self.name

    def holds(self, day: date) -> bool:
        """Whether this state is in force on the day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


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
