"""Set-up: what is interrupted is made again, and what it makes is what the pages need."""

from __future__ import annotations

import importlib.util
import io
import sys
from pathlib import Path
from types import ModuleType

import pytest
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parents[2]
LETTERS = "ăâđêôơưĂÂĐÊÔƠƯàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵẾỘỮ₫–“”…"


@pytest.fixture
def set_up(tmp_path: Path) -> ModuleType:
    """scripts/set_up.py, working on a folder of the test's."""
    described = importlib.util.spec_from_file_location("set_up", ROOT / "scripts" / "set_up.py")
    module = importlib.util.module_from_spec(described)
    described.loader.exec_module(module)
    module.ROOT, module.BUILD = tmp_path, tmp_path / ".build"
    module.STAMPS, module.LOG = module.BUILD / "stamps", module.BUILD / "set-up.log"
    return module


def start(set_up: ModuleType, monkeypatch: pytest.MonkeyPatch, stages: str, **steps) -> int:
    monkeypatch.setattr(set_up, "STAGES", {name: ((name, name), step) for name, step in steps.items()})
    monkeypatch.setattr(sys, "stdin", io.StringIO(stages))
    return set_up.main()


def test_it_writes_a_stamp_when_a_stage_is_done_and_does_not_make_it_twice(set_up: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    for _ in range(2):
        assert start(set_up, monkeypatch, "[words]\n1 2 x\n", words=lambda _: made.append("words")) == 0
    assert made == ["words"]
    assert (set_up.STAMPS / "words").read_text() == "1 2 x\n"


def test_a_changed_input_makes_the_stage_again(set_up: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    for stamp in ("1 2 x", "3 4 x"):
        start(set_up, monkeypatch, f"[words]\n{stamp}\n", words=lambda _: made.append("words"))
    assert made == ["words", "words"]


def test_an_interrupted_stage_leaves_no_stamp(
    set_up: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(_: object) -> None:
        raise KeyboardInterrupt

    def fail(_: object) -> None:
        raise set_up.SetUpFailed("không tải được")

    assert start(set_up, monkeypatch, "[words]\n1 2 x\n[static]\n3 4 y\n", words=lambda _: None, static=stop) == 130
    assert [file.name for file in set_up.STAMPS.iterdir()] == ["words"]
    assert start(set_up, monkeypatch, "[static]\n3 4 y\n", static=fail) == 3
    assert not (set_up.STAMPS / "static").exists()
    said = capsys.readouterr()
    assert "không tải được" in said.err and said.out == ""


def test_a_failing_step_shows_its_last_lines_and_what_to_do(set_up: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    set_up.BUILD.mkdir()
    with pytest.raises(set_up.SetUpFailed, match="kiểm tra mạng"):
        set_up.run(sys.executable, "-c", "print('broken pipe'); raise SystemExit(1)", hint=("kiểm tra mạng", "check the network"))
    assert "broken pipe" in capsys.readouterr().err


def test_the_digits_of_columns_are_small_and_of_one_width() -> None:
    for weight in (400, 500, 600):
        file = ROOT / ".build" / "static" / "vendor" / "fonts" / f"hoptac-so-{weight}.woff2"
        assert file.stat().st_size < 2048
        font = TTFont(file)
        assert len({font["hmtx"][font.getBestCmap()[ord(digit)]][0] for digit in "0123456789"}) == 1


def test_the_fonts_for_pdf_hold_every_vietnamese_letter() -> None:
    for style in ("Regular", "Bold", "Italic", "BoldItalic"):
        letters = TTFont(ROOT / ".build" / "fonts" / f"Tinos-{style}.ttf").getBestCmap()
        assert [letter for letter in LETTERS if ord(letter) not in letters] == []


def test_the_style_sheet_of_the_fonts_names_only_files_that_are_there() -> None:
    vendor = ROOT / ".build" / "static" / "vendor"
    named = {part.split('"')[0] for part in (vendor / "fonts.css").read_text().split('url("')[1:]}
    assert sorted(named) == sorted(f"fonts/{file.name}" for file in (vendor / "fonts").iterdir())
