"""Lists of organisations as they were on a day, and one organisation with its life."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext as _

from hoptac.common import memo
from hoptac.common.measures import Ask
from hoptac.places.addresses import place_url
from hoptac.places.home import nearest
from hoptac.places.scope import scope_of
from hoptac.places.tree import Unit, tree
from hoptac.registry import searching, stands, tallies
from hoptac.registry.enums import Kind, Legal, Operating, Sector
from hoptac.registry.models import State

SORTS = {"name": ("search_key",), "registered": ("registered_on", "search_key"), "sector": ("sector", "search_key")}
FITTING = "fit"  # the order of a search: what fits best first
STANDINGS = ("", "active", "suspended", "inactive")
IDLE = "idle"  # suspended or stopped: everything registered that does not operate


@dataclass(frozen=True)
class Filters:
    """What a reader asked of the list. Unknown words count as nothing asked."""

    kind: str = ""
    text: str = ""
    place_id: int | None = None
    sector: str = ""
    standing: str = ""  # active, suspended or inactive

    @classmethod
    def read(cls, query: Any, place_id: int | None) -> Filters:
        """From the address of the page."""

        def known(name: str, words: Iterable[str]) -> str:
            value = query.get(name, "")
            return value if value in words else ""

        text = " ".join(query.get("q", "").split())[:80]
        return cls(known("kind", Kind.values), text, place_id, known("sector", Sector.values), known("standing", (*STANDINGS, IDLE)))


def states(filters: Filters, day: date, viewer: Any) -> QuerySet[State]:
    """The states in force on the day that fit, whatever their kind and standing (those are counted beside)."""
    rows = State.objects.visible_to(viewer).on(day)
    if filters.text:
        best = best_of(filters.text)
        rows = rows.filter(organisation_id__in=searching.condition(filters.text) if best is None else best)
    if filters.sector:
        rows = rows.filter(sector=filters.sector)
    if filters.place_id is not None:
        rows = rows.filter(in_place(filters.place_id, day))
    return rows


def best_of(text: str) -> list[int] | None:
    """The organisations a search finds, best first; None where so many bear the words that no choice among them is made."""
    return memo.once(("registry.best", text), lambda: None if searching.is_common(text) else searching.find(text))


def narrowed(rows: QuerySet[State], filters: Filters) -> QuerySet[State]:
    """Of those the ones of the kind and standing asked for."""
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    return rows.filter(standing(filters.standing)) if filters.standing else rows


def ordered(rows: QuerySet[State], sort: str) -> QuerySet[State]:
    """In the order asked for ("name", "-registered" …), with the day of registration beside each row."""
    names = SORTS.get(sort.lstrip("-"), SORTS["name"])
    sign = "-" if sort.startswith("-") else ""
    return _with_founding(rows).order_by(sign + names[0], *names[1:], sign + "organisation_id" if len(names) == 1 else "organisation_id")


def _with_founding(rows: QuerySet[State]) -> QuerySet[State]:
    first = State.objects.filter(organisation=OuterRef("organisation")).order_by("valid_from").values("valid_from")[:1]
    return rows.select_related("organisation").annotate(registered_on=Subquery(first))


def a_page(rows: QuerySet[State], filters: Filters, sort: str, begin: int, end: int) -> list[State]:
    """Rows `begin` to `end` of the list in its order. Which rows they are is read from the index alone; only they are then fetched."""
    best = best_of(filters.text) if filters.text and sort in ("", FITTING) else None
    if best is not None:
        place = {organisation: n for n, organisation in enumerate(best)}
        pairs = sorted((place[organisation], pk) for pk, organisation in rows.order_by().values_list("pk", "organisation_id"))
        ids = [pk for _place, pk in pairs[begin:end]]
    else:
        inside = ordered(rows, sort).values_list("pk", flat=True)
        ids = list(inside[begin:end])
    found = {state.pk: state for state in _with_founding(State.objects.filter(pk__in=ids))}
    return [found[pk] for pk in ids]


def standing(word: str) -> Q:
    """The condition behind a standing: operating, suspended, or stopped and waiting to be dissolved."""
    if word == "suspended":
        return Q(legal=Legal.SUSPENDED, operating=Operating.ACTIVE)
    if word == "inactive":
        return Q(operating=Operating.INACTIVE)
    active = Q(legal=Legal.REGISTERED, operating=Operating.ACTIVE)
    return ~active if word == IDLE else active


def in_place(place_id: int, day: date) -> Q:
    """States that count in a place on a day's map, as the measures count them: what a split leaves in doubt, other places decide."""
    scope = scope_of(place_id, day)
    if scope.is_country:
        return Q()
    sure, doubtful = _grounds.of(place_id, day)
    decided = _decided(list(doubtful), scope, day)
    inside = Q(place_id__in=RawSQL(f"VALUES {', '.join(f'({one})' for one in sure)}", [])) if sure else Q(pk__in=[])
    return inside | Q(pk__in=decided) if decided else inside


