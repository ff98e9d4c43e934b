"""Making a data folder ready: tables, guards, the map. Done once; a second run finds everything there."""

from __future__ import annotations

import contextlib
import fcntl
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hoptac.cli import site
from hoptac.common import paths
from hoptac.common.errors import UserError
from hoptac.common.speech import in_words, say

MARK = "demo"  # stands in a data folder that `demo` made


@contextlib.contextmanager
def only_one() -> Iterator[None]:
    """One preparation of a data folder at a time; the lock goes with its process."""
    folder = paths.data_folder()
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say(
                "hoptac: một lệnh khác đang chuẩn bị thư mục dữ liệu, đợi…",
                "hoptac: another command is preparing the data folder, waiting…",
            )
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


@contextlib.contextmanager
def timed(seconds: dict[str, float], name: str) -> Iterator[None]:
    """Notes how long a stage took."""
    began = time.monotonic()
    yield
    seconds[name] = round(time.monotonic() - began, 2)


def mark_file() -> Path:
    """The file that says: this folder was made by `demo`."""
    return paths.data_folder() / MARK


def is_made_by_demo() -> bool:
    """Whether the data folder is a demonstration's."""
    return mark_file().is_file()


@contextlib.contextmanager
def in_use() -> Iterator[None]:
    """While a demonstration is served, --fresh must not pull its data away."""
    if not is_made_by_demo():
        yield
        return
    with mark_file().open() as mark:
        fcntl.flock(mark, fcntl.LOCK_SH)
        yield


def refuse_in_use() -> None:
    """Raises UserError when the demonstration of the data folder is being served."""
    with mark_file().open() as mark:
        try:
            fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise UserError(
                in_words(
                    "Trang minh họa đang chạy. Dừng nó (Ctrl-C ở cửa sổ kia), rồi chạy lại với --fresh.",
                    "The demonstration is being served. Stop it (Ctrl-C in its window), then run with --fresh again.",
                )
            ) from None


def folder_is_empty() -> bool:
    """Whether nothing of a site is in the data folder yet; hidden files do not count."""
    folder = paths.data_folder()
    if folder.exists() and not folder.is_dir():
        raise UserError(
            in_words(
                f"{folder} không phải là thư mục. Đặt HOPTAC_DATA thành một thư mục.",
                f"{folder} is not a folder. Set HOPTAC_DATA to a folder.",
            )
        )
    return not folder.exists() or not any(not file.name.startswith(".") for file in folder.iterdir())


def migrate() -> None:
    """Makes the tables and the database's own guards; quick when they stand."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from hoptac.common import guards

    executor = MigrationExecutor(connection)
    _refuse_newer(executor)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        say("hoptac: tạo bảng…", "hoptac: making the tables…")
        call_command("migrate", verbosity=0, interactive=False)
    elif any(not any(name.startswith(rule.name) for name in guards.present()) for rule in guards.declared()):
        guards.install()


def _refuse_newer(executor: Any) -> None:
    """A database that a newer hoptac has changed is left alone."""
    known = set(executor.loader.disk_migrations)
    ours = {app for app, _name in known}
    foreign = [key for key in executor.loader.applied_migrations if key[0] in ours and key not in known]
    if foreign:
        raise UserError(
            in_words(
                "Thư mục dữ liệu thuộc một bản hoptac khác, mới hơn. Dùng bản đó, hoặc đặt HOPTAC_DATA thành thư mục khác.",
                "The data folder belongs to another, newer hoptac. Use that one, or set HOPTAC_DATA to another folder.",
            )
        )


def load_map() -> None:
    """Loads the shipped map; quick when it stands."""
    from hoptac.audit.models import Actor
    from hoptac.common import site as facts
    from hoptac.places import actions

    if facts.get("map") is None:
        say("hoptac: nạp bản đồ hành chính…", "hoptac: loading the administrative map…")
    actions.load_map(by=Actor("system", "hoptac"))


def tables_and_map(seconds: dict[str, float]) -> None:
    """Both, with their times. Django must be loaded."""
    with timed(seconds, "migrate"):
        migrate()
    with timed(seconds, "places"):
        load_map()


def load_django() -> None:
    """Loads Django with all doors, for a command that prepares or serves."""
    site.load_django(doors=True)
