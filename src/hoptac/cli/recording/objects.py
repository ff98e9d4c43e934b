"""What a line speaks of: an object by its id, or by the line of the same file that made it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hoptac.audit.models import Actor
from hoptac.common.errors import UserError
from hoptac.common.speech import in_words
from hoptac.places.models import Place
from hoptac.places.queries import find
from hoptac.places.tree import tree
from hoptac.programmes.models import Enrolment, Recognition
from hoptac.registry.models import Event, Organisation, Product


class Waits(Exception):
    """The line speaks of one that could not be done; only that one is reported."""


@dataclass
class Made:
    """What a line did: its object, and the dated facts written for it."""

    object: Any
    facts: list[Any] = field(default_factory=list)
    new: bool = False

    @property
    def id(self) -> str:
        """The object's name outside; a place goes by its address."""
        return tree().permanent_key(self.object.pk) if isinstance(self.object, Place) else self.object.public_id


@dataclass
class Book:
    """The lines done so far, and who does them."""

    by: Actor
    is_synthetic: bool
    made: dict[int, Made] = field(default_factory=dict)
    failed: set[int] = field(default_factory=set)

    def of_line(self, number: int, own: int) -> Made:
        """What an earlier line did."""
        if number in self.failed:
            raise Waits
        if number not in self.made or number >= own:
            raise UserError(
                in_words(
                    f"dòng {number} không phải là một việc đứng trước trong tệp này. Nêu số của dòng đã tạo ra đối tượng.",
                    f"line {number} is not an earlier act of this file. Name the line that made the object.",
                )
            )
        return self.made[number]

    def find(self, given: dict[str, Any], own: int, *kinds: type) -> Any:
        """The object of a line, by `line` or `id`, of one of the kinds."""
        if ("id" in given) == ("line" in given):
            raise UserError(
                in_words("nêu đối tượng bằng “id” hoặc “line”, một trong hai.", "name the object by “id” or by “line”, one of them.")
            )
        if "line" in given:
            return self._checked(self.of_line(given["line"], own), kinds)
        found = by_id(given["id"], kinds, given.get("on"))
        if found is None:
            raise UserError(
                in_words(
                    f"không có {_names(kinds)[0]} nào có id “{given['id']}”. Chép id từ kết quả của record hoặc của figure --explain.",
                    f"there is no {_names(kinds)[1]} with the id “{given['id']}”. Copy it from what record or figure --explain printed.",
                )
            )
        return found

    @staticmethod
    def _checked(made: Made, kinds: tuple[type, ...]) -> Any:
        for one in (made.object, *made.facts):
            if isinstance(one, kinds):
                return one
        raise UserError(in_words(f"dòng được nêu không nói về {_names(kinds)[0]}.", f"the line named is not about {_names(kinds)[1]}."))

    def organisation(self, value: str | int, own: int) -> Organisation:
        """An organisation named in another field, by id or line."""
        return self.find({"line": value} if isinstance(value, int) else {"id": value}, own, Organisation)


NAMES = {
    Organisation: ("tổ chức", "organisation"),
    Product: ("sản phẩm", "product"),
    Recognition: ("công nhận", "recognition"),
    Enrolment: ("đăng ký tham gia", "enrolment"),
    Event: ("sự kiện", "event"),
    Place: ("địa bàn", "place"),
}


def _names(kinds: tuple[type, ...]) -> tuple[str, str]:
    return ", ".join(NAMES[kind][0] for kind in kinds), " or ".join(NAMES[kind][1] for kind in kinds)


def place(text: str, day: date) -> Place:
    """The place that a name or CODE@DAY means on a day."""
    return Place.objects.get(pk=find(text, day).place_id)


def by_id(id: str, kinds: tuple[type, ...], day: date | None) -> Any:
    """The object of one of the kinds that goes by this id; a place by name or CODE@DAY."""
    for kind in kinds:
        if kind is Place:
            continue
        found = kind.objects.filter(public_id=id).first()
        if found is not None:
            return found
    return place(id, day) if Place in kinds and day is not None else None
