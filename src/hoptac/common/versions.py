"""Editing what another may be editing too: whoever saves second sees both texts, and nothing is overwritten unseen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import F


class Versioned(models.Model):
    """A record people edit. Its form carries `version`; it is saved with `save_if_unchanged` only."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


@dataclass(frozen=True)
class Both:
    """One field two people changed: what stands now, and what the second one wrote."""

    label: str
    theirs: Any
    mine: Any


class ChangedMeanwhile(Exception):
    """Another saved in between. `row` is the record as it stands now, `both` the fields that differ from what was to be saved."""

    def __init__(self, row: Any, both: list[Both]) -> None:
        super().__init__("changed meanwhile")
        self.row, self.both = row, both


def save_if_unchanged(row: Any, *, version: int, **values: Any) -> None:
    """Saves the values if the record still has the version its form was made from; raises ChangedMeanwhile else."""
    rows = type(row)._default_manager.filter(pk=row.pk)
    if rows.filter(version=version).update(version=F("version") + 1, **values):
        row.refresh_from_db()
        return
    now = rows.first()
    if now is None:
        raise type(row).DoesNotExist
    named = {name: str(type(row)._meta.get_field(name).verbose_name) for name in values}
    raise ChangedMeanwhile(
        now, [Both(named[name], getattr(now, name), mine) for name, mine in values.items() if getattr(now, name) != mine]
    )
