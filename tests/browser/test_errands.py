"""Three errands of a newcomer, counted in clicks from the front door (docs/screens.md quotes the counts)."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser


class Hand:
    """Clicks and what is typed, counted."""

    def __init__(self, page) -> None:
        self.page, self.clicks, self.typed = page, 0, 0

    def click(self, selector: str) -> None:
        self.clicks += 1
        self.page.locator(selector).first.click()
        self.page.wait_for_load_state()

    def write(self, selector: str, text: str) -> None:
        """Types into a field and presses Enter."""
        self.typed += 1
        self.page.fill(selector, text)
        self.page.press(selector, "Enter")
        self.page.wait_for_load_state()


@pytest.fixture
def hand(site, page):
    page.goto(site.url + "/")
    return Hand(page)


def to_day(hand: Hand, day: str) -> None:
    hand.write("[data-datebar-input]", day)
    hand.page.wait_for_url("**as_of=20**")


def test_why_there_are_665(hand):
    """The day is typed, the number is tapped: its passport says why it is so and what it is made of."""
    to_day(hand, "31/12/2022")
    hand.click("main .ht-kpi a.ht-fig")
    text = hand.page.inner_text("main")
    assert "665" in text and "Vì sao từ" in text and "Thành lập mới" in text
    assert (hand.typed, hand.clicks) == (1, 1)


def test_what_changed_in_2022(hand):
    """The board of the last day of the year already says it; two days side by side are one click more."""
    to_day(hand, "31/12/2022")
    assert "từ 31/12/2021 đến 31/12/2022" in hand.page.inner_text("#trong-nam >> xpath=ancestor::section")
    hand.click("main a[href*='/compare/']")
    assert "Số nào đổi, vì sao" in hand.page.inner_text("main")
    assert (hand.typed, hand.clicks) == (1, 1)


def test_the_organisations_of_a_commune_on_the_map_of_2025(hand):
    """The day, the commune on the schematic map, its organisations."""
    to_day(hand, "15/07/2025")
    hand.clicks += 1
    hand.page.locator(".ht-hex a[href*='/places/']").first.focus()
    hand.page.keyboard.press("Enter")
    hand.page.wait_for_url("**/places/*@2025-07-15/**")
    hand.click("main a[href*='/organisations/']")
    assert "/organisations/" in hand.page.url
    assert (hand.typed, hand.clicks) == (1, 2)
