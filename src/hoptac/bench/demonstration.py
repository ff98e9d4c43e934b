"""A demonstration in a folder of its own, served by the command people use, and a browser to look at it."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hoptac.common import paths

COMMAND = (str(paths.ROOT / "hoptac"),)  # the front door, as people use it
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync")
PATIENCE = 120  # seconds until the server answers


class Missing(Exception):
    """What this machine lacks: the name of a package."""


@dataclass(frozen=True)
class Site:
    """Where the demonstration answers, and who can sign in to it."""

    url: str
    accounts: dict[str, dict[str, str]]
    environment: dict[str, str]


@contextmanager
def site() -> Iterator[Site]:
    """Made anew, served on a free port, and gone afterwards. Nobody's data folder is touched."""
    with tempfile.TemporaryDirectory(prefix="hoptac-look-") as folder:
        environment = {**os.environ, "HOPTAC_DATA": folder, "HOPTAC_LANG": "vi", "DATABASE_URL": ""}
        environment.pop("HOPTAC_DOORS", None)
        made = subprocess.run([*COMMAND, "demo", "--no-serve", "--json"], env=environment, capture_output=True, text=True)
        if made.returncode:
            raise RuntimeError(made.stderr[-500:])
        accounts = {account["role"]: account for account in json.loads(made.stdout)["accounts"]}
        port = _free_port()
        with (Path(folder) / "server.log").open("w") as log:
            server = subprocess.Popen([*COMMAND, "serve", "--port", str(port)], env=environment, stdout=log, stderr=log)
            try:
                _wait(f"http://localhost:{port}/livez", server)
                yield Site(f"http://localhost:{port}", accounts, environment)
            finally:
                server.terminate()
                server.wait(timeout=30)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait(url: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=2)
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError(f"the server did not answer at {url}")


def chromium_path() -> str:
    """The system's chromium; Missing where there is none."""
    found = os.environ.get("HOPTAC_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        raise Missing("chromium")
    return found


@contextmanager
def chromium() -> Iterator[Any]:
    """A browser without a window; Missing names what the machine lacks."""
    path = chromium_path()
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        raise Missing("playwright") from None
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


def sign_in(page: Any, there: Site, role: str) -> None:
    """Signs in as the demonstration account of a role, through both steps."""
    account = there.accounts[role]
    page.goto(f"{there.url}/sign-in/")
    page.fill("input[name=username]", account["user"])
    page.fill("input[name=password]", account["password"])
    page.click("main button[type=submit]")
    if account["totp_secret"]:
        page.wait_for_url("**/sign-in/code/**")
        page.fill("input[name=code]", _code(there, account["user"]))  # the form sends itself
    page.wait_for_url(lambda url: "/sign-in/" not in url)
    page.wait_for_load_state()


_sent: dict[str, str] = {}


def _code(there: Site, user: str) -> str:
    """The code of the second step; one that was sent already is waited out, for the door takes each once."""
    while True:
        asked = subprocess.run([*COMMAND, "demo", "--code", user], env=there.environment, capture_output=True, text=True, check=True)
        code = asked.stdout.strip()
        if _sent.get(user) != code:
            _sent[user] = code
            return code
        time.sleep(2)
