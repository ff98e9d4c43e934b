"""What this room hangs into the shell of every page: navigation, panels on lower rooms' pages."""

from django.utils.translation import gettext_lazy

from hoptac.web import panels, shell


def register() -> None:
    """Called when the room starts."""
    from hoptac.figures.panels import of_place

    shell.add_nav(shell.NavItem("figures", gettext_lazy("Số liệu"), "figures:index", 20, icon="chart"))
    panels.register("place.main", 10, of_place)
