"""The report of the story, read back by the reader and checked: every figure agrees, on any day, on both maps."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from hoptac.common import site
from hoptac.common.days import today
from hoptac.intake.read_and_check import check_text
from hoptac.places.queries import find
from hoptac.reading.sources.docx import read_docx
from hoptac.reporting import ktt_summary, layout
from hoptac.reporting.draft import Table

FIRST = date(2019, 1, 1)
OLD, NEW = date(2022, 12, 31), date(2025, 7, 1)
EDGES = [FIRST, date(2022, 12, 31), date(2024, 10, 31), date(2024, 11, 1), date(2025, 6, 30), date(2025, 7, 1), date(2026, 9, 1)]


def cases() -> list[tuple[date, date | None]]:
    """The edges of maps and words on their own map, some days on another one, and a few other days every day the tests are run."""
    chance = random.Random(today().toordinal())
    others = [FIRST + timedelta(days=chance.randrange((today() - FIRST).days)) for _ in range(3)]
    on_other_maps = [(date(2022, 12, 31), NEW), (date(2024, 11, 1), NEW), (date(2025, 7, 1), OLD), (today(), OLD)]
    return [*((day, None) for day in [*EDGES, today()]), *on_other_maps, *zip(others, (None, OLD, NEW), strict=True)]


def read_back(tmp_path, day: date, map_of: date | None):
    draft = ktt_summary.compose(site.get("home_place"), day, map_of)
    file = tmp_path / "report.docx"
    file.write_bytes(layout.to_docx(draft))
    return draft, check_text(read_docx(str(file))["text"])


@pytest.mark.parametrize(("day", "map_of"), cases(), ids=str)
def test_every_figure_agrees(story_db, tmp_path, day, map_of):
    draft, checked = read_back(tmp_path, day, map_of)
    assert [(one.surface, one.phrase, str(one.verdict), one.why) for one in checked.figures if one.verdict != "agrees"] == []
    assert checked.contradictions == []
    written = [one for one in draft.said if any(letter.isdigit() for letter in one.surface)]
    assert len(checked.figures) == len(written)


def test_each_is_read_as_the_figure_that_was_written(story_db, tmp_path):
    draft, checked = read_back(tmp_path, date(2022, 12, 31), None)
    written = [one.figure for one in draft.said if any(letter.isdigit() for letter in one.surface)]
    said = [(f.indicator.code, f.place_key, f.as_of, f.value, f.denominator) for f in written]
    read = [(c.indicator, c.place, c.as_of, c.value, c.denominator) for c in checked.figures]
    assert read == said


def test_one_changed_number_turns_one_verdict(story_db, tmp_path):
    draft = ktt_summary.compose(site.get("home_place"), date(2022, 12, 31))
    file = tmp_path / "report.docx"
    file.write_bytes(layout.to_docx(draft))
    text = read_docx(str(file))["text"]
    assert "có 665 hợp tác xã" in text
    turned = [one for one in check_text(text.replace("có 665 hợp tác xã", "có 667 hợp tác xã", 1)).figures if one.verdict != "agrees"]
    assert [(one.surface, str(one.verdict), one.expected) for one in turned] == [("667 hợp tác xã", "differs", (665, None))]


def test_the_story_says_the_numbers_of_the_session(story_db):
    draft = ktt_summary.compose(site.get("home_place"), date(2022, 12, 31))
    text = " ".join(block.text for block in draft.blocks if not isinstance(block, Table))
    assert "665 hợp tác xã, 210 tổ hợp tác và 3 liên hiệp hợp tác xã" in text
    for words in ("98/98 xã", "54/98 xã", "26/98 xã", "13/13 địa phương", "2/7 huyện", "565 sản phẩm thuộc 5 nhóm"):
        assert words in text
    assert draft.label == "Dữ liệu minh họa"


@pytest.mark.parametrize("name", ["Đầm Hà", "Hạ Long"])
def test_a_unit_that_shares_the_name_of_the_place_is_told_apart(story_db, tmp_path, name):
    draft = ktt_summary.compose(find(name, OLD).place_id, OLD)
    file = tmp_path / "report.docx"
    file.write_bytes(layout.to_docx(draft))
    checked = check_text(read_docx(str(file))["text"])
    assert [(one.surface, one.place, one.why) for one in checked.figures if one.verdict != "agrees"] == []
