"""Which day a figure speaks of."""

from __future__ import annotations

from datetime import date

import pytest

from hoptac.common.days import today
from hoptac.intake.when import Days, period_of

PERIODS = [
    ("2022", date(2022, 1, 1), date(2022, 12, 31)),
    ("2022-06", date(2022, 6, 1), date(2022, 6, 30)),
    ("2022-06-15", date(2022, 1, 1), date(2022, 6, 15)),
    ("2025-Q1", date(2025, 1, 1), date(2025, 3, 31)),
    ("2024-H1", date(2024, 1, 1), date(2024, 6, 30)),
    ("2025-M4", date(2025, 1, 1), date(2025, 4, 30)),
    ("2021/2025", date(2021, 1, 1), date(2025, 12, 31)),
]


@pytest.mark.parametrize(("text", "first", "last"), PERIODS, ids=lambda v: str(v))
def test_a_stated_time_ends_on_its_last_day(text, first, last):
    period = period_of(text)
    assert (period.first, period.last) == (first, last)


@pytest.mark.parametrize("text", ["đầu kỳ", "", None, "2022-13", "2022-02-30", "20/5"])
def test_what_is_no_time_is_none(text):
    assert period_of(text) is None


TEXT = "Năm 2021 có nhiều việc.\nHết năm 2022 có 665 HTX, đến 30/6/2023 thì khác. Hiện có 210 tổ hợp tác.\nCó 3 liên hiệp."


def test_the_day_stated_for_a_figure_stands_before_all():
    when = Days(TEXT, as_of=date(2024, 1, 1)).when("2020", TEXT.index("665"))
    assert (when.day, when.origin) == (date(2020, 12, 31), "stated")


def test_else_the_last_day_stated_before_it_in_its_paragraph():
    days = Days(TEXT, as_of=date(2024, 1, 1))
    assert days.when(None, TEXT.index("665")).day == date(2022, 12, 31)
    found = days.when(None, TEXT.index("210"))
    assert (found.day, found.origin, found.words) == (date(2023, 6, 30), "paragraph", "30/6/2023")


def test_a_day_in_another_paragraph_says_nothing():
    found = Days(TEXT, as_of=date(2024, 1, 1)).when(None, TEXT.index("3 liên"))
    assert (found.day, found.origin) == (date(2024, 1, 1), "asked")


def test_else_the_documents_date_else_today():
    assert Days(TEXT, document_date=date(2023, 3, 1)).when(None, TEXT.index("3 liên")).origin == "document"
    assert Days(TEXT).when(None, TEXT.index("3 liên")).day == today()


def test_the_date_of_a_document_that_is_only_named_is_not_a_figures_day():
    text = "Theo Nghị quyết 09/NQ-CP ngày 2/2/2023, tỉnh có 665 HTX."
    reference = (text.index("Nghị"), text.index(", tỉnh"))
    assert Days(text, [reference], as_of=date(2022, 12, 31)).when(None, text.index("665")).origin == "asked"


def test_a_programmes_years_are_not_a_figures_day():
    text = "Chương trình giai đoạn 2021-2025: tỉnh có 665 HTX."
    assert Days(text, as_of=date(2022, 12, 31)).when(None, text.index("665")).origin == "asked"


def test_it_counts_places_in_decomposed_text_too():
    import unicodedata

    text = unicodedata.normalize("NFD", TEXT)
    found = Days(text, as_of=date(2024, 1, 1)).when(None, text.index("210"))
    assert found.day == date(2023, 6, 30)
