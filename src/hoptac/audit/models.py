"""What happened. No foreign keys: the trail never blocks a change and survives what it tells about."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models


@dataclass(frozen=True)
class Actor:
    """Who acts: a signed-in user, the operator at the command line, or hoptac itself while it loads shipped data."""

    kind: str
    name: str

    @classmethod
    def of(cls, user) -> Actor:
        """The actor behind a signed-in user."""
        return cls("user", user.username)


class Entry(models.Model):
    """One act: who, what, on which object, when, whence, why. Written in the same transaction as the change; never changed.

    The rows are a chain: `hash` covers the row and the hash of the row before (see `chain.py`). Its number is the row's place in the chain.
    """

    id = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor_kind = models.CharField(max_length=20)
    actor = models.CharField(max_length=80)
    act = models.CharField(max_length=60)
    object_kind = models.CharField(max_length=40)
    object_id = models.CharField(max_length=60)
    data = models.JSONField(default=dict)
    place = models.BigIntegerField(null=True)  # the place the act speaks of, for who looks after an area
    whence = models.CharField(max_length=120, default="", blank=True)
    why = models.CharField(max_length=500, default="", blank=True)
    personal = models.JSONField(default=dict, blank=True)  # subject -> field -> commitment; the values are in Sealed
    hash = models.CharField(max_length=64, default="", editable=False)

    class Meta:
        indexes = [
            models.Index(fields=["object_kind", "object_id"], name="audit_entry_object"),
            models.Index(fields=["actor", "id"], name="audit_entry_actor"),
            models.Index(fields=["act", "id"], name="audit_entry_act"),
            models.Index(fields=["place", "id"], name="audit_entry_place"),
            models.Index(fields=["at"], name="audit_entry_at"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor} {self.act} {self.object_kind} {self.object_id}"


class Salt(models.Model):
    """A person's secret. When it is gone, nothing links the commitments in the chain to the person's values any more."""

    subject = models.CharField(max_length=60, primary_key=True)
    salt = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return self.subject


class Sealed(models.Model):
    """A personal value an act spoke of, kept apart from the chain, so that it can be erased."""

    entry = models.BigIntegerField()
    subject = models.CharField(max_length=60)
    field = models.CharField(max_length=60)
    value = models.JSONField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "subject", "field"], name="audit_sealed_once")]
        indexes = [models.Index(fields=["subject", "entry"], name="audit_sealed_subject")]

    def __str__(self) -> str:
        return f"{self.entry} {self.subject} {self.field}"
