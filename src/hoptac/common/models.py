"""Facts about the installation itself."""

from __future__ import annotations

from django.db import models


class SiteFact(models.Model):
    """One fact about this site by name: whether it is a demonstration, which place it serves, what was loaded."""

    name = models.CharField(max_length=60, primary_key=True)
    value = models.JSONField()

    def __str__(self) -> str:
        return self.name


class Done(models.Model):
    """An act that was done under a key: the same key by the same person gives the first outcome again (`once.py`)."""

    user = models.CharField(max_length=60)
    key = models.CharField(max_length=64)
    act = models.CharField(max_length=60)
    outcome = models.JSONField(default=dict)
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key", "act"], name="common_done_once")]

    def __str__(self) -> str:
        return f"{self.user} {self.act} {self.key}"
