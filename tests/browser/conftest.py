"""A real site for a real browser: a demonstration folder of its own, served by the command people use."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

CHROMIUM = os.environ.get("HOPTAC_CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDTHS = {1366: 768, 390: 844}


@dataclass(frozen=True)
class Site:
    """Where the demonstration answers, and who can sign in to it."""

    url: str
    accounts: dict[str, dict[str, str]]
    folder: str
    states: dict[str, Any] = field(default_factory=dict)  # who has signed in once: cookies by role


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def _wait(url: str, process: subprocess.Popen, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"the server stopped with {process.returncode}")
        try:
            urllib.request.urlopen(url, timeout=2)
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError("the server did not answer")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demonstration, loaded into a folder of its own and served."""
    folder = tmp_path_factory.mktemp("site")
    environment = {**os.environ, "HOPTAC_DATA": str(folder), "HOPTAC_LANG": "vi"}
    environment.pop("DATABASE_URL", None)
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    command = [sys.executable, "-P", "-m", "hoptac.cli"]
    made = subprocess.run([*command, "demo", "--no-serve", "--json"], env=environment, capture_output=True, text=True, timeout=300)
    assert made.returncode == 0, made.stderr[-2000:]
    accounts = {account["role"]: account for account in json.loads(made.stdout)["accounts"]}
    port = _free_port()
    log = (folder / "server.log").open("w")
    server = subprocess.Popen([*command, "serve", "--port", str(port)], env=environment, stdout=log, stderr=log, start_new_session=True)
    try:
        _wait(f"http://localhost:{port}/livez", server)
        yield Site(f"http://localhost:{port}", accounts, str(folder))
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(timeout=20)


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory):
    """Debian's chromium, headless."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(params=WIDTHS, ids=lambda width: f"{width}px")
def page(request, browser):
    """A fresh page at each width."""
    width = request.param
    context = browser.new_context(viewport={"width": width, "height": WIDTHS[width]}, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh")
    page = context.new_page()
    yield page
    context.close()
