"""Calls commands inside the test's transaction, as a shell would: words in; exit code, answer and message out."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from typing import Any

import pytest

from hoptac.cli import run, site


@dataclass(frozen=True)
class Answer:
    """What a command gave."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        assert self.code == 0, self.err
        return json.loads(self.out)


@pytest.fixture
def hoptac(db, monkeypatch, tmp_path, capsys):
    """A function that runs one command on the test database."""
    from django.utils import translation

    file = tmp_path / "hoptac.sqlite3"
    file.touch()
    monkeypatch.setattr(site, "database_file", lambda: file)
    monkeypatch.setenv("HOPTAC_DOORS", "1")
    monkeypatch.setenv("HOPTAC_LANG", "vi")
    monkeypatch.delenv("HOPTAC_DEBUG", raising=False)

    def call(*words: object) -> Answer:
        os.environ["HOPTAC_LANG"] = "vi"
        code = run.main([str(word) for word in words])
        caught = capsys.readouterr()
        assert "Traceback" not in caught.out + caught.err
        return Answer(code, caught.out, caught.err)

    with translation.override("vi"):
        yield call


@pytest.fixture
def acts(tmp_path):
    """A function that writes an acts file, one act a line (text is written as it is)."""

    def write(*lines: dict | str):
        file = tmp_path / "acts.jsonl"
        file.write_text(
            "\n".join(line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8"
        )
        return file

    return write
