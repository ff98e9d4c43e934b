"""Opening the site of the data folder for a command."""

from __future__ import annotations

import getpass
import os
from typing import TYPE_CHECKING

from hoptac.cli import behalf
from hoptac.common import paths
from hoptac.common.errors import UserError
from hoptac.common.speech import in_words, is_english

if TYPE_CHECKING:
    from hoptac.audit.models import Actor

NOT_YET = (
    "Chưa có dữ liệu ở đây ({where}). Chạy ./hoptac demo (trang minh họa) hoặc ./hoptac serve (trang mới) trước.",
    "There is no data here yet ({where}). Run ./hoptac demo (demonstration) or ./hoptac serve (a new site) first.",
)


def has_own_server() -> bool:
    """Whether DATABASE_URL names a PostgreSQL database."""
    return os.environ.get("DATABASE_URL", "").startswith(("postgres://", "postgresql://"))


def database_file():
    """The embedded database of the data folder."""
    return paths.data_folder() / "hoptac.sqlite3"


def _refuse_empty() -> UserError:
    where = "DATABASE_URL" if has_own_server() else str(paths.data_folder())
    return UserError(in_words(*(words.format(where=where) for words in NOT_YET)))


def load_django(*, doors: bool) -> None:
    """Loads Django; without the doors' apps where a command only asks."""
    from hoptac.common import database  # noqa: F401  puts the safe SQLite library in place first

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hoptac.config.settings")
    if not doors:
        os.environ.setdefault("HOPTAC_DOORS", "0")
    import django
    from django.utils import translation

    django.setup()
    translation.activate("en" if is_english() else "vi")


def open_site() -> None:
    """Opens a site that is there, for a question or an act. Creates nothing: an empty folder is a UserError."""
    if not has_own_server() and not database_file().exists():
        raise _refuse_empty()
    load_django(doors=False)
    if not _is_prepared():
        raise _refuse_empty()
    _open_scope()


def _open_scope() -> None:
    """Rows of an area are seen as the site's operator sees them, or the person of --as."""
    from hoptac.accounts import scoping

    scoping.enter(behalf.person() if behalf.is_asked() else scoping.OPERATOR)


def _is_prepared() -> bool:
    """Whether the tables stand and a map was loaded."""
    from django.db import DatabaseError, OperationalError, ProgrammingError

    from hoptac.common import site

    try:
        return bool(site.get("map"))
    except (ProgrammingError, OperationalError) as error:
        if "no such table" in str(error) or "does not exist" in str(error) and "database" not in str(error):
            return False
        raise
    except DatabaseError:
        raise


def operator() -> Actor:
    """Who acts at the command line: the site's operator, by the machine's user name; or the person of --as."""
    from hoptac.audit.models import Actor

    if behalf.is_asked():
        return Actor.of(behalf.person())

    try:
        name = getpass.getuser()
    except (KeyError, OSError):
        name = str(os.getuid())
    return Actor("operator", name[:80])
