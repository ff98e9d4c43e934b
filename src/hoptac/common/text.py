"""Numbers, days and names in Vietnamese: the reading room's, for every room."""

from hoptac.reading.text import (
    fold,
    format_day,
    format_long_day,
    format_money,
    format_number,
    format_percent,
    nfc,
    normalise_symbol,
    same_key,
    sort_key,
)

__all__ = [
    "fold",
    "format_day",
    "format_long_day",
    "format_money",
    "format_number",
    "format_percent",
    "nfc",
    "normalise_symbol",
    "same_key",
    "sort_key",
]
