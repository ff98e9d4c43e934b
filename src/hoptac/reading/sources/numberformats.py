"""How Excel shows a number: as a percentage, a day, an hour, or plainly; in the writing of Vietnamese documents."""

from __future__ import annotations

import math
import re
from datetime import datetime, timedelta
from xml.etree import ElementTree

_BUILT_IN = {9: "0%", 10: "0.00%", 14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm"}
_BUILT_IN |= {21: "h:mm:ss", 22: "dd/mm/yyyy h:mm", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss"}
_BUILT_IN |= dict.fromkeys([*range(27, 37), *range(50, 59)], "dd/mm/yyyy")  # East Asian days
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE)


def styles_of(styles: ElementTree.Element | None) -> list[str]:
    """The kind of number each cell style shows: "%2" (per cent, at most 2 digits behind), "d/m/y", "m/y", "y", "d/m", "h", or ""."""
    if styles is None:
        return []
    own: dict[int, str] = {}
    found: list[str] = []
    for part in styles:
        name = part.tag.rsplit("}", 1)[-1]
        if name == "numFmts":
            own = {int(f.get("numFmtId") or 0): f.get("formatCode") or "" for f in part if (f.get("numFmtId") or "").isdecimal()}
        elif name == "cellXfs":
            ids = [f.get("numFmtId") or "0" for f in part]
            found = [kind_of(own.get(int(i)) or _BUILT_IN.get(int(i), "")) if i.isdecimal() else "" for i in ids]
    return found


def kind_of(code: str) -> str:
    """What a format shows; its first part is that of positive numbers."""
    plain = _QUOTED.sub("", code.split(";")[0]).lower()
    if "%" in plain:
        digits = re.search(r"\.([0#?]+)", plain)
        return f"%{max(len(digits[1]) if digits else 0, 2)}"
    if plain in ("general", "@") or not re.search(r"[dmyhs]", plain) or re.search(r"[0#?]", plain.replace("ss.0", "")):
        return ""
    has_day, has_year = "d" in plain, "y" in plain
    has_month = bool(re.search(r"m", re.sub(r"h+\]?:?m+|m+:s+|:m+", "", plain)))
    parts = [letter for letter, there in (("d", has_day), ("m", has_month), ("y", has_year)) if there]
    return "/".join(parts) if parts and "".join(parts) != "dy" else "h"


def shown(value: str, kind: str, since_1904: bool = False) -> str:
    """The number of a cell as a document would print it."""
    try:
        number = float(value)
    except ValueError:
        return value
    if not math.isfinite(number) or abs(number) >= 1e300:
        return ""
    if kind.startswith("%"):
        return f"{round(number * 100, int(kind[1:])):.12g}".replace(".", ",") + "%" if abs(number) < 1e9 else plain(number)
    if kind and (day := _moment(number, since_1904)):
        return _as_time(day, kind)
    return plain(number)


def plain(number: float) -> str:
    """`1087`, `2,5`."""
    if number.is_integer():
        return f"{number:.0f}"
    text = f"{number:.10g}"
    return (f"{number:.12f}".rstrip("0").rstrip(".") if "e" in text else text).replace(".", ",")


def _moment(number: float, since_1904: bool) -> datetime | None:
    begin = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30) if number >= 60 else datetime(1899, 12, 31)
    return begin + timedelta(seconds=round(number * 86400)) if 0 <= number < 2_958_466 - (1462 if since_1904 else 0) else None


def _as_time(at: datetime, kind: str) -> str:
    if kind == "h":
        return f"{at.hour:02d}:{at.minute:02d}"
    words = {"d": f"{at.day:02d}", "m": f"{at.month:02d}", "y": str(at.year)}
    return "/".join(words[letter] for letter in kind.split("/"))
