"""What organisations are looked up by: kept with the states, made anew by `rebuild states`. No source of its own."""

from __future__ import annotations

from django.db import models

from hoptac.registry.models import Organisation


class LookupQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        """Names, places and products of organisations are public."""
        return self


class Lookup(models.Model):
    """The words of one organisation, folded: its names past and present, the places it stood at, its code and products.

    The full-text index over it (FTS5, or GIN on PostgreSQL) is the database's own and follows every row by itself.
    """

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, primary_key=True, related_name="lookup")
    names = models.TextField()
    places = models.TextField(blank=True)
    others = models.TextField(blank=True)

    objects = LookupQuerySet.as_manager()

    def __str__(self) -> str:
        return self.names


class Spelling(models.Model):
    """A word of some name under a spelling: the word itself, or what is left when one sign falls out. Two words one typing error
    apart share one of these, so a word nobody bears leads to those that were meant."""

    spelling = models.CharField(max_length=40)
    word = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["spelling", "word"], name="registry_spelling_once")]

    def __str__(self) -> str:
        return f"{self.spelling} → {self.word}"
