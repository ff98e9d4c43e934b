"""A text cut into pieces: nothing lost, nothing doubled."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hoptac.intake.marking import Mark, Piece, blocks, pages, paragraphs


def flat(pieces: list[Piece]) -> str:
    return "".join(flat(piece.inside) if piece.inside else piece.text for piece in pieces)


def shown(text: str, marks: list[Mark]) -> list[str]:
    return [flat(line.pieces) for line in paragraphs(text, 0, len(text), marks)]


@given(st.text(alphabet="ab \n", max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20), st.booleans()), max_size=6))
def test_marks_never_change_the_text(text, spans):
    marks = [Mark(start, start + size, str(n), task) for n, (start, size, task) in enumerate(spans)]
    assert shown(text, marks) == [line for line in text.split("\n") if line.strip()]


def test_a_task_holds_the_marks_inside_it():
    text = "Tỉnh giao Sở A làm theo 09/NQ-CP."
    task, reference = Mark(0, 32, "t", True), Mark(text.index("09"), text.index("."), "r")
    pieces = paragraphs(text, 0, len(text), [task, reference])[0].pieces
    assert pieces[0].mark == task
    assert [piece.mark for piece in pieces[0].inside] == [None, reference]


def test_of_two_marks_that_overlap_the_longer_earlier_one_is_shown():
    pieces = paragraphs("từ 40 đến 50 tổ", 0, 15, [Mark(0, 15, "a"), Mark(0, 15, "b"), Mark(3, 5, "c")])[0].pieces
    assert [piece.mark.key for piece in pieces if piece.mark] == ["a"]


def test_long_texts_are_cut_between_paragraphs():
    text = "x" * 8_000 + "\n" + "y" * 8_000 + "\n" + "z" * 10
    parts = pages(text)
    assert "".join(text[a:b] for a, b in parts) == text
    assert [text[a] for a, _b in parts] == ["x", "z"]


def test_rows_of_a_table_stand_together():
    lines = paragraphs("Tên\tSố\nHTX\t665\nHết.", 0, 18, [Mark(11, 14, "n")])
    assert [len(block) for block in blocks(lines)] == [2, 1]
    assert lines[1].cells[1][0].mark.key == "n"