class _Grounds:
    """Which places count in a place for sure, and which by halves: follows from the map alone, so kept as long as the map is."""

    def __init__(self) -> None:
        self.map: Any = None
        self.known: dict[tuple[int, date], tuple[tuple[int, ...], tuple[int, ...]]] = {}

    def of(self, place_id: int, day: date) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Identities that count on the day's map, and those of which a part does."""
        map_ = tree()
        if self.map is not map_ or len(self.known) > 5000:
            self.map, self.known = map_, {}
        days = stands.map_days(map_)
        key = (place_id, days[bisect_right(days, day) - 1])
        if key not in self.known:
            self.known[key] = self._read(place_id, day)
        return self.known[key]

    @staticmethod
    def _read(place_id: int, day: date) -> tuple[tuple[int, ...], tuple[int, ...]]:
        scope, map_ = scope_of(place_id, day), tree()
        ids = scope.place_ids() or []
        sure = tuple(i for i in ids if scope.counts(i, day))
        rest = set(ids) - set(sure)
        return sure, tuple(i for i in sorted(rest) if any(map_.is_within(u, place_id, day) for u in map_.carried(i, day)))


_grounds = _Grounds()


def _decided(doubtful: list[int], scope: Any, day: date) -> list[int]:
    """Of the states at split places, those whose organisation is known to stand inside by another of its places."""
    if not doubtful:
        return []
    rows = list(State.objects.on(day).filter(place_id__in=doubtful).values_list("pk", "organisation_id", "place_id"))
    known: dict[int, set[int]] = {}
    for organisation, place in State.objects.filter(organisation_id__in={r[1] for r in rows}).values_list("organisation_id", "place_id"):
        known.setdefault(organisation, set()).add(place)
    return [pk for pk, organisation, place in rows if scope.counts(place, day, frozenset(known[organisation]))]


@dataclass
class Counts:
    """How many fit, by kind and by standing; from one grouped query."""

    kinds: Counter[str] = field(default_factory=Counter)
    standings: Counter[str] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        return sum(self.kinds.values())


def counts(rows: QuerySet[State], kind: str) -> Counts:
    """Counts of every kind, and of every standing within the kind in view."""
    found = Counts()
    for one, legal, operating, n in rows.order_by().values_list("kind", "legal", "operating").annotate(n=Count("pk")):
        found.kinds[one] += n
        if kind in ("", one):
            found.standings[""] += n
            found.standings[standing_of(legal, operating)] += n
    found.standings[IDLE] = found.standings["suspended"] + found.standings["inactive"]
    return found


def counts_of(filters: Filters, day: date, viewer: Any) -> Counts:
    """The counts of a list: from the kept sums where nothing is searched for, else from the rows."""
    place_id = filters.place_id if filters.place_id is not None else country_id()
    asked = Ask(place_id, params={"sector": [filters.sector]} if filters.sector else {}) if place_id is not None else None
    sorts = tallies.sorts_on(asked, day) if asked and not filters.text else None
    if sorts is None:
        return counts(states(filters, day, viewer), filters.kind)
    found = Counts()
    for sort, n in sorts:
        found.kinds[sort.kind] += n
        if filters.kind in ("", sort.kind):
            found.standings[""] += n
            found.standings[standing_of(sort.legal, sort.operating)] += n
    found.standings[IDLE] = found.standings["suspended"] + found.standings["inactive"]
    return found


def country_id() -> int | None:
    """The identity of the country on the map in use."""
    return next((place_id for place_id, versions in tree().versions.items() if versions[0].level == "country"), None)


def standing_of(legal: str, operating: str) -> str:
    """Suspended and stopped are told apart from operating; a stopped one that is suspended too counts as stopped."""
    if operating == Operating.INACTIVE:
        return "inactive"
    return "suspended" if legal == Legal.SUSPENDED else "active"


WORDS = {"active": ("ok", "check"), "suspended": ("warn", "warn"), "inactive": ("bad", "warn"), "ended": ("none", "close")}


def standing_words(word: str) -> str:
    """A standing as the page says it."""
    return {
        "": _("Đăng ký"),
        "active": _("Đang hoạt động"),
        "suspended": _("Tạm ngừng"),
        "inactive": _("Ngừng, chờ giải thể"),
        "idle": _("Không hoạt động"),
        "ended": _("Đã chấm dứt"),
        "unborn": _("Chưa thành lập"),
    }[word]


@dataclass(frozen=True)
class Located:
    """Where something stood by the names of a day: the unit, the one above it, and the page."""

    name: str
    above: str
    url: str
    now: str = ""


def located(place_id: int, day: date) -> Located:
    """The place a record stands at, by its name of the day; where the map has changed, what it belongs to on the day in view."""
    map_ = tree()
    here = map_.unit(place_id, day)
    if here is not None:
        up = map_.unit(here.parent_id, day) if here.parent_id is not None else None
        return Located(here.label, up.label if up and up.level == "district" else "", place_url(place_id, day))
    old = nearest(place_id, day)
    return Located(old.label, "", place_url(place_id, day), later_names(map_.carried(place_id, day), day))


def later_names(ids: Iterable[int], day: date) -> str:
    """The units of a day's map that hold a territory, as words."""
    units: list[Unit] = [unit for unit in (tree().unit(i, day) for i in ids) if unit]
    return " / ".join(unit.label for unit in sorted(units, key=lambda u: u.code))


def row(state: State, day: date) -> dict[str, Any]:
    """One organisation as the list shows it."""
    word = standing_of(state.legal, state.operating)
    return {
        "id": state.organisation.public_id,
        "name": state.name,
        "tax_code": state.organisation.tax_code or "",
        "kind": state.get_kind_display(),
        "place": located(state.place_id, day),
        "sector": state.get_sector_display(),
        "standing": standing_words(word),
        "tone": WORDS[word][0],
        "registered": state.registered_on,  # type: ignore[attr-defined]
        "synthetic": state.organisation.is_synthetic,
    }
