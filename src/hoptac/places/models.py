"""The administrative map and its bodies, as of any day.

A place is an identity; what it is called, which type it has and where it belongs are versions with days. A merger or split ends
places and makes new ones, joined by successions; nothing is overwritten. Other rooms point at the identity plus a day.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from hoptac.common.periods import Dated, PeriodQuerySet


class Level(models.TextChoices):
    """Level of a unit in the tree; depth comes from data, the two-level and three-level trees both work."""

    COUNTRY = "country", _("cả nước")
    PROVINCE = "province", _("cấp tỉnh")
    DISTRICT = "district", _("cấp huyện")
    COMMUNE = "commune", _("cấp xã")


class Act(models.Model):
    """A legal act that changed the map."""

    number = models.CharField(max_length=60, unique=True)
    title = models.TextField(blank=True)
    issuer = models.CharField(max_length=200, blank=True)
    date = models.DateField(null=True)
    status = models.CharField(max_length=10, default="seen")  # seen, memory or unknown: how sure we are of it

    def __str__(self) -> str:
        return self.number


class Place(models.Model):
    """A territory with an identity of its own. `uid` is our name for it, stable over loads."""

    uid = models.CharField(max_length=20, unique=True)

    def __str__(self) -> str:
        return self.uid


class Version(Dated):
    """What a place was from one day to another."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="versions")
    level = models.CharField(max_length=10, choices=Level.choices)
    type = models.CharField(max_length=20)
    name = models.CharField(max_length=80)
    code = models.CharField(max_length=8)
    parent = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, related_name="child_versions")
    is_rural = models.BooleanField(default=False)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    verified_from = models.DateField()
    act = models.ForeignKey(Act, on_delete=models.PROTECT, null=True)
    name_key = models.CharField(max_length=80)  # tone placement unified, accents kept
    search_key = models.CharField(max_length=120)  # type and name, folded

    objects = PeriodQuerySet.as_manager()

    class Meta(Dated.Meta):
        indexes = [
            models.Index(fields=["code"], name="places_version_code"),
            models.Index(fields=["search_key"], name="places_version_search"),
            models.Index(fields=["parent", "level"], name="places_version_parent"),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.name}"


class Share(models.TextChoices):
    """How much of a unit passed on."""

    WHOLE = "whole", _("toàn bộ")
    PART = "part", _("một phần")


class Succession(models.Model):
    """A unit passed, whole or in part, into another on a day, by an act."""

    predecessor = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="successions_out")
    successor = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="successions_in")
    on = models.DateField()
    share = models.CharField(max_length=5, choices=Share.choices)
    weight = models.FloatField(null=True)
    act = models.ForeignKey(Act, on_delete=models.PROTECT, null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["predecessor", "successor", "on"], name="places_succession_once")]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor} {self.on}"


class Agency(models.Model):
    """A body: a committee, a department, the Alliance. What it is called and where it sits are dated."""

    uid = models.CharField(max_length=40, unique=True)

    def __str__(self) -> str:
        return self.uid


class AgencyVersion(Dated):
    """A body's name at a place for a time; `successor` is who took over its work when it ended."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="versions")
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=80, blank=True)
    symbol = models.CharField(max_length=30, blank=True)  # as in document numbers: UBND, KHĐT
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True)
    successor = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="took_over_from")
    act = models.CharField(max_length=60, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta(Dated.Meta):
        pass

    def __str__(self) -> str:
        return self.name
