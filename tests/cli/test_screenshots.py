"""Pictures of every screen: what can be told without a browser."""

from __future__ import annotations

import pytest

from hoptac.bench import demonstration
from hoptac.cli.commands import screenshots
from hoptac.common.errors import UserError


def test_a_machine_without_a_browser_is_told_what_is_missing(monkeypatch, tmp_path, capsys):
    monkeypatch.delenv("HOPTAC_CHROMIUM", raising=False)
    monkeypatch.setattr(demonstration.shutil, "which", lambda name: None)
    assert screenshots.main(["-o", str(tmp_path / "pictures")]) == 3
    assert "thiếu chromium" in capsys.readouterr().err


def test_a_file_is_no_folder(tmp_path):
    (tmp_path / "x").write_text("")
    with pytest.raises(UserError, match="cần một thư mục"):
        screenshots.main(["-o", str(tmp_path / "x")])


def test_the_index_shows_every_picture():
    taken = [screenshots.Picture("home", width, "vi", f"home-{width}-vi.png", "/?a=1&b=2") for width in screenshots.WIDTHS]
    page = screenshots._index(taken)
    assert page.count("<img") == 2
    assert "/?a=1&amp;b=2" in page


def test_every_screen_has_a_name_of_its_own():
    names = [screen.name for screen in screenshots.SCREENS]
    assert len(names) == len(set(names))
