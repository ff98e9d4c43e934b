"""Lists that a reader arranges: which columns, in which order, which rows. All of it in the address; columns are remembered too."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise

COLUMNS = "cols"
_HELD = "_ht_columns"
_A_YEAR = 365 * 24 * 3600


@dataclass(frozen=True)
class Column:
    """One column of a list. `sort` is its word in ?sort=, `fixed` cannot be left out, `off` is not shown until asked for."""

    key: str
    label: str | Promise
    sort: str = ""
    right: bool = False
    fixed: bool = False
    off: bool = False
    unit: str | Promise = ""


@dataclass(frozen=True)
class View:
    """A list as this reader sees it."""

    name: str
    columns: Sequence[Column]
    shown: Sequence[Column]

    def shows(self, key: str) -> bool:
        return any(column.key == key for column in self.shown)

    @property
    def is_own(self) -> bool:
        """Whether the reader chose other columns than everybody gets."""
        return [column.key for column in self.shown] != [column.key for column in self.columns if not column.off]


def read(request: HttpRequest, name: str, columns: Sequence[Column]) -> View:
    """The columns of the address; else those this browser chose last (`page` remembers them); else the usual ones."""
    asked = request.GET.getlist(COLUMNS)
    kept = request.COOKIES.get(_cookie(name), "")
    wanted = asked or kept.split(".")
    known = {column.key for column in columns} & set(wanted)
    shown = [column for column in columns if column.fixed or (column.key in known if known else not column.off)]
    if asked:
        setattr(request, _HELD, (name, "" if not known else ".".join(column.key for column in shown)))
    return View(name, columns, shown)


def remember(request: HttpRequest, response: HttpResponse) -> None:
    """Keeps the columns just chosen in this browser; `cols=usual` forgets them."""
    held = getattr(request, _HELD, None)
    if held is None:
        return
    name, keys = held
    if keys:
        response.set_cookie(_cookie(name), keys, max_age=_A_YEAR, samesite="Lax", httponly=True, secure=request.is_secure())
    else:
        response.delete_cookie(_cookie(name), samesite="Lax")


def _cookie(name: str) -> str:
    return f"ht_cols_{name}"


@dataclass(frozen=True)
class Chosen:
    """The rows a bulk act speaks of: some by their ids, or all that the filters find."""

    ids: tuple[str, ...] = ()
    every: bool = False

    def __bool__(self) -> bool:
        return self.every or bool(self.ids)


def chosen(data: Any, most: int = 1000) -> Chosen:
    """From a form or an address: `all=1`, or `ids` once each, in their order."""
    if data.get("all") == "1":
        return Chosen(every=True)
    return Chosen(tuple(dict.fromkeys(text for text in data.getlist("ids")[:most] if text)))


@dataclass
class Outcomes:
    """What became of each row of a bulk act: shown in the row and counted above the list."""

    done: dict[str, str] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)

    def of(self, key: str) -> tuple[str, str] | None:
        """(tone, sentence) of one row; None where the act did not speak of it."""
        if key in self.refused:
            return "bad", self.refused[key]
        return ("ok", self.done[key]) if key in self.done else None

    def add(self, key: str, sentence: str, refused: bool = False) -> None:
        (self.refused if refused else self.done)[key] = sentence

    @classmethod
    def run(cls, keys: Iterable[str], act: Any) -> Outcomes:
        """Does an act row by row: a UserError refuses its row and the others go on. `act(key)` gives the sentence of what was done."""
        from hoptac.common.errors import UserError

        found = cls()
        for key in keys:
            try:
                found.add(key, str(act(key)))
            except UserError as error:
                found.add(key, error.sentence, refused=True)
        return found
