"""People in organisations: members, officers, capital and workers. Not public: rows are seen where the organisation has its seat.

A person is one subject however many organisations he belongs to; his citizen number finds him again.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery

from hoptac.accounts import gates, scoping
from hoptac.common.periods import Dated, Named, PeriodQuerySet
from hoptac.common.versions import Versioned
from hoptac.places.models import Agency
from hoptac.registry.models import Organisation, State
from hoptac.registry.people_enums import MemberForm, MemberKind, Post, Sex, Training


class AtSeatQuerySet(scoping.AreaQuerySet, PeriodQuerySet):
    """Rows of an organisation, seen where it has its seat (its last one, once it has ended) and by its own representative."""

    area = "organisation__states__place_id"

    def _limited(self, viewer: gates.Viewer) -> AtSeatQuerySet:
        places = gates.places(viewer, self.right)
        if places is None:
            return self._chain()
        own = gates.own(viewer, self.right, "organisation")
        if not places and not own:
            return self.none()
        seat = State.objects.filter(organisation=OuterRef("organisation_id")).order_by("-valid_from").values("place_id")[:1]
        return self.alias(seat_place=Subquery(seat)).filter(Q(seat_place__in=places) | Q(organisation__public_id__in=own))


class PersonQuerySet(scoping.AreaQuerySet):
    """People, seen by whoever sees one of their memberships or posts."""

    area = "memberships__organisation__states__place_id"

    def _limited(self, viewer: gates.Viewer) -> PersonQuerySet:
        if gates.places(viewer, self.right) is None:
            return self._chain()
        member = AtSeatQuerySet(Membership).visible_to(viewer).filter(person_id=OuterRef("pk"))
        officer = AtSeatQuerySet(Officer).visible_to(viewer).filter(person_id=OuterRef("pk"))
        return self.filter(Exists(member) | Exists(officer))


class Person(Named, Versioned):
    """Somebody who belongs to an organisation. Every field is personal (`personal_data.py`); lists show them masked."""

    full_name = models.CharField(max_length=120)
    name_key = models.CharField(max_length=120, db_index=True)  # folded, to find a name typed without accents
    birth_date = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=6, choices=Sex.choices, blank=True)
    citizen_number = models.CharField(max_length=12, blank=True)
    citizen_hash = models.CharField(max_length=64, null=True, blank=True, unique=True)  # under the site's key: finds a person again
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(max_length=200, blank=True)
    home_address = models.CharField(max_length=300, blank=True)
    is_synthetic = models.BooleanField(default=False)
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = scoping.ViewerManager.from_queryset(PersonQuerySet)()

    def __str__(self) -> str:
        return self.public_id


class Membership(Dated, Named):
    """A member of an organisation for a time: a person (for himself or for his household), an organisation of the register (of a
    union), or another body. A new contribution or kind ends the row and begins another."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="memberships")
    body = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="memberships_of")
    body_name = models.CharField(max_length=200, blank=True)  # a legal person that is not in the register
    holder = models.CharField(max_length=120)  # organisation and member in one word, for the guard: nobody is a member twice on a day
    kind = models.CharField(max_length=9, choices=MemberKind.choices)
    is_of_2012 = models.BooleanField(default=False)  # joined under the law of 2012, which knew one kind only
    form = models.CharField(max_length=10, choices=MemberForm.choices)
    is_foreign = models.BooleanField(default=False)
    contribution = models.BigIntegerField(null=True)  # đồng; None: not known
    is_since_list = models.BooleanField(default=False)  # the day is that of the list; when the member joined is not known
    left_because = models.CharField(max_length=200, blank=True)
    is_synthetic = models.BooleanField(default=False)
    source = models.CharField(max_length=300, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = scoping.ViewerManager.from_queryset(AtSeatQuerySet)()

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=(
                    Q(person__isnull=False, body__isnull=True, body_name="")
                    | Q(person__isnull=True, body__isnull=False, body_name="")
                    | Q(person__isnull=True, body__isnull=True) & ~Q(body_name="")
                ),
                name="registry_membership_one_member",
            ),
            models.CheckConstraint(
                condition=Q(contribution__isnull=True) | Q(contribution__gte=0), name="registry_membership_contribution"
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "valid_from"], name="registry_member_organisation"),
            models.Index(fields=["holder", "valid_from"], name="registry_member_holder"),
        ]

    def __str__(self) -> str:
        return self.public_id


class Officer(Dated, Named):
    """Somebody who holds a post in an organisation for a time."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="officers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="posts")
    post = models.CharField(max_length=10, choices=Post.choices)
    seat = models.CharField(max_length=40, null=True, blank=True)  # organisation and post where only one may hold it, for the guard
    training = models.CharField(max_length=6, choices=Training.choices, blank=True)  # empty: not known
    document_label = models.CharField(max_length=200, blank=True)
    is_synthetic = models.BooleanField(default=False)
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = scoping.ViewerManager.from_queryset(AtSeatQuerySet)()

    class Meta(Dated.Meta):
        indexes = [models.Index(fields=["organisation", "valid_from"], name="registry_officer_organisation"),
                   models.Index(fields=["seat", "valid_from"], name="registry_officer_seat")]  # fmt: skip

    def __str__(self) -> str:
        return self.public_id


class PublicQuerySet(PeriodQuerySet):
    def visible_to(self, viewer):
        """Numbers and memberships of organisations are public, as the register's other facts about them."""
        return self


class Workers(models.Model):
    """How many people worked in an organisation on a day, as it said. None: not said."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="workers")
    day = models.DateField()
    total = models.PositiveIntegerField()
    members = models.PositiveIntegerField(null=True)  # of them members
    women = models.PositiveIntegerField(null=True)
    insured = models.PositiveIntegerField(null=True)  # with social insurance
    is_synthetic = models.BooleanField(default=False)
    source = models.CharField(max_length=300, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = PublicQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "day"], name="registry_workers_once")]

    def __str__(self) -> str:
        return f"{self.organisation} {self.day} {self.total}"


class Affiliation(Dated, Named):
    """An organisation is a member of the Cooperative Alliance (an agency of the directory) for a time."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="affiliations")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    is_synthetic = models.BooleanField(default=False)
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = PublicQuerySet.as_manager()

    def __str__(self) -> str:
        return self.public_id
