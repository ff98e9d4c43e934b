"""What the desk hangs into the shell of every page."""

from django.utils.translation import gettext_lazy

from hoptac.common import links
from hoptac.desk import auditing
from hoptac.web import panels, shell


def register() -> None:
    """Called when the room starts."""
    shell.add_nav(
        shell.NavItem("desk", gettext_lazy("Việc của tôi"), "desk:home", 10, needs_sign_in=True, icon="task", short=gettext_lazy("Việc"))
    )
    panels.register("desk.aside", 90, auditing.door)
    links.register("trail", auditing.address)
