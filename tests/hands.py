"""Signing in as people do, for tests of any room.

client.force_login(user)          # as the door leaves a person who went through both steps (tests/conftest.py sees to that)
hands.enrol(user)                 # gives a person codes of an application; the secret comes back
hands.sign_in(client, user, PASSWORD, secret)      # both steps through the pages
hands.code(secret)                # a code that was not used yet in this run
"""

from __future__ import annotations

import time
from typing import Any

from django.test import Client

STEP = 30
_spent: set[tuple[str, int]] = set()
_enter = Client.force_login


def _digits(secret: str, counter: int) -> str:
    """RFC 6238, written anew here: the test does not ask the code it tests."""
    import base64
    import hmac

    mac = hmac.new(base64.b32decode(secret), counter.to_bytes(8, "big"), "sha1").digest()
    at = mac[-1] & 15
    return f"{(int.from_bytes(mac[at : at + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06d}"


def code(secret: str, steps: int = 0) -> str:
    """Six digits that the door takes now and that this run has not sent yet; `steps` away in time, the code of that step."""
    if steps:
        return _digits(secret, int(time.time()) // STEP + steps)
    while True:
        now, left = int(time.time()) // STEP, STEP - time.time() % STEP
        # A clock may be one step off. The step before is taken only while it cannot slip out of reach on the way to the door.
        for counter in (now, now + 1, *([now - 1] if left > 10 else [])):
            if (secret, counter) not in _spent:
                _spent.add((secret, counter))
                return _digits(secret, counter)
        time.sleep(1)


def enrol(user: Any) -> str:
    """Gives a person codes of an application; the secret comes back."""
    from factories import BY
    from hoptac.accounts.door import actions, factors

    secret = factors.new_secret()
    actions.add_totp(user=user, by=BY, secret=secret)
    return secret


def sign_in(client: Client, user: Any, password: str, secret: str | None = None, **more: Any) -> Any:
    """Both steps through the pages; the last answer comes back."""
    answer = client.post("/sign-in/", {"username": getattr(user, "username", user), "password": password} | more)
    return client.post("/sign-in/code/", {"code": code(secret)}) if secret else answer


def force_login(client: Client, user: Any, backend: str | None = None) -> None:
    """Signs in without the pages, as the door leaves a person: the second step is done, and only just."""
    _enter(client, user, backend)
    session = client.session
    now = time.time()
    session["door"] = {"factor": True, "since": now, "seen": now, "fresh": now}
    session.save()
