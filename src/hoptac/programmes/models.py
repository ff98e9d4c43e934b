"""Titles and ratings: who takes part in a programme, and which level was recognised when, by which decision."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from hoptac.common.periods import Dated, Named, PeriodQuerySet
from hoptac.directives.models import Document
from hoptac.places.models import Place
from hoptac.registry.models import Organisation, Product


class EnrolmentQuerySet(PeriodQuerySet):
    def visible_to(self, viewer):
        """Taking part in a programme is public."""
        return self


class Enrolment(Named, Dated):
    """A product takes part in a programme from a day, in one of its groups."""

    programme = models.CharField(max_length=20)
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="enrolments")
    group = models.CharField(max_length=20)
    document_label = models.CharField(max_length=200, blank=True)
    is_synthetic = models.BooleanField(default=False)

    objects = EnrolmentQuerySet.as_manager()

    class Meta(Dated.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.product} {self.programme}"


class RecognitionQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        """Recognitions are public decisions."""
        return self


class Recognition(Named):
    """A subject reached a level of a programme: `met_on` the day it met the standard, `decided_on` the day of the decision.

    Valid from either day, by the rule asked for, until it expires, is revoked or is replaced by a newer one.
    """

    programme = models.CharField(max_length=20)
    level = models.CharField(max_length=20)
    criteria_set = models.CharField(max_length=40, blank=True)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, related_name="recognitions")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="recognitions")
    product = models.ForeignKey(Product, on_delete=models.PROTECT, null=True, related_name="recognitions")
    met_on = models.DateField()
    decided_on = models.DateField(null=True)
    expires_on = models.DateField(null=True)  # first day it no longer holds
    revoked_on = models.DateField(null=True)
    revoked_document = models.CharField(max_length=200, blank=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True)
    document_label = models.CharField(max_length=200, blank=True)
    is_synthetic = models.BooleanField(default=False)
    note = models.CharField(max_length=300, blank=True)  # which parts are known, which invented
    source = models.CharField(max_length=300, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = RecognitionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(place__isnull=False, organisation__isnull=True, product__isnull=True)
                | Q(place__isnull=True, organisation__isnull=False, product__isnull=True)
                | Q(place__isnull=True, organisation__isnull=True, product__isnull=False),
                name="programmes_recognition_one_subject",
            ),
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True) | Q(decided_on__gte=models.F("met_on")),
                name="programmes_recognition_met_before_decided",
            ),
        ]
        indexes = [models.Index(fields=["programme", "level"], name="programmes_recognition_level")]

    def __str__(self) -> str:
        return f"{self.programme} {self.level} {self.met_on}"
