"""Files are kept by what is in them: the same bytes once, byte for byte, wholly or not at all."""

from __future__ import annotations

import os

import pytest

from factories import BY
from hoptac.audit.models import Entry
from hoptac.common import paths
from hoptac.files.actions import store
from hoptac.files.models import StoredFile


@pytest.fixture(autouse=True)
def folder(monkeypatch, tmp_path):
    monkeypatch.setattr(paths, "data_folder", lambda: tmp_path)
    return tmp_path


def kept(folder) -> list[str]:
    return sorted(file.name for file in folder.rglob("*") if file.is_file())


def test_the_same_bytes_come_in_once(db, folder):
    one = store(content=b"abc", label="a.txt", by=BY)
    again = store(content=b"abc", label="b.txt", by=BY)
    assert one == again
    assert (StoredFile.objects.count(), Entry.objects.count(), kept(folder)) == (1, 1, [one.sha256])


def test_they_come_out_as_they_went_in(db):
    content = bytes(range(256)) * 10
    assert store(content=content, label="x", by=BY).read() == content


@pytest.mark.parametrize("label", ["../../etc/passwd", "/etc/passwd", "a/b/c.txt", "x" * 900, "", "Báo cáo.docx"])
def test_the_sender_s_name_is_only_a_label(db, folder, label):
    file = store(content=label.encode(), label=label, by=BY)
    assert file.path == folder / "files" / file.sha256[:2] / file.sha256
    assert "/" not in file.label and len(file.label) <= 255


def test_a_write_cut_short_leaves_nothing(db, folder, monkeypatch):
    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError):
        store(content=b"abc", label="a", by=BY)
    assert (kept(folder), StoredFile.objects.count()) == ([], 0)


def test_bytes_left_by_a_run_that_died_before_its_row_are_taken_up(db, folder):
    first = store(content=b"abc", label="a", by=BY)
    StoredFile.objects.all().delete()
    again = store(content=b"abc", label="a", by=BY)
    assert (again.sha256, again.read()) == (first.sha256, b"abc")
