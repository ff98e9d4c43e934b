"""The door in a real browser: setting up a second factor, passkeys (a virtual authenticator), and the pages at both widths."""

from __future__ import annotations

import pytest

import hands
from browser.hands import axe_source, sign_in

pytestmark = pytest.mark.browser


def authenticator(page) -> None:
    """A machine with a fingerprint reader whose owner always puts the finger on."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True}})  # fmt: skip


def looks_right(page) -> None:
    page.evaluate(axe_source())
    found = page.evaluate("axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']})")["violations"]
    assert not found, [(one["id"], [node["html"] for node in one["nodes"]]) for one in found]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_passkey_is_added_and_lets_in_alone(page, site):
    authenticator(page)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if "Content Security Policy" in message.text else None)
    sign_in(page, site, "auditor")
    page.goto(f"{site.url}/sign-in/second-step/")
    looks_right(page)
    page.click("form[data-passkey=create] button")
    page.wait_for_url(lambda url: "second-step" not in url)
    if "recovery-codes" in page.url:
        assert page.locator(".ht-codes li").count() == 10
        looks_right(page)
    page.goto(f"{site.url}/profile/")
    assert page.get_by_text("Khóa truy cập", exact=False).count()
    looks_right(page)
    page.context.clear_cookies()
    page.goto(f"{site.url}/sign-in/")
    looks_right(page)
    page.click("form[data-passkey=get] button")
    page.wait_for_url("**/desk/**")
    # and as the second step after a password
    page.context.clear_cookies()
    account = site.accounts["auditor"]
    page.goto(f"{site.url}/sign-in/")
    page.fill("input[name=username]", account["user"])
    page.fill("input[name=password]", account["password"])
    page.click("main form[action='/sign-in/'] button[type=submit]")
    page.wait_for_url("**/sign-in/code/**")
    looks_right(page)
    page.click("form[data-passkey=get] button")
    page.wait_for_url("**/desk/**")
    # before a sensitive act
    page.goto(f"{site.url}/sign-in/again/?next=/profile/edit/")
    page.click("form[data-passkey=get] button")
    page.wait_for_url("**/profile/edit/**")
    assert errors == []


def test_a_passkey_nobody_knows_is_told_in_words(page, site):
    authenticator(page)
    page.goto(f"{site.url}/sign-in/")
    page.click("form[data-passkey=get] button")
    page.wait_for_selector("[data-passkey-said]:not([hidden])")


def test_a_wrong_code_is_told_and_the_field_is_empty(page, site):
    account = site.accounts["council"]
    page.goto(f"{site.url}/sign-in/")
    page.fill("input[name=username]", account["user"])
    page.fill("input[name=password]", account["password"])
    page.click("main form[action='/sign-in/'] button[type=submit]")
    page.fill("input[name=code]", hands.code(account["totp_secret"], steps=-5))
    page.wait_for_selector(".ht-state--bad")
    assert page.input_value("input[name=code]") == ""
    looks_right(page)
