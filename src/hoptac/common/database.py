"""Which database a site uses, and the safe SQLite options (security.md, "Data is not lost")."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

SAFE_SQLITE = (3, 51, 3)  # older libraries can corrupt a database in WAL mode


def use_pysqlite3() -> None:
    """Puts pysqlite3 in place of the system library, before Django loads. Without it the older library stays, in DELETE mode."""
    try:
        import pysqlite3
        import pysqlite3.dbapi2
    except ImportError:
        return
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2


def journal_mode() -> str:
    """WAL where the library is safe for it, DELETE elsewhere."""
    import sqlite3

    return "WAL" if sqlite3.sqlite_version_info >= SAFE_SQLITE else "DELETE"


def sqlite(folder: Path) -> dict:
    """Django settings of the embedded database in the data folder."""
    pragmas = [
        f"journal_mode={journal_mode()}",
        "synchronous=FULL",
        "recursive_triggers=ON",
        "trusted_schema=OFF",
        "mmap_size=0",
    ]
    return {
        "ENGINE": "hoptac.common.sqlite",
        "NAME": folder / "hoptac.sqlite3",
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "".join(f"PRAGMA {pragma};" for pragma in pragmas),
        },
    }


def postgresql(url: str) -> dict:
    """Django settings from `postgresql://user:password@host:port/name`; a host may be a socket folder given as `?host=`."""
    parts = urlsplit(url)
    options = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(options.get("host", parts.hostname or "")),
        "PORT": str(parts.port or options.get("port", "")),
        "CONN_HEALTH_CHECKS": True,
        "CONN_MAX_AGE": 60,
    }


def from_environment(folder: Path) -> dict:
    """PostgreSQL when DATABASE_URL names one, else SQLite inside the data folder."""
    url = os.environ.get("DATABASE_URL", "")
    return postgresql(url) if url.startswith(("postgres://", "postgresql://")) else sqlite(folder)


use_pysqlite3()
