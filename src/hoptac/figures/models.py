"""Values that somebody published. Two sources that disagree are two rows side by side; none is deleted."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hoptac.common.periods import Named
from hoptac.directives.models import Document
from hoptac.places.models import Place


class Status(models.TextChoices):
    """What a value is (domain sheet "reporting", §1)."""

    ACTUAL = "actual", _("thực hiện")
    ESTIMATE = "estimate", _("ước thực hiện")
    PLAN = "plan", _("kế hoạch")
    OFFICIAL = "official", _("chính thức")
    PRELIMINARY = "preliminary", _("sơ bộ")


class ReportedQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        """Published values are public."""
        return self


class ReportedValue(Named):
    """A value as published: for a day, or for a period; by a source; sometimes only as a bound ("trên 20.000")."""

    indicator = models.CharField(max_length=60, db_index=True)
    place = models.ForeignKey(Place, on_delete=models.PROTECT)
    as_of = models.DateField(null=True)
    period_first = models.DateField(null=True)
    period_last = models.DateField(null=True)
    value = models.DecimalField(max_digits=24, decimal_places=6)
    denominator = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    comparator = models.CharField(max_length=20, blank=True)
    unit = models.CharField(max_length=40)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.ACTUAL)
    definition = models.CharField(max_length=300, blank=True)  # where the source counts something else than the indicator
    source = models.CharField(max_length=300)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True)
    published_on = models.DateField(null=True)
    is_synthetic = models.BooleanField(default=False)
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = ReportedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(as_of__isnull=False, period_first__isnull=True, period_last__isnull=True)
                | Q(as_of__isnull=True, period_first__isnull=False, period_last__isnull=False),
                name="figures_reported_day_or_period",
            )
        ]
        indexes = [models.Index(fields=["indicator", "place"], name="figures_reported_lookup")]

    def __str__(self) -> str:
        return f"{self.indicator} {self.value} ({self.source})"

    @property
    def last_day(self) -> date:
        """The day the value speaks of, or the last of its period."""
        return self.as_of or self.period_last  # type: ignore[return-value]
