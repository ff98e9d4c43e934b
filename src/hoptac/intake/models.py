"""What a machine read in a document waits here until a person makes it a fact, or rejects it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from hoptac.accounts import scoping
from hoptac.accounts.enums import Right
from hoptac.common.periods import Named
from hoptac.directives.models import Document
from hoptac.files.models import StoredFile
from hoptac.places.models import Place


class ReadingQuerySet(scoping.AreaQuerySet):
    """Readings of places where the viewer may read; a working paper is not public."""

    area = "place_id"


class Reading(Named):
    """A document read by the machine: its text as given and what was found in it.

    place, as_of: where and when its figures speak of if they do not say. The file is kept byte for byte; offsets count in `text`.
    """

    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT)
    title = models.CharField(max_length=300)
    text = models.TextField()
    place = models.ForeignKey(Place, on_delete=models.PROTECT)
    as_of = models.DateField(null=True, blank=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True)  # its own record, once something in it was confirmed
    read_by = models.CharField(max_length=80)
    read_at = models.DateTimeField(auto_now_add=True)

    objects = scoping.ViewerManager.from_queryset(ReadingQuerySet)()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["file", "place"], name="intake_reading_once")]

    def __str__(self) -> str:
        return self.title


class Layer(models.TextChoices):
    """What kind of thing was found."""

    REFERENCE = "reference", _("văn bản")
    FIGURE = "figure", _("số liệu")
    ASSIGNMENT = "assignment", _("giao việc")
    PERSON = "person", _("người")


class Decision(models.TextChoices):
    """What a person made of it."""

    PENDING = "pending", _("chưa xem")
    CONFIRMED = "confirmed", _("đã xác nhận")
    REJECTED = "rejected", _("đã bác bỏ")


class FindingQuerySet(scoping.AreaQuerySet):
    """As their reading."""

    area = "reading__place_id"


class Finding(Named):
    """One thing found, with its place in the text (code points)."""

    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="findings")
    layer = models.CharField(max_length=10, choices=Layer.choices)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    surface = models.TextField()
    data = models.JSONField()
    confidence = models.FloatField(default=1.0)
    where = models.JSONField(null=True)  # in the original: {"page", "paragraph"} or {"sheet", "cell"}; null for plain text
    decision = models.CharField(max_length=10, choices=Decision.choices, default=Decision.PENDING)

    objects = scoping.ViewerManager.from_queryset(FindingQuerySet)()

    class Meta:
        ordering = ["start", "-end", "pk"]

    def __str__(self) -> str:
        return self.surface


class ConfirmationQuerySet(scoping.AreaQuerySet):
    """As their finding."""

    area = "finding__reading__place_id"


class Confirmation(Named):
    """Who confirmed or rejected a finding, when, why, and which fact came of it."""

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="confirmations")
    decision = models.CharField(max_length=10, choices=Decision.choices)
    by = models.CharField(max_length=80)
    at = models.DateTimeField(auto_now_add=True)
    reason = models.CharField(max_length=300, blank=True)
    object_kind = models.CharField(max_length=40, blank=True)
    object_id = models.CharField(max_length=60, blank=True)

    objects = scoping.ViewerManager.from_queryset(ConfirmationQuerySet)()

    def __str__(self) -> str:
        return f"{self.decision} {self.finding}"


class SheetState(models.TextChoices):
    """How far a sheet has come."""

    OPEN = "open", _("đang xem trước")
    COMMITTED = "committed", _("đã nhập")
    UNDONE = "undone", _("đã hoàn tác")


class SheetQuerySet(scoping.AreaQuerySet):
    """Sheets of places where the viewer may import."""

    area = "place_id"
    right = Right.IMPORT


class Sheet(Named):
    """A spreadsheet of records on its way into a register: read on the map of `day` for `place`, mended row by row, committed as one act.

    columns: what a person chose for a head ("": leave out); repairs: row -> field -> what was typed instead;
    choices: row -> "new", "skip" or the record it means; events: what the act recorded, to take it back.
    """

    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=300)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    columns = models.JSONField(default=dict)
    repairs = models.JSONField(default=dict)
    choices = models.JSONField(default=dict)
    state = models.CharField(max_length=9, choices=SheetState.choices, default=SheetState.OPEN)
    counts = models.JSONField(default=dict)
    events = models.JSONField(default=list)
    read_by = models.CharField(max_length=80)
    read_at = models.DateTimeField(auto_now_add=True)
    committed_by = models.CharField(max_length=80, blank=True)
    committed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = scoping.ViewerManager.from_queryset(SheetQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file", "kind", "place"], condition=~models.Q(state="undone"), name="intake_sheet_once")
        ]

    def __str__(self) -> str:
        return self.title


class HeadQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        """What an office calls its columns tells of nobody."""
        return self


class Head(models.Model):
    """What an office means by the head of a column: remembered from its last sheet. An empty field: leave the column out."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)
    head = models.CharField(max_length=200)
    field = models.CharField(max_length=40, blank=True)

    objects = HeadQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["place", "kind", "head"], name="intake_head_once")]

    def __str__(self) -> str:
        return f"{self.head} → {self.field}"
