"""Two records found to be of one organisation: which was kept, what moved to it, and what undoing needs."""

from __future__ import annotations

from django.db import models

from hoptac.common.periods import Named
from hoptac.registry.models import Organisation, OrganisationQuerySet


class Joining(Named):
    """The record `double` was found to be of the organisation `kept`. Nothing of it is erased; undoing is noted here too."""

    kept = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="joinings")
    double = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="joined_into")
    moved = models.JSONField(default=dict)  # relation: the row numbers that moved
    events = models.JSONField(default=list)  # row numbers of the double's events that were withdrawn
    tax_code = models.CharField(max_length=14, blank=True)  # the double's own, free since
    joined_at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = OrganisationQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.double} → {self.kept}"
