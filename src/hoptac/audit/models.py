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
    """One act: who, what, on which object, when. Written in the same transaction as the change; never changed."""

    at = models.DateTimeField(auto_now_add=True)
    actor_kind = models.CharField(max_length=20)
    actor = models.CharField(max_length=80)
    act = models.CharField(max_length=60)
    object_kind = models.CharField(max_length=40)
    object_id = models.CharField(max_length=60)
    data = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["object_kind", "object_id"], name="audit_entry_object")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor} {self.act} {self.object_kind} {self.object_id}"
