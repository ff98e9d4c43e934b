"""Reports as issued: the file byte for byte, and every figure frozen with it."""

from __future__ import annotations

from django.db import models

from hoptac.common.periods import Named
from hoptac.files.models import StoredFile
from hoptac.places.models import Place


class IssuedReportQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        """Issued reports are public papers."""
        return self


class IssuedReport(Named):
    """A report for a place and a day. `figures` are the figure objects as they stood when it was issued."""

    kind = models.CharField(max_length=40)
    place = models.ForeignKey(Place, on_delete=models.PROTECT)
    as_of = models.DateField()
    map_of = models.DateField()
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT)
    figures = models.JSONField()
    issued_by = models.CharField(max_length=80)
    issued_at = models.DateTimeField(auto_now_add=True)

    objects = IssuedReportQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.kind} {self.as_of}"
