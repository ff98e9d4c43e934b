"""Reports as issued: the files byte for byte, and every figure frozen with them."""

from __future__ import annotations

from django.db import models

from hoptac.accounts import scoping
from hoptac.common.periods import Named
from hoptac.files.models import StoredFile
from hoptac.places.models import Place


class IssuedReportQuerySet(scoping.AreaQuerySet):
    """Reports of places where the viewer may read. The figures in one are public, each by itself; the paper is the office's."""

    area = "place_id"


class IssuedReport(Named):
    """A report for a place and a day. `figures` are the figure objects as they stood when it was issued; rows are never changed.

    issued_on is the day the document bears, issued_at the instant it was made. file is the DOCX; pdf the same draft as PDF.
    """

    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    place = models.ForeignKey(Place, on_delete=models.PROTECT)
    as_of = models.DateField()
    map_of = models.DateField()
    issued_on = models.DateField()
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    pdf = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    figures = models.JSONField()
    is_synthetic = models.BooleanField(default=False)
    issued_by = models.CharField(max_length=80)
    issued_at = models.DateTimeField(auto_now_add=True)

    objects = scoping.ViewerManager.from_queryset(IssuedReportQuerySet)()

    class Meta:
        indexes = [models.Index(fields=["-issued_at"], name="reporting_issued_latest")]

    def __str__(self) -> str:
        return self.title
