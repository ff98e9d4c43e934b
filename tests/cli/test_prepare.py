"""Making a site ready: done once, quick afterwards, and never over somebody else's data."""

from __future__ import annotations

import pytest
from django.db import connection

from hoptac.cli import prepare
from hoptac.common import guards, paths
from hoptac.common.errors import UserError


@pytest.fixture
def folder(monkeypatch, tmp_path):
    monkeypatch.setattr(paths, "data_folder", lambda: tmp_path / "site")
    return tmp_path / "site"


def test_guards_that_are_missing_are_made_again(db):
    rule = next(rule for rule in guards.declared() if isinstance(rule, guards.AppendOnly))
    names = sorted(name for name in guards.present() if name.startswith(rule.name))
    with connection.cursor() as cursor:
        for name in names:
            on_table = f' ON "{rule.model._meta.db_table}"' if connection.vendor == "postgresql" else ""
            cursor.execute(f'DROP TRIGGER "{name}"{on_table}')
    prepare.migrate()
    assert set(names) <= guards.present()


def test_a_database_of_a_newer_hoptac_is_left_alone(db, monkeypatch):
    from django.db.migrations.recorder import MigrationRecorder

    MigrationRecorder(connection).record_applied("registry", "9999_from_the_future")
    with pytest.raises(UserError, match="mới hơn"):
        prepare.migrate()


def test_a_folder_without_a_site_is_empty(folder):
    assert prepare.folder_is_empty()
    folder.mkdir()
    (folder / ".hidden").touch()
    assert prepare.folder_is_empty()
    (folder / "hoptac.sqlite3").touch()
    assert not prepare.folder_is_empty()


def test_a_file_is_no_data_folder(folder):
    folder.touch()
    with pytest.raises(UserError, match="không phải là thư mục"):
        prepare.folder_is_empty()


@pytest.fixture
def embedded(monkeypatch):
    """A site on SQLite, whichever engine these tests run on."""
    monkeypatch.delenv("DATABASE_URL", raising=False)


def test_fresh_removes_only_what_demo_made(folder, embedded):
    from hoptac.cli.commands import demo

    (folder / "files" / "ab").mkdir(parents=True)
    (folder / "files" / "ab" / "x").touch()
    demo._clear()
    assert (folder / "files" / "ab" / "x").exists()
    prepare.mark_file().touch()
    demo._clear()
    assert sorted(folder.iterdir()) == [prepare.mark_file()]


def test_fresh_pulls_nothing_away_from_a_demonstration_that_is_served(folder, embedded):
    from hoptac.cli.commands import demo

    folder.mkdir()
    prepare.mark_file().touch()
    (folder / "hoptac.sqlite3").touch()
    with prepare.in_use(), pytest.raises(UserError, match="đang chạy"):
        demo._clear()
    assert (folder / "hoptac.sqlite3").exists()
    demo._clear()
    assert not (folder / "hoptac.sqlite3").exists()


def test_fresh_follows_no_link_out_of_the_folder(folder, embedded, tmp_path):
    from hoptac.cli.commands import demo

    (tmp_path / "else").mkdir()
    (tmp_path / "else" / "kept").touch()
    folder.mkdir()
    (folder / "files").symlink_to(tmp_path / "else")
    prepare.mark_file().touch()
    demo._clear()
    assert (tmp_path / "else" / "kept").exists()


def test_one_preparation_at_a_time(folder):
    import fcntl
    import os

    with prepare.only_one():
        other = os.open(folder, os.O_RDONLY)
        with pytest.raises(BlockingIOError):
            fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.close(other)


def test_a_second_demo_finds_everything_there(story_db, hoptac, monkeypatch, settings, tmp_path):
    monkeypatch.setattr(paths, "data_folder", lambda: tmp_path / "demo")
    settings.DATA_DIR = tmp_path / "demo"
    answer = hoptac("demo", "--no-serve", "--json").json
    assert set(answer) == {"seconds", "url", "accounts"}
    assert set(answer["seconds"]) == {"install", "migrate", "places", "story"}
    assert {"user", "role", "place", "password", "totp_secret"} == set(answer["accounts"][0])
    assert sum(answer["seconds"].values()) < 30
    assert hoptac("demo", "--no-serve", "--json").json["accounts"] == answer["accounts"]
    assert hoptac("demo", "--no-serve").code == 0
