"""`--as USER`: a command with the rights of one person, and no more. A command that is not listed here is the operator's alone.

What is public (figures, places) everybody may ask. For the rest the person must hold the right somewhere; where a place is named, there.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hoptac.common.errors import UserError
from hoptac.common.speech import in_words

if TYPE_CHECKING:
    from hoptac.users.models import User

PUBLIC = ""
EACH_LINE = "each line"  # every act asks for its own right (`recording.allowed`)
NEEDS: dict[str, str] = {
    "places": PUBLIC,
    "figure": PUBLIC,
    "read": "upload",
    "check": "upload",
    "report": "issue",
    "record": EACH_LINE,
    "import": "import",
    "export": "export",
    "audit": "audit",
}
_name: str | None = None


def take(arguments: list[str]) -> list[str]:
    """Takes --as out, wherever it stands, and remembers it for this command."""
    global _name
    _name, kept = None, []
    words: Iterator[str] = iter(arguments)
    for word in words:
        if word != "--as" and not word.startswith("--as="):
            kept.append(word)
            continue
        _name = next(words, "") if word == "--as" else word.partition("=")[2]
        if not _name or _name.startswith("-"):
            raise UserError(in_words("--as cần tên đăng nhập đi sau.", "--as needs a user name."))
    return kept


def is_asked() -> bool:
    """Whether this command runs for a person."""
    return _name is not None


def refuse_unlisted(command: str) -> None:
    """Raises UserError for a command that only the operator runs."""
    if is_asked() and command not in NEEDS:
        raise UserError(
            in_words(
                f"Lệnh “{command}” là của người vận hành, không chạy thay người dùng. Bỏ --as.",
                f"“{command}” belongs to the operator and does not run for a person. Leave out --as.",
            )
        )


def refuse_rightless(command: str) -> None:
    """Raises UserError where the person holds the right a command needs nowhere."""
    from hoptac.accounts.enums import Right

    needed = NEEDS[command]
    if needed in Right.values:
        require(needed)


def person() -> User:
    """Who is meant; UserError for nobody, and the same for one whose account is closed."""
    from hoptac.users.models import User

    found = User.objects.filter(username__iexact=(_name or "").strip(), is_active=True).first()
    if found is None:
        raise UserError(
            in_words(
                f"Không có người dùng “{(_name or '')[:80]}” nào đang hoạt động. Kiểm tra tên đăng nhập.",
                f"There is no active user “{(_name or '')[:80]}”. Check the name.",
            )
        )
    return found


def require(right: str, place_id: int | None = None, *, own: tuple[str, str] | None = None) -> None:
    """Raises UserError where the person of this command lacks a right, at a place where one is given. The operator passes."""
    from hoptac.accounts import gates, scoping
    from hoptac.accounts.enums import Right

    viewer = scoping.viewer()
    if viewer is None or gates.may(viewer, right, place_id, own=own):
        return
    where = in_words(" ở nơi này", " there") if place_id is not None else ""
    raise UserError(
        in_words(
            f"“{_name}” không có quyền này{where}: {Right(right).label}. Không có gì được ghi hay cho xem.",
            f"“{_name}” lacks this right{where}: {Right(right).label}. Nothing was written or shown.",
        )
    )
