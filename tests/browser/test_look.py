"""The crawler's eyes see what they are there to see."""

from __future__ import annotations

import pytest

from browser import look
from browser.hands import axe_source

pytestmark = pytest.mark.browser
PAGE = '<html lang="{lang}"><head><title>x</title></head><body><main><h1>x</h1>{body}</main></body></html>'


@pytest.fixture
def blank(browser):
    page = browser.new_page(viewport={"width": 390, "height": 844})
    yield page
    page.close()


def faults(page, body: str, lang: str = "vi") -> str:
    page.set_content(PAGE.format(lang=lang, body=body))
    found = look.layout_faults(page) + look.language_faults(page) + look.truth_faults(page) + look.axe_faults(page, axe_source())
    return " | ".join(found)


def test_a_sound_page_has_no_fault(blank):
    assert faults(blank, "<p>Có 665 hợp tác xã.</p>") == ""


@pytest.mark.parametrize(
    ("body", "lang", "seen"),
    [
        ("<pre>" + "x" * 900 + "</pre>", "vi", "scrolls sideways"),
        ('<p style="width:40px;overflow:hidden;white-space:nowrap">Hợp tác xã nông nghiệp</p>', "vi", "text is cut"),
        ('<p style="margin:0">Hợp tác xã</p><p style="margin:-18px 0 0">nông nghiệp</p>', "vi", "text lies over text"),
        ("<button>Save</button>", "vi", "English word “Save”"),
        ("<p>Chưa so được</p>", "en", "left in Vietnamese"),
        ('<a class="ht-fig" href="/nowhere">665</a>', "vi", "number without passport"),
        ('<table><tbody><tr><th><a href="/organisations/x/">HTX</a></th></tr></tbody></table>', "vi", "unlabelled demonstration row"),
        ('<img src="data:,">', "vi", "axe image-alt"),
    ],
)
def test_each_fault_is_seen(blank, body, lang, seen):
    assert seen in faults(blank, body, lang)


def test_a_kept_place_survives_a_change_of_day(site, browser):
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.goto(f"{site.url}/?as_of=2022-12-31")
    page.evaluate("scrollTo({top: 600, behavior: 'instant'})")
    page.evaluate("document.querySelector('.ht-when__step').click()")
    page.wait_for_url("**as_of=2021-12-31")
    page.wait_for_function("scrollY === 600")
    page.close()


def test_the_calendar_is_walked_and_closed_with_the_keyboard(site, browser):
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.goto(f"{site.url}/?as_of=2022-12-31")
    page.focus("[data-datebar-toggle]")
    page.keyboard.press("Enter")
    page.focus(".ht-cal__h button >> nth=1")
    page.keyboard.press("Enter")
    assert page.inner_text(".ht-cal__h strong") == "Tháng 11/2022"
    assert page.locator(".ht-cal__f button").all_inner_texts() == ["Cuối năm trước: 31/12/2021", "Hôm nay"]
    page.keyboard.press("Escape")
    assert page.locator(".ht-cal").count() == 0
    page.keyboard.press("/")
    page.close()
