"""Requests by people whose data is held, their log, consents, and what may not be used meanwhile. People are (kind, id), without a key."""

from __future__ import annotations

from django.db import models

from hoptac.accounts import scoping
from hoptac.accounts.enums import Right
from hoptac.accounts.subjects.enums import Asked, How, State
from hoptac.common.periods import Named
from hoptac.common.personal import Subject
from hoptac.places.models import Place


class RequestQuerySet(scoping.AreaQuerySet):
    """Requests about people whose data is looked after in an area."""

    area = "place_id"
    right = Right.SUBJECTS


class Request(Named):
    """What a person asks concerning the data held of him, with its clocks. `place` is where it is handled."""

    subject_kind = models.CharField(max_length=20)
    subject_id = models.CharField(max_length=40)
    asked = models.CharField(max_length=8, choices=Asked.choices)
    wish = models.TextField(blank=True)
    how = models.CharField(max_length=8, choices=How.choices)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, related_name="+")
    received_on = models.DateField()
    received_by = models.CharField(max_length=80)
    first_due = models.DateField()
    done_due = models.DateField()
    identity = models.CharField(max_length=200, blank=True)  # how it was made sure who asks
    identity_by = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.RECEIVED)
    answered_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    again_on = models.DateField(null=True, blank=True)  # when what had to be held may be erased

    objects = scoping.ViewerManager.from_queryset(RequestQuerySet)()

    class Meta:
        indexes = [
            models.Index(fields=["state", "done_due"], name="subjects_request_due"),
            models.Index(fields=["subject_kind", "subject_id"], name="subjects_request_person"),
        ]

    @property
    def subject(self) -> Subject:
        """Whom it is about."""
        return Subject(self.subject_kind, self.subject_id)

    def __str__(self) -> str:
        return f"{self.asked} {self.subject}"


class StepQuerySet(scoping.AreaQuerySet):
    area = "request__place_id"
    right = Right.SUBJECTS


class Step(models.Model):
    """One line of the log of a request."""

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="steps")
    at = models.DateTimeField(auto_now_add=True)
    by = models.CharField(max_length=80)
    what = models.CharField(max_length=12)
    note = models.TextField(blank=True)

    objects = scoping.ViewerManager.from_queryset(StepQuerySet)()

    def __str__(self) -> str:
        return f"{self.request_id} {self.what}"


class ConsentQuerySet(models.QuerySet):
    def of(self, subject: Subject):
        """Those of one person."""
        return self.filter(subject_kind=subject.kind, subject_id=subject.id)

    def standing(self):
        """Those not withdrawn."""
        return self.filter(withdrawn_at=None)


class Consent(Named):
    """A person agreed to a text for a purpose. Never changed but for the instant it was withdrawn."""

    subject_kind = models.CharField(max_length=20)
    subject_id = models.CharField(max_length=40)
    purpose = models.CharField(max_length=40)
    text_version = models.CharField(max_length=20)
    text = models.TextField()  # as it was shown
    given_at = models.DateTimeField()
    given_how = models.CharField(max_length=8, choices=How.choices)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id", "purpose"],
                condition=models.Q(withdrawn_at=None),
                name="subjects_consent_standing_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.text_version}"


class RestrictionQuerySet(models.QuerySet):
    def standing(self, subject: Subject):
        """Those that hold for a person now."""
        return self.filter(subject_kind=subject.kind, subject_id=subject.id, lifted_at=None)


class Restriction(models.Model):
    """The data of a person is kept and not used until this is lifted."""

    subject_kind = models.CharField(max_length=20)
    subject_id = models.CharField(max_length=40)
    since = models.DateTimeField(auto_now_add=True)
    why = models.CharField(max_length=300)
    lifted_at = models.DateTimeField(null=True, blank=True)

    objects = RestrictionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id"], condition=models.Q(lifted_at=None), name="subjects_restriction_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject_kind} {self.subject_id}"
