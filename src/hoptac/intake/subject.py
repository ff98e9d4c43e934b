"""Which place a figure speaks of: the one named for it, on its day; else the document's; else the one asked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from hoptac.common.errors import UserError
from hoptac.common.text import same_key
from hoptac.places import queries as places
from hoptac.places.tree import DEPTH, tree

_HERE = re.compile(
    r"(?:(?:trên\s+)?địa bàn\s+)?(?:toàn|cả|trong|nội)?\s*(?:tỉnh|thành phố|huyện|xã|phường|đặc khu|địa bàn)(?:\s+(?:ta|nhà|này))?"
    r"|địa phương|toàn địa bàn"
)
_BODY = re.compile(r"^(?:(?:ubnd|ủy ban nhân dân|hđnd|tỉnh ủy|thành ủy|huyện ủy)\s+)(?=\S)")
_NOT_A_PLACE = re.compile(
    r"^(?:htx|hợp tác xã|tht|tổ hợp tác|liên minh|liên hiệp|công ty|doanh nghiệp|sở|ban|bộ|cục|chi cục|hội|đoàn|quỹ|các|mỗi|một)\b"
)


@dataclass(frozen=True)
class Where:
    """The place of a figure. origin: subject, document or asked; `why` says what was not understood, then there is no place."""

    place_id: int | None
    origin: str = ""
    why: str = ""


class Subjects:
    """Reads subjects of one document; each only once."""

    def __init__(self, document_place: int | None, asked_place: int | None = None, named: str = "") -> None:
        self.document_place, self.asked_place = document_place, asked_place
        self._named = _bare(same_key(named))
        self._known: dict[tuple[str, date], int | None] = {}

    @property
    def fallback(self) -> Where:
        """The document's own place, else the one asked."""
        if self.document_place is not None:
            return Where(self.document_place, "document")
        return Where(self.asked_place, "asked")

    def where(self, subject: str | None, day: date) -> Where:
        """The place a subject means on a day. A subject that is no place (an organisation, "các huyện") gives none."""
        key = same_key(subject or "")
        if not key or _HERE.fullmatch(key):
            return self.fallback
        name = _BODY.sub("", key)
        own_name = bool(self._named) and _bare(name) == self._named
        if own_name and not self._is_namesake(name, day):  # the document's own place, of whichever level its head says
            return Where(self.document_place, "document", "" if self.document_place is not None else subject or "")
        if _NOT_A_PLACE.match(name):
            return Where(None, "subject", subject or "")
        place_id = self.find(name, day)
        return Where(place_id, "subject", "" if place_id is not None else subject or "")

    def _is_namesake(self, name: str, day: date) -> bool:
        """Whether a type word tells another place of the same name: "thị trấn Đầm Hà" in a report of huyện Đầm Hà."""
        if self.document_place is None or _bare(name) == name:
            return False
        types = {unit.type for unit in tree().versions[self.document_place]}
        return not any(name.startswith(type_ + " ") for type_ in types) and self.find(name, day) is not None

    def find(self, name: str, day: date) -> int | None:
        """The place of a name on a day; where several bear it, the one inside the document's place; else of the nearest day it stood."""
        if (name, day) not in self._known:
            self._known[(name, day)] = self._find(name, day)
        return self._known[(name, day)]

    def _find(self, name: str, day: date) -> int | None:
        try:
            return places.find(name, day).place_id
        except UserError:
            units = places.candidates(name)
        home = self.document_place if self.document_place is not None else self.asked_place
        if not units or home is None:
            return None
        inside = [unit for unit in units if _inside(unit.place_id, home)]
        pick = [unit for unit in inside if unit.holds(day)] or inside
        if not pick:  # a province of an earlier or later map
            pick = [unit for unit in units if DEPTH[unit.level] == 1]
        top = min((DEPTH[unit.level] for unit in pick), default=0)
        ids = {unit.place_id for unit in pick if DEPTH[unit.level] == top}
        return ids.pop() if len(ids) == 1 else None


def _bare(name: str) -> str:
    """A name without its type word."""
    return re.sub(r"^(?:tỉnh|thành phố|tp\.?|huyện|thị xã|quận|xã|phường|thị trấn|đặc khu)\s+", "", name)


def _inside(place_id: int, above_id: int) -> bool:
    map_ = tree()
    return map_.is_within(place_id, above_id, map_.versions[place_id][-1].valid_from)


def document_place(subjects: list[str | None], head: str | None, day: date) -> int | None:
    """The place a document is about: the one its head names (then no other, even if that one is unknown), else most figures' place."""
    seeker = Subjects(None)
    if head:
        return seeker.where(head, day).place_id
    counts: dict[int, int] = {}
    for subject in subjects:
        place_id = seeker.where(subject, day).place_id if subject else None
        if place_id is not None and DEPTH[tree().last(place_id).level] > 0:
            counts[place_id] = counts.get(place_id, 0) + 1
    return max(counts, key=lambda key: (counts[key], -key)) if counts else None
