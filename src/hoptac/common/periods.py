"""Abstract parts of models that hold for a time."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from hoptac.common.ids import new_id


def holds_on(day: date, prefix: str = "") -> Q:
    """The condition "valid on this day" for half-open periods, for the model at `prefix` ("versions__")."""
    first, after = f"{prefix}valid_from__lte", f"{prefix}valid_to"
    return Q(**{first: day}) & (Q(**{f"{after}__isnull": True}) | Q(**{f"{after}__gt": day}))


class PeriodQuerySet(models.QuerySet):
    """Rows with valid_from and valid_to."""

    def on(self, day: date):
        """Those that hold on the day."""
        return self.filter(holds_on(day))


class Dated(models.Model):
    """Holds from a first day to the first day after; empty means still."""

    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")), name="%(app_label)s_%(class)s_period_not_empty"
            )
        ]


class Named(models.Model):
    """Known outside by a name that tells nothing."""

    public_id = models.CharField(max_length=12, unique=True, default=new_id, editable=False)

    class Meta:
        abstract = True
