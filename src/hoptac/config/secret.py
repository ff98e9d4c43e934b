"""What a site keeps to itself: its signing key, made once in the data folder, and the hosts it answers to."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def key(folder: Path) -> str:
    """The site's signing key; made on first use, readable by its owner only."""
    file = folder / "secret-key"
    try:
        return file.read_text().strip()
    except FileNotFoundError:
        pass
    folder.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:  # another process was first
        return file.read_text().strip()
    with os.fdopen(handle, "w") as out:
        out.write(secrets.token_urlsafe(50))
    return file.read_text().strip()


def hosts() -> list[str]:
    """Loopback names, and those the site's operator lists in HOPTAC_HOSTS (comma separated)."""
    extra = [host.strip() for host in os.environ.get("HOPTAC_HOSTS", "").split(",") if host.strip()]
    return ["localhost", "127.0.0.1", "[::1]", *extra]
