"""What this room hangs into the shell of every page: panels on lower rooms' pages."""

from hoptac.web import panels


def register() -> None:
    """Called when the room starts."""
    from hoptac.programmes.panels import of_organisation, of_place

    panels.register("organisation.aside", 10, of_organisation)
    panels.register("place.aside", 10, of_place)
