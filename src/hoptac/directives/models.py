"""Documents, how they hang together, and the tasks in them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hoptac.common.periods import Named
from hoptac.common.text import normalise_symbol
from hoptac.files.models import StoredFile
from hoptac.places.models import Agency, Place


class DocumentQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        """Documents are public facts: numbers, dates, titles. Their files pass the files' own gate."""
        return self

    def numbered(self, symbol: str):
        """Those whose number is the same but for misprints of blanks, slash, dash and case."""
        return self.filter(symbol_key=normalise_symbol(symbol))


class Document(Named):
    """A directive or report. It is told apart by issuer, number and date: numbers restart every year or term."""

    type = models.CharField(max_length=60)
    number = models.CharField(max_length=80, blank=True)  # as printed
    symbol_key = models.CharField(max_length=80, blank=True, db_index=True)
    issued_on = models.DateField(null=True, blank=True)
    issuer = models.CharField(max_length=200, blank=True)
    title = models.TextField(blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True)
    source = models.CharField(max_length=300, blank=True)  # where it was seen
    is_synthetic = models.BooleanField(default=False)
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["issued_on"], name="directives_document_day")]

    def __str__(self) -> str:
        return " ".join(part for part in (self.type, self.number) if part) or self.title

    def save(self, *args, **kwargs) -> None:
        self.symbol_key = normalise_symbol(self.number) if self.number else ""
        super().save(*args, **kwargs)


class RelationKind(models.TextChoices):
    """How one document stands to another (domain sheet "directives", §4)."""

    LEGAL_BASIS = "legal_basis", _("căn cứ")
    IMPLEMENTS = "implements", _("thực hiện")
    PROPOSED_BY = "proposed_by", _("theo đề nghị")
    AMENDS = "amends", _("sửa đổi, bổ sung")
    REPLACES = "replaces", _("thay thế")
    REPEALS = "repeals", _("bãi bỏ")
    REFERS = "refers", _("liên quan")


class Relation(models.Model):
    """`source` implements, is based on, amends … `target`. One document may have several parents."""

    source = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="relations_out")
    target = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="relations_in")
    kind = models.CharField(max_length=20, choices=RelationKind.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "target", "kind"], name="directives_relation_once"),
            models.CheckConstraint(condition=~Q(source=models.F("target")), name="directives_relation_to_another"),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.kind} {self.target}"


class Task(Named):
    """Something a named body was told to do: one lead, others who help, a day by which it is due."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="tasks")
    title = models.TextField()
    assigner = models.CharField(max_length=200, blank=True)
    lead = models.CharField(max_length=300)
    lead_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True)
    cooperators = models.JSONField(default=list)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True)
    due_on = models.DateField(null=True)
    due_text = models.CharField(max_length=60, blank=True)
    assigned_on = models.DateField(null=True)
    done_on = models.DateField(null=True)
    is_synthetic = models.BooleanField(default=False)
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = DocumentQuerySet.as_manager()

    def __str__(self) -> str:
        return self.title
