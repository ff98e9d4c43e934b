"""A small site to break: tables, guards, the map, and some organisations."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from hoptac.cli.faults import use_folder

FOUNDED = "2018-01-02"
PLACE = "Hà Tu (Quảng Ninh)"


@contextlib.contextmanager
def engine(name: str, folder: Path) -> Iterator[dict[str, str]]:
    """What names the database of an engine to a process: nothing for SQLite, a throw-away PostgreSQL else. Raises CannotRun."""
    if name == "sqlite":
        yield {}
        return
    from hoptac.cli.testing.needs import postgresql

    with postgresql() as words:
        yield words


def use(folder: Path, words: dict[str, str]) -> None:
    """This process works on the site of the folder."""
    use_folder(folder)
    os.environ.update(words)


def make(organisations: int) -> list[str]:
    """Prepares the site this process works on; gives the ids of its organisations."""
    from hoptac.cli import prepare, site

    site.load_django(doors=False)
    prepare.tables_and_map({})
    done = record(registrations(organisations, "first"))
    return [one.id for one in done if one.id]


def registrations(count: int, mark: str) -> str:
    """The lines that register so many organisations."""
    lines = (
        {"act": "register", "kind": "htx", "name": f"HTX {mark} {n}", "place": PLACE, "on": FOUNDED, "document": "01/GCN"}
        for n in range(count)
    )
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def record(text: str) -> list:
    """Does the lines as ./hoptac record does them; raises what goes wrong."""
    from hoptac.audit.models import Actor
    from hoptac.cli.recording import lines
    from hoptac.cli.recording.doing import record as do
    from hoptac.common.errors import UserError

    content = text.encode()
    read, problems = lines.parse(content)
    done, problems = do(read, problems, content=content, by=Actor("operator", "faults"), dry_run=False)
    if problems:
        raise UserError(str(problems[0]))
    return done


def copy(folder: Path, target: Path) -> None:
    """The closed site of a folder once more; nothing may have it open."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(folder, target)
