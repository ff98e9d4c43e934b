"""What the desk hangs into the shell of every page."""

from django.utils.translation import gettext_lazy as lazy

from hoptac.web import shell


def register() -> None:
    """Called when the room starts."""
    shell.add_nav(shell.NavItem("desk", lazy("Việc của tôi"), "desk:home", 10, needs_sign_in=True, icon="task", short=lazy("Việc")))
