"""What a stated number claims, and whether a record bears it out. Plain values in, a verdict out: no database, no clock."""

from __future__ import annotations

from enum import StrEnum

from hoptac.common.text import same_key

NEAR_BELOW = 0.9  # "gần 700" may be said of 630 and more
ABOUT = 0.05  # "khoảng 700" may be said of 665 to 735


class Verdict(StrEnum):
    """The eight verdicts, in the order in which they are tried."""

    AGREES = "agrees"
    WITHIN_BOUND = "within_bound"
    OTHER_MAP = "other_map"
    OTHER_DEFINITION = "other_definition"
    OTHER_DATE = "other_date"
    DIFFERS = "differs"
    NOT_COMPARABLE = "not_comparable"
    UNKNOWN = "unknown"


# Verdicts after which a person must look before the document goes out; what nobody recorded cannot be held against it.
FAILS = frozenset(
    {Verdict.OTHER_MAP, Verdict.OTHER_DEFINITION, Verdict.OTHER_DATE, Verdict.DIFFERS, Verdict.NOT_COMPARABLE}
)  # fmt: skip


class Bound(StrEnum):
    """How a word before a number bounds it."""

    ABOVE = "above"
    AT_LEAST = "at_least"
    BELOW = "below"
    AT_MOST = "at_most"
    NEAR = "near"
    ABOUT = "about"
    AS_MANY_AS = "as_many_as"  # "có đến 98%": surprise at the number, not a limit


_WORDS: tuple[tuple[str, Bound], ...] = (
    ("không quá", Bound.AT_MOST),
    ("không dưới", Bound.AT_LEAST),
    ("không vượt", Bound.AT_MOST),
    ("quá", Bound.AT_MOST),
    ("tối đa", Bound.AT_MOST),
    ("nhiều nhất", Bound.AT_MOST),
    ("trở xuống", Bound.AT_MOST),
    ("ít nhất", Bound.AT_LEAST),
    ("tối thiểu", Bound.AT_LEAST),
    ("trở lên", Bound.AT_LEAST),
    ("chưa đến", Bound.BELOW),
    ("chưa tới", Bound.BELOW),
    ("chưa đầy", Bound.BELOW),
    ("dưới", Bound.BELOW),
    ("ngót", Bound.NEAR),
    ("xấp xỉ", Bound.NEAR),
    ("gần", Bound.NEAR),
    ("khoảng", Bound.ABOUT),
    ("chừng", Bound.ABOUT),
    ("trên", Bound.ABOVE),
    ("hơn", Bound.ABOVE),
    ("vượt", Bound.ABOVE),
    ("đến", Bound.AS_MANY_AS),
    ("tới", Bound.AS_MANY_AS),
)


def bound(comparator: str | None) -> Bound | None:
    """The bound a comparator sets; None where it only directs the number ("xuống còn", "từ … lên …")."""
    words = f" {same_key(comparator or '').replace('...', ' ').replace('…', ' ')} "
    words = " ".join(words.split())
    if words.startswith("không") and words.endswith("quá"):
        return Bound.AT_MOST
    return next((found for word, found in _WORDS if f" {word} " in f" {words} "), None)


def same(one: float | int | None, other: float | int | None) -> bool:
    """Equal numbers, however they were stored."""
    if one is None or other is None:
        return one is other
    return abs(float(one) - float(other)) <= 1e-9 * max(1.0, abs(float(one)))


def rounds_to(record: float | int, stated: float | int, decimals: int) -> bool:
    """Whether the record, written with the decimals of the text, reads as the text has it. Whole numbers are never rounded to."""
    return decimals > 0 and same(round(float(record) + 1e-12, decimals), stated)


def satisfies(limit: Bound, stated: float | int, record: float | int) -> bool:
    """Whether a record lies where the bound says."""
    value, said = float(record), float(stated)
    match limit:
        case Bound.ABOVE:
            return value > said
        case Bound.AT_LEAST:
            return value >= said
        case Bound.BELOW:
            return value < said
        case Bound.AT_MOST:
            return value <= said
        case Bound.NEAR:
            return said * NEAR_BELOW <= value <= said
        case Bound.ABOUT:
            return abs(value - said) <= ABOUT * abs(said)
        case _:
            return same(value, said)


def same_bound(one: Bound | None, other: Bound | None) -> bool:
    """Whether two published bounds say the same kind of thing: "trên" and "hơn" do, "trên" and "dưới" do not."""
    return one is not None and one == other


def has_digits(value: float | int, digits: int) -> bool:
    """Whether a number has so many digits before the decimal sign: "hai con số" is 10 and more, below 100."""
    low = 10 ** (digits - 1) if digits > 1 else 0
    return digits > 0 and low <= abs(float(value)) < 10**digits


def decimals(surface: str) -> int:
    """How many decimals a number is printed with: "10,3%" has one."""
    _whole, comma, rest = surface.partition(",")
    return len(rest) - len(rest.lstrip("0123456789")) if comma else 0
