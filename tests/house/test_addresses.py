"""Every address of the house, and what a stranger gets there. An address that is not listed here fails: decide first who may see it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.translation import override

from hoptac.audit.models import Entry

OPEN = 200  # anyone may look
SIGN_IN = 302  # sent to the sign-in page, and back afterwards
NOTHING = 404  # there is no such thing, or none for you: the same answer
FIRST_STEP = -302  # sent to the first step: there is nothing here without it
ASK = 400  # the question is incomplete; the page says what is missing
SOME = "aaaaaaaaaaaa"  # the public id of something that does not exist

# On a site without data: address, its arguments, what GET gives a stranger.
STRANGER = [
    ("portal:home", (), OPEN),
    ("portal:search", (), OPEN),
    ("portal:compare", (), ASK),
    ("gallery", (), OPEN),
    ("desk:home", (), SIGN_IN),
    ("desk:trail", (), SIGN_IN),
    ("accounts:sign_in", (), OPEN),
    ("accounts:sign_out", (), 405),
    ("accounts:first", ("never-given",), NOTHING),
    ("account_login", (), OPEN),
    ("mfa_authenticate", (), FIRST_STEP),
    ("account_start_over", (), 405),
    ("mfa_passkey_enter", (), 405),
    ("mfa_passkey_question", ("add",), ASK),
    ("identity_enter", (), 405),
    ("openid_connect_callback", ("national",), NOTHING),
    ("mfa_enrol", (), SIGN_IN),
    ("mfa_codes", (), SIGN_IN),
    ("account_reauthenticate", (), SIGN_IN),
    ("account_forgot", (), OPEN),
    ("account_reset", ("never-given",), NOTHING),
    ("account_help", (SOME,), SIGN_IN),
    ("profile", (), SIGN_IN),
    ("profile_edit", (), SIGN_IN),
    ("profile_password", (), SIGN_IN),
    ("profile_remove_factor", (1,), 405),
    ("profile_sessions", (), 405),
    ("profile_identity", (), 405),
    ("places:index", (), OPEN),
    ("places:place", ("22@2022-12-31",), NOTHING),
    ("registry:index", (), OPEN),
    ("registry:organisation", (SOME,), NOTHING),
    ("registry:people", (SOME,), NOTHING),
    ("registry:paper", (), OPEN),
    ("registry:pick", (), OPEN),
    ("registry:quality_work", (SOME,), SIGN_IN),
    ("registry:new", (), SIGN_IN),
    ("registry:waiting", (), SIGN_IN),
    ("registry:quality", (), SIGN_IN),
    ("registry:duplicates", (), SIGN_IN),
    ("registry:waiting_one", (SOME,), SIGN_IN),
    ("registry:person", (SOME,), SIGN_IN),
    ("registry:reveal", (SOME,), SIGN_IN),
    ("registry:change", (SOME,), SIGN_IN),
    ("registry:join", (SOME,), SIGN_IN),
    ("registry:appoint", (SOME,), SIGN_IN),
    ("registry:workers", (SOME,), SIGN_IN),
    ("registry:acts", (SOME,), SIGN_IN),
    ("registry:join_records", (SOME, SOME), SIGN_IN),
    ("registry:member", (SOME, SOME), SIGN_IN),
    ("registry:end_post", (SOME, SOME), SIGN_IN),
    ("registry:act", (SOME, SOME), SIGN_IN),
    ("registry:correct", (SOME, SOME), SIGN_IN),
    ("registry:withdraw", (SOME, SOME), SIGN_IN),
    ("figures:index", (), OPEN),
    ("figures:passport", ("htx.total",), ASK),
    ("people:index", (), SIGN_IN),
    ("people:new", (), SIGN_IN),
    ("people:proposals", (), SIGN_IN),
    ("people:decide", (SOME,), SIGN_IN),
    ("people:person", (SOME,), SIGN_IN),
    ("people:grant", (SOME,), SIGN_IN),
    ("people:end", (SOME,), SIGN_IN),
    ("people:delegate", (SOME,), SIGN_IN),
    ("inbox:index", (), SIGN_IN),
    ("inbox:choices", (), SIGN_IN),
    ("inbox:opened", (SOME,), SIGN_IN),
    ("subjects:own", (), SIGN_IN),
    ("subjects:own_export", (), SIGN_IN),
    ("subjects:own_ask", (), SIGN_IN),
    ("subjects:own_consent", (), SIGN_IN),
    ("subjects:index", (), SIGN_IN),
    ("subjects:new", (), SIGN_IN),
    ("subjects:request", (SOME,), SIGN_IN),
    ("subjects:act", (SOME,), SIGN_IN),
    ("subjects:export", (SOME,), SIGN_IN),
    ("imports:index", (), SIGN_IN),
    ("imports:sheet", (SOME,), SIGN_IN),
    ("imports:repair", (SOME, 1), SIGN_IN),
    ("imports:choose", (SOME, 1), SIGN_IN),
    ("imports:columns", (SOME,), SIGN_IN),
    ("imports:day", (SOME,), SIGN_IN),
    ("imports:commit", (SOME,), SIGN_IN),
    ("imports:undo", (SOME,), SIGN_IN),
    ("imports:left", (SOME,), SIGN_IN),
    ("imports:file", (SOME,), SIGN_IN),
    ("intake:index", (), SIGN_IN),
    ("intake:reading", (SOME,), SIGN_IN),
    ("intake:file", (SOME,), SIGN_IN),
    ("intake:confirm", (SOME, SOME), SIGN_IN),
    ("intake:reject", (SOME, SOME), SIGN_IN),
    ("reporting:index", (), OPEN),
    ("reporting:new", (), OPEN),
    ("reporting:report", (SOME,), NOTHING),
    ("reporting:download", (SOME, "docx"), NOTHING),
]


def named(resolver: URLResolver, spaces: tuple[str, ...] = ()) -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from named(entry, spaces + ((entry.namespace,) if entry.namespace else ()))
        elif isinstance(entry, URLPattern) and entry.name:
            yield ":".join([*spaces, entry.name])


def test_every_address_is_listed() -> None:
    assert sorted(set(named(get_resolver()))) == sorted({name for name, _, _ in STRANGER})


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(("name", "words", "status"), STRANGER, ids=[name for name, _, _ in STRANGER])
def test_a_stranger_gets_what_the_list_says(db: None, language: str, name: str, words: tuple[str, ...], status: int) -> None:
    with override(language):
        address, door = reverse(name, args=words), reverse(settings.LOGIN_URL)
    with override(None):
        answer = Client(raise_request_exception=False).get(address)
    assert answer.status_code == abs(status)
    if status == SIGN_IN:
        assert answer.headers["Location"].startswith(f"{door}?next=")


@pytest.mark.parametrize(("name", "words", "status"), STRANGER, ids=[name for name, _, _ in STRANGER])
def test_nothing_a_stranger_sends_breaks_a_page_or_writes(db: None, name: str, words: tuple[str, ...], status: int) -> None:
    with override("vi"):
        address = reverse(name, args=words)
    before = Entry.objects.count()
    answer = Client(raise_request_exception=False).post(address, {"text": "x", "day": "31/02/2022"})
    assert answer.status_code < 500
    assert Entry.objects.count() == before
