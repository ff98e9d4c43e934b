"""Indicators as data: data/indicators.yaml says what each is, in words and in what is counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import yaml
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hoptac.common import paths
from hoptac.common.errors import UserError
from hoptac.common.text import fold


@dataclass(frozen=True)
class Indicator:
    """What can be asked. kind: stock (on a day) or flow (over a period). basis: counted, reported or derived.

    direction: up, down or none: which way is agreed to be good. phrases: words by which documents name it.
    """

    code: str
    name: str
    name_en: str
    unit: str
    unit_en: str
    kind: str
    basis: str
    direction: str
    definition: str
    definition_en: str
    source: str
    measure: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)
    phrases: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    near: tuple[str, ...] = ()  # indicators easily taken for this one: other definitions
    group: str = ""
    rules: tuple[str, ...] = ()  # ways of dating a title that give different counts: met, decided
    rule_note: str = ""  # how titles pass through a reorganisation, or why the two ways differ
    rule_note_en: str = ""
    rule_note_en: str = ""
    note: str = ""  # what a reader of the number must know
    note_en: str = ""
    missing: str = ""  # why there is no number yet, where the reason is known beforehand
    missing_en: str = ""

    @property
    def label(self) -> str:
        """The name in the language of the page."""
        return self.name_en if get_language() == "en" else self.name

    @property
    def unit_word(self) -> str:
        """The unit in the language of the page."""
        return self.unit_en if get_language() == "en" else self.unit

    @property
    def rule_words(self) -> str:
        """The note on the rule in the language of the page."""
        return self.rule_note_en if get_language() == "en" and self.rule_note_en else self.rule_note

    @property
    def note_words(self) -> str:
        """What a reader must know, in the language of the page."""
        return self.note_en if get_language() == "en" else self.note

    @property
    def missing_words(self) -> str:
        """Why there is no number yet, in the language of the page."""
        return self.missing_en if get_language() == "en" else self.missing

    @property
    def meaning(self) -> str:
        """The definition in the language of the page."""
        return self.definition_en if get_language() == "en" else self.definition


def _make(row: dict[str, Any]) -> Indicator:
    lists = {name: tuple(row.pop(name, ())) for name in ("phrases", "units", "near", "rules")}
    return Indicator(**row, **lists)


@lru_cache
def indicators() -> dict[str, Indicator]:
    """All indicators by code, in the order of the file."""
    rows = yaml.safe_load((paths.DATA / "indicators.yaml").read_text(encoding="utf-8"))
    return {row["code"]: _make(row) for row in rows}


def indicator(code: str) -> Indicator:
    """An indicator by code; a UserError offers the nearest ones."""
    known = indicators().get(code)
    if known is None:
        near = [f"{i.code}: {i.label}" for i in search(code)[:6]] or [f"{i.code}: {i.label}" for i in indicators().values()]
        raise UserError(_("Không có chỉ tiêu mã “%s”. Xem danh sách: hoptac figure --list") % code, near)
    return known


def search(text: str) -> list[Indicator]:
    """Indicators whose code, name or phrases hold all the words; first those that hold them side by side."""
    words = fold(text.replace(".", " ")).split()
    found: list[tuple[bool, Indicator]] = []
    for one in indicators().values():
        hay = " " + fold(" ".join((one.code.replace(".", " "), one.name, one.name_en, *one.phrases)))
        if all(f" {word}" in hay for word in words):
            found.append((" " + " ".join(words) not in hay, one))
    return [one for _apart, one in sorted(found, key=lambda pair: pair[0])]
