"""Tries the verdicts in their order on one stated number: first the records of its own day and map, then elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hoptac.figures.indicators import Indicator
from hoptac.figures.types import Number
from hoptac.intake.match import MONEY, unit_key
from hoptac.intake.match import known as indicator_of
from hoptac.intake.records import Hit, Records, hit_of
from hoptac.intake.rules import Bound, Verdict, bound, decimals, rounds_to, same, same_bound, satisfies
from hoptac.intake.when import When


@dataclass(frozen=True)
class Claim:
    """What a text says, understood: this number of this indicator, here, then. in_range: one end of "từ 5 đến 7"."""

    surface: str
    value: Number
    denominator: Number | None
    unit: str | None
    comparator: str | None
    code: str
    place_id: int
    when: When
    in_range: bool = False

    @property
    def limit(self) -> Bound | None:
        """The bound the words set."""
        found = bound(self.comparator)
        if not self.in_range:
            return found
        low = (self.comparator or "").strip().lower().startswith("từ")
        return Bound.AT_LEAST if low else Bound.AT_MOST


@dataclass(frozen=True)
class Judgement:
    """The verdict and the record behind it. expected: what the records say for the claim's own day, map and definition."""

    verdict: Verdict
    found: Hit | None = None
    expected: Hit | None = None
    reason: str = ""  # why nothing could be compared: unit, place, no_record, denominator


