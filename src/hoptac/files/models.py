"""Stored evidence, addressed by its content."""

from __future__ import annotations

from pathlib import Path

from django.db import models

from hoptac.common import paths
from hoptac.common.periods import Named


class StoredFile(Named):
    """A file as received, byte for byte. Its stored name is its SHA-256; the sender's name is only a label."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()
    label = models.CharField(max_length=255)
    media_type = models.CharField(max_length=120, blank=True)
    stored_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.label

    @property
    def path(self) -> Path:
        """Where the bytes lie in the data folder."""
        return paths.data_folder() / "files" / self.sha256[:2] / self.sha256

    def read(self) -> bytes:
        """The bytes."""
        return self.path.read_bytes()
