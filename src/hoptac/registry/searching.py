"""One box: organisations by name (accents or none, one typing error in a word), place, product or code.

Every word asked must be found; the last may be unfinished. Where too few bear them as typed, each word also stands for those one typing
error away that some name really has (`Spelling`). Names come before places, exact words before mended ones, short names before long.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from django.db import connection, transaction
from django.db.models.expressions import RawSQL

from hoptac.places.tree import Tree, tree
from hoptac.registry import stands
from hoptac.registry.likeness import WORD, differ_by_one, spellings, words
from hoptac.registry.models import Organisation, Product, State
from hoptac.registry.search_models import Lookup, Spelling

ENOUGH = 20  # as many as a reader looks through: with fewer, words are mended
LOOKED_AT = 400  # candidates that are put in order
MEANT = 60  # words one mistyped word may stand for
MOST_WORDS = 12
SHORTEST = 2  # shorter words are never mended
AT_ONCE = 400
VECTOR = (
    "(setweight(to_tsvector('simple', names), 'A') || setweight(to_tsvector('simple', places), 'B') || "
    "setweight(to_tsvector('simple', others), 'C'))"
)
NAMES, ALL = "names", ""
Words = Sequence[Collection[str]]  # for each word asked, those it may be


# -- asking ---------------------------------------------------------------------------------------------------------------------


def asked(text: str) -> list[str]:
    """The words of a question."""
    return list(dict.fromkeys(words(text)))[:MOST_WORDS]


def condition(text: str) -> RawSQL:
    """The organisations that bear every word as typed, as a subquery for `organisation_id__in`."""
    sql, values = _match([[word] for word in asked(text)], ALL)
    return RawSQL(f"SELECT organisation_id FROM ({sql}) found", values)


def find(text: str, most: int = LOOKED_AT) -> list[int]:
    """The organisations that fit best, best first; with words mended where too few bear them as typed."""
    told = asked(text)
    if not told:
        return []
    as_typed = [[word] for word in told]
    found = _ranked(as_typed, told, NAMES)
    if len(found) < ENOUGH:
        found += [one for one in _ranked(as_typed, told, ALL) if one not in set(found)]
    if len(found) < ENOUGH:
        meant = [[word, *_meant(word)] for word in told]
        if any(len(one) > 1 for one in meant):
            for column in (NAMES, ALL):
                found += [one for one in _ranked(meant, told, column) if one not in set(found)]
                if len(found) >= ENOUGH:
                    break
    return found[:most]


def is_common(text: str) -> bool:
    """Whether so many bear the words that the order of a list serves better than a choice of the best."""
    told = asked(text)
    sql, values = _match([[word] for word in told], ALL)
    return bool(told) and len(_read(f"SELECT organisation_id FROM ({sql}) found LIMIT {LOOKED_AT + 1}", values)) > LOOKED_AT


def _meant(word: str) -> list[str]:
    """Words of names one typing error away."""
    if len(word) < SHORTEST or any(sign.isdigit() for sign in word):
        return []
    rows = Spelling.objects.filter(spelling__in=set(spellings(word))).values_list("word", flat=True)
    return sorted({one for one in rows if differ_by_one(one, word)})[:MEANT]


def _match(meant: Words, column: str) -> tuple[str, list[str]]:
    """SQL for the organisations that have one of the words each time; the last word may go on."""
    if not meant:
        return "SELECT organisation_id FROM registry_lookup WHERE 1 = 0", []
    if connection.vendor == "sqlite":
        last = len(meant) - 1
        parts = [" OR ".join(f'"{w}"*' if n == last and k == 0 else f'"{w}"' for k, w in enumerate(some)) for n, some in enumerate(meant)]
        question = " AND ".join(f"({part})" for part in parts)
        question = f"{{{column}}} : ({question})" if column else question
        return "SELECT rowid AS organisation_id FROM registry_lookup_words WHERE registry_lookup_words MATCH %s", [question]
    weight = "A" if column == NAMES else ""
    last = len(meant) - 1

    def term(word: str, unfinished: bool) -> str:
        flags = ("*" if unfinished else "") + weight
        return f"{word}:{flags}" if flags else word

    question = " & ".join(
        "(" + " | ".join(term(w, n == last and k == 0) for k, w in enumerate(some)) + ")" for n, some in enumerate(meant)
    )
    return f"SELECT organisation_id FROM registry_lookup WHERE {VECTOR} @@ to_tsquery('simple', %s)", [question]


def _read(sql: str, values: Sequence[str]) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def _ranked(meant: Words, told: Sequence[str], column: str) -> list[int]:
    """Candidates in order: most words as typed, in the order typed, the shortest names."""
    sql, values = _match(meant, column)
    rows = _read(
        f"SELECT l.organisation_id, l.names FROM registry_lookup l JOIN ({sql} LIMIT {LOOKED_AT}) found "
        "ON found.organisation_id = l.organisation_id",
        values,
    )
    phrase = " ".join(told)

    def rank(row: tuple) -> tuple:
        own = set(row[1].split())
        return (-sum(word in own for word in told), phrase not in row[1], len(row[1]), row[1], row[0])

    return [row[0] for row in sorted(rows, key=rank)]


# -- keeping --------------------------------------------------------------------------------------------------------------------


def keep(states: Mapping[Organisation, Sequence[State]]) -> None:
    """Writes the words of organisations where they differ from those kept. Call it in the transaction that wrote the states."""
    owners = {one.pk: one for one in states}
    for some in _some(sorted(owners)):
        products = _products(some)
        wanted = {pk: _entry(owners[pk], states[owners[pk]], products.get(pk, ())) for pk in some}
        _write(some, {pk: one for pk, one in wanted.items() if one is not None})


def refresh(organisation_ids: Iterable[int]) -> None:
    """The same from what is stored: after a product or a code was recorded."""
    for some in _some(sorted(set(organisation_ids))):
        owners = Organisation.objects.in_bulk(list(some))
        found: dict[Organisation, list[State]] = {one: [] for one in owners.values()}
        for state in State.objects.filter(organisation_id__in=some).order_by("valid_from"):
            found[owners[state.organisation_id]].append(state)
        keep(found)


def rebuild() -> int:
    """All words anew; says how many organisations are kept."""
    with transaction.atomic():
        Lookup.objects.all().delete()
        Spelling.objects.all().delete()
        last = 0
        while ids := list(Organisation.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:AT_ONCE]):
            refresh(ids)
            last = ids[-1]
    return Lookup.objects.count()


def differing() -> int:
    """How many organisations have states and no words, or words and no states."""
    bare = Organisation.objects.filter(lookup__isnull=True, states__isnull=False).distinct().count()
    return bare + Lookup.objects.filter(organisation__states__isnull=True).count()


def _entry(organisation: Organisation, states: Sequence[State], products: Sequence[str]) -> Lookup | None:
    if not states:
        return None
    names = dict.fromkeys(state.search_key for state in reversed(states))
    map_ = tree()
    days = stands.map_days(map_)
    seats = dict.fromkeys((state.place_id, bisect_right(days, state.valid_from)) for state in states)
    others = [organisation.tax_code or "", organisation.public_id, *(word for name in products for word in words(name))]
    return Lookup(
        organisation_id=organisation.pk,
        names=" ".join(dict.fromkeys(" ".join(WORD.findall(name)) for name in names)),
        places=" ".join(dict.fromkeys(word for seat in seats for word in _places.of(map_, *seat, days))),
        others=" ".join(WORD.findall(" ".join(others).lower())),
    )


class _Places:
    """The words of a place: by the names of the map of a day, and of the newest. They follow from the map and are kept as long as it is."""

    def __init__(self) -> None:
        self.map: Tree | None = None
        self.known: dict[tuple[int, int], list[str]] = {}

    def of(self, map_: Tree, place_id: int, era: int, days: Sequence[date]) -> list[str]:
        """Words of the place and of what lies above it."""
        if self.map is not map_:
            self.map, self.known = map_, {}
        if (place_id, era) not in self.known:
            last = map_.last(place_id).valid_from
            on = days[era - 1]
            units = [*map_.chain(place_id, on), *(map_.last(one) for one in map_.carried(place_id, max(last, on)))]
            self.known[(place_id, era)] = [word for unit in units if unit.level != "country" for word in words(unit.name)]
        return self.known[(place_id, era)]


_places = _Places()


def _products(ids: Sequence[int]) -> dict[int, list[str]]:
    rows = Product.objects.filter(organisation_id__in=ids).order_by("organisation_id", "pk").values_list("organisation_id", "name")
    return {pk: [name for _pk, name in group] for pk, group in groupby(rows, key=lambda row: row[0])}


def _write(ids: Sequence[int], wanted: dict[int, Lookup]) -> None:
    kept = {one.pk: one for one in Lookup.objects.filter(pk__in=ids)}
    if gone := kept.keys() - wanted.keys():
        Lookup.objects.filter(pk__in=gone).delete()
    new = [one for pk, one in wanted.items() if pk not in kept]
    changed = [one for pk, one in wanted.items() if pk in kept and _text(one) != _text(kept[pk])]
    Lookup.objects.bulk_create(new, batch_size=AT_ONCE)
    if changed:
        Lookup.objects.bulk_update(changed, ["names", "places", "others"], batch_size=100)
    if new or changed:
        _learn({word for one in [*new, *changed] for word in one.names.split()})


def _text(one: Lookup) -> tuple[str, str, str]:
    return one.names, one.places, one.others


def _learn(found: Collection[str]) -> None:
    """Remembers words of names that are not known yet, each under all its spellings. Numbers are never mended."""
    wanted = sorted(word for word in found if SHORTEST <= len(word) <= 40 and not any(sign.isdigit() for sign in word))
    for some in _some(wanted):
        known = set(Spelling.objects.filter(spelling__in=some, word__in=some).values_list("word", flat=True))
        rows = [Spelling(spelling=spelling, word=word) for word in some if word not in known for spelling in set(spellings(word))]
        Spelling.objects.bulk_create(rows, batch_size=AT_ONCE, ignore_conflicts=True)


def _some(every: Sequence) -> Iterator[Sequence]:
    for begin in range(0, len(every), AT_ONCE):
        yield every[begin : begin + AT_ONCE]
