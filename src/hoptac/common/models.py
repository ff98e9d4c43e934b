"""Facts about the installation itself."""

from __future__ import annotations

from django.db import models


class SiteFact(models.Model):
    """One fact about this site by name: whether it is a demonstration, which place it serves, what was loaded."""

    name = models.CharField(max_length=60, primary_key=True)
    value = models.JSONField()

    def __str__(self) -> str:
        return self.name
