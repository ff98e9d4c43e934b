"""Helpers of the browser tests."""

from __future__ import annotations

from pathlib import Path

import hands


def axe_source() -> str:
    """The accessibility engine, from the front-end parts."""
    root = Path(__file__).resolve().parents[2]
    return (root / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def context_of(browser, site, role: str | None, width: int, height: int):
    """A browser window at a width in which a role is signed in; each role goes through the door once, the code is taken once."""
    size = {"viewport": {"width": width, "height": height}, "locale": "vi-VN", "timezone_id": "Asia/Ho_Chi_Minh"}
    if role is None:
        return browser.new_context(**size)
    if role not in site.states:
        first = browser.new_context(**size)
        sign_in(first.new_page(), site, role)
        site.states[role] = first.storage_state()
        first.close()
    return browser.new_context(storage_state=site.states[role], **size)


def sign_in(page, site, role: str) -> None:
    """Signs in as the demonstration account of a role, through both steps."""
    account = site.accounts[role]
    page.goto(f"{site.url}/sign-in/")
    page.fill("input[name=username]", account["user"])
    page.fill("input[name=password]", account["password"])
    page.click("main button[type=submit]")
    if account["totp_secret"]:
        page.wait_for_url("**/sign-in/code/**")
        page.fill("input[name=code]", hands.code(account["totp_secret"]))  # the form sends itself
    page.wait_for_url(lambda url: "/sign-in/" not in url)
    page.wait_for_load_state()
