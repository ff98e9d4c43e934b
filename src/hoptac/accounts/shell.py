"""What this room hangs into the shell of every page: the role and the menu of who is signed in."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from hoptac.accounts import roles
from hoptac.web import shell


def register() -> None:
    """Called when the room starts."""
    shell.set_account_menu(menu)


def menu(request: HttpRequest) -> shell.AccountMenu:
    """The roles held today, in words, and the way out."""
    from hoptac.accounts.enums import Right
    from hoptac.accounts.gates import grants, may

    held = ", ".join(roles.label(grant.role) for grant in grants(request.user))  # type: ignore[arg-type]
    mine = [shell.MenuItem(_("Tài khoản"), reverse("profile"), icon="person")]
    mine.append(shell.MenuItem(_("Dữ liệu về tôi"), reverse("subjects:own"), icon="eye"))
    if may(request.user, Right.SUBJECTS):  # type: ignore[arg-type]
        mine.append(shell.MenuItem(_("Yêu cầu về dữ liệu"), reverse("subjects:index"), icon="lock"))
    if may(request.user, Right.GRANT):  # type: ignore[arg-type]
        mine.append(shell.MenuItem(_("Người và quyền"), reverse("people:index"), icon="tree"))
    return shell.AccountMenu(held, (*mine, shell.MenuItem(_("Đăng xuất"), reverse("accounts:sign_out"), post=True, icon="exit")))
