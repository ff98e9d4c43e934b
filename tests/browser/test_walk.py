"""The whole house walked in a real browser, as a stranger and as every demonstration account, on a laptop and on a phone.

Every walk opens one page of each kind it meets; of the other addresses it asks for a sample that is the same each time. With
HOPTAC_CRAWL=full every address that is met is asked for by every account, and three pages of each kind are opened at both widths.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import parse_qsl, urljoin, urlsplit

import pytest

from browser import look
from browser.conftest import WIDTHS
from browser.hands import axe_source, context_of

pytestmark = pytest.mark.browser

FULL = os.environ.get("HOPTAC_CRAWL") == "full"
STORY_DAYS = ("2022-12-31", "2024-11-01", "2025-07-15")
BOTH = (None, "compiler")  # walked far, at both widths; the others see the same pages with other rights
OTHERS = {
    "commune_officer": 390, "specialist": 1366, "leader": 390, "alliance": 1366, "viewer": 1366,
    "representative": 390, "council": 390, "administrator": 1366, "auditor": 1366,
}  # fmt: skip
EVERY = [(role, width) for role in (*BOTH, *OTHERS) for width in WIDTHS]
WALKS = EVERY if FULL else [(role, width) for role in BOTH for width in WIDTHS] + list(OTHERS.items())
OPENED = 3 if FULL else 1  # pages of one kind that are looked at in a walk
KINDS = 200 if FULL else 22
ASKED = int(os.environ.get("HOPTAC_CRAWL_MOST", "3000")) if FULL else 40  # addresses asked for without being looked at
STEPS = frozenset({"page", "sort", "since", "with", "cause", "part", "map_of", "format"})  # of such addresses one of a kind is enough
FILE = (".docx", ".pdf", "/docx/", "/pdf/", "/file/")


@dataclass
class Judged:
    """What was looked at in the whole run, so that a kind of page is put before axe and asked in pieces once."""

    axe: set[tuple[str, int]] = field(default_factory=set)
    partial: set[str] = field(default_factory=set)
    opened: int = 0
    asked: int = 0
    findings: int = 0


@pytest.fixture(scope="session")
def judged():
    known = Judged()
    yield known
    form, accounts, widths = "full" if FULL else "sampled", len(BOTH) + len(OTHERS), ", ".join(map(str, WIDTHS))
    print(f"\n   {form}: {known.opened} pages looked at, {known.asked} more addresses asked for; {accounts} accounts, widths {widths},")
    print(f"   {len(WALKS)} walks; {len(known.axe)} kinds x widths before axe, {len(known.partial)} in pieces; findings {known.findings}")


def kind_of(address: str) -> str:
    """An address with what differs between pages of one kind left out."""
    parts = urlsplit(address)
    path = re.sub(r"[0-9]{2,5}@[0-9-]+|VN@[0-9-]+", "PLACE", parts.path)
    path = re.sub(r"/[23456789a-hjkmnp-z]{12}/", "/ID/", path)
    path = re.sub(r"/figures/[a-z_.]+", "/figures/CODE", path)
    path = re.sub(r"/files/.*|/file/$", "/FILE", path)
    return path + "?" + "&".join(sorted({name for name, _value in parse_qsl(parts.query) if name != "next"}))


def is_worth_asking(address: str, seen: Counter[str]) -> bool:
    """Days without end and every way to turn a list are one kind each; all else is asked for, by whatever link it is met."""
    query = dict(parse_qsl(urlsplit(address).query))
    far = query.get("as_of", STORY_DAYS[0]) not in STORY_DAYS
    most = 2 if far or STEPS & set(query) or len(query) > 3 else 10_000
    return seen[kind_of(address)] < most


def links_of(base: str, address: str, text: str) -> list[str]:
    """Addresses of the house that a page leads to, without files and without signing out."""
    found = []
    for href in re.findall(r'<a\s[^>]*?href="([^"#]+)', text):
        target = urljoin(address, unescape(href))
        if (
            target.startswith(base)
            and not target.endswith(FILE)
            and not re.search(r"[?&](format|export)=", target)
            and "/sign-out" not in target
        ):
            found.append(target)
    return list(dict.fromkeys(found))


@pytest.mark.parametrize(("role", "width"), WALKS, ids=[f"{role or 'stranger'}-{width}" for role, width in WALKS])
def test_it_shows_every_page_without_fault(site, browser, judged, role, width):
    """No console error, dead link, sideways scroll, cut text, text over text, wrong language, unlabelled row, number without passport."""
    context = context_of(browser, site, role, width, WIDTHS[width])
    page = context.new_page()
    problems: list[str] = []
    page.on("console", lambda message: problems.append(f"{page.url}: console {message.text}") if message.type == "error" else None)
    page.on("pageerror", lambda error: problems.append(f"{page.url}: {error}"))
    base = site.url + "/"
    starts = [base, f"{base}?as_of={STORY_DAYS[0]}", *([f"{base}desk/", f"{base}readings/"] if role else []), f"{base}en/"]
    todo = dict.fromkeys([*starts, *(f"{base}?as_of={day}" for day in STORY_DAYS[1:])])
    kinds: Counter[str] = Counter()
    met: Counter[str] = Counter()
    far = KINDS if role in BOTH or FULL else 7
    asked = 0
    while todo:
        address = next(iter(todo))
        del todo[address]
        met[address] += 1
        kind = kind_of(address)
        if kinds[kind] < OPENED and (kinds[kind] or sum(n > 0 for n in kinds.values()) < far):
            kinds[kind] += 1
            problems += opened(page, address, kind, width, judged)
            text = page.content()
        elif asked < ASKED and (role is None or FULL) and width == 1366 and is_worth_asking(address, kinds):
            kinds[kind] += 1 if kinds[kind] else 0
            asked += 1
            answer = page.request.get(address)
            problems += [] if answer.ok else [f"dead link {address}: {answer.status}"]
            text = answer.text()
        else:
            continue
        todo |= dict.fromkeys(link for link in links_of(base, address, text) if not met[link])
    judged.asked += asked
    judged.findings += len(problems)
    context.close()
    assert problems == [], "\n".join(problems)


def opened(page, address: str, kind: str, width: int, judged: Judged) -> list[str]:
    """Opens a page as a reader does and names what is wrong with it."""
    response = page.goto(address)
    if response is None or response.status != 200:
        return [f"{address}: {response and response.status}"]
    judged.opened += 1
    faults = look.layout_faults(page) + look.language_faults(page) + look.truth_faults(page)
    if (kind, width) not in judged.axe:
        judged.axe.add((kind, width))
        faults += look.axe_faults(page, AXE)
    if kind not in judged.partial:
        judged.partial.add(kind)
        faults += look.partial_faults(page, address)
    return [f"{address}: {fault}" for fault in faults]


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
