from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "hoptac.places"
    label = "places"

    def ready(self) -> None:
        from hoptac.common import guards
        from hoptac.places import boundaries, shell
        from hoptac.places.models import Version
        from hoptac.web import outlines

        guards.guard(guards.NoOverlap(Version, "place"))
        shell.register()
        outlines.set_provider(boundaries.provide)
