"""The part of the register a sheet may speak of, held so that each row finds its organisation without asking again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from hoptac.common.text import fold
from hoptac.intake.importing.rows import Near, Row
from hoptac.places.scope import scope_of
from hoptac.places.tree import tree
from hoptac.registry.likeness import core, spellings
from hoptac.registry.listing import standing_of
from hoptac.registry.models import Organisation, State

AT_ONCE = 500


@dataclass(frozen=True)
class Known:
    """An organisation as it stands, or stood at last."""

    pk: int
    public_id: str
    tax_code: str | None
    kind: str
    name: str
    place_id: int
    sector: str
    standing: str
    facts: dict[str, Any] = field(default_factory=dict, hash=False)
    ended: date | None = None


class Register:
    """Organisations by code, by name and place, and by names nearly the same."""

    def __init__(self, known: Iterable[Known], day: date) -> None:
        self.day = day
        self._by_id: dict[str, Known] = {}
        self._by_code: dict[str, Known] = {}
        self._by_name: dict[tuple[str, str, int], Known] = {}
        self._by_spelling: dict[tuple[int, str], set[Known]] = defaultdict(set)
        for one in known:
            self._by_id[one.public_id] = one
            if one.tax_code:
                self._by_code[one.tax_code] = one
            for place in self._places(one.place_id):
                self._by_name[(one.kind, fold(one.name), place)] = one
                for spelling in spellings(core(one.name)):
                    self._by_spelling[(place, spelling)].add(one)

    def _places(self, place_id: int) -> frozenset[int]:
        return tree().carried(place_id, self.day) | {place_id}

    @classmethod
    def around(cls, rows: Sequence[Row], home_id: int, day: date) -> Register:
        """All organisations that stand in the communes of the rows, or bear one of their codes."""
        map_ = tree()
        places = {row.values["place"] for row in rows if "place" in row.values}
        standing = {member for place in places for member in map_.lineage(place)}
        codes = {row.values["tax_code"] for row in rows if row.values.get("tax_code")}
        ids: set[int] = set()
        for some in _some(sorted(codes)):
            ids |= set(Organisation.objects.filter(tax_code__in=some).values_list("pk", flat=True))
        within = scope_of(home_id).place_ids()
        wanted = sorted(standing if within is None else standing & set(within) or standing)
        for some in _some(wanted):
            ids |= set(State.objects.filter(place_id__in=some).values_list("organisation_id", flat=True))
        return cls(_load(sorted(ids)), day)

    def chosen(self, public_id: str) -> Known | None:
        """The organisation a person picked."""
        found = self._by_id.get(public_id)
        if found is None and (pk := Organisation.objects.filter(public_id=public_id).values_list("pk", flat=True).first()):
            found = next(iter(_load([pk])), None)
        return found

    def exact(self, row: Row) -> Known | None:
        """The organisation with the row's tax code, else the one of its kind and name at its place."""
        code = row.values.get("tax_code")
        if code and code in self._by_code:
            return self._by_code[code]
        name, place = row.values.get("name"), row.values.get("place")
        found = self._by_name.get((row.values.get("kind", ""), fold(str(name)), place)) if name and place else None
        return None if found and code and found.tax_code and found.tax_code != code else found

    def near(self, row: Row) -> list[Near]:
        """Organisations at the row's place whose own name is the same but for common words or one typing error."""
        place, own = row.values["place"], core(row.values["name"])
        found = {one for spelling in spellings(own) for one in self._by_spelling.get((place, spelling), ())}
        same = row.values.get("representative")
        return [
            Near(one.public_id, one.name, _("cùng nơi, tên gần giống") + self._founder(one, same))
            for one in sorted(found, key=lambda one: one.name)
            if not (one.tax_code and row.values.get("tax_code") and one.tax_code != row.values["tax_code"])
        ][:5]

    @staticmethod
    def _founder(one: Known, told: Any) -> str:
        return _(", cùng người đại diện") if told and fold(str(one.facts.get("representative") or "")) == fold(str(told)) else ""


def _some(every: Sequence) -> Iterator[Sequence]:
    for start in range(0, len(every), AT_ONCE):
        yield every[start : start + AT_ONCE]


def _load(ids: Sequence[int]) -> list[Known]:
    """The last state of each organisation."""
    last: dict[int, Known] = {}
    for some in _some(ids):
        states = State.objects.filter(organisation_id__in=some).order_by("organisation_id", "valid_from")
        rows = states.values_list(
            "organisation_id",
            "organisation__public_id",
            "organisation__tax_code",
            "kind",
            "name",
            "place_id",
            "sector",
            "legal",
            "operating",
            "facts",
            "valid_to",
        )
        for pk, public_id, code, kind, name, place, sector, legal, operating, facts, ended in rows:
            last[pk] = Known(pk, public_id, code, kind, name, place, sector, standing_of(legal, operating), facts or {}, ended)
    return list(last.values())
