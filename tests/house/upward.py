"""Finds what imports do not show: names of higher rooms written as strings in code and templates.

The order of the rooms is read from the import contract in pyproject.toml, so that it stands in one place.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

# Strings that may name a higher room, each with its reason. A test fails when one is no longer needed.
ALLOWED = {
    ("cli", "hoptac.config.settings"): "commands start Django themselves, and its settings stand above every room",
    ("bench", "hoptac.config.settings"): "a yardstick starts Django itself, in a data folder of its own",
    ("cli", "hoptac.config.wsgi:application"): "`serve` names the site to the server, which loads it in processes of its own",
}


@dataclass(frozen=True, order=True)
class Upward:
    """A string in `room`'s file that names a room at its level or above."""

    path: str
    line: int
    room: str
    target: str
    text: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.room} names {self.target} ({self.text!r})"


class Rooms:
    """The order of the rooms: which may know which."""

    def __init__(self, root: Path) -> None:
        settings = tomllib.loads((root / "pyproject.toml").read_text())
        self.layers: list[str] = settings["tool"]["importlinter"]["contracts"][0]["layers"]
        self.level = {name.strip(" ()"): level for level, line in enumerate(self.layers) for name in line.split("|")}
        names = "|".join(sorted(self.level, key=len, reverse=True))
        self.patterns = (
            re.compile(rf"hoptac\.({names})(?:[.:]|$)"),  # dotted paths: import_module, settings, lazy imports
            re.compile(rf"({names})\.[A-Z]\w*$"),  # "room.Model": foreign keys, get_model
            re.compile(rf"({names}):[\w.:-]*$"),  # "room:page": URL names
            re.compile(rf"({names})/[\w./-]*\.\w+$"),  # "room/page.html": templates and static files
        )
        self.in_migrations = (*self.patterns, re.compile(rf"({names})\.\w+$"), re.compile(rf"({names})$"))  # "room.model", ("room", "0001")
        self.in_template = re.compile(rf"""["'](?:({names}):[\w.:-]*|({names})/[\w./-]*\.\w+)["']""")

    def may_know(self, room: str, target: str) -> bool:
        return room == target or self.level[target] > self.level[room]


def room_of(file: Path, source: Path) -> str:
    return file.relative_to(source).parts[0].removesuffix(".py")


def strings(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every string in a module but its docstrings; `get_model("room", "Model")` is seen as "room.Model"."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value
        if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in {"get_model", "get_app_config"}:
            words = [word.value for word in node.args if isinstance(word, ast.Constant) and isinstance(word.value, str)]
            if words and "." not in words[0]:
                yield node.lineno, f"{words[0]}.{(words[1:] or ['Config'])[0].capitalize()}"


@cache
def named_in_python(text: str, patterns: tuple[re.Pattern[str], ...]) -> list[tuple[int, str, str]]:
    """The rooms a module names: line, room, the string. Kept by the text, as copies of a tree are read again and again."""
    named = []
    for line, string in strings(ast.parse(text)):
        found = next(filter(None, (pattern.match(string) for pattern in patterns)), None)
        if found:
            named.append((line, found[1], string))
    return named


@cache
def named_in_template(text: str, pattern: re.Pattern[str]) -> list[tuple[int, str, str]]:
    lines = enumerate(text.splitlines(), 1)
    return [(number, found[1] or found[2], found[0].strip("\"'")) for number, line in lines for found in pattern.finditer(line)]


def named_in(file: Path, rooms: Rooms) -> list[tuple[int, str, str]]:
    if file.suffix != ".py":
        return named_in_template(file.read_text(), rooms.in_template)
    return named_in_python(file.read_text(), rooms.in_migrations if file.parent.name == "migrations" else rooms.patterns)


def upward_strings(root: Path) -> list[Upward]:
    """All upward strings of the tree at `root`, allowed ones too."""
    rooms, source, found = Rooms(root), root / "src" / "hoptac", []
    for file in sorted([*source.rglob("*.py"), *source.rglob("*.html"), *source.rglob("*.txt"), *source.rglob("*.xml")]):
        room = room_of(file, source)
        if room not in rooms.level:
            continue  # hoptac/__init__.py; an unlisted room is the import contract's to refuse
        for line, target, text in named_in(file, rooms):
            if not rooms.may_know(room, target):
                found.append(Upward(str(file.relative_to(root)), line, room, target, text))
    return found


def refused(root: Path) -> list[Upward]:
    return sorted(string for string in upward_strings(root) if (string.room, string.text) not in ALLOWED)
