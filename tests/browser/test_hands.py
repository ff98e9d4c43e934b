"""What a hand does in a real browser: cards, keys, drafts, a lost line, an ended session, the columns of a list, a chart as a picture."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

import hands as codes
from browser import hands
from browser.conftest import Site

pytestmark = pytest.mark.browser
YEAR_END = "as_of=2022-12-31"
DESK = "/readings/"


@pytest.fixture
def wide(browser):
    """A laptop's page; console errors and reports of the content policy fail the test."""
    context = browser.new_context(
        viewport={"width": 1366, "height": 768}, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", accept_downloads=True
    )
    page = context.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: told.append(str(error)))
    yield page
    context.close()
    assert [text for text in told if "ERR_INTERNET_DISCONNECTED" not in text] == []


@pytest.fixture
def finger(browser):
    """A phone's page, touched."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="vi-VN", has_touch=True, is_mobile=True)
    yield context.new_page()
    context.close()


@pytest.fixture
def officer(browser, site: Site):
    """The page of who may take documents in."""
    context = hands.context_of(browser, site, "compiler", 1366, 768)
    yield context.new_page()
    context.close()


def tab_to(page, selector: str, most: int = 80) -> None:
    """Presses Tab until the keyboard stands on the element."""
    for _press in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement?.matches(selector)", selector):
            return
    raise AssertionError(f"the keyboard did not reach {selector}")


def test_a_number_says_its_facts_in_one_breath_under_the_pointer(wide, site: Site) -> None:
    wide.goto(f"{site.url}/?{YEAR_END}")
    wide.locator("a[data-card][href*='htx.total?'][href*='as_of=2022-12-31']").first.hover()
    card = wide.locator(".ht-card")
    card.wait_for()
    assert "665" in card.inner_text()
    assert "31/12/2022" in card.inner_text()
    wide.keyboard.press("Escape")
    assert card.count() == 0


def test_a_tile_says_what_it_is_at_the_first_tap_and_opens_at_the_second(finger, site: Site) -> None:
    finger.goto(f"{site.url}/?{YEAR_END}")
    tile = finger.locator("a[data-tap]").first
    tile.scroll_into_view_if_needed()
    name = tile.get_attribute("data-card-value")
    finger.wait_for_timeout(400)
    tile.tap()
    finger.locator(".ht-card").wait_for()
    assert name in finger.locator(".ht-card").inner_text()
    assert finger.url.endswith(YEAR_END)
    finger.locator(".ht-card__go").tap()
    finger.wait_for_url(re.compile("/places/"))


def test_the_slash_key_leads_to_the_search_box(wide, site: Site) -> None:
    wide.goto(f"{site.url}/?{YEAR_END}")
    wide.keyboard.press("/")
    wide.keyboard.type("Hạ Long")
    wide.keyboard.press("Enter")
    wide.wait_for_url(re.compile("q="))
    assert "Hạ Long" in wide.locator("main").inner_text()


def test_the_keyboard_alone_goes_from_home_to_a_passport(wide, site: Site) -> None:
    wide.goto(f"{site.url}/?{YEAR_END}")
    wide.keyboard.press("Tab")
    wide.keyboard.press("Enter")  # past the header, to the content
    tab_to(wide, "main a.ht-fig[href*='/figures/htx.total?'][href*='as_of=2022-12-31']")
    wide.keyboard.press("Enter")
    wide.wait_for_url(re.compile("/figures/htx.total"))
    assert "665" in wide.locator("main h1 + div").inner_text()


def test_a_place_is_picked_by_keyboard_on_a_passport(wide, site: Site) -> None:
    wide.goto(f"{site.url}/figures/htx.total?{YEAR_END}")
    box = wide.locator("#p-place")
    box.click()
    wide.keyboard.type("van don")
    wide.locator(".ht-pick__l [role=option]").first.wait_for()
    wide.keyboard.press("ArrowDown")
    wide.keyboard.press("Enter")
    wide.wait_for_url(re.compile("place="))
    assert "huyện vân đồn" in wide.locator("main").inner_text().lower()
    assert "2022-12-31" in wide.url


def test_without_a_script_a_typed_name_finds_the_place(browser, site: Site) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.url}/figures/htx.total?{YEAR_END}")
    page.fill("#p-place", "huyện Vân Đồn")
    page.click(".ht-other button")
    assert "huyện vân đồn" in page.locator("main").inner_text().lower()
    context.close()


def test_columns_are_chosen_and_remembered(wide, site: Site) -> None:
    wide.goto(f"{site.url}/organisations/?{YEAR_END}")
    heads = wide.locator("table.ht-tbl--list thead th")
    before = heads.count()
    wide.click(".ht-colmenu summary")
    wide.uncheck("input[name=cols][value=sector]")
    wide.click(".ht-colmenu button[type=submit]")
    wide.wait_for_url(re.compile("cols="))
    assert heads.count() == before - 1
    assert "2022-12-31" in wide.url
    wide.goto(f"{site.url}/organisations/?{YEAR_END}")
    assert heads.count() == before - 1
    wide.goto(f"{site.url}/organisations/?{YEAR_END}&cols=usual")
    assert heads.count() == before


def test_chosen_rows_bring_their_bar_and_leave_as_a_file(wide, site: Site) -> None:
    wide.goto(f"{site.url}/organisations/?{YEAR_END}")
    bar = wide.locator("[data-bulk-bar]")
    assert not bar.is_visible()
    wide.locator("input[name=ids]").nth(0).check()
    wide.locator("input[name=ids]").nth(2).check()
    assert bar.inner_text().strip().startswith("2 ")
    with wide.expect_download() as waited:
        bar.locator("button[name=format][value=csv]").click()
    text = Path(waited.value.path()).read_text(encoding="utf-8-sig")
    assert len(text.strip().splitlines()) == 3  # the heads and two rows


def test_a_chart_leaves_as_a_picture_under_the_strict_policy(wide, site: Site) -> None:
    wide.goto(f"{site.url}/figures/htx.total?{YEAR_END}")
    with wide.expect_download() as waited:
        wide.locator("button[data-png]").first.click()
    assert Path(waited.value.path()).read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"


def test_the_drawing_library_comes_only_when_asked(wide, site: Site) -> None:
    fetched: list[str] = []
    wide.on("request", lambda request: fetched.append(request.url))
    wide.goto(f"{site.url}/figures/htx.total?{YEAR_END}")
    wide.wait_for_load_state("networkidle")
    assert not [url for url in fetched if "echarts" in url]
    wide.click("button[data-explore]")
    wide.locator("[data-explore-chart] svg").wait_for()
    wide.locator("[data-explore-places] input").first.check()
    wide.locator("[data-explore-text]", has_text=";").wait_for(state="attached")
    assert all(url.startswith((site.url, "data:", "blob:")) for url in fetched)


def test_a_draft_is_kept_through_a_lost_line_and_a_closed_page(officer, site: Site) -> None:
    officer.goto(f"{site.url}{DESK}")
    officer.fill("form[data-draft] [name=title]", "Báo cáo quý đang viết")
    officer.locator("[data-draft-state]", has_text=re.compile(r"[0-9]:[0-9]")).wait_for()
    officer.context.set_offline(True)
    officer.wait_for_selector(".ht-offline")
    assert "bản nháp được giữ" in officer.inner_text(".ht-offline")
    officer.click("form[data-draft] button[type=submit]")
    assert officer.input_value("form[data-draft] [name=title]") == "Báo cáo quý đang viết"
    officer.context.set_offline(False)
    officer.goto(f"{site.url}{DESK}")
    officer.wait_for_selector(".ht-restored")
    assert officer.input_value("form[data-draft] [name=title]") == "Báo cáo quý đang viết"
    officer.click(".ht-restored button")
    assert officer.input_value("form[data-draft] [name=title]") == ""


def test_an_ended_session_leads_back_to_the_filled_form(officer, site: Site) -> None:
    account = site.accounts["compiler"]
    officer.goto(f"{site.url}{DESK}")
    officer.fill("form[data-draft] [name=title]", "Văn bản gửi khi phiên đã hết")
    officer.fill("form[data-draft] [name=text]", "Đến hết năm 2022 có 665 hợp tác xã.")
    officer.context.clear_cookies(name="hoptac")  # the session's; the form's own stays
    officer.click("form[data-draft] button[type=submit]")
    officer.wait_for_selector("input[type=password]")
    assert "chưa có gì được ghi" in officer.inner_text("body")
    officer.fill("input[name=username]", account["user"])
    officer.fill("input[name=password]", account["password"])
    officer.click("main button[type=submit]")
    officer.wait_for_url("**/sign-in/code/**")
    officer.wait_for_timeout((31 - time.time() % 30) * 1000)  # a code is taken once: the one of the first sign-in is spent
    officer.fill("input[name=code]", codes.code(account["totp_secret"]))
    officer.wait_for_selector(".ht-restored")
    assert officer.url.split("?")[0].endswith(DESK)
    assert officer.input_value("form[data-draft] [name=title]") == "Văn bản gửi khi phiên đã hết"
    assert "665" in officer.input_value("form[data-draft] [name=text]")


def test_a_tree_is_walked_and_folded_by_keyboard(wide, site: Site) -> None:
    wide.goto(f"{site.url}/desk/gallery/")
    tree = wide.locator("[data-tree]")
    tree.locator("summary").first.focus()
    wide.keyboard.press("ArrowDown")
    assert wide.evaluate("document.activeElement.tagName") == "SUMMARY"
    shown = tree.locator("[data-node]:visible").count()
    wide.keyboard.press("ArrowLeft")
    assert tree.locator("[data-node]:visible").count() < shown
    wide.keyboard.press("ArrowLeft")
    assert "20" in wide.evaluate("document.activeElement.textContent")
    tree.locator("[data-tree-act=outline]").click()
    assert not wide.evaluate("document.querySelector('[data-tree]').classList.contains('ht-tree--picture')")
