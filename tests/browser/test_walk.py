"""The whole house walked in a real browser: every kind of page, as a stranger and as an officer, on a laptop and on a phone."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

import pytest

from browser.hands import axe_source, sign_in

pytestmark = pytest.mark.browser

SAMPLES = 2  # pages looked at of one kind: lists are long, their pages alike
STORY_DAYS = ["2022-12-31", "2024-11-01", "2025-07-15"]


def kind_of(address: str) -> str:
    """An address with what differs between pages of one kind left out."""
    parts = urlsplit(address)
    path = re.sub(r"[0-9]{2,5}@[0-9-]+|VN@[0-9-]+", "PLACE", parts.path)
    path = re.sub(r"/[23456789a-hjkmnp-z]{12}/", "/ID/", path)
    path = re.sub(r"/figures/[a-z_.]+", "/figures/CODE", path)
    return path + "?" + "&".join(sorted(name.split("=")[0] for name in parts.query.split("&") if name))


def walk(page, start: str, more: list[str]) -> list[str]:
    """Addresses reachable from the start, a few of each kind, in the order found."""
    todo, seen, kinds = [start, *more], set(), {}
    visited = []
    while todo and len(visited) < 80:
        address = todo.pop(0)
        kind = kind_of(address)
        if address in seen or kinds.get(kind, 0) >= SAMPLES:
            continue
        seen.add(address)
        kinds[kind] = kinds.get(kind, 0) + 1
        response = page.goto(address)
        assert response is not None and response.status == 200, f"{address}: {response and response.status}"
        visited.append(address)
        yield address
        for href in page.eval_on_selector_all("a[href]:not([download])", "links => links.map(link => link.getAttribute('href'))"):
            target = urljoin(address, href).split("#")[0]
            if target.startswith(start) and "format=csv" not in target:
                todo.append(target)


def faults(page) -> list[str]:
    """What is wrong with the page as it stands."""
    found = []
    width, inner = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    if width > inner:
        wide = page.evaluate(
            """() => [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1
               && getComputedStyle(e).position !== 'fixed').slice(0, 3).map(e => e.tagName + '.' + e.className)"""
        )
        found.append(f"scrolls sideways ({width} > {inner}): {wide}")
    if page.locator("h1").count() != 1:
        found.append(f"{page.locator('h1').count()} h1")
    if page.locator("[style]:not(svg *)").count():
        found.append("style attribute")
    return found


@pytest.mark.parametrize("role", [None, "compiler"])
def test_it_shows_every_page_without_fault(site, page, role):
    """No console error, no dead link, no sideways scroll, nothing a screen reader stumbles over seriously."""
    problems: list[str] = []
    page.on("console", lambda message: problems.append(f"{page.url}: console {message.text}") if message.type == "error" else None)
    page.on("pageerror", lambda error: problems.append(f"{page.url}: {error}"))
    if role:
        sign_in(page, site, role)
    more = [f"{site.url}/?as_of={day}" for day in STORY_DAYS]
    count = 0
    for address in walk(page, site.url + "/", more):
        count += 1
        problems += [f"{address}: {fault}" for fault in faults(page)]
    assert count >= 10
    assert problems == []


@pytest.mark.parametrize("path", ["/", "/?as_of=2022-12-31", "/figures/", "/organisations/", "/places/", "/sign-in/"])
def test_it_has_no_serious_accessibility_fault(site, browser, path):
    context = browser.new_context(viewport={"width": 1366, "height": 768}, bypass_csp=True)
    page = context.new_page()
    page.goto(site.url + path)
    page.evaluate(axe_source())
    result = page.evaluate("async () => await axe.run(document, {resultTypes: ['violations']})")
    context.close()
    serious = [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in result["violations"] if v["impact"] in ("serious", "critical")]
    assert serious == []


def test_it_can_be_read_without_javascript(site, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.url}/?as_of=2022-12-31")
    assert "665" in page.inner_text("main")
    context.close()


def test_the_day_in_the_address_moves_the_numbers(site, page):
    page.goto(f"{site.url}/?as_of=2022-12-31")
    assert "665" in page.inner_text("main")
    page.goto(f"{site.url}/?as_of=2024-12-31")
    text = page.inner_text("main")
    assert "1.087" in text and "665" not in text.split("\n")[0]


def test_demonstration_data_is_labelled_on_every_page(site, page):
    for path in ("/", "/organisations/?as_of=2022-12-31", "/figures/htx.total?place=22@2022-12-31&as_of=2022-12-31"):
        page.goto(site.url + path)
        assert "dữ liệu minh họa" in page.inner_text("body").lower()
