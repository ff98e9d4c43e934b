"""Notices and how their readers want them."""

from __future__ import annotations

from django.db import models

from hoptac.common.periods import Named
from hoptac.notices.enums import Letter, Way
from hoptac.users.models import User


class NoticeQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        """One's own, and nobody else's."""
        return self.filter(user_id=getattr(viewer, "pk", None) or 0)


class Notice(Named):
    """One thing one person is told. The sentence is not kept: it is made of kind and data in the reader's language."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="notices")
    key = models.CharField(max_length=120)
    kind = models.CharField(max_length=40)
    data = models.JSONField(default=dict)
    about_kind = models.CharField(max_length=40, blank=True)
    about_id = models.CharField(max_length=60, blank=True)
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    letter = models.CharField(max_length=8, choices=Letter.choices, default=Letter.NONE)
    leaves_at = models.DateTimeField(null=True, blank=True)
    is_gathered = models.BooleanField(default=False)  # in a letter with others
    tries = models.PositiveSmallIntegerField(default=0)
    taken = models.CharField(max_length=12, blank=True)  # the run that took it to send
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="notices_notice_once")]
        indexes = [
            models.Index(fields=["user", "read_at"], name="notices_unread"),
            models.Index(fields=["letter", "leaves_at"], name="notices_letters"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Choice(models.Model):
    """How one person wants notices of one kind."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="notice_choices")
    kind = models.CharField(max_length=40)
    way = models.CharField(max_length=8, choices=Way.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "kind"], name="notices_choice_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.way}"
