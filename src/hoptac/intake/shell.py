"""What this room hangs into the shell of every page: its entry in the menu, for those who are signed in."""

from django.utils.translation import gettext_lazy

from hoptac.accounts.enums import Right
from hoptac.registry import doors
from hoptac.web import shell


def register() -> None:
    """Called when the room starts."""
    shell.add_nav(
        shell.NavItem(
            "readings", gettext_lazy("Đọc và soát"), "intake:index", 70, needs_sign_in=True, icon="document", short=gettext_lazy("Soát")
        )
    )
    doors.add(gettext_lazy("Nhập từ Excel"), "imports:index", "upload", Right.IMPORT)
