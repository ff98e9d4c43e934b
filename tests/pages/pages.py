"""Reading pages in tests."""

from __future__ import annotations

import html
import re

from django.test import Client


def get(client: Client, address: str, status: int = 200) -> str:
    """The page at an address."""
    response = client.get(address)
    assert response.status_code == status, (address, response.status_code)
    return response.content.decode()


def main(text: str) -> str:
    """What stands inside <main>: without the frame around every page."""
    return text.split("<main", 1)[1].split("</main>", 1)[0]


def words(text: str) -> str:
    """The words a reader sees in <main>, blanks made single."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main(text))).split())


def hrefs(text: str) -> list[str]:
    return [html.unescape(link) for link in re.findall(r'href="([^"]+)"', main(text))]
