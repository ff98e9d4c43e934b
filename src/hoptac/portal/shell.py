"""What the front door hangs into the shell of every page: its entry in the menu, and the search box."""

from django.utils.translation import gettext_lazy

from hoptac.portal import compare_link
from hoptac.web import shell


def register() -> None:
    """Called when the room starts."""
    shell.add_nav(shell.NavItem("home", gettext_lazy("Tổng quan"), "portal:home", 0, icon="home"))
    shell.set_search("portal:search")
    shell.set_compare(compare_link.of_page)
