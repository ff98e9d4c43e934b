"""What this room hangs into the shell of every page: navigation, links to its records, panels on lower rooms' pages."""


def register() -> None:
    """Called when the room starts."""
