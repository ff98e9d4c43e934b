"""Roles granted to people: on a scope, for a time; and what is proposed when a scope ends."""

from __future__ import annotations

from django.db import models

from hoptac.accounts.enums import ProposalState
from hoptac.common.periods import Dated, Named, PeriodQuerySet
from hoptac.users.models import User


class GrantQuerySet(PeriodQuerySet):
    def visible_to(self, viewer):
        """One's own, and those in the area where the viewer may grant."""
        from hoptac.accounts import overseeing

        return self.filter(overseeing.of_grants(viewer))


class ProposalQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        """Those in the area where the viewer may grant."""
        from hoptac.accounts import overseeing

        return self.filter(overseeing.of_grants(viewer, prefix="grant__", own=False))


class Grant(Named, Dated):
    """A person holds a role on a scope (kind and id, without a foreign key) from a day, until another.

    A delegated one names the grant it comes from and, where not all of its rights were passed on, which; it is never longer than that.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=20)  # a code of the role files
    scope_kind = models.CharField(max_length=20)  # place, agency; higher rooms register organisation, council
    scope_id = models.CharField(max_length=40)
    sector = models.CharField(max_length=20, blank=True, default="")  # empty: every sector
    basis = models.CharField(max_length=200, blank=True, default="")  # the decision it rests on
    delegated_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="delegations")
    only_rights = models.JSONField(default=list)  # of a delegation: the rights passed on; empty: all that may be
    granted_by = models.CharField(max_length=80, blank=True, default="")
    taken_back = models.BooleanField(default=False)  # ended before its first day was over: it gives nothing, and stays to be seen

    objects = GrantQuerySet.as_manager()

    class Meta(Dated.Meta):
        indexes = [models.Index(fields=["scope_kind", "scope_id"], name="accounts_grant_scope")]

    def __str__(self) -> str:
        return f"{self.user} {self.role} {self.scope_kind} {self.scope_id}"


class Proposal(Named):
    """The scope of a role ended on a day: who might take over is proposed to an administrator. Nothing is granted by itself.

    candidates: a list of {"id", "share"} of the same kind of scope.
    """

    grant = models.ForeignKey(Grant, on_delete=models.CASCADE, related_name="proposals")
    on = models.DateField()
    candidates = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=ProposalState.choices, default=ProposalState.OPEN)
    decided_by = models.CharField(max_length=80, blank=True)
    decided_at = models.DateTimeField(null=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["grant", "on"], name="accounts_proposal_once")]

    def __str__(self) -> str:
        return f"{self.grant} {self.on}"
