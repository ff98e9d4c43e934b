"""Roles granted to people: on a scope, for a time."""

from __future__ import annotations

from django.db import models

from hoptac.accounts.enums import Role
from hoptac.common.periods import Dated, Named, PeriodQuerySet
from hoptac.users.models import User


class Grant(Named, Dated):
    """A person holds a role on a scope (kind and id, without a foreign key) from a day, until another."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=20, choices=Role.choices)
    scope_kind = models.CharField(max_length=20)  # place; higher rooms register agency, organisation, council
    scope_id = models.CharField(max_length=40)

    objects = PeriodQuerySet.as_manager()

    class Meta(Dated.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.user} {self.role} {self.scope_kind} {self.scope_id}"