class Judge:
    """Judges the claims of one document against the records."""

    def __init__(self, records: Records) -> None:
        self.records = records

    def judge(self, claim: Claim) -> Judgement:
        """The first verdict that holds, in the order of the contract."""
        here = self._here(claim)
        if own := self._own_day(claim, here):
            return own
        expected = self._expected(claim, here)
        if claim.limit is None:  # a bound is never looked for elsewhere
            for search, verdict in (
                (self._other_map, Verdict.OTHER_MAP),
                (self._other_definition, Verdict.OTHER_DEFINITION),
                (self._other_date, Verdict.OTHER_DATE),
            ):
                if found := search(claim):
                    return Judgement(verdict, found, expected)
        return self._otherwise(claim, expected)

    # --- on its own day ----------------------------------------------------------------------------------------------------------

    def _here(self, claim: Claim) -> list[Hit]:
        """The records of the claim's own indicator, place, day and map: the count, or what was published for that day."""
        if not _comparable(claim, indicator_of(claim.code)):
            return []
        if self.records.is_counted(claim.code, claim.place_id, claim.when):
            figure = self.records.figure(claim.code, claim.place_id, claim.when)
            hit = hit_of(figure) if figure else None
            return [hit] if hit else []
        rows = self.records.spoken(claim.code, claim.place_id, claim.when)
        return [self.records.row_hit(row, claim.when) for row in rows]

    def _own_day(self, claim: Claim, here: list[Hit]) -> Judgement | None:
        plain = [hit for hit in here if not hit.definition]
        if claim.limit is None:
            found = next((hit for hit in plain if _equal(claim, hit)), None)
            return Judgement(Verdict.AGREES, found, found) if found else None
        found = next((hit for hit in plain if _within(claim, hit)), None)
        return Judgement(Verdict.WITHIN_BOUND, found, found) if found else None

    @staticmethod
    def _expected(claim: Claim, here: list[Hit]) -> Hit | None:
        return next((hit for hit in here if not hit.definition), None)

    # --- elsewhere ---------------------------------------------------------------------------------------------------------------

    def _other_map(self, claim: Claim) -> Hit | None:
        """The same question on the place's other maps."""
        if indicator_of(claim.code).basis != "counted":
            return None
        for map_of in self.records.other_maps(claim.place_id, claim.when.map_day):
            figure = self.records.figure(claim.code, claim.place_id, claim.when, map_of=map_of)
            hit = hit_of(figure) if figure and figure.basis == "counted" else None
            if hit and _equal(claim, hit):
                return hit
        return None

    def _other_definition(self, claim: Claim) -> Hit | None:
        """An indicator easily taken for this one, the other rule for titles, or a published value that counts something else."""
        own = indicator_of(claim.code)
        for code in own.near:
            near = replace(claim, code=code)
            found = next((hit for hit in self._here(near) if _equal(claim, hit)), None)
            if found:
                return found
        if own.rules:
            figure = self.records.figure(claim.code, claim.place_id, claim.when, rule="decided")
            hit = hit_of(figure) if figure and figure.basis == "counted" else None
            if hit and _equal(claim, hit):
                return hit
        rows = self.records.spoken(claim.code, claim.place_id, claim.when) if _comparable(claim, own) else []
        hits = (self.records.row_hit(row, claim.when) for row in rows if row.definition)
        return next((hit for hit in hits if _equal(claim, hit)), None)

    def _other_date(self, claim: Claim) -> Hit | None:
        """The same indicator here on a published day or at the end of another year."""
        own = indicator_of(claim.code)
        if not _comparable(claim, own):
            return None
        for row in self.records.published(claim.code, claim.place_id):
            hit = self.records.row_hit(row, claim.when)
            if not row.definition and hit.day != claim.when.day and _equal(claim, hit):
                return hit
        if own.basis != "counted":
            return None
        days = list(self.records.other_days(claim.code, claim.place_id, claim.when))
        values = self.records.values_on(own, claim.place_id, [when.day for when in days])
        for when in days:
            if not same(values.get(when.day), claim.value):  # type: ignore[arg-type]
                continue
            figure = self.records.figure(claim.code, claim.place_id, when)
            hit = hit_of(figure) if figure and figure.basis == "counted" else None
            if hit and _equal(claim, hit):
                return hit
        return None

    # --- otherwise ---------------------------------------------------------------------------------------------------------------

    def _otherwise(self, claim: Claim, expected: Hit | None) -> Judgement:
        own = indicator_of(claim.code)
        if expected is not None:
            if claim.denominator is not None and expected.denominator is None and same(claim.value, expected.value):
                return Judgement(Verdict.NOT_COMPARABLE, expected, expected, "denominator")
            return Judgement(Verdict.DIFFERS, expected, expected)
        if near := self._nearest_definition(claim):
            return Judgement(Verdict.DIFFERS, near, near)
        if not _comparable(claim, own):
            return Judgement(Verdict.NOT_COMPARABLE, reason="unit")
        if own.basis == "counted" and self.records.figure(claim.code, claim.place_id, claim.when) is None:
            return Judgement(Verdict.NOT_COMPARABLE, reason="place")
        return Judgement(Verdict.UNKNOWN, reason="no_record")

    def _nearest_definition(self, claim: Claim) -> Hit | None:
        """Where nothing is known of the indicator itself in this unit, what is known of the one it is taken for."""
        for code in indicator_of(claim.code).near:
            hit = next((hit for hit in self._here(replace(claim, code=code)) if not bound(hit.comparator)), None)
            if hit:
                return hit
        return None


def _comparable(claim: Claim, own: Indicator) -> bool:
    """Whether the number is in the indicator's own unit; "hai con số" tells of digits and is judged elsewhere."""
    stated, unit = unit_key(claim.unit).split("/")[0], unit_key(own.unit).split("/")[0]
    return stated == unit or not {stated, unit} & (MONEY | {"%", "con số"})


def _equal(claim: Claim, hit: Hit) -> bool:
    """The exact number: value, and denominator where both state one. A published bound is no exact number."""
    if hit.comparator and bound(hit.comparator):
        return False
    if claim.denominator is not None and not same(claim.denominator, hit.denominator):
        return False
    if same(claim.value, hit.value):
        return True
    return unit_key(claim.unit) == "%" and rounds_to(hit.value, claim.value, decimals(claim.surface))


def _within(claim: Claim, hit: Hit) -> bool:
    """Whether the record, or an equal published bound, satisfies the bound of the text."""
    limit = claim.limit
    assert limit is not None
    if claim.denominator is not None and not same(claim.denominator, hit.denominator):
        return False
    published = bound(hit.comparator)
    if published is not None:
        return same_bound(limit, published) and same(claim.value, hit.value)
    return satisfies(limit, claim.value, hit.value)
