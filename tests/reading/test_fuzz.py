"""Mutated texts and files: no hang, no crash, every finding the slice it says, every refusal a sentence."""

import pytest

from reading import fuzz


@pytest.fixture
def said(capsys):
    """Prints past pytest's capture, so that the line stands in the log of a run."""

    def say(line: str) -> None:
        with capsys.disabled():
            print(line)

    return say


def test_ten_seconds_of_mutations(said):
    counts, wrong = fuzz.run(10, seed=7)
    said(f"\nfuzz, SHORT FORM (10 of 600 seconds; the long one: python tests/reading/fuzz.py --seconds 600): {dict(counts)}")
    assert wrong == []
    assert counts["text"] and any(counts[kind] for kind in ("docx", "xlsx", "html", "pdf"))


def test_a_hang_and_a_crash_are_seen(monkeypatch):
    def spin(text: str) -> None:
        while True:
            pass

    monkeypatch.setattr(fuzz, "read_strictly", spin)
    with pytest.raises(fuzz.Overtime), fuzz.deadline(0.05):
        fuzz.read_strictly("x")
    monkeypatch.setattr(fuzz, "read_one", lambda text: 1 / 0)
    monkeypatch.setattr(fuzz, "files", lambda bases: {})
    _counts, wrong = fuzz.run(0.5, seed=1)
    assert wrong and "ZeroDivisionError" in wrong[0] and "seed 1 input" in wrong[0]


def test_a_list_of_a_thousand_names_is_read():
    """Found by the fuzz: each number asked the one before it whether it is a name."""
    fuzz.read_one("Điều 1" + ", 2" * 3000 + " và 5.")
