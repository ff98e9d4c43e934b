"""The whole house walked in a real browser: every kind of page, as a stranger and as an officer, on a laptop and on a phone."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

import pytest

from browser import look
from browser.conftest import WIDTHS
from browser.hands import axe_source, sign_in

pytestmark = pytest.mark.browser

STORY_DAYS = ["2022-12-31", "2024-11-01", "2025-07-15"]
BOTH = (None, "compiler")  # walked far, at both widths; the others see the same pages with other rights
OTHERS = {
    "commune_officer": 390, "specialist": 1366, "leader": 390, "alliance": 1366, "viewer": 1366,
    "representative": 390, "council": 390, "administrator": 1366, "auditor": 1366,
}  # fmt: skip
WALKS = [(role, width) for role in BOTH for width in WIDTHS] + list(OTHERS.items())
LINKS = 40  # of the links met, how many more are asked for without being looked at


@dataclass
class Judged:
    """What was looked at in the whole run, so that a kind of page is put before axe once a width."""

    axe: set[tuple[str, int]] = field(default_factory=set)
    partial: set[str] = field(default_factory=set)
    pages: int = 0


@pytest.fixture(scope="session")
def judged():
    known = Judged()
    yield known
    print(f"\n   walked {known.pages} pages in {len(WALKS)} walks, {len(known.axe)} kinds x widths before axe")


def kind_of(address: str) -> str:
    """An address with what differs between pages of one kind left out."""
    parts = urlsplit(address)
    path = re.sub(r"[0-9]{2,5}@[0-9-]+|VN@[0-9-]+", "PLACE", parts.path)
    path = re.sub(r"/[23456789a-hjkmnp-z]{12}/", "/ID/", path)
    path = re.sub(r"/figures/[a-z_.]+", "/figures/CODE", path)
    path = re.sub(r"/files/.*|/file/$", "/FILE", path)
    return path + "?" + "&".join(sorted(name.split("=")[0] for name in parts.query.split("&") if name and not name.startswith("next")))


def walk(page, start: str, more: list[str], limit: int, met: dict[str, None]):
    """Addresses reachable from the start, one of each kind, in the order found."""
    todo, kinds = [start, *more], set()
    while todo and len(kinds) < limit:
        address = todo.pop(0)
        kind = kind_of(address)
        if kind in kinds:
            continue
        kinds.add(kind)
        response = page.goto(address)
        assert response is not None and response.status == 200, f"{address}: {response and response.status}"
        yield address, kind
        for href in page.eval_on_selector_all("a[href]:not([download])", "links => links.map(link => link.getAttribute('href'))"):
            target = urljoin(address, href).split("#")[0]
            if target.startswith(start) and "format=" not in target and not target.endswith((".docx", ".pdf", "/docx/", "/pdf/", "/file/")):
                met.setdefault(target)
                todo.append(target)


@pytest.mark.parametrize(("role", "width"), WALKS, ids=[f"{role or 'stranger'}-{width}" for role, width in WALKS])
def test_it_shows_every_page_without_fault(site, browser, judged, role, width):
    """No console error or CSP report, dead link, sideways scroll, cut text, wrong language, unlabelled row, number without passport."""
    context = browser.new_context(viewport={"width": width, "height": WIDTHS[width]}, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh")
    page = context.new_page()
    problems: list[str] = []
    page.on("console", lambda message: problems.append(f"{page.url}: console {message.text}") if message.type == "error" else None)
    page.on("pageerror", lambda error: problems.append(f"{page.url}: {error}"))
    if role:
        sign_in(page, site, role)
    days = [f"{site.url}/?as_of={day}" for day in STORY_DAYS]
    more = [days[0], *([f"{site.url}/desk/", f"{site.url}/readings/"] if role else []), f"{site.url}/en/", *days[1:]]
    met: dict[str, None] = {}
    for address, kind in walk(page, site.url + "/", more, 20 if role in BOTH else 6, met):
        judged.pages += 1
        faults = look.layout_faults(page) + look.language_faults(page) + look.truth_faults(page)
        if (kind, width) not in judged.axe:
            judged.axe.add((kind, width))
            faults += look.axe_faults(page, AXE)
        if kind not in judged.partial:
            judged.partial.add(kind)
            faults += look.partial_faults(page, address)
        problems += [f"{address}: {fault}" for fault in faults]
    if role is None:
        problems += [f"dead link {link}: {status}" for link in list(met)[:LINKS] if (status := page.request.get(link).status) != 200]
    context.close()
    assert problems == []


AXE = axe_source()


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
