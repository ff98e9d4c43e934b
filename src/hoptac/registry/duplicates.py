"""Records that may be one organisation's: nearly the same name at one place, and whether the representative is the same too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from hoptac.common.text import fold
from hoptac.registry.likeness import core, spellings
from hoptac.registry.models import State

CROWD = 30  # a name so many bear at one place tells none of them from another


@dataclass(frozen=True)
class Pair:
    """Two organisations that may be one, the elder record first."""

    one: int
    other: int
    same_name: bool
    same_person: bool

    @property
    def why(self) -> str:
        """In words, the strongest reason first."""
        told = [_("cùng nơi, cùng tên riêng") if self.same_name else _("cùng nơi, tên gần giống")]
        return ", ".join(told + ([_("cùng người đại diện")] if self.same_person else []))


def pairs(states: QuerySet[State]) -> list[Pair]:
    """All pairs among the states of one day: of one kind, at one place, their own names the same or one typing error apart.

    Two that bear different tax codes are two organisations.
    """
    rows = list(states.values_list("organisation_id", "kind", "place_id", "name", "organisation__tax_code", "facts"))
    groups: dict[tuple, list[int]] = defaultdict(list)
    for n, (_one, kind, place, name, _code, _facts) in enumerate(rows):
        for spelling in set(spellings(core(name))):
            groups[(kind, place, spelling)].append(n)
    met = {pair for held in groups.values() if 1 < len(held) <= CROWD for pair in _couples(held)}
    found = [pair for a, b in met if (pair := _pair(rows[a], rows[b]))]
    return sorted(found, key=lambda pair: (not pair.same_name, not pair.same_person, pair.one, pair.other))


def _couples(held: list[int]) -> Iterable[tuple[int, int]]:
    return ((a, b) for n, a in enumerate(held) for b in held[n + 1 :])


def _pair(a: tuple, b: tuple) -> Pair | None:
    if a[4] and b[4] and a[4] != b[4]:
        return None
    if _numbers(a[3]) != _numbers(b[3]):
        return None  # "Tổ hợp tác số 1" and "số 2" are two
    people = [fold(str((row[5] or {}).get("representative") or "")) for row in (a, b)]
    first, second = sorted((a, b), key=lambda row: row[0])
    return Pair(first[0], second[0], core(a[3]) == core(b[3]), bool(people[0]) and people[0] == people[1])


def _numbers(name: str) -> list[str]:
    return [word for word in core(name).split() if any(sign.isdigit() for sign in word)]


def reasons(found: Iterable[Pair]) -> dict[int, str]:
    """Each organisation with why it is thought to be another's double."""
    told: dict[int, str] = {}
    for pair in found:
        told.setdefault(pair.one, pair.why)
        told.setdefault(pair.other, pair.why)
    return told
